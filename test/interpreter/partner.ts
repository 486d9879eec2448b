import type { WorkingDays } from './calendar.ts';
import { dayOf, isoOf, type Day } from './days.ts';
import type { Expected } from './expected.ts';
import type { Policy, Step } from './format.ts';
import type { Life } from './life.ts';
import type { LoanRow } from './tape.ts';

/**
 * When a partner counts as not performing (docs/partners.md). Nobody sets rules of their own in this play, and nobody
 * performs: the share of what failed is always the whole.
 */
const RULES = { windowDays: 365, failedAtLeast: 3 };

/** Partner → the day on which it was marked. */
export type Marks = Map<string, Day>;

/** The dealer or insurer on whom the step claims; null where it claims on nobody, on a guarantor, or on one that is not there. */
export function partnerOf({ action }: Step, { dealer_id, insurer_id }: LoanRow): string | null {
  if (action.do !== 'claim' || action.on === 'guarantor') return null;
  const id = action.on === 'dealer' ? dealer_id : insurer_id;
  return id === '' ? null : id;
}

/** A mark stops claims from the day after it: what a day asks for does not depend on the minute at which claims lapse. */
export function isPassedOver({ policy, loan, marks }: Life, step: Step, day: Day): boolean {
  const since = marks.get(partnerOf(step, loan) ?? '');
  return passesOver(policy) && since !== undefined && since < day;
}

export const passesOver = ({ claims }: Policy): boolean => claims?.notPerforming === 'passOver';

/** The last day of the other side, so many days after `from`. */
export function lastDay({ claims }: Policy, isWorked: WorkingDays, from: Day, days: number): Day {
  let day = from + days;
  if (claims?.nonWorkingDays === 'next') while (!isWorked(day)) day += 1;
  return day;
}

/** Marks partners by what was demanded of them and has failed up to the day. */
export function judge(lives: readonly Life[], marks: Marks, out: Expected, day: Day): void {
  const failed = new Map<string, string[]>();
  for (const { policy, loan, taken } of lives) {
    for (const { stepId, occurrence, track } of taken) {
      const lapsedOn = track?.notPerformedOn ?? null;
      if (lapsedOn === null || dayOf(lapsedOn) < day - RULES.windowDays) continue;
      const step = policy.ladder.find(({ id }) => id === stepId);
      const partnerId = step === undefined ? null : partnerOf(step, loan);
      if (partnerId === null) continue;
      failed.set(partnerId, [...(failed.get(partnerId) ?? []), `${loan.loan_id} ${stepId} ${occurrence}`]);
    }
  }
  for (const [partnerId, claims] of failed) {
    if (marks.has(partnerId) || claims.length < RULES.failedAtLeast) continue;
    marks.set(partnerId, day);
    out.marks.push({ partnerId, date: isoOf(day), claims });
  }
}
