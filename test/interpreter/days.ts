/** A calendar day as the number of days since 1970-01-01. The interpreter counts in whole days only. */
export type Day = number;

const MS_PER_DAY = 86_400_000;

/** `2025-04-05` → day. Throws on anything that is not an existing date. */
export function dayOf(iso: string): Day {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(iso) || Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== iso) {
    throw new Error(`no such date: ${JSON.stringify(iso)}`);
  }
  return ms / MS_PER_DAY;
}

/** Day → `2025-04-05`. */
export function isoOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCDay() || 7;
}

/** The day `dayOfMonth` of the month that contains `day`; the last of the month where the month is shorter. */
export function inMonthOf(day: Day, dayOfMonth: number): Day {
  const date = new Date(day * MS_PER_DAY);
  const last = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / MS_PER_DAY;
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / MS_PER_DAY;
  return Math.min(first + dayOfMonth - 1, last);
}

/** The last day of the month that contains `day`. */
export function monthEndOf(day: Day): Day {
  return inMonthOf(day, 31);
}

/** The same day of the month, `months` later or earlier; the last of the month where the month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * MS_PER_DAY);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / MS_PER_DAY;
  return inMonthOf(first, date.getUTCDate());
}
