// The sheet of a call in words.
import { list, object, text } from './output.ts';
import type { Language } from './output.ts';
import type { Body } from './http.ts';
import { table } from './table.ts';

const words = {
  'zh-CN': {
    who: '对象',
    hours: '允许时段',
    now: '现在可以拨打',
    notBefore: (at: string, rule: string) => `${at} 起可以拨打（规则 ${rule}）`,
    never: (rule: string) => `不得拨打（规则 ${rule}）`,
    callBack: '约定回拨',
    held: '领取人',
    loans: ['贷款', '逾期天数', '逾期金额', '未还余额'],
    history: ['时间', '渠道', '结果', '代码', '经办'],
    script: '话术',
    missing: (what: string) => `话术缺少 ${what}`,
  },
  en: {
    who: 'Person',
    hours: 'Permitted hours',
    now: 'may be called now',
    notBefore: (at: string, rule: string) => `may be called from ${at} on (rule ${rule})`,
    never: (rule: string) => `must not be called (rule ${rule})`,
    callBack: 'Call back',
    held: 'Held by',
    loans: ['Loan', 'Days', 'Overdue', 'Outstanding'],
    history: ['At', 'Channel', 'Result', 'Code', 'By'],
    script: 'Script',
    missing: (what: string) => `the script lacks ${what}`,
  },
} as const;

/** The lines that `recoup call show` prints. */
export function callSheetText(body: Body, language: Language): readonly string[] {
  const say = words[language];
  const person = object(body['person']);
  const times = object(body['times']);
  const hours = object(times['hours']);
  const script = object(body['script']);
  const permitted =
    times['permittedNow'] === true
      ? say.now
      : times['never'] === true
        ? say.never(text(times['rule']))
        : say.notBefore(text(times['nextLocal']), text(times['rule']));
  const opens = text(hours['opensAt']);
  return [
    `${text(body['id'])} · ${text(body['title'])} · ${text(body['dueOn'])}`,
    `${say.who}: ${text(person['name'])} ${text(person['phone'])}`,
    `${say.hours}: ${opens === '' ? '' : `${opens}–${text(hours['closesAt'])} ${text(times['timeZone'])}, `}${permitted}`,
    ...(text(body['callAt']) === '' ? [] : [`${say.callBack}: ${text(body['callAt'])}`]),
    ...(text(body['claimedBy']) === ''
      ? []
      : [`${say.held}: ${text(body['claimedBy'])} (${text(body['claimedUntil'])})`]),
    '',
    ...rowsOf(body['loans'], say.loans, ['loanId', 'overdueDays', 'overdue', 'outstanding']),
    '',
    ...rowsOf(body['history'], say.history, ['at', 'channelText', 'result', 'codeText', 'by']),
    '',
    say.script,
    text(script['text']) === '' ? say.missing(text(script['missing'])) : text(script['text']),
  ];
}

const rowsOf = (rows: unknown, heads: readonly string[], fields: readonly string[]): string[] => [
  ...table(
    heads.map((title) => ({ title })),
    list(rows).map((row) => fields.map((field) => text(row[field]))),
  ),
];
