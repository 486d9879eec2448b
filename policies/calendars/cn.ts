/**
 * Working days of mainland China: the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知), as the package
 * `chinese-days` lists it. Each notice appears in the autumn before its year; until the package has it, the year is refused.
 */
import { createRequire } from 'node:module';
import { z } from 'zod';
import { isWeekend } from '../../domain/calendar.ts';
import type { Calendar } from '../../domain/calendar.ts';

const listed = z.object({ holidays: z.record(z.string(), z.string()), workdays: z.record(z.string(), z.string()) });

/** Covers exactly the years that the package lists, without a gap before the last one. */
export function chineseCalendar(): Calendar {
  const data = listed.parse(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'));
  const holidays = Object.keys(data.holidays).sort();
  const years = new Set(holidays.map((day) => Number(day.slice(0, 4))));
  const last = Math.max(...years);
  let first = last;
  while (years.has(first - 1)) first -= 1;
  const from = `${first}-01-01`;
  return {
    id: 'cn',
    from,
    to: `${last}-12-31`,
    holidays: holidays.filter((day) => day >= from && !isWeekend(day)),
    workingWeekends: Object.keys(data.workdays)
      .filter((day) => day >= from && isWeekend(day))
      .sort(),
  };
}
