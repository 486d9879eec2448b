import { dayOf, isoOf, weekdayOf, type Day } from './days.ts';

/** A calendar file: years covered, days off on Monday–Friday, working days on a weekend (调休). */
export interface CalendarFile {
  id: string;
  from: string;
  to: string;
  holidays: string[];
  workingWeekends: string[];
}

/** Says whether a day is worked. Throws for a day outside the years covered: a calendar never guesses. */
export type WorkingDays = (day: Day) => boolean;

export function workingDays(file: CalendarFile): WorkingDays {
  const from = dayOf(file.from);
  const to = dayOf(file.to);
  const holidays = new Set(file.holidays.map(dayOf));
  const workingWeekends = new Set(file.workingWeekends.map(dayOf));
  return (day) => {
    if (day < from || day > to) throw new Error(`calendar ${file.id} has no data for ${isoOf(day)}`);
    return weekdayOf(day) >= 6 ? workingWeekends.has(day) : !holidays.has(day);
  };
}

/** The day itself when it is worked, else the working day before it. */
export function previousWorkingDay(day: Day, isWorked: WorkingDays): Day {
  let moved = day;
  while (!isWorked(moved)) moved -= 1;
  return moved;
}
