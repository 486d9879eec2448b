import type { Assessment } from './assess.ts';
import { addMonths, daysBetween } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Posting } from './posting.ts';

/** How a loan has been paid so far, by value dates and with the knowledge of the day (docs/policy.md, "Facts"). */
export interface PaymentHistory {
  /** Instalments that were open after their due day, paid since or not. */
  readonly lateInstalments: number;
  /** Most days that an instalment due in the last 12, 24 months was open after its due day. */
  readonly longestLateDays12m: number;
  readonly longestLateDays24m: number;
  /** Mean days open after the due day, over the instalments due before today, rounded down; null before the first. */
  readonly averageLateDays: number | null;
  /** Share of the late instalments that were paid within three days, percent, rounded down; null when none was late. */
  readonly earlyCuredPercent: number | null;
  /** Days since the latest payment that stands; null when there was none. */
  readonly daysSincePayment: number | null;
}

/** Paid so soon, nobody can have been called about it. */
const EARLY_DAYS = 3;

/** @param postings all of the loan; what is booked or valued after the day of the assessment does not count */
export function historyOf({ asOf, instalments }: Assessment, postings: readonly Posting[]): PaymentHistory {
  const due = instalments.filter((item) => item.dueOn < asOf);
  const ways = due.map(({ dueOn, paidOffOn }) => {
    const days = Math.max(0, daysBetween(dueOn, paidOffOn !== null && paidOffOn < asOf ? paidOffOn : asOf));
    return { dueOn, days, early: paidOffOn !== null && days <= EARLY_DAYS };
  });
  const late = ways.filter(({ days }) => days > 0);
  const longestSince = (after: PlainDate): number =>
    late.reduce((longest, { dueOn, days }) => (dueOn > after && days > longest ? days : longest), 0);
  return {
    lateInstalments: late.length,
    longestLateDays12m: longestSince(addMonths(asOf, -12)),
    longestLateDays24m: longestSince(addMonths(asOf, -24)),
    averageLateDays: share(
      ways.reduce((sum, { days }) => sum + days, 0),
      ways.length,
    ),
    earlyCuredPercent: share(100 * late.filter(({ early }) => early).length, late.length),
    daysSincePayment: daysSincePayment(postings, asOf),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor(part / whole);
}

function daysSincePayment(postings: readonly Posting[], asOf: PlainDate): number | null {
  const known = postings.filter((posting) => posting.bookedOn <= asOf);
  const undone = new Set(known.flatMap((posting) => (posting.type === 'reversal' ? [posting.of] : [])));
  let latest: PlainDate | null = null;
  for (const posting of known) {
    if (posting.type !== 'payment' || posting.valueDate > asOf || undone.has(posting.id)) continue;
    if (latest === null || posting.valueDate > latest) latest = posting.valueDate;
  }
  return latest === null ? null : daysBetween(latest, asOf);
}
