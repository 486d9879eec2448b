import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';

/** `part`: something came, and less than needed; for the ladder and the kept rate that is broken. */
export type PromiseVerdict = 'kept' | 'part' | 'broken';

/** Why a promise is taken back; a word, for what people say does not belong into the journal. */
export const WITHDRAWN_BECAUSE = ['borrowerAsked', 'enteredWrong', 'replaced', 'agreedOtherwise'] as const;
export type WithdrawnBecause = (typeof WITHDRAWN_BECAUSE)[number];

/** One date of a promise. What the policy said when it was made stands here, so that a later policy changes nothing. */
export interface PromisedDate {
  readonly dueOn: PlainDate;
  readonly amountMinor: Minor;
  /** Receipts have to reach this: threshold × amount, rounded down, less the tolerance. */
  readonly neededMinor: Minor;
  /** Last value date that counts: the promised day and its grace. It is judged on the day after. */
  readonly untilOn: PlainDate;
  /** The verdict that was written down last, and when; absent while it is open. */
  readonly verdict?: PromiseVerdict;
  readonly judgedOn?: PlainDate;
}

/** A promise to pay (PTP, domain.md §7). */
export interface PaymentPromise {
  readonly id: string;
  readonly madeOn: PlainDate;
  /** Who promises: the borrower, or somebody who says he will pay for them (承诺代还). */
  readonly by: 'debtor' | 'thirdParty';
  /** Days after the verdict on which the ladder goes on, when it is broken. */
  readonly resumeDays: number;
  readonly dates: readonly PromisedDate[];
  readonly withdrawnOn?: PlainDate;
  /** It was never made. */
  readonly enteredWrong?: true;
}

/** A receipt, and how much of it a promised date takes. */
export interface MatchedReceipt {
  readonly id: string;
  readonly amountMinor: Minor;
}

interface Judged extends Outcome {
  readonly promiseId: string;
  readonly dueOn: PlainDate;
  readonly amountMinor: Minor;
  readonly neededMinor: Minor;
  readonly receivedMinor: Minor;
  readonly receipts: readonly MatchedReceipt[];
  /** The verdict that this one replaces; null at first. */
  readonly was: PromiseVerdict | null;
  readonly on: PlainDate;
}

/** Journal rows of promises, in the journal of their loan. */
export type PromiseOutcome =
  | (Outcome & {
      readonly type: 'promiseMade';
      readonly promise: PaymentPromise;
      readonly takenBy: string;
      /** The call in which it was made. */
      readonly taskId?: string;
    })
  | (Judged & { readonly type: 'promiseKept' })
  | (Judged & { readonly type: 'promisePartKept' })
  | (Judged & { readonly type: 'promiseBroken' })
  | (Outcome & {
      readonly type: 'promiseWithdrawn';
      readonly promiseId: string;
      readonly because: WithdrawnBecause;
      readonly by: string;
      readonly on: PlainDate;
    });
