import type { PromiseOutcome, PromiseVerdict, WithdrawnBecause } from '../../domain/promiseState.ts';
import type { Tellers } from './words.ts';

const verdictEn: Readonly<Record<PromiseVerdict, string>> = { kept: 'kept', part: 'kept in part', broken: 'broken' };
const verdictZh: Readonly<Record<PromiseVerdict, string>> = { kept: '已兑现', part: '部分兑现', broken: '未兑现' };
const becauseEn: Readonly<Record<WithdrawnBecause, string>> = {
  borrowerAsked: 'the borrower asked for it',
  enteredWrong: 'it was entered wrongly',
  replaced: 'a new promise takes its place',
  agreedOtherwise: 'something else was agreed',
};
const becauseZh: Readonly<Record<WithdrawnBecause, string>> = {
  borrowerAsked: '借款人要求',
  enteredWrong: '录入有误',
  replaced: '由新承诺取代',
  agreedOtherwise: '另有约定',
};

type Judged = Extract<PromiseOutcome, { readonly receivedMinor: number }>;
const matched = ({ receipts }: Judged, join: string): string => receipts.map(({ id }) => id).join(join);

export const promiseEn: Tellers<PromiseOutcome> = {
  promiseMade: ({ promise, takenBy }, { money }) =>
    `${promise.by === 'debtor' ? 'The borrower' : 'Somebody for the borrower'} promises ${promise.dates
      .map(({ dueOn, amountMinor }) => `${money(amountMinor)} by ${dueOn}`)
      .join(', ')}; the ladder waits (${takenBy})`,
  promiseKept: (row, telling) => judgedEn(row, 'kept', telling.money),
  promisePartKept: (row, telling) => judgedEn(row, 'part', telling.money),
  promiseBroken: (row, telling) => judgedEn(row, 'broken', telling.money),
  promiseWithdrawn: ({ because, by }) => `The promise is taken back: ${becauseEn[because]} (${by})`,
};

function judgedEn(row: Judged, verdict: PromiseVerdict, money: (minor: number) => string): string {
  const { dueOn, amountMinor, receivedMinor, was } = row;
  const by = row.receipts.length === 0 ? '' : ` (${matched(row, ', ')})`;
  const before = was === null ? '' : `; it was told as ${verdictEn[was]} before`;
  return `Promise of ${money(amountMinor)} by ${dueOn}: ${verdictEn[verdict]}, ${money(receivedMinor)} came${by}${before}`;
}

export const promiseZh: Tellers<PromiseOutcome> = {
  promiseMade: ({ promise, takenBy }, { money }) =>
    `${promise.by === 'debtor' ? '借款人承诺还款' : '他人承诺代还'}：${promise.dates
      .map(({ dueOn, amountMinor }) => `${dueOn} 前 ${money(amountMinor)}`)
      .join('，')}；其间催收暂缓（${takenBy}）`,
  promiseKept: (row, telling) => judgedZh(row, 'kept', telling.money),
  promisePartKept: (row, telling) => judgedZh(row, 'part', telling.money),
  promiseBroken: (row, telling) => judgedZh(row, 'broken', telling.money),
  promiseWithdrawn: ({ because, by }) => `撤回还款承诺：${becauseZh[because]}（${by}）`,
};

function judgedZh(row: Judged, verdict: PromiseVerdict, money: (minor: number) => string): string {
  const { dueOn, amountMinor, receivedMinor, was } = row;
  const by = row.receipts.length === 0 ? '' : `（${matched(row, '、')}）`;
  const before = was === null ? '' : `；此前记为${verdictZh[was]}`;
  return `承诺 ${dueOn} 前还款 ${money(amountMinor)}：${verdictZh[verdict]}，到账 ${money(receivedMinor)}${by}${before}`;
}
