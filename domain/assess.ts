import { admission } from './admission.ts';
import type { Admitted } from './admission.ts';
import { arrearsOf, daysPastDue, isPastDue } from './arrears.ts';
import { bucketOf } from './bucket.ts';
import type { ByComponent, Contract } from './contract.ts';
import { fromDayNumber, toDayNumber } from './date.ts';
import type { DayNumber, PlainDate } from './date.ts';
import { replay } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { consecutiveMissed, cumulativeMissed, isMissed } from './missed.ts';
import type { Minor } from './money.ts';
import { activePause, pausedWithin } from './pause.ts';
import type { PausedDays } from './pause.ts';
import type { Posting } from './posting.ts';
import type { Refusal } from './refusal.ts';
import type { Amounts, Row } from './row.ts';
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
  readonly amountMinor: Minor;
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

/** The postings known on a day, replayed: what every later day is judged by until a posting comes. */
export interface Account {
  readonly ledger: Ledger;
  readonly pauses: readonly PausedDays[];
  readonly refused: readonly Refusal[];
  /** No posting is booked or takes effect after the day, so that the days ahead need no other replay. */
  readonly complete: boolean;
}

/** The account at the end of `asOf`. The contract must pass `validateContract`. */
export function accountOf(
  contract: Contract,
  rules: AssessRules,
  postings: readonly Posting[],
  asOf: PlainDate,
): Account {
  const asOfDay = toDayNumber(asOf);
  const known = postings.filter((posting) => posting.bookedOn <= asOf);
  const admitted = admission(contract, known)(asOfDay);
  const account = replayed(contract, rules, admitted, asOfDay);
  return { ...account, complete: account.complete && known.length === postings.length };
}

/** The accounts at the end of days as they would have been, had every posting been known on its effective date. */
export function hindsight(
  contract: Contract,
  rules: AssessRules,
  postings: readonly Posting[],
): (on: PlainDate) => Account {
  const admittedOn = admission(contract, postings);
  return (on) => replayed(contract, rules, admittedOn(toDayNumber(on)), toDayNumber(on));
}

function replayed(contract: Contract, rules: AssessRules, admitted: Admitted, asOfDay: DayNumber): Account {
  const { entries, pauses, refused } = admitted;
  const effective = entries.filter((entry) => entry.day <= asOfDay);
  return {
    ledger: replay(contract, rules, effective),
    pauses,
    refused,
    complete: effective.length === entries.length,
  };
}

/** What is owed as of the end of `asOf`; see domain.md §2 and §3. The contract must pass `validateContract`. */
export function assess(
  contract: Contract,
  rules: AssessRules,
  postings: readonly Posting[],
  asOf: PlainDate,
): Assessment {
  return assessAccount(accountOf(contract, rules, postings, asOf), rules, asOf);
}

/** What is owed as of the end of `asOf` on an account of that day, or on a complete one of an earlier day. */
export function assessAccount(account: Account, rules: AssessRules, asOf: PlainDate): Assessment {
  const { ledger, pauses, refused } = account;
  const { rows, recoveredMinor, writtenOff } = ledger;
  const asOfDay = toDayNumber(asOf);
  const outstandingMinor = rows.reduce((sum, row) => sum + row.openMinor, 0);
  // What is written off is no longer past due, whatever stays on file (domain.md §2: → 0).
  const arrears = writtenOff ? null : arrearsOf(rows, asOfDay);
  const counted = (dueDay: DayNumber): number =>
    daysPastDue(dueDay, asOfDay, rules.dayCount) - pausedWithin(pauses, dueDay, asOfDay);
  const delinquentDays = arrears === null ? 0 : Math.max(0, counted(arrears.oldestDueDay) - rules.graceDays);
  return {
    asOf,
    overdueDays: arrears === null ? 0 : daysPastDue(arrears.oldestDueDay, asOfDay, rules.dayCount),
    delinquentDays,
    overdueAmountMinor: arrears?.amountMinor ?? 0,
    bucket: bucketOf(delinquentDays, rules.buckets),
    consecutiveMissed: consecutiveMissed(rows, rules.missed, asOfDay),
    cumulativeMissed: cumulativeMissed(rows, rules.missed, asOfDay),
    outstandingMinor,
    creditMinor: ledger.creditMinor,
    recoveredMinor,
    oldestDueOn: arrears === null ? null : fromDayNumber(arrears.oldestDueDay),
    arrearsSince: arrears === null ? null : fromDayNumber(arrears.sinceDay),
    pausedOn: activePause(pauses, asOfDay) !== undefined,
    settled: outstandingMinor - recoveredMinor <= 0,
    writtenOff,
    instalments: rows.filter(isShown).map((row) => {
      const pastDue = !writtenOff && isPastDue(row, asOfDay);
      return {
        number: row.number,
        dueOn: row.dueOn,
        openMinor: row.openMinor,
        open: byComponent(row.open),
        paid: byComponent(row.paid),
        bucket: pastDue ? bucketOf(counted(row.dueDay), rules.buckets) : null,
        paidOffOn: row.paidOffDay === null ? null : fromDayNumber(row.paidOffDay),
        missed: row.counted && isMissed(row, rules.missed, asOfDay),
      };
    }),
    chargebacks: rows.flatMap((row) =>
      row.chargebackId === null
        ? []
        : [{ id: row.chargebackId, dueOn: row.dueOn, amountMinor: row.owedMinor, openMinor: row.openMinor }],
    ),
    refused,
  };
}

// A replaced instalment stays in sight for the money it took.
function isShown(row: Row): boolean {
  if (row.chargebackId !== null) return false;
  return row.replaced === null || row.paid.some((paidMinor) => paidMinor > 0);
}

function byComponent([penalty, fee, interest, principal]: Readonly<Amounts>): ByComponent {
  return { penalty, fee, interest, principal };
}
