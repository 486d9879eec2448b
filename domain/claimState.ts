import type { Outcome } from './case.ts';
import type { ClaimLetter } from './claimRules.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Minor } from './money.ts';

/** What a person makes of what the other side objected to. */
export const CONTEST_RESULTS = ['upheld', 'partlyUpheld', 'rejected'] as const;
export type ContestResult = (typeof CONTEST_RESULTS)[number];

/** Questions that only a claim puts to a work list. */
export const CLAIM_TASKS = ['claimDocuments', 'claimContest', 'claimRefund', 'claimRefundBack'] as const;
export type ClaimTask = (typeof CLAIM_TASKS)[number];

/** A letter beside the demand, on its way through its channels. */
export interface ClaimMail {
  readonly about: ClaimLetter;
  /** How many of them the claim has had, for keys are used once. */
  readonly number: number;
  readonly channelAt: number;
  readonly attempt: number;
  /** Key of the attempt that is out; null while none is. */
  readonly key: string | null;
}

/** What only a claim has; every member is absent while there is nothing of it. Amounts in minor units. */
export interface ClaimState {
  readonly documents?: readonly DocumentRef[];
  /** How often a question was put, for the ids of tasks are used once. */
  readonly asked?: Readonly<Partial<Record<ClaimTask, number>>>;
  /** Given up of what was demanded, after a contest that was upheld in part. */
  readonly concededMinor?: Minor;
  /** The partner's money since the demand, as it was written down last. */
  readonly receivedMinor?: Minor;
  /** Value date on which it reached what was demanded. */
  readonly completedOn?: PlainDate;
  /** The latest last day that the other side was given. */
  readonly dueBy?: PlainDate;
  /** The other side objected at least once. */
  readonly wasContested?: true;
  /** `ended` rests on money, not on a person's word, and follows the money. */
  readonly byMoney?: true;
  /** What the borrower has paid since of what the partner had paid, and what of it went back to the partner. */
  readonly owedMinor?: Minor;
  readonly refundedMinor?: Minor;
  readonly mail?: readonly ClaimMail[];
}

/** One journal row that only a claim has. */
export type ClaimOutcome =
  /** The claim would go beyond the limit of its partner: somebody is asked, or it is not made. */
  | (Outcome & {
      readonly type: 'limitExceeded';
      readonly partnerId: string;
      readonly currency: string;
      readonly amountMinor: Minor;
      readonly claimedMinor: Minor;
      readonly mostMinor: Minor;
      readonly beyond: 'ask' | 'refuse';
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'documentsAttached';
      readonly documents: readonly DocumentRef[];
      /** Kinds that are still missing. */
      readonly missing: readonly string[];
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'contestResolved';
      readonly result: ContestResult;
      readonly reason: string;
      /** What is still demanded. */
      readonly demandedMinor: Minor;
      readonly concededMinor: Minor;
      /** Last day anew; null when the claim ends. */
      readonly deadlineOn: PlainDate | null;
      readonly by: string;
      readonly on: PlainDate;
    })
  /** The partner's money since the demand changed: it came, in part or in full, or was taken back. */
  | (Outcome & {
      readonly type: 'partnerPaid';
      readonly receivedMinor: Minor;
      readonly wasMinor: Minor;
      readonly demandedMinor: Minor;
      readonly completedOn: PlainDate | null;
      /** For the remainder; null when nothing is asked for any more, or the question is with a person. */
      readonly deadlineOn: PlainDate | null;
      readonly on: PlainDate;
    })
  /** An end that rested on money does not hold any more: the claim goes on. */
  | (Outcome & {
      readonly type: 'claimReopened';
      readonly was: string;
      readonly because: string;
      readonly deadlineOn: PlainDate;
      readonly on: PlainDate;
    })
  /** By the money that counts it ended otherwise than was written down. */
  | (Outcome & {
      readonly type: 'endCorrected';
      readonly was: string;
      readonly as: 'performed' | 'cured' | 'notPerformed';
      readonly because: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'refundOwed';
      readonly owedMinor: Minor;
      readonly wasMinor: Minor;
      readonly refundedMinor: Minor;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'refundBooked';
      readonly amountMinor: Minor;
      readonly reference: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  /** The borrower is told whom the debt is owed to now (代位追偿). */
  | (Outcome & {
      readonly type: 'subrogated';
      readonly partnerId: string;
      readonly paidMinor: Minor;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'letterDropped';
      readonly about: ClaimLetter;
      readonly code: string;
      readonly on: PlainDate;
    });
