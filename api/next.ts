/** When a loan is looked at next, and what for: the same functions that `decide` plans with. */
import type { Policy, Text } from '../domain/policy.ts';
import type { Calendar } from '../domain/calendar.ts';
import { dayOf } from '../domain/day.ts';
import { localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import type { LoanState } from '../domain/loan.ts';
import { deadlines, dueSteps } from '../domain/wake.ts';

export interface NextWake {
  readonly at: Instant;
  readonly what:
    | { readonly do: 'step'; readonly step: string; readonly title: Text; readonly action: string }
    | { readonly do: 'held'; readonly step: string; readonly until: Instant }
    | { readonly do: 'deadline' }
    | { readonly do: 'look' };
}

/** Null: nothing happens by time alone. */
export function nextOf(state: LoanState, policy: Policy, calendar: Calendar, wakeAt: Instant | null): NextWake | null {
  if (wakeAt === null) return null;
  const on = localDate(wakeAt, policy.timeZone);
  const day = dayOf(state, policy, on);
  const [due] = dueSteps(state, policy, calendar, day);
  if (due !== undefined) {
    const { id, title, action } = due.step;
    return { at: wakeAt, what: { do: 'step', step: id, title, action: action.do } };
  }
  const held = state.steps.find((record) => record.status === 'held' && record.until === wakeAt);
  if (held !== undefined) return { at: wakeAt, what: { do: 'held', step: held.step, until: wakeAt } };
  const deadline = deadlines(state, policy, day).some((date) => date <= on);
  return { at: wakeAt, what: { do: deadline ? 'deadline' : 'look' } };
}
