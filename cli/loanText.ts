/** A loan, a list of loans and a timeline for a terminal. */
import type { Body } from './http.ts';
import { list, more, object, text } from './output.ts';
import type { Language } from './output.ts';
import { pairs } from './table.ts';

const words = {
  'zh-CN': {
    loan: '贷款', debtor: '借款人', stage: '阶段', days: '逾期天数', overdue: '逾期金额', outstanding: '未偿余额', policy: '策略',
    missed: '连/累', segment: '客群', next: '下一步', hold: '暂停', tasks: '待办', tracks: '办理', others: '该客户其他贷款', lentFor: '所救济贷款', temporary: '临时贷款', rights: '时效',
    circumstances: '重大情况', engine: '引擎页面', split: { penalty: '罚息', fee: '费用', interest: '利息', principal: '本金' },
  },
  en: {
    loan: 'Loan', debtor: 'Borrower', stage: 'Stage', days: 'Days', overdue: 'Overdue', outstanding: 'Outstanding', policy: 'Policy',
    missed: 'Missed', segment: 'Segment', next: 'Next', hold: 'On hold', tasks: 'Tasks', tracks: 'Tracks', others: 'Other loans', lentFor: 'Lent for', temporary: 'Temporary', rights: 'Rights',
    circumstances: 'Circumstances', engine: 'Engine', split: { penalty: 'penalty', fee: 'fee', interest: 'interest', principal: 'principal' },
  },
} as const; // prettier-ignore

export function loanLines(body: Body, language: Language): string[] {
  const said = words[language];
  const [owed, policy, hold] = [object(body['owed']), object(body['policy']), object(body['hold'])];
  const split = object(owed['split']);
  const debtor = list(body['parties']).find(({ role }) => role === 'debtor') ?? {};
  const parts = (['principal', 'interest', 'penalty', 'fee'] as const)
    .filter((part) => !/^0(\.0+)?$/.test(text(split[part])))
    .map((part) => `${said.split[part]} ${text(split[part])}`);
  const joined = (rows: readonly Body[], ...fields: string[]): string =>
    rows.map((row) => fields.map((field) => text(row[field])).join(' ')).join(' · ');
  const rows: [string, string][] = [
    [said.loan, `${text(body['loanId'])}  ${text(body['product'])} · ${text(body['branch'])} · ${text(body['asOf'])}`],
    [said.debtor, `${text(debtor['name'])} ${text(debtor['phone'])} (${text(debtor['id'])})`],
    [said.stage, text(body['stageText'])],
    [said.overdue, `${text(owed['overdue'])} ${text(body['currency'])}`],
    [
      said.outstanding,
      `${text(owed['outstanding'])} ${text(body['currency'])}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`,
    ],
    [said.days, `${text(body['overdueDays'])}  ${text(body['bucket'])}`],
    [said.missed, `${text(body['consecutiveMissed'])}/${text(body['cumulativeMissed'])}`],
    [said.segment, text(object(body['segment'])['title'])],
    [said.policy, `${text(policy['title'])} (${text(policy['id'])} v${text(policy['version'])})`],
    [said.hold, text(hold['reason'])],
    [said.next, text(object(body['next'])['text'])],
    [said.tasks, joined(list(body['tasks']), 'id', 'kindText', 'dueOn')],
    [said.tracks, joined(list(body['tracks']), 'trackId', 'statusText')],
    [said.others, joined(list(body['otherLoans']), 'loanId', 'stageText')],
    [said.lentFor, joined([object(body['lentFor'])], 'loanId', 'stageText')],
    [said.temporary, joined(list(body['temporaryLoans']), 'loanId', 'granted', 'stageText')],
    [said.circumstances, joined(list(body['circumstances']), 'kindText', 'personId', 'statusText', 'claimBy')],
    [
      said.rights,
      list(body['rights'])
        .map((right) => text(right['text']))
        .join(' · '),
    ],
    [said.engine, text(body['engineUrl'])],
  ];
  return pairs(rows.filter(([, value]) => value.trim() !== ''));
}

/** One entry a paragraph: when and what; below it why, who and what became of the message. */
export function timelineLines(body: Body, language: Language): string[] {
  const lines = list(body['rows']).flatMap((row) => {
    const message = object(row['message']);
    const sent = [message['channelText'], message['statusText'], message['reference'], message['providerId']];
    const details = [
      [row['clause'], row['rule'] === null ? null : row['rule']],
      [row['factsText']],
      message['reference'] === undefined ? [] : sent,
      row['actor'] === null ? [] : [`@${text(row['actor'])}`],
    ].map((parts) =>
      parts
        .map(text)
        .filter((part) => part !== '')
        .join(' · '),
    );
    const track = text(row['case']).startsWith('loan/') ? '' : `[${text(row['case'])}] `;
    return [
      `${text(row['local'])}  ${track}${text(row['text'])}`,
      ...details.filter((detail) => detail !== '').map((detail) => `                  ${detail}`),
    ];
  });
  return [...lines, ...more(body, language)];
}
