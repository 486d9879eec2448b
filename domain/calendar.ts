import { addDays, toDayNumber, type PlainDate } from './date.ts';
import type { Step } from './policy.ts';

/** Working days of one calendar. A year it holds no data for is refused, never guessed. */
export interface Calendar {
  readonly id: string;
  /** Inclusive years covered. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Non-working days that fall on Monday–Friday, and working days on a weekend (调休). */
  readonly holidays: readonly PlainDate[];
  readonly workingWeekends: readonly PlainDate[];
}

/** What a policy says about steps on days off: taken all the same, or moved to the next or previous working day. */
export type NonWorkingDayRule = Step['onNonWorkingDay'];

/** Thrown for a day that the calendar holds no data for: it says so, it does not guess (domain.md §4). */
export class CalendarNoData extends Error {
  readonly code = 'CALENDAR_NO_DATA';
  readonly calendar: string;
  readonly date: PlainDate;
  constructor(calendar: Calendar, date: PlainDate) {
    super(`calendar ${calendar.id} has no data for ${date}: it covers ${calendar.from} to ${calendar.to}`);
    this.name = 'CalendarNoData';
    this.calendar = calendar.id;
    this.date = date;
  }
}

/** True if the calendar holds data for the day. */
export function covers(calendar: Calendar, date: PlainDate): boolean {
  return date >= calendar.from && date <= calendar.to;
}

interface Days {
  readonly holidays: ReadonlySet<PlainDate>;
  readonly workingWeekends: ReadonlySet<PlainDate>;
}

// Every plan asks for many days of the same calendar; the sets are derived once per calendar object.
const known = new WeakMap<Calendar, Days>();

function daysOf(calendar: Calendar): Days {
  const cached = known.get(calendar);
  if (cached !== undefined) return cached;
  const days = { holidays: new Set(calendar.holidays), workingWeekends: new Set(calendar.workingWeekends) };
  known.set(calendar, days);
  return days;
}

/** Saturday or Sunday. 1970-01-01 was a Thursday. */
export function isWeekend(date: PlainDate): boolean {
  const weekday = (((toDayNumber(date) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/**
 * Monday to Friday unless a holiday, or a weekend day that is worked (调休).
 * @throws CalendarNoData for a day outside the calendar's data
 */
export function isWorkingDay(calendar: Calendar, date: PlainDate): boolean {
  if (!covers(calendar, date)) throw new CalendarNoData(calendar, date);
  const days = daysOf(calendar);
  return isWeekend(date) ? days.workingWeekends.has(date) : !days.holidays.has(date);
}

/**
 * The day itself if it is a working day, else the first one after it.
 * @throws CalendarNoData when the search leaves the calendar's data
 */
export function nextWorkingDay(calendar: Calendar, date: PlainDate): PlainDate {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/**
 * The day itself if it is a working day, else the last one before it.
 * @throws CalendarNoData when the search leaves the calendar's data
 */
export function previousWorkingDay(calendar: Calendar, date: PlainDate): PlainDate {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, -1);
  return day;
}

/**
 * The day on which a step is taken that falls on `date`. `same` asks the calendar nothing.
 * @throws CalendarNoData for `next` and `previous` outside the calendar's data
 */
export function adjust(date: PlainDate, rule: NonWorkingDayRule, calendar: Calendar): PlainDate {
  switch (rule) {
    case 'same':
      return date;
    case 'next':
      return nextWorkingDay(calendar, date);
    case 'previous':
      return previousWorkingDay(calendar, date);
  }
}
