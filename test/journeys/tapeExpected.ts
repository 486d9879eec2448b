// What a portfolio should have led to, by the interpreter and by the tape's own month-ends, and how a run differs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { interpret } from '../interpreter/interpret.ts';
import { chineseCalendar, readPolicies, readRows, readTape } from '../interpreter/read.ts';
import { minorOf } from '../interpreter/tape.ts';
import type { Expected } from '../interpreter/expected.ts';
import { FROM, TO } from './tapeRun.ts';
import type { PlayedMonthEnd, SentMessage, TapeRun } from './tapeRun.ts';

export function expectedOf(folder: string): Expected {
  return interpret({
    ...readTape(folder),
    policies: readPolicies(join(import.meta.dirname, '../../policies')),
    calendars: [chineseCalendar()],
    from: FROM,
    to: TO,
  });
}

/** Month-ends that the tape itself gives (`expected.csv`); null when it gives none. */
export function givenMonthEnds(tape: string): PlayedMonthEnd[] | null {
  const file = join(tape, 'expected.csv');
  if (!existsSync(file)) return null;
  type Row = Record<'loan_id' | 'as_of' | 'open_instalments' | 'overdue_days' | 'overdue_amount', string>;
  return readRows<Row>(file).map((row) => ({
    loanId: row.loan_id,
    asOf: row.as_of,
    openInstalments: Number(row.open_instalments),
    overdueDays: Number(row.overdue_days),
    overdueAmountMinor: minorOf(row.overdue_amount),
  }));
}

export interface Difference<T> {
  readonly agreed: number;
  readonly missing: readonly T[];
  readonly extra: readonly T[];
}

/** Compares two bags of lines; a line that stands twice on one side must do so on the other. */
export function compareLines(expected: readonly string[], actual: readonly string[]): Difference<string> {
  const open = new Map<string, number>();
  for (const line of expected) open.set(line, (open.get(line) ?? 0) + 1);
  const extra: string[] = [];
  for (const line of actual) {
    const left = open.get(line) ?? 0;
    if (left > 0) open.set(line, left - 1);
    else extra.push(line);
  }
  const missing = [...open].flatMap(([line, left]) => Array.from({ length: left }, () => line));
  return { agreed: expected.length - missing.length, missing, extra };
}

const noticeLine = (it: {
  readonly loanId: string;
  readonly step: string;
  readonly occurrence: string;
  readonly channel: string;
}): string => `${it.loanId} ${it.step} ${it.occurrence.slice(0, 10)} ${it.channel}`;

/** Each notice of the interpreter against the lines of the messages that were taken, each with its day. */
export function compareNotices(expected: Expected, messages: readonly SentMessage[]): Difference<string> {
  return compareLines(
    expected.notices.map((notice) => `${notice.date} ${noticeLine(notice)}`),
    messages.flatMap(({ notices }) => notices.map((notice) => `${notice.on} ${noticeLine(notice)}`)),
  );
}

/** Marks of partners and claims that nothing waited for, against the journals. */
export function comparePartners(expected: Expected, { partners }: TapeRun): Difference<string> {
  const loanOf = (claim: string): string => claim.split(' ')[0] ?? '';
  const marks = expected.marks.map(
    ({ date, partnerId, claims }) => `${date} ${partnerId} ${claims.map(loanOf).sort().join(' ')}`,
  );
  const leftBehind = expected.leftBehind.map(
    ({ loanId, step, occurrence, how, partnerId, date }) =>
      `${loanId} ${step} ${occurrence} ${how} ${partnerId} ${date}`,
  );
  return compareLines([...marks, ...leftBehind], [...partners.marks, ...partners.leftBehind]);
}

export function compareMonthEnds(expected: readonly PlayedMonthEnd[], run: TapeRun): Difference<string> {
  const known = new Set(run.monthEnds.map(({ loanId }) => loanId));
  const line = (it: PlayedMonthEnd): string =>
    `${it.loanId} ${it.asOf}: ${it.openInstalments} open, ${it.overdueDays} days, ${it.overdueAmountMinor}`;
  return compareLines(expected.filter(({ loanId }) => known.has(loanId)).map(line), run.monthEnds.map(line));
}
