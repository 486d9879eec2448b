import type { Component, Instalment } from './contract.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';

/** Whose money it was. A partner's advance cures the days past due, never the borrower's 累 count (domain.md §7). */
export type Payer = 'borrower' | 'dealer' | 'insurer' | 'guarantor' | 'agency' | 'collateral';

interface Booked {
  readonly id: string;
  /** The day from which the posting is known; before it no assessment sees it. */
  readonly bookedOn: PlainDate;
}

export interface Payment extends Booked {
  readonly type: 'payment';
  readonly valueDate: PlainDate;
  readonly amountMinor: Minor;
  /** Default: the borrower. */
  readonly payer?: Payer;
}

/** Undoes a payment, charge, chargeback or waiver as if it had never been. */
export interface Reversal extends Booked {
  readonly type: 'reversal';
  readonly of: string;
}

/** A returned debit: a debt of its own, due on its value date; the instalment that was paid stays paid (domain.md §3). */
export interface Chargeback extends Booked {
  readonly type: 'chargeback';
  readonly of: string;
  readonly valueDate: PlainDate;
  readonly amountMinor: Minor;
}

/** Deferment, dispute or disaster: days in `[from, to)` are not counted. */
export interface Pause extends Booked {
  readonly type: 'pause';
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Ends the pause that is active on that day. */
export interface Resume extends Booked {
  readonly type: 'resume';
  readonly on: PlainDate;
}

/** Adds to a component of an instalment. */
export interface Charge extends Booked {
  readonly type: 'charge';
  readonly instalment: number;
  readonly component: Component;
  readonly amountMinor: Minor;
  readonly valueDate: PlainDate;
}

/** Gives up what is open on a component, at most what is open then. */
export interface Waiver extends Booked {
  readonly type: 'waiver';
  readonly instalment: number;
  readonly component: Component;
  readonly amountMinor: Minor;
  readonly valueDate: PlainDate;
}

/** The debt leaves the books and stays on file (账销案存); receipts are recoveries from then on. */
export interface WriteOff extends Booked {
  readonly type: 'writeOff';
  readonly on: PlainDate;
}

/**
 * A new schedule replaces the instalments that are open; chargebacks stay. Its numbers go on after every earlier one.
 * It states whether 连 and 累 start again or carry on.
 */
export interface Reschedule extends Booked {
  readonly type: 'reschedule';
  readonly on: PlainDate;
  readonly instalments: readonly Instalment[];
  readonly counts: 'reset' | 'carry';
  /**
   * Only these are replaced: what has not fallen due by the day, or the instalments of these numbers. Such a schedule is
   * made from what was booked before its day: whatever is booked on that day counts under it, in any order of arrival.
   */
  readonly only?: 'notDue' | readonly number[];
}

/**
 * A write-off by mistake counts as if it had never been, from its own day `on`. Only the loan itself books it, when two
 * people have approved it and nothing was recovered; a core banking system cannot send one.
 */
export interface WriteBack extends Booked {
  readonly type: 'writeBack';
  /** Id of the write-off. */
  readonly writeOff: string;
  readonly on: PlainDate;
}

export type Posting =
  Payment | Reversal | Chargeback | Pause | Resume | Charge | Waiver | WriteOff | Reschedule | WriteBack;

/** The day on which a posting takes effect: value date, start or day named; a reversal has only its booking date. */
export function effectiveOn(posting: Posting): PlainDate {
  switch (posting.type) {
    case 'payment':
    case 'chargeback':
    case 'charge':
    case 'waiver':
      return posting.valueDate;
    case 'pause':
      return posting.from;
    case 'resume':
    case 'writeOff':
    case 'writeBack':
    case 'reschedule':
      return posting.on;
    case 'reversal':
      return posting.bookedOn;
  }
}

// On one day a posting comes before what undoes it, a resume makes room for the next pause, and a write-off closes.
const ranks: Partial<Record<Posting['type'], number>> = {
  resume: -1,
  chargeback: 1,
  reversal: 2,
  writeOff: 3,
  writeBack: 4,
};

/** The canonical order, in which it is decided what counts: booking date, rank of the type, effective date, id. */
export function byBooking(left: Posting, right: Posting): number {
  if (left.bookedOn !== right.bookedOn) return left.bookedOn < right.bookedOn ? -1 : 1;
  const rank = (ranks[left.type] ?? 0) - (ranks[right.type] ?? 0);
  if (rank !== 0) return rank;
  const [leftOn, rightOn] = [effectiveOn(left), effectiveOn(right)];
  if (leftOn !== rightOn) return leftOn < rightOn ? -1 : 1;
  return left.id === right.id ? 0 : left.id < right.id ? -1 : 1;
}
