import { addMonths, fromDayNumber, toDayNumber } from './date.ts';
import type { DayNumber } from './date.ts';
import type { Minor } from './money.ts';
import type { Row } from './row.ts';
import type { AssessRules, MissedRule } from './rules.ts';

/**
 * The day by whose end each instalment has to be paid, for due days in order. With cut-off `nextDue` the last
 * instalment has the period before it once more (whole months as months, else days); a single one has a month.
 */
export function cutoffDays(dueDays: readonly DayNumber[], rules: AssessRules): DayNumber[] {
  switch (rules.missed.cutoff) {
    case 'due':
      return [...dueDays];
    case 'due+grace':
      return dueDays.map((dueDay) => dueDay + rules.graceDays);
    case 'nextDue':
      return dueDays.map((dueDay, at) => dueDays[at + 1] ?? dayAfterPeriod(dueDays[at - 1], dueDay));
  }
}

function dayAfterPeriod(before: DayNumber | undefined, last: DayNumber): DayNumber {
  const lastOn = fromDayNumber(last);
  if (before === undefined) return toDayNumber(addMonths(lastOn, 1));
  const months = Math.max(1, Math.round((last - before) / 30.4));
  const beforeOn = fromDayNumber(before);
  const anchorDay = Math.max(Number(beforeOn.slice(8)), Number(lastOn.slice(8)));
  if (toDayNumber(addMonths(beforeOn, months, anchorDay)) !== last) return last + (last - before);
  return toDayNumber(addMonths(lastOn, months, anchorDay));
}

const millionth = 1_000_000;

/** True if more is short than the tolerated share of what is owed; the share counts to a millionth, rounded down to a minor unit. */
function isShort(shortMinor: Minor, owedMinor: Minor, tolerance: number): boolean {
  if (shortMinor <= 0 || tolerance === 0) return shortMinor > 0;
  const tolerated = (BigInt(owedMinor) * BigInt(Math.round(tolerance * millionth))) / BigInt(millionth);
  return BigInt(shortMinor) > tolerated;
}

/** True if an instalment was not fully paid with the borrower's own money by its cut-off, now past (domain.md §2, §7). */
export function isMissed(row: Row, rule: MissedRule, asOfDay: DayNumber): boolean {
  if (asOfDay <= row.cutoffDay) return false;
  if (row.replaced !== null && row.replaced.day <= row.cutoffDay) return false;
  return isShort(row.owedByCutoffMinor - row.onTimeMinor, row.owedByCutoffMinor, rule.tolerance);
}

/** True if an instalment is open past its cut-off, whoever's money is missing. */
export function isOpenPastCutoff(row: Row, rule: MissedRule, asOfDay: DayNumber): boolean {
  return asOfDay > row.cutoffDay && isShort(row.openMinor, row.owedMinor, rule.tolerance);
}

/**
 * 连: the longest run of instalments that are open past their cut-off now. Rows replaced by a reschedule that carries
 * the counts stand before the new schedule until its first instalment is paid.
 */
export function consecutiveMissed(rows: readonly Row[], rule: MissedRule, asOfDay: DayNumber): number {
  let longest = 0;
  let run = 0;
  for (const row of rows) {
    if (!row.counted || row.chargebackId !== null || row.replaced?.openPastCutoff === false) continue;
    const open = row.replaced === null ? isOpenPastCutoff(row, rule, asOfDay) : row.replaced.by.paidOffDay === null;
    run = open ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** 累: missed instalments in the window, also those paid late since; 24m holds due dates in (asOf − 24 months, asOf]. */
export function cumulativeMissed(rows: readonly Row[], rule: MissedRule, asOfDay: DayNumber): number {
  const after = rule.window === 'life' ? -Infinity : toDayNumber(addMonths(fromDayNumber(asOfDay), -24));
  let count = 0;
  for (const row of rows) if (row.counted && row.dueDay > after && isMissed(row, rule, asOfDay)) count++;
  return count;
}
