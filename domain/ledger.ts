import type { Contract, Instalment } from './contract.ts';
import { fromDayNumber, toDayNumber } from './date.ts';
import type { DayNumber } from './date.ts';
import { allocate, waterfallOf } from './allocation.ts';
import type { Waterfall } from './allocation.ts';
import { cutoffDays, isOpenPastCutoff } from './missed.ts';
import type { Minor } from './money.ts';
import type { Chargeback, Charge, Payment, Posting, Reschedule, Waiver, WriteOff } from './posting.ts';
import { addCharge, allComponents, chargebackRow, componentIndex, endSpell, instalmentRow, reduce } from './row.ts';
import type { Row } from './row.ts';
import type { AssessRules } from './rules.ts';

/** Postings that move money or debt, which is what a replay reads. */
export type MoneyPosting = Payment | Chargeback | Charge | Waiver | WriteOff | Reschedule;

/** A posting on the day on which it takes effect in the replay. */
export interface Entry {
  readonly day: DayNumber;
  readonly posting: MoneyPosting;
}

/** The account at the end of a day. */
export interface Ledger {
  /** Instalments and chargebacks by due day; at the same due day instalments first. */
  readonly rows: readonly Row[];
  readonly creditMinor: Minor;
  readonly recoveredMinor: Minor;
  readonly writtenOff: boolean;
}

/** Overpaid money that waits for new debt. */
interface Credit {
  amountMinor: Minor;
  readonly ownMoney: boolean;
}

/** True for the postings that a replay reads; reversals, pauses and write-backs were applied when postings were admitted. */
export function movesMoney(posting: Posting): posting is MoneyPosting {
  switch (posting.type) {
    case 'reversal':
    case 'pause':
    case 'resume':
    case 'writeBack':
      return false;
    default:
      return true;
  }
}

const comesFirst = (posting: MoneyPosting): number =>
  posting.type === 'reschedule' && posting.only !== undefined ? 1 : 0;

/** Value date, then booking date, then id (cases/README.md): the order in which history is replayed. */
export function byValueDate(left: Entry, right: Entry): number {
  if (left.day !== right.day) return left.day - right.day;
  // A schedule made from what was booked before its day comes first on it.
  const first = comesFirst(right.posting) - comesFirst(left.posting);
  if (first !== 0) return first;
  if (left.posting.bookedOn !== right.posting.bookedOn) return left.posting.bookedOn < right.posting.bookedOn ? -1 : 1;
  return left.posting.id < right.posting.id ? -1 : 1;
}

/**
 * Replays admitted entries over the contract, oldest value date first. A back-dated payment thereby moves everything
 * after it (domain.md §3). Entries must take effect on or before the day asked about.
 */
export function replay(contract: Contract, rules: AssessRules, entries: readonly Entry[]): Ledger {
  const account = new Account(rowsOf(contract.instalments, rules), rules);
  for (const { day, posting } of [...entries].sort(byValueDate)) account.post(posting, day);
  return account.ledger();
}

function rowsOf(instalments: readonly Instalment[], rules: AssessRules): Row[] {
  const dueDays = instalments.map((instalment) => toDayNumber(instalment.dueOn));
  const cutoffs = cutoffDays(dueDays, rules);
  return instalments.map((instalment, at) => instalmentRow(instalment, dueDays[at] ?? 0, cutoffs[at] ?? 0));
}

class Account {
  #rows: Row[];
  readonly #rules: AssessRules;
  readonly #waterfall: Waterfall;
  #credits: Credit[] = [];
  #recoveredMinor: Minor = 0;
  #writtenOff = false;

  constructor(rows: Row[], rules: AssessRules) {
    this.#rows = rows;
    this.#rules = rules;
    this.#waterfall = waterfallOf(rules.allocation);
  }

