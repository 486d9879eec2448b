import type { AssessedInstalment, Assessment } from './assess.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';

/** So long after the first day past due it is looked whether the arrears have ended. */
export const CURE_DAYS = 30;

/** What one loan says of the arm that it is in, since it was assigned; by value dates, with today's knowledge. */
export interface ArmFact {
  /** It was past due on the day of the assignment or fell so after it, and thirty days have passed since. */
  readonly matured: boolean;
  /** Of the matured: within the thirty days nothing was past due any more. */
  readonly cured: boolean;
  /** Of the instalments that fell due from the assignment on, before the day of the assessment. */
  readonly dueMinor: Minor;
  readonly paidMinor: Minor;
}

/** @param since day on which the arm was journalled */
export function armFact({ asOf, instalments }: Pick<Assessment, 'asOf' | 'instalments'>, since: PlainDate): ArmFact {
  const due = instalments.filter(({ dueOn }) => dueOn >= since && dueOn < asOf);
  const paidMinor = sum(due.map(({ paid }) => sum(Object.values(paid))));
  const dueMinor = paidMinor + sum(due.map(({ openMinor }) => openMinor));
  const late = instalments.flatMap((one) => lateDays(one, asOf)).filter(({ to }) => to === null || to > since);
  const [first] = late.toSorted((a, b) => a.from.localeCompare(b.from));
  if (first === undefined) return { matured: false, cured: false, dueMinor, paidMinor };
  const from = first.from > since ? first.from : since;
  const matured = addDays(from, CURE_DAYS) <= asOf;
  const end = endOf(first.to, late);
  return { matured, cured: matured && end !== null && end <= addDays(from, CURE_DAYS), dueMinor, paidMinor };
}

const sum = (amounts: readonly Minor[]): Minor => amounts.reduce((all, one) => all + one, 0);

interface Late {
  readonly from: PlainDate;
  /** First day on which it is past due no more; null while it is. */
  readonly to: PlainDate | null;
}

function lateDays({ dueOn, paidOffOn }: AssessedInstalment, asOf: PlainDate): Late[] {
  const from = addDays(dueOn, 1);
  return from > asOf || (paidOffOn !== null && paidOffOn <= from) ? [] : [{ from, to: paidOffOn }];
}

/** The day on which the arrears that end then are over: what overlaps or touches them is one with them. */
function endOf(to: PlainDate | null, late: readonly Late[]): PlainDate | null {
  let end = to;
  for (const next of late.toSorted((a, b) => a.from.localeCompare(b.from)))
    if (end !== null && next.from <= end && (next.to === null || next.to > end)) end = next.to;
  return end;
}
