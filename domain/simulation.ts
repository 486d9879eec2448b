import { assess } from './assess.ts';
import type { Assessment } from './assess.ts';
import type { ByComponent } from './contract.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { Policy } from './policy.ts';
import type { Posting } from './posting.ts';

/** The figures of a loan that a decision about it moves, as of one day. */
export interface Snapshot {
  readonly overdueDays: number;
  readonly overdueMinor: Minor;
  readonly outstandingMinor: Minor;
  readonly consecutiveMissed: number;
  readonly cumulativeMissed: number;
  /** The last day on which something falls due; null when nothing is open. */
  readonly lastDueOn: PlainDate | null;
}

export interface Effect {
  readonly asOf: PlainDate;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What is owed when: one row per open instalment. */
export interface OwedRow {
  readonly number: number;
  readonly dueOn: PlainDate;
  readonly open: ByComponent;
  readonly openMinor: Minor;
}

/** What postings would do if they were booked on the day; booked or not, nothing changes here. */
export function simulate(
  { terms, postings }: LoanState,
  { assess: rules }: Policy,
  added: readonly Posting[],
  on: PlainDate,
): { readonly before: Assessment; readonly after: Assessment } {
  const before = assess(terms.contract, rules, postings, on);
  if (added.length === 0) return { before, after: before };
  return { before, after: assess(terms.contract, rules, [...postings, ...added], on) };
}

export function effectOf(state: LoanState, policy: Policy, added: readonly Posting[], on: PlainDate): Effect {
  const { before, after } = simulate(state, policy, added, on);
  return { asOf: on, before: snapshot(before), after: snapshot(after) };
}

export function owedRows({ instalments }: Assessment): OwedRow[] {
  return instalments
    .filter(({ openMinor }) => openMinor > 0)
    .map(({ number, dueOn, open, openMinor }) => ({ number, dueOn, open, openMinor }));
}

function snapshot(assessment: Assessment): Snapshot {
  const { overdueDays, overdueAmountMinor, outstandingMinor, consecutiveMissed, cumulativeMissed } = assessment;
  const lastDueOn = owedRows(assessment).at(-1)?.dueOn ?? null;
  const figures = { overdueDays, overdueMinor: overdueAmountMinor, outstandingMinor };
  return { ...figures, consecutiveMissed, cumulativeMissed, lastDueOn };
}
