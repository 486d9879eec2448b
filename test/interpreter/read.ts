import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { CalendarFile } from './calendar.ts';
import { dayOf, weekdayOf } from './days.ts';
import type { Policy } from './format.ts';
import type { InstalmentRow, LoanRow, PartnerRow, PaymentRow } from './tape.ts';

/** The policy files of a folder, as they are written: the files are data, the code that checks them is not used. */
export function readPolicies(folder: string): Policy[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parseYaml(readFileSync(join(folder, name), 'utf8')) as Policy);
}

/** Rows of a CSV file with a header, all text. */
export function readRows<Row>(file: string): Row[] {
  return parseCsv(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true });
}

/** A tape in the import format (case README). */
export function readTape(folder: string): {
  loans: LoanRow[];
  partners: PartnerRow[];
  instalments: InstalmentRow[];
  payments: PaymentRow[];
} {
  return {
    loans: readRows(join(folder, 'loans.csv')),
    partners: readRows(join(folder, 'partners.csv')),
    instalments: readRows(join(folder, 'instalments.csv')),
    payments: readRows(join(folder, 'payments.csv')),
  };
}

/** The days off and the working weekends (调休) of China, from the list that `chinese-days` ships, for the years it lists. */
export function chineseCalendar(): CalendarFile {
  const file = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
  const listed = JSON.parse(readFileSync(file, 'utf8')) as { holidays: object; workdays: object };
  const holidays = Object.keys(listed.holidays).sort();
  const isWeekend = (iso: string): boolean => weekdayOf(dayOf(iso)) >= 6;
  return {
    id: 'cn',
    from: `${holidays[0]?.slice(0, 4) ?? ''}-01-01`,
    to: `${holidays.at(-1)?.slice(0, 4) ?? ''}-12-31`,
    holidays: holidays.filter((day) => !isWeekend(day)),
    workingWeekends: Object.keys(listed.workdays).filter(isWeekend),
  };
}
