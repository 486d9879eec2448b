import { components } from './contract.ts';
import type { Component, Instalment } from './contract.ts';
import type { DayNumber, PlainDate } from './date.ts';
import type { Minor } from './money.ts';

/** Place of a component in the small arrays below: penalty, fee, interest, principal. */
export type ComponentIndex = 0 | 1 | 2 | 3;
export type Amounts = [Minor, Minor, Minor, Minor];

export const componentIndex: Readonly<Record<Component, ComponentIndex>> = {
  penalty: 0,
  fee: 1,
  interest: 2,
  principal: 3,
};
export const allComponents: readonly ComponentIndex[] = components.map((component) => componentIndex[component]);

/** How a reschedule replaced a row that was open then. */
export interface Replacement {
  /** The first instalment of the schedule that came instead. */
  readonly by: Row;
  readonly day: DayNumber;
  /** Whether the row was open past its cut-off that day, so that a run of missed instalments carries on. */
  readonly openPastCutoff: boolean;
}

/** One debt in the ledger while postings are replayed: an instalment, or a returned debit of its own. Mutable, never leaves the core. */
export interface Row {
  /** The instalment's number; 0 for a chargeback. */
  readonly number: number;
  /** The chargeback's posting; null for an instalment. */
  readonly chargebackId: string | null;
  readonly dueOn: PlainDate;
  readonly dueDay: DayNumber;
  readonly cutoffDay: DayNumber;
  readonly open: Amounts;
  readonly paid: Amounts;
  openMinor: Minor;
  owedMinor: Minor;
  /** Owed by the cut-off, and settled by then by the borrower or a waiver: what 累 asks for. */
  owedByCutoffMinor: Minor;
  onTimeMinor: Minor;
  paidOffDay: DayNumber | null;
  /** First day on which the row, as it is open now, was past due. */
  pastDueFrom: DayNumber;
  /** Past-due periods that are over, `[from, to)` in pairs. */
  readonly spells: DayNumber[];
  /** Set when a reschedule took the open part away. */
  replaced: Replacement | null;
  /** False once a reschedule has reset the counts. */
  counted: boolean;
}

/** A row for an instalment whose cut-off is given. */
export function instalmentRow(instalment: Instalment, dueDay: DayNumber, cutoffDay: DayNumber): Row {
  const { penalty, fee, interest, principal } = instalment;
  return newRow(instalment.number, null, instalment.dueOn, dueDay, cutoffDay, [penalty, fee, interest, principal]);
}

/** A row for a returned debit: principal of its own, due on its value date, outside the missed counts. */
export function chargebackRow(id: string, dueOn: PlainDate, dueDay: DayNumber, amountMinor: Minor): Row {
  return newRow(0, id, dueOn, dueDay, Infinity, [0, 0, 0, amountMinor]);
}

function newRow(
  number: number,
  chargebackId: string | null,
  dueOn: PlainDate,
  dueDay: DayNumber,
  cutoffDay: DayNumber,
  open: Amounts,
): Row {
  const owedMinor = open[0] + open[1] + open[2] + open[3];
  return {
    number,
    chargebackId,
    dueOn,
    dueDay,
    cutoffDay,
    open,
    paid: [0, 0, 0, 0],
    openMinor: owedMinor,
    owedMinor,
    owedByCutoffMinor: owedMinor,
    onTimeMinor: 0,
    paidOffDay: null,
    pastDueFrom: dueDay + 1,
    spells: [],
    replaced: null,
    counted: true,
  };
}

/** Adds to a component on `day`; a row that was paid off is past due again from that day on. */
export function addCharge(row: Row, component: ComponentIndex, amountMinor: Minor, day: DayNumber): void {
  if (row.openMinor === 0) {
    row.pastDueFrom = Math.max(row.dueDay + 1, day);
    row.paidOffDay = null;
  }
  row.open[component] += amountMinor;
  row.openMinor += amountMinor;
  row.owedMinor += amountMinor;
  if (day <= row.cutoffDay) row.owedByCutoffMinor += amountMinor;
}

/** Takes at most `limitMinor` off a component's open part; returns what was taken. */
export function reduce(row: Row, component: ComponentIndex, limitMinor: Minor, day: DayNumber, onTime: boolean): Minor {
  const takenMinor = Math.min(row.open[component], limitMinor);
  if (takenMinor === 0) return 0;
  row.open[component] -= takenMinor;
  row.openMinor -= takenMinor;
  if (onTime && day <= row.cutoffDay) row.onTimeMinor += takenMinor;
  if (row.openMinor === 0) {
    endSpell(row, day);
    row.paidOffDay = day;
  }
  return takenMinor;
}

/** Closes the running past-due period of a row on `day`, if it had begun. */
export function endSpell(row: Row, day: DayNumber): void {
  if (day > row.pastDueFrom) row.spells.push(row.pastDueFrom, day);
}
