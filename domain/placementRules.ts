import type { LoanState } from './loanState.ts';
import type { PlainDate } from './date.ts';
import type { Placement } from './placementState.ts';
import type { NoticeChannel, Policy, Step } from './policy.ts';
import type { Condition } from './condition.ts';

/** What may be handed to an agency about a loan; never more than a policy names. */
export const HAND_OVER_FIELDS = [
  'loanId',
  'name',
  'maskedName',
  'phone',
  'maskedPhone',
  'overdueDays',
  'overdue',
  'outstanding',
  'oldestDueOn',
] as const;
export type HandOverField = (typeof HAND_OVER_FIELDS)[number];

/** What a policy says about placing loans with agencies (委外); docs/policy.md, "Placement". */
export interface PlacementRules {
  /** Which loans may be placed; all when absent. */
  readonly when?: Condition;
  /** Longest time from the day of the placement, extensions included, in calendar days. */
  readonly mostDays: number;
  /** Our own words and calls to the borrower while the loan is placed; claims and suits go on. */
  readonly ladder: 'waits' | 'goesOn';
  readonly reminders: 'goOn' | 'stop';
  /** Roles that may recall a loan at once. */
  readonly recallRoles: readonly string[];
  /** Cash that the commission goes by: what came through the agency, or everything while the loan was placed. */
  readonly commissionOn: 'throughAgency' | 'all';
  /** So many days after the end cash still counts for the agency. */
  readonly tailDays: number;
  /** A permission to contact somebody holds for so many minutes. */
  readonly permitMinutes: number;
  readonly handOver: readonly HandOverField[];
  /** How the borrower is told who collects from now on. */
  readonly channels: readonly NoticeChannel[];
}

/** For a policy that says nothing. */
export const DEFAULT_PLACEMENT: PlacementRules = {
  ...{ when: { pastDue: true }, mostDays: 180, ladder: 'waits', reminders: 'goOn' },
  ...{ recallRoles: ['supervisor', 'partnerManager', 'creditHead'], commissionOn: 'throughAgency', tailDays: 15 },
  ...{ permitMinutes: 30, handOver: ['loanId', 'name', 'phone', 'overdueDays', 'overdue', 'outstanding'] },
  channels: ['sms', 'email', 'letter'],
};

export function placementRulesOf({ placement }: Policy): PlacementRules {
  return placement ?? DEFAULT_PLACEMENT;
}

/** The placement that the loan is in; undefined when it is with nobody. */
export function placedNow({ placements = [] }: LoanState): Placement | undefined {
  return placements.find(({ ended }) => ended === undefined);
}

/** A step to the borrower that waits because an agency speaks to them. */
export function waitsForAgency(state: LoanState, { action }: Step, on: PlainDate): boolean {
  const one = placedNow(state);
  if (one?.ladder !== 'waits' || on >= one.until) return false;
  return (action.do === 'notify' || action.do === 'call') && action.to === 'debtor';
}

/** Reminders before due dates stop while an agency speaks to the borrower. */
export function remindersStopped(state: LoanState, on: PlainDate): boolean {
  const one = placedNow(state);
  return one?.reminders === 'stop' && on < one.until;
}
