import type { Minor } from './money.ts';
import type { NoticeChannel, Policy } from './policy.ts';
import type { PaymentPromise, PromisedDate } from './promiseState.ts';

/** What a policy says about promises to pay; docs/policy.md, "Promises to pay". */
export interface PromiseRules {
  /** Share of the amount that has to come, 1–100. */
  readonly thresholdPercent: number;
  /** So much may be short besides. */
  readonly toleranceMinor: Minor;
  /** Calendar days after the promised day on which money still counts. */
  readonly graceDays: number;
  /** Days from the verdict that it is broken to the next rung. */
  readonly resumeDays: number;
  readonly mostOpen: number;
  /** Dates that one promise may have. */
  readonly mostDates: number;
  readonly mostDaysAhead: number;
  readonly leastMinor: Minor;
  /** So many broken ones within so many days, and no further one is taken. */
  readonly mostBroken: { readonly count: number; readonly withinDays: number };
  /** Who may take a promise. */
  readonly roles: readonly string[];
  /** A word before the promised day, to the debtor, with the template `promiseReminder`. */
  readonly reminder?: { readonly daysBefore: number; readonly channels: readonly NoticeChannel[] };
}

/** For a policy that says nothing about promises. */
export const DEFAULT_PROMISES: PromiseRules = {
  thresholdPercent: 100,
  toleranceMinor: 0,
  graceDays: 0,
  resumeDays: 1,
  mostOpen: 1,
  mostDates: 3,
  mostDaysAhead: 15,
  leastMinor: 1,
  mostBroken: { count: 2, withinDays: 90 },
  roles: ['collector', 'supervisor'],
};

export function promiseRulesOf({ promises }: Policy): PromiseRules {
  return promises ?? DEFAULT_PROMISES;
}

/** Judged, and not kept. */
export function isFailed({ verdict }: PromisedDate): boolean {
  return verdict !== undefined && verdict !== 'kept';
}

/** Something of it is still to come, and nothing was broken: the ladder waits. */
export function isOpenPromise({ dates, withdrawnOn }: PaymentPromise): boolean {
  return withdrawnOn === undefined && !dates.some(isFailed) && dates.some(({ verdict }) => verdict === undefined);
}
