import { assess } from './assess.ts';
import type { Assessment } from './assess.ts';
import { worseOf } from './classification.ts';
import type { ByComponent } from './contract.ts';
import type { PlainDate } from './date.ts';
import { dayFrom } from './day.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { Classification, Policy } from './policy.ts';
import type { Posting } from './posting.ts';
import { restructuredOf } from './restructured.ts';
import type { Running } from './reliefState.ts';

/** The figures of a loan that a decision about it moves, as of one day. */
export interface Snapshot {
  readonly overdueDays: number;
  readonly overdueMinor: Minor;
  readonly outstandingMinor: Minor;
  readonly consecutiveMissed: number;
  readonly cumulativeMissed: number;
  /** Overdue days less pauses and grace; rows of earlier releases lack it, as the two members below. */
  readonly delinquentDays?: number;
  readonly classification?: Classification;
  /** A restructured asset (重组资产), under observation or not. */
  readonly restructured?: true;
  /** The last day on which something falls due; null when nothing is open. */
  readonly lastDueOn: PlainDate | null;
}

export interface Effect {
  readonly asOf: PlainDate;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** The same for a later day, if nothing is paid until then; absent where that tells nothing. */
  readonly ahead?: { readonly asOf: PlainDate; readonly before: Snapshot; readonly after: Snapshot };
}

/** What a decision would bring about, as far as figures go by it. */
export interface Foreseen {
  readonly postings: readonly Posting[];
  readonly later?: readonly Posting[];
  readonly running?: Running;
  readonly aheadOn?: PlainDate;
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

export function effectOf(state: LoanState, policy: Policy, would: Foreseen, on: PlainDate): Effect {
  const added = [...would.postings, ...(would.later ?? [])];
  const figures = (asOf: PlainDate): { before: Snapshot; after: Snapshot } => {
    const { before, after } = simulate(state, policy, added, asOf);
    return { before: snapshot(state, policy, before), after: snapshot(state, policy, after, would.running) };
  };
  const { aheadOn } = would;
  const now = { asOf: on, ...figures(on) };
  return aheadOn === undefined || aheadOn <= on ? now : { ...now, ahead: { asOf: aheadOn, ...figures(aheadOn) } };
}

export function owedRows({ instalments }: Assessment): OwedRow[] {
  return instalments
    .filter(({ openMinor }) => openMinor > 0)
    .map(({ number, dueOn, open, openMinor }) => ({ number, dueOn, open, openMinor }));
}

function snapshot(state: LoanState, policy: Policy, assessment: Assessment, running?: Running): Snapshot {
  const { overdueDays, overdueAmountMinor, outstandingMinor, consecutiveMissed, cumulativeMissed } = assessment;
  const lastDueOn = owedRows(assessment).at(-1)?.dueOn ?? null;
  const figures = { overdueDays, overdueMinor: overdueAmountMinor, outstandingMinor };
  const { classification } = dayFrom(state, policy, assessment).conditions;
  const observed = running?.what === 'observation' ? running.classification : null;
  const isRestructured = observed !== null || restructuredOf(state, assessment) !== null;
  return {
    ...{ ...figures, consecutiveMissed, cumulativeMissed, lastDueOn, delinquentDays: assessment.delinquentDays },
    classification: observed === null ? classification : worseOf(classification, observed),
    ...(isRestructured ? { restructured: true } : {}),
  };
}
