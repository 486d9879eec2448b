/** Campaigns on a terminal. */
import type { Body } from './http.ts';
import { list, object, text } from './output.ts';
import type { Language } from './output.ts';
import { pairs, table } from './table.ts';

const say = {
  'zh-CN': {
    ...{ hash: '清单哈希', asOf: '试算日', kind: '种类', reason: '原因', met: '符合条件', accepted: '可执行' },
    ...{ refused: '不适用', atStake: '涉及金额', waived: '减免', deferred: '缓期', lent: '临时贷款', overdue: '逾期' },
    ...{ outstanding: '余额', decided: '审批', status: '状态', maker: '提交人', by: '审批期限', asked: '已下发' },
    ...{ done: '已执行', no: '未执行', waiting: '待答复', left: '未下发', none: '没有', of: '人', words: '意见' },
  },
  en: {
    ...{ hash: 'Hash of the list', asOf: 'Simulated on', kind: 'Kind', reason: 'Reason', met: 'Loans met' },
    ...{ accepted: 'Would get it', refused: 'Does not fit', atStake: 'At stake', waived: 'Waived' },
    ...{ deferred: 'Deferred', lent: 'Lent', overdue: 'Overdue', outstanding: 'Outstanding', decided: 'Decided by' },
    ...{ status: 'Status', maker: 'Proposed by', by: 'Decide by', asked: 'Asked', done: 'Carried out' },
    ...{ no: 'Refused', waiting: 'No answer yet', left: 'Left', none: 'none', of: 'of', words: 'Words' },
  },
} as const;

const counted = (counts: unknown): string =>
  Object.entries(object(counts))
    .map(([code, count]) => `${code} ${text(count)}`)
    .join(', ');

/** What a dry run came to. */
function totals(body: Body, language: Language): (readonly [string, string])[] {
  const { met, accepted, refused, before, after, waived, deferred, lent } = object(body['totals']);
  const words = say[language];
  const owed = (name: 'overdue' | 'outstanding'): string =>
    `${text(object(before)[name])} → ${text(object(after)[name])}`;
  const gift = (['waived', 'deferred', 'lent'] as const).find((name) => text({ waived, deferred, lent }[name]) !== '');
  return [
    [words.hash, text(body['hash'])],
    [words.asOf, text(body['asOf'])],
    [words.kind, `${text(body['kind'])} ${JSON.stringify(body['terms'])}`],
    [words.reason, text(body['reason'])],
    [words.met, text(met)],
    [words.accepted, text(accepted)],
    [words.refused, counted(refused)],
    [
      gift === undefined ? words.atStake : words[gift],
      `${text({ waived, deferred, lent }[gift ?? 'waived'])} ${text(body['currency'])}`,
    ],
    [words.overdue, owed('overdue')],
    [words.outstanding, owed('outstanding')],
    [
      words.decided,
      `${text(body['approvers'])} ${words.of} ${(Array.isArray(body['roles']) ? body['roles'] : []).map(text).join(', ')}`,
    ],
  ];
}

export function simulatedLines(body: Body, language: Language): string[] {
  const rows = listLines(body, language);
  return body['totals'] === undefined ? rows : [...pairs(totals(body, language)), '', ...rows];
}

const listTitles = {
  'zh-CN': ['贷款', '结果', '金额', '逾期', '余额', '说明'],
  en: ['Loan', 'Answer', 'At stake', 'Overdue', 'Outstanding', 'Why'],
} as const;

/** Lines of the list: what the dry run says of each loan. */
export function listLines(body: Body, language: Language): string[] {
  const rows = list(body['rows']).map((row) => {
    const before = object(row['before']);
    const ok = row['ok'] === true;
    const yes = language === 'en' ? 'fits' : '适用';
    return [
      ...[text(row['loanId']), ok ? yes : text(row['code']), text(row['atStake'])],
      ...[text(before['overdue']), text(before['outstanding']), text(row['reason'])],
    ];
  });
  return rows.length === 0 ? [say[language].none] : table(titled(listTitles[language], [2, 3, 4]), rows);
}

const titled = (titles: readonly string[], right: readonly number[]): { title: string; right?: boolean }[] =>
  titles.map((title, at) => (right.includes(at) ? { title, right: true } : { title }));

export function shownLines(body: Body, language: Language): string[] {
  const words = say[language];
  const { asked, carriedOut, refused, refusedBy, unanswered, left, carriedOutAmount } = object(body['progress']);
  const given = list(body['approvals']).map(
    (row) => `${text(row['actorId'])} (${text(row['role'])}) ${text(row['on'])}`,
  );
  const ended = object(body['ended']);
  return pairs([
    [words.status, [text(body['statusText']), text(ended['on']), text(ended['because'])].filter(Boolean).join(' · ')],
    [words.maker, text(body['maker'])],
    [words.by, text(body['decideBy'])],
    [words.words, given.join(', ')],
    ...totals(body, language),
    [words.asked, text(asked)],
    [words.done, `${text(carriedOut)} (${text(carriedOutAmount)} ${text(body['currency'])})`],
    [words.no, [text(refused), counted(refusedBy)].filter(Boolean).join(': ')],
    [words.waiting, text(unanswered)],
    [words.left, text(left)],
  ]);
}

const loanTitles = {
  'zh-CN': ['贷款', '状态', '申请', '金额', '代码', '说明'],
  en: ['Loan', 'Status', 'Request', 'Amount', 'Code', 'Why'],
} as const;
const loanStatus = {
  'zh-CN': { asked: '待答复', carriedOut: '已执行', refused: '未执行' },
  en: { asked: 'asked', carriedOut: 'carried out', refused: 'refused' },
} as const;

/** What became of each loan that was asked. */
export function loanLines(body: Body, language: Language): string[] {
  const names: Readonly<Record<string, string>> = loanStatus[language];
  const rows = list(body['rows']).map((row) => {
    const status = text(row['status']);
    return [
      ...[text(row['loanId']), names[status] ?? status, text(row['requestId'])],
      ...[text(row['atStake']), text(row['code']), text(row['reason'])],
    ];
  });
  return rows.length === 0 ? [say[language].none] : table(titled(loanTitles[language], [3]), rows);
}

const campaignTitles = {
  'zh-CN': [
    '批次',
    '种类',
    '提交日',
    '提交人',
    '状态',
    '已批',
    '可执行',
    '已下发',
    '已执行',
    '未执行',
    '未下发',
    '金额',
  ],
  en: [
    'Campaign',
    'Kind',
    'Proposed',
    'By',
    'Status',
    'Words',
    'Loans',
    'Asked',
    'Done',
    'Refused',
    'Left',
    'At stake',
  ],
} as const;
const campaignFields = [
  ...['campaignId', 'kind', 'proposedOn', 'maker', 'statusText', 'approvals', 'accepted', 'asked', 'carriedOut'],
  ...['refused', 'left', 'atStake'],
];

export function campaignLines(body: Body, language: Language): string[] {
  const rows = list(body['rows']).map((row) => campaignFields.map((field) => text(row[field])));
  if (rows.length === 0) return [say[language].none];
  return table(titled(campaignTitles[language], [5, 6, 7, 8, 9, 10, 11]), rows);
}
