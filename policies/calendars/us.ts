/**
 * Federal holidays of the United States, computed from 5 U.S.C. § 6103(a) (Juneteenth since June 2021) and observed by
 * § 6103(b) and Executive Order 11582: one on a Saturday on the Friday before, one on a Sunday on the Monday after.
 * Checked against the lists of the Office of Personnel Management by a test. Weekends are never worked.
 */
import { addDays, daysInMonth, toDayNumber, type PlainDate } from '../../domain/date.ts';
import type { Calendar } from '../../domain/calendar.ts';

/** From the first whole year of today's eleven holidays; the end is where a change of the law is likely to have come. */
const firstYear = 2022;
const lastYear = 2040;
const monday = 1;
const thursday = 4;

const on = (year: number, month: number, day: number): PlainDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
/** 0 Sunday … 6 Saturday; 1970-01-01 was a Thursday. */
const weekdayOf = (date: PlainDate): number => (toDayNumber(date) + 4) % 7;

function nth(year: number, month: number, weekday: number, count: number): PlainDate {
  const first = on(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (count - 1));
}

function lastMonday(year: number, month: number): PlainDate {
  const end = on(year, month, daysInMonth(year, month));
  return addDays(end, -((weekdayOf(end) - monday + 7) % 7));
}

function observed(date: PlainDate): PlainDate {
  const weekday = weekdayOf(date);
  return weekday === 6 ? addDays(date, -1) : weekday === 0 ? addDays(date, 1) : date;
}

function holidaysOf(year: number): readonly PlainDate[] {
  return [
    observed(on(year, 1, 1)), // New Year's Day; of a year that begins on a Saturday, in the year before
    nth(year, 1, monday, 3), // Birthday of Martin Luther King, Jr.
    nth(year, 2, monday, 3), // Washington's Birthday
    lastMonday(year, 5), // Memorial Day
    observed(on(year, 6, 19)), // Juneteenth
    observed(on(year, 7, 4)), // Independence Day
    nth(year, 9, monday, 1), // Labor Day
    nth(year, 10, monday, 2), // Columbus Day
    observed(on(year, 11, 11)), // Veterans Day
    nth(year, 11, thursday, 4), // Thanksgiving Day
    observed(on(year, 12, 25)), // Christmas Day
  ];
}

/** Covers 2022–2040. */
export function federalCalendar(): Calendar {
  const from = `${firstYear}-01-01`;
  const to = `${lastYear}-12-31`;
  const years = Array.from({ length: lastYear - firstYear + 2 }, (_, index) => firstYear + index);
  const holidays = years.flatMap(holidaysOf).filter((day) => day >= from && day <= to);
  return { id: 'us', from, to, holidays: holidays.sort(), workingWeekends: [] };
}
