/** A suit and the legal calendar on a terminal. */
import type { Body } from './http.ts';
import { trackOf } from './ids.ts';
import type { Rows } from './listing.ts';
import { list, object, text } from './output.ts';
import type { Language } from './output.ts';
import { pairs } from './table.ts';

const titles = {
  'zh-CN': ['期限', '事项', '法律行动', '案号', '责任', '规则', '状态'],
  en: ['Due', 'What', 'Legal action', 'Case number', 'Owner', 'Rule', 'Status'],
} as const;

const joined = (...parts: readonly unknown[]): string =>
  parts
    .map(text)
    .filter((part) => part !== '')
    .join(' ');

/** What is due when, with owner and rule. */
export const calendarRows: Rows = {
  titles,
  columns: [
    (row) => `${text(row['dueOn'])}${text(row['moved']) === 'noData' ? ' ?' : ''}`,
    (row) => joined(row['text'], row['of']),
    ...['trackId', 'caseNumber'],
    (row) => [text(row['ownerId']), text(row['ownerText'])].filter((part) => part !== '').join(' / '),
    'rule',
    (row) => `${text(row['statusText'])}${row['escalated'] === true ? ' !' : ''}`,
  ],
};

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
  const rows: [string, string][] = [
    [words.status, joined(body['statusText'])],
    [words.court, joined(body['court'], body['caseNumber'])],
    [words.owner, joined(body['ownerId'])],
    [words.judgment, joined(judgment['on'], judgment['text'], judgment['amount'], judgment['costs'])],
    ...list(body['preservations']).map((one): [string, string] => [
      words.preservation,
      joined(one['id'], one['assetText'], one['amount'], one['statusText'], one['expiresOn']),
    ]),
    ...list(body['deadlines']).map((one): [string, string] => [
      words.deadline,
      joined(one['dueOn'], one['text'], one['of'], one['ownerText'], one['rule'], one['statusText']),
    ]),
    ...list(body['costs']).map((one): [string, string] => [
      words.cost,
      joined(one['paidOn'], one['text'], one['amount']),
    ]),
    ...list(body['documentsMissing']).map((one): [string, string] => [
      words.missing,
      joined(one['kind'], one['title']),
    ]),
  ];
  return [text(body['trackId']), ...pairs(rows.filter(([, value]) => value !== ''))];
}

/** The path of `legalAction/L1/1`. @throws Unreachable */
export const suitPath = (track: string, ...rest: readonly string[]): string[] => [
  'legal',
  ...trackOf(track, 'legalAction', 'legal action'),
  ...rest,
];
