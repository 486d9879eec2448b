/** A suit and the legal calendar on a terminal. */
import { Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { list, more, object, text } from './output.ts';
import type { Language } from './output.ts';
import { pairs, table } from './table.ts';

const titles = {
  'zh-CN': ['期限', '事项', '法律行动', '案号', '责任', '规则', '状态'],
  en: ['Due', 'What', 'Legal action', 'Case number', 'Owner', 'Rule', 'Status'],
} as const;

/** What is due when, with owner and rule. */
export function calendarLines(body: Body, language: Language): string[] {
  const rows = list(body['rows']).map((row) => [
    `${text(row['dueOn'])}${text(row['moved']) === 'noData' ? ' ?' : ''}`,
    `${text(row['text'])}${text(row['of']) === '' ? '' : ` ${text(row['of'])}`}`,
    text(row['trackId']),
    text(row['caseNumber']),
    [text(row['ownerId']), text(row['owner'])].filter((part) => part !== '').join(' / '),
    text(row['rule']),
    `${text(row['status'])}${row['escalated'] === true ? ' !' : ''}`,
  ]);
  if (rows.length === 0) return [language === 'en' ? 'none' : '没有'];
  return [
    ...table(
      titles[language].map((title) => ({ title })),
      rows,
    ),
    ...more(body, language),
  ];
}

const said = {
  'zh-CN': {
    status: '状态',
    court: '法院',
    owner: '主办',
    judgment: '判决',
    preservation: '保全',
    deadline: '期限',
    cost: '费用',
    missing: '缺少材料',
  },
  en: {
    status: 'Status',
    court: 'Court',
    owner: 'Led by',
    judgment: 'Judgment',
    preservation: 'Preservation',
    deadline: 'Deadline',
    cost: 'Cost',
    missing: 'Missing',
  },
} as const;

/** One legal action. */
export function suitLines(body: Body, language: Language): string[] {
  const words = said[language];
  const judgment = object(body['judgment']);
  const join = (...parts: readonly unknown[]): string =>
    parts
      .map(text)
      .filter((part) => part !== '')
      .join(' ');
  const rows: [string, string][] = [
    [words.status, join(body['statusText'])],
    [words.court, join(body['court'], body['caseNumber'])],
    [words.owner, join(body['ownerId'])],
    [words.judgment, join(judgment['on'], judgment['text'], judgment['amount'], judgment['costs'])],
    ...list(body['preservations']).map((one): [string, string] => [
      words.preservation,
      join(one['id'], one['assetText'], one['amount'], one['statusText'], one['expiresOn']),
    ]),
    ...list(body['deadlines']).map((one): [string, string] => [
      words.deadline,
      join(one['dueOn'], one['text'], one['of'], one['owner'], one['rule'], one['status']),
    ]),
    ...list(body['costs']).map((one): [string, string] => [
      words.cost,
      join(one['paidOn'], one['text'], one['amount']),
    ]),
    ...list(body['documentsMissing']).map((one): [string, string] => [words.missing, join(one['kind'], one['title'])]),
  ];
  return [text(body['trackId']), ...pairs(rows.filter(([, value]) => value !== ''))];
}

/** The path of `legalAction/L1/1`. @throws Unreachable */
export function suitPath(track: string, ...rest: readonly string[]): string[] {
  const [kind, loan, number, ...more] = track.split('/');
  if (kind !== 'legalAction' || loan === undefined || number === undefined || more.length > 0)
    throw new Unreachable(`${track} is no legal action`, 'write it as recoup loan show does: legalAction/L1/1');
  return ['legal', loan, number, ...rest];
}