  post(posting: MoneyPosting, day: DayNumber): void {
    switch (posting.type) {
      case 'payment':
        return this.#receive(posting, day);
      case 'chargeback':
        this.#insert([chargebackRow(posting.id, fromDayNumber(day), day, posting.amountMinor)]);
        return this.#useCredit(day);
      case 'charge':
        addCharge(this.#target(posting.instalment), componentIndex[posting.component], posting.amountMinor, day);
        return this.#useCredit(day);
      case 'waiver':
        reduce(this.#target(posting.instalment), componentIndex[posting.component], posting.amountMinor, day, true);
        return;
      case 'writeOff':
        this.#writtenOff = true;
        return;
      case 'reschedule':
        this.#reschedule(posting, day);
        return this.#useCredit(day);
    }
  }

  ledger(): Ledger {
    return {
      rows: this.#rows,
      creditMinor: this.#credits.reduce((sum, credit) => sum + credit.amountMinor, 0),
      recoveredMinor: this.#recoveredMinor,
      writtenOff: this.#writtenOff,
    };
  }

  #receive(payment: Payment, day: DayNumber): void {
    // An agency passes on what the borrower paid it.
    const { payer = 'borrower' } = payment;
    const ownMoney = payer === 'borrower' || payer === 'agency';
    let restMinor: Minor;
    if (this.#writtenOff) {
      // The debt stays on file as it was written off (账销案存); a recovery beyond it is the payer's.
      const onFileMinor = this.#rows.reduce((sum, row) => sum + row.openMinor, 0) - this.#recoveredMinor;
      const recoveredMinor = Math.min(payment.amountMinor, Math.max(0, onFileMinor));
      this.#recoveredMinor += recoveredMinor;
      restMinor = payment.amountMinor - recoveredMinor;
    } else {
      restMinor = allocate(this.#rows, { amountMinor: payment.amountMinor, day, ownMoney }, this.#waterfall);
    }
    if (restMinor > 0) this.#credits.push({ amountMinor: restMinor, ownMoney });
  }

  // New debt takes what was overpaid first: nobody is dunned while their own money lies here.
  #useCredit(day: DayNumber): void {
    if (this.#credits.length === 0) return;
    for (const credit of this.#credits) credit.amountMinor = allocate(this.#rows, { ...credit, day }, this.#waterfall);
    this.#credits = this.#credits.filter((credit) => credit.amountMinor > 0);
  }

  // A stable sort keeps an instalment before a chargeback of the same due day.
  #insert(rows: readonly Row[]): void {
    this.#rows = [...this.#rows, ...rows].sort((left, right) => left.dueDay - right.dueDay);
  }

  // Debt on a replaced instalment belongs to what came instead.
  #target(number: number): Row {
    let row = this.#rows.find((candidate) => candidate.chargebackId === null && candidate.number === number);
    while (row !== undefined && row.replaced !== null) row = row.replaced.by;
    if (row === undefined) throw new RangeError(`no instalment ${number}: the posting was not admitted`);
    return row;
  }

  #reschedule(reschedule: Reschedule, day: DayNumber): void {
    const fresh = rowsOf(reschedule.instalments, this.#rules);
    const [first] = fresh;
    if (first === undefined) throw new RangeError('an empty schedule: the posting was not admitted');
    for (const row of this.#rows) {
      if (row.chargebackId !== null || !isReplaced(reschedule, row, day)) continue;
      if (reschedule.counts === 'reset') row.counted = false;
      if (row.openMinor === 0) continue;
      row.replaced = { by: first, day, openPastCutoff: isOpenPastCutoff(row, this.#rules.missed, day) };
      for (const component of allComponents) row.open[component] = 0;
      row.openMinor = 0;
      endSpell(row, day);
    }
    this.#insert(fresh);
  }
}

function isReplaced({ only }: Reschedule, row: Row, day: DayNumber): boolean {
  if (only === undefined) return true;
  return only === 'notDue' ? row.dueDay >= day : only.includes(row.number);
}
