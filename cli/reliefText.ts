/** Campaigns on a terminal. */
import type { Body } from './http.ts';
import { rowLines } from './listing.ts';
import type { Rows } from './listing.ts';
import { list, object, text } from './output.ts';
import type { Language } from './output.ts';
import { pairs } from './table.ts';

const say = {
  'zh-CN': {
    ...{ hash: '清单哈希', asOf: '试算日', kind: '种类', reason: '原因', met: '符合条件', accepted: '可执行' },
    ...{ refused: '不适用', atStake: '涉及金额', waived: '减免', deferred: '缓期', lent: '临时贷款', overdue: '逾期' },
    ...{ outstanding: '余额', decided: '审批', status: '状态', maker: '提交人', by: '审批期限', asked: '已下发' },
    ...{ done: '已执行', no: '未执行', waiting: '待答复', left: '未下发', of: '人', words: '意见' },
  },
  en: {
    ...{ hash: 'Hash of the list', asOf: 'Simulated on', kind: 'Kind', reason: 'Reason', met: 'Loans met' },
    ...{ accepted: 'Would get it', refused: 'Does not fit', atStake: 'At stake', waived: 'Waived' },
    ...{ deferred: 'Deferred', lent: 'Lent', overdue: 'Overdue', outstanding: 'Outstanding', decided: 'Decided by' },
    ...{ status: 'Status', maker: 'Proposed by', by: 'Decide by', asked: 'Asked', done: 'Carried out' },
    ...{ no: 'Refused', waiting: 'No answer yet', left: 'Left', of: 'of', words: 'Words' },
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
    [words.kind, `${text(body['kindText'])} ${JSON.stringify(body['terms'])}`],
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
    [words.decided, `${text(body['approvers'])} ${words.of} ${text(body['rolesText'])}`],
  ];
}

export function simulatedLines(body: Body, language: Language): string[] {
  const rows = listLines(body, language);
  return body['totals'] === undefined ? rows : [...pairs(totals(body, language)), '', ...rows];
}

const LINES: Rows = {
  titles: {
    'zh-CN': ['贷款', '结果', '金额', '逾期', '余额', '说明'],
    en: ['Loan', 'Answer', 'At stake', 'Overdue', 'Outstanding', 'Why'],
  },
  columns: ['loanId', 'answer', 'atStake', 'overdue', 'outstanding', 'reason'],
  figures: ['atStake', 'overdue', 'outstanding'],
};

/** Lines of the list: what the dry run says of each loan. */
export function listLines(body: Body, language: Language): string[] {
  const fits = language === 'en' ? 'fits' : '适用';
  const rows = list(body['rows']).map((row) => ({
    ...{ ...row, ...object(row['before']) },
    answer: row['ok'] === true ? fits : row['code'],
  }));
  return rowLines(rows, LINES, language);
}

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

const LOANS: Rows = {
  titles: {
    'zh-CN': ['贷款', '状态', '申请', '金额', '代码', '说明'],
    en: ['Loan', 'Status', 'Request', 'Amount', 'Code', 'Why'],
  },
  columns: ['loanId', 'status', 'requestId', 'atStake', 'code', 'reason'],
  figures: ['atStake'],
};
const loanStatus: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': { asked: '待答复', carriedOut: '已执行', refused: '未执行' },
  en: { asked: 'asked', carriedOut: 'carried out', refused: 'refused' },
};

/** What became of each loan that was asked. */
export function loanLines(body: Body, language: Language): string[] {
  const rows = list(body['rows']).map((row) => {
    const status = text(row['status']);
    return { ...row, status: loanStatus[language][status] ?? status };
  });
  return rowLines(rows, LOANS, language);
}

export const CAMPAIGNS: Rows = {
  titles: {
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
  },
  columns: [
    ...['campaignId', 'kindText', 'proposedOn', 'maker', 'statusText', 'approvals', 'accepted', 'asked', 'carriedOut'],
    ...['refused', 'left', 'atStake'],
  ],
  figures: ['approvals', 'accepted', 'asked', 'carriedOut', 'refused', 'left', 'atStake'],
};

/** The journal of a campaign: when, what, and who. */
export const journalLines = (body: Body): string[] =>
  list(body['rows']).map((row) => `${text(row['local'])}  ${text(row['text'])}`);
