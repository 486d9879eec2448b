import { covers, isWorkingDay, nextWorkingDay } from './calendar.ts';
import { addDays, addMonths } from './date.ts';
import type { PlainDate } from './date.ts';
import type { DeadlineRule, Term } from './legalRules.ts';
import type { DeadlineKind, LegalDeadline } from './legalState.ts';
import type { Calendar } from './calendar.ts';

/**
 * The last day of a term. The day that starts it does not count; months and years end on the day of the same number, or
 * on the last day of a month that has none (2024-02-29 and a year: 2025-02-28).
 */
export function endOfTerm(from: PlainDate, term: Term, sign: 1 | -1 = 1): PlainDate {
  if ('days' in term) return addDays(from, sign * term.days);
  return addMonths(from, sign * ('months' in term ? term.months : 12 * term.years));
}

/**
 * A last day that is a holiday moves to the first working day after it. Beyond the calendar's data it stays where it is:
 * the day can only be earlier than the law allows, never later, and it says so.
 */
export function offHoliday(calendar: Calendar, on: PlainDate): Pick<LegalDeadline, 'dueOn' | 'moved'> {
  if (!covers(calendar, on)) return { dueOn: on, moved: 'noData' };
  if (isWorkingDay(calendar, on)) return { dueOn: on };
  try {
    return { dueOn: nextWorkingDay(calendar, on), moved: 'holiday' };
  } catch {
    return { dueOn: on, moved: 'noData' };
  }
}

interface DeadlineOf {
  readonly kind: DeadlineKind;
  readonly number: number;
  readonly from: PlainDate;
  readonly rule: DeadlineRule;
  readonly calendar: Calendar;
  /** The last day where somebody names it: a hearing, a day in the judgment. */
  readonly named?: PlainDate;
  readonly of?: string;
  readonly abroad?: boolean;
}

/** A deadline by the rules of the policy. */
export function deadlineOf(asked: DeadlineOf): LegalDeadline {
  const { kind, number, from, rule, calendar, named, of, abroad } = asked;
  const { term, owner, escalateTo, escalateDaysBefore, remindDaysBefore, movesOnHoliday } = rule;
  const end =
    named ?? endOfTerm(from, abroad === true ? (rule.abroad ?? term) : term, kind === 'renewPreservation' ? -1 : 1);
  const last = movesOnHoliday ? offHoliday(calendar, end) : { dueOn: end };
  const before = (days: number): PlainDate => addDays(last.dueOn, -days);
  return {
    id: `${kind}/${number}`,
    kind,
    ...(of === undefined ? {} : { of }),
    from,
    ...last,
    owner,
    escalateTo,
    escalateOn: before(escalateDaysBefore),
    remindOn: remindDaysBefore.map(before).sort(),
    status: 'open',
  };
}
