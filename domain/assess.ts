import type { ByComponent, Contract } from './contract.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';
import type { Posting } from './posting.ts';
import type { Refusal } from './refusal.ts';
import type { AssessRules } from './rules.ts';

/** An instalment as of a day. */
export interface AssessedInstalment {
  readonly number: number;
  readonly dueOn: PlainDate;
  readonly openMinor: Minor;
  readonly open: ByComponent;
  readonly paid: ByComponent;
  /** Of its own days, pauses subtracted, grace not; null when it is not past due. */
  readonly bucket: string | null;
  /** Value date of the posting that completed it; null while any part is open. */
  readonly paidOffOn: PlainDate | null;
  /** Not fully paid with the borrower's own money by its cut-off, which has passed. */
  readonly missed: boolean;
}

/** A returned debit as of a day. */
export interface AssessedChargeback {
  readonly id: string;
  readonly dueOn: PlainDate;
  readonly openMinor: Minor;
}

/** What is owed as of the end of a day, derived from scratch from the postings booked by then. */
export interface Assessment {
  readonly asOf: PlainDate;
  /** Days since the oldest open due date; pauses and grace not subtracted. */
  readonly overdueDays: number;
  /** Overdue days less pauses, less grace once, at least 0. */
  readonly delinquentDays: number;
  readonly overdueAmountMinor: Minor;
  /** Of the delinquent days; null when they are 0 or above the last bucket. */
  readonly bucket: string | null;
  /** 连. */
  readonly consecutiveMissed: number;
  /** 累. */
  readonly cumulativeMissed: number;
  /** Everything open, due or not, chargebacks included. After a write-off: the debt kept on file. */
  readonly outstandingMinor: Minor;
  /** Overpayment, refundable; new debt takes it first. */
  readonly creditMinor: Minor;
  /** Received after the write-off. */
  readonly recoveredMinor: Minor;
  /** Due date of the oldest open past-due item, chargebacks included; null when current. */
  readonly oldestDueOn: PlainDate | null;
  /** First day of the unbroken past-due period that includes `asOf`, with today's knowledge; null when current. */
  readonly arrearsSince: PlainDate | null;
  /** A pause is active on `asOf`. */
  readonly pausedOn: boolean;
  /** Nothing is outstanding, or recoveries cover what was written off. */
  readonly settled: boolean;
  readonly writtenOff: boolean;
  readonly instalments: readonly AssessedInstalment[];
  readonly chargebacks: readonly AssessedChargeback[];
  /** Postings known by then that have no effect, each with its reason. */
  readonly refused: readonly Refusal[];
}

/** What is owed as of the end of `asOf`; see domain.md §2 and §3. The contract must pass `validateContract`. */
export function assess(
  _contract: Contract,
  _rules: AssessRules,
  _postings: readonly Posting[],
  _asOf: PlainDate,
): Assessment {
  throw new Error('being built');
}
