import type { Component } from './contract.ts';
import type { DayNumber } from './date.ts';
import type { Minor } from './money.ts';
import { reduce, componentIndex } from './row.ts';
import type { ComponentIndex, Row } from './row.ts';
import { DEFAULT_ORDER, statuses } from './rules.ts';
import type { AllocationEntry, AllocationRule, Status } from './rules.ts';

/** One round of the waterfall: these components of all rows that stand so. */
interface Round {
  readonly status: Status;
  readonly components: readonly ComponentIndex[];
}

/** An allocation rule prepared for many payments. */
export interface Waterfall {
  readonly rounds: readonly Round[];
  readonly future: 'next' | 'last' | 'reamortise';
}

/** Money to place: how much, as of which day, and whether it was the borrower's own. */
export interface Receipt {
  readonly amountMinor: Minor;
  readonly day: DayNumber;
  readonly ownMoney: boolean;
}

function isStatus(text: string): text is Status {
  return (statuses as readonly string[]).includes(text);
}

function split(entry: AllocationEntry): { status: Status; component: ComponentIndex } {
  const [status = '', component = ''] = entry.split('.');
  if (!isStatus(status) || !(component in componentIndex)) throw new RangeError(`no such allocation entry: ${entry}`);
  return { status, component: componentIndex[component as Component] };
}

/**
 * Turns the order of a rule into rounds. Horizontal: a round holds every component named for a status, the statuses in
 * the order of their first entry, so that an instalment is finished before the next. Vertical: each entry is a round.
 */
export function waterfallOf(rule: AllocationRule): Waterfall {
  const known = prepared.get(rule);
  if (known !== undefined) return known;
  const made = prepare(rule);
  prepared.set(rule, made);
  return made;
}

// The same rule serves thousands of loans; preparing it each time took a seventh of an assessment.
const prepared = new WeakMap<AllocationRule, Waterfall>();

function prepare(rule: AllocationRule): Waterfall {
  const entries = rule.order.map(split);
  const future = rule.future ?? 'next';
  if (rule.direction === 'vertical')
    return { future, rounds: entries.map(({ status, component }) => ({ status, components: [component] })) };
  const seen = [...new Set(entries.map((entry) => entry.status))];
  const rounds = seen.map((status) => ({
    status,
    components: entries.filter((entry) => entry.status === status).map((entry) => entry.component),
  }));
  return { future, rounds };
}

/** What is wrong with an order; null when each of the twelve entries stands in it once. */
export function problemOfOrder(order: readonly string[]): string | null {
  const missing = DEFAULT_ORDER.filter((entry) => !order.includes(entry));
  if (missing.length > 0) return `the order lacks ${missing.join(', ')}`;
  if (order.length > DEFAULT_ORDER.length) return 'the order names an entry twice, or one that does not exist';
  return null;
}

/**
 * Places money on the rows, which are ordered by due day, and returns what is left over when nothing is open.
 * Past due, due and in advance are judged on the receipt's day (cases/README.md).
 */
export function allocate(rows: readonly Row[], receipt: Receipt, waterfall: Waterfall): Minor {
  let dueFrom = 0;
  while (dueFrom < rows.length && (rows[dueFrom]?.dueDay ?? 0) < receipt.day) dueFrom++;
  let advanceFrom = dueFrom;
  while (advanceFrom < rows.length && rows[advanceFrom]?.dueDay === receipt.day) advanceFrom++;
  let restMinor = receipt.amountMinor;
  for (const round of waterfall.rounds) {
    if (restMinor === 0) return 0;
    const ahead = round.status === 'inAdvance';
    const from = round.status === 'pastDue' ? 0 : ahead ? advanceFrom : dueFrom;
    const to = round.status === 'pastDue' ? dueFrom : ahead ? rows.length : advanceFrom;
    if (ahead && waterfall.future === 'reamortise')
      restMinor = spread(rows.slice(from, to), restMinor, receipt, round.components);
    else if (ahead && waterfall.future === 'last')
      for (let at = to - 1; at >= from && restMinor > 0; at--)
        restMinor = payRow(rows[at], restMinor, receipt, round.components);
    else
      for (let at = from; at < to && restMinor > 0; at++)
        restMinor = payRow(rows[at], restMinor, receipt, round.components);
  }
  return restMinor;
}

function payRow(
  row: Row | undefined,
  limitMinor: Minor,
  receipt: Receipt,
  components: readonly ComponentIndex[],
): Minor {
  if (row === undefined || row.openMinor === 0) return limitMinor;
  let restMinor = limitMinor;
  for (const component of components) {
    const takenMinor = reduce(row, component, restMinor, receipt.day, receipt.ownMoney);
    row.paid[component] += takenMinor;
    restMinor -= takenMinor;
  }
  return restMinor;
}

// Equal shares, rounded down; what cannot be shared out evenly goes to the last instalments first (domain.md §3).
function spread(
  rows: readonly Row[],
  amountMinor: Minor,
  receipt: Receipt,
  components: readonly ComponentIndex[],
): Minor {
  let restMinor = amountMinor;
  let takers = rows.filter((row) => openOf(row, components) > 0);
  while (restMinor > 0 && takers.length > 0) {
    const shareMinor = Math.floor(restMinor / takers.length);
    for (const row of takers.toReversed()) {
      const offerMinor = shareMinor === 0 ? restMinor : Math.min(shareMinor, restMinor);
      restMinor -= offerMinor - payRow(row, offerMinor, receipt, components);
    }
    takers = takers.filter((row) => openOf(row, components) > 0);
  }
  return restMinor;
}

function openOf(row: Row, components: readonly ComponentIndex[]): Minor {
  return components.reduce<Minor>((sum, component) => sum + row.open[component], 0);
}
