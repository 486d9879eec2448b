import type { DayNumber } from './date.ts';
import type { Minor } from './money.ts';
import type { Row } from './row.ts';
import type { AssessRules } from './rules.ts';

/** What is past due at the end of a day. */
export interface Arrears {
  readonly oldestDueDay: DayNumber;
  readonly amountMinor: Minor;
  /** First day of the unbroken past-due period that includes the day asked about. */
  readonly sinceDay: DayNumber;
}

/** True if any part of the row is open and its due day is before `asOfDay`: the due day itself counts 0. */
export function isPastDue(row: Row, asOfDay: DayNumber): boolean {
  return row.openMinor > 0 && row.dueDay < asOfDay;
}

/** Days past due of a debt that was due on `dueDay`; day-end counting (`inclusive`) adds one. */
export function daysPastDue(dueDay: DayNumber, asOfDay: DayNumber, dayCount: AssessRules['dayCount']): number {
  if (asOfDay <= dueDay) return 0;
  return asOfDay - dueDay + (dayCount === 'inclusive' ? 1 : 0);
}

/** The arrears of all rows, chargebacks included; null when nothing is past due. */
export function arrearsOf(rows: readonly Row[], asOfDay: DayNumber): Arrears | null {
  let oldestDueDay = Infinity;
  let sinceDay = Infinity;
  let amountMinor = 0;
  for (const row of rows) {
    if (!isPastDue(row, asOfDay)) continue;
    amountMinor += row.openMinor;
    if (row.dueDay < oldestDueDay) oldestDueDay = row.dueDay;
    if (row.pastDueFrom < sinceDay) sinceDay = row.pastDueFrom;
  }
  if (amountMinor === 0) return null;
  return { oldestDueDay, amountMinor, sinceDay: extendBack(rows, sinceDay) };
}

// Paid off on the 6th and the next one past due from the 6th: the arrears never stopped, so touching periods are one.
function extendBack(rows: readonly Row[], sinceDay: DayNumber): DayNumber {
  let first = sinceDay;
  for (let moved = true; moved;) {
    moved = false;
    for (const { spells } of rows)
      for (let at = 0; at + 1 < spells.length; at += 2) {
        const from = spells[at] ?? first;
        const to = spells[at + 1] ?? first;
        if (from < first && to >= first) {
          first = from;
          moved = true;
        }
      }
  }
  return first;
}
