import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { MatchedReceipt, PaymentPromise, PromisedDate, PromiseVerdict } from './promiseState.ts';
import { judgePromises, receiptsOf } from './promiseVerdict.ts';

/** One promised date for lists and figures. A function of the case file and a day. */
export interface PromiseView {
  readonly promiseId: string;
  readonly by: PaymentPromise['by'];
  readonly madeOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly amountMinor: Minor;
  readonly neededMinor: Minor;
  readonly receivedMinor: Minor;
  readonly receipts: readonly MatchedReceipt[];
  /** The verdict that was written down last. */
  readonly status: 'open' | 'withdrawn' | PromiseVerdict;
  readonly judgedOn: PlainDate | null;
}

export function promisesOf({ promises = [], terms, postings }: LoanState, on: PlainDate): PromiseView[] {
  if (promises.length === 0) return [];
  const judged = judgePromises(promises, receiptsOf(terms.contract, postings, on), on);
  return promises.flatMap((promise) =>
    promise.dates.map((date) => {
      const { receivedMinor = 0, receipts = [] } =
        judged.find((one) => one.promise === promise && one.date === date) ?? {};
      const { dueOn, untilOn, amountMinor, neededMinor, judgedOn = null } = date;
      const { id: promiseId, by, madeOn } = promise;
      const figures = { amountMinor, neededMinor, receivedMinor, receipts };
      return { promiseId, by, madeOn, dueOn, untilOn, ...figures, status: statusOf(promise, date), judgedOn };
    }),
  );
}

function statusOf({ withdrawnOn }: PaymentPromise, { verdict }: PromisedDate): PromiseView['status'] {
  return verdict ?? (withdrawnOn === undefined ? 'open' : 'withdrawn');
}
