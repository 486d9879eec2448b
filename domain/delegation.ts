import type { PlainDate } from './date.ts';

/**
 * A person lets another answer in their place for some days, in one of their roles (domain.md §7, Approvals). It is
 * given by the person whose authority it is, and cannot be passed on.
 */
export interface Delegation {
  readonly id: string;
  /** Whose authority it is. */
  readonly from: string;
  /** Who stands in. */
  readonly to: string;
  readonly role: string;
  /** In force in `[fromOn, untilOn)`. */
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
}

/** The person may use the delegation on the day. */
export function standsInFor({ to, fromOn, untilOn }: Delegation, actorId: string, on: PlainDate): boolean {
  return to === actorId && fromOn <= on && on < untilOn;
}

/** Longest time for which authority may be lent at once, in days; who is away for longer lends it again. */
export const LONGEST_DELEGATION_DAYS = 90;

/** Why a delegation cannot be given; null when it can. */
export function delegationFault(
  { from, to, fromOn, untilOn }: Omit<Delegation, 'id'>,
  today: PlainDate,
  longestUntil: PlainDate,
): { readonly code: string; readonly reason: string; readonly remedy: string } | null {
  if (from === to)
    return { code: 'DELEGATION_TO_SELF', reason: 'nobody stands in for themselves', remedy: 'name another person' };
  if (untilOn <= fromOn || untilOn <= today)
    return {
      code: 'DELEGATION_EMPTY',
      reason: `from ${fromOn} until ${untilOn} there is no day left`,
      remedy: 'give a first day, and a later one on which it is over',
    };
  if (untilOn > longestUntil)
    return {
      code: 'DELEGATION_TOO_LONG',
      reason: `it may last ${LONGEST_DELEGATION_DAYS} days at most`,
      remedy: `let it end on ${longestUntil} and give it again then`,
    };
  return null;
}
