/** A calendar day without time or zone, written `YYYY-MM-DD`. */
export type PlainDate = string;

/** Days since 1970-01-01. Inside the core days are numbers, at its edges they are written dates. */
export type DayNumber = number;

const shape = /^\d{4}-\d{2}-\d{2}$/;
const zero = 48;

/** Length of a month (1–12) in days, in the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True if the text is an existing day in the form `YYYY-MM-DD`; 2025-02-30 is not. */
export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || !shape.test(text)) return false;
  const [year, month, day] = partsOf(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function partsOf(date: PlainDate): [year: number, month: number, day: number] {
  return [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)];
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - zero;
  return value;
}

/** Days since 1970-01-01. The date must exist (`isPlainDate`); it is not checked again, for this is the hottest call. */
export function toDayNumber(date: PlainDate): DayNumber {
  return dayNumberOf(digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10));
}

// The year is counted from March so that the leap day is its last day and months follow one linear formula.
function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The date of a day number; inverse of `toDayNumber`. Throws a RangeError outside the years 0000–9999. */
export function fromDayNumber(day: DayNumber): PlainDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return written(year, month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1);
}

function written(year: number, month: number, day: number): PlainDate {
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`year ${year} is outside 0000–9999`);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The date `days` later (negative: earlier). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/**
 * The date `months` later (negative: earlier), clamped to the month's end. `anchorDay` (1–31) is the wanted day of the
 * month, so that a schedule that starts on the 31st returns to it after February; without it the date's own day.
 */
export function addMonths(date: PlainDate, months: number, anchorDay?: number): PlainDate {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + month - 1 + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return written(toYear, toMonth, Math.min(anchorDay ?? day, daysInMonth(toYear, toMonth)));
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** The last day of the date's month. */
export function monthEnd(date: PlainDate): PlainDate {
  const [year, month] = partsOf(date);
  return written(year, month, daysInMonth(year, month));
}
