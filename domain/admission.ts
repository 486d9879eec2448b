import { validateInstalments } from './contract.ts';
import type { Contract } from './contract.ts';
import { toDayNumber } from './date.ts';
import type { DayNumber } from './date.ts';
import { movesMoney } from './ledger.ts';
import type { Entry, MoneyPosting } from './ledger.ts';
import type { Minor } from './money.ts';
import { activePause, overlapsAny, resumeOn } from './pause.ts';
import type { PausedDays } from './pause.ts';
import { effectiveOn } from './posting.ts';
import type { Chargeback, Payment, Posting, Reschedule, Reversal, WriteOff } from './posting.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

/** What stands of a list of postings: entries to replay, pauses in force, and what was refused. */
export interface Admitted {
  readonly entries: readonly Entry[];
  readonly pauses: readonly PausedDays[];
  readonly refused: readonly Refusal[];
}

/**
 * Decides in booking order which postings stand, so that the answer does not depend on the order of arrival and a
 * posting is judged by what was known when it was booked.
 */
export function admit(contract: Contract, postings: readonly Posting[]): Admitted {
  return admission(contract, postings).admitted();
}

/** The reason why a posting that arrives now must be refused, or null if it stands. */
export function checkPosting(contract: Contract, postings: readonly Posting[], posting: Posting): Refusal | null {
  if (effectiveOn(posting) > posting.bookedOn && movesMoney(posting))
    return refusal(posting, 'VALUE_AFTER_BOOKING', 'its value date is after its booking date; post it on its day');
  return admission(contract, postings).consider(posting);
}

function admission(contract: Contract, postings: readonly Posting[]): Admission {
  const state = new Admission(contract);
  for (const posting of [...postings].sort(byBooking)) state.consider(posting);
  return state;
}

// On one day a posting comes before what undoes it, a resume makes room for the next pause, and a write-off closes.
const ranks: Partial<Record<Posting['type'], number>> = { resume: -1, chargeback: 1, reversal: 2, writeOff: 3 };

function byBooking(left: Posting, right: Posting): number {
  if (left.bookedOn !== right.bookedOn) return left.bookedOn < right.bookedOn ? -1 : 1;
  const rank = (ranks[left.type] ?? 0) - (ranks[right.type] ?? 0);
  if (rank !== 0) return rank;
  const [leftOn, rightOn] = [effectiveOn(left), effectiveOn(right)];
  if (leftOn !== rightOn) return leftOn < rightOn ? -1 : 1;
  return left.id === right.id ? 0 : left.id < right.id ? -1 : 1;
}

function refusal(posting: Posting, code: RefusalCode, reason: string): Refusal {
  return { id: posting.id, code, reason: `${posting.type} ${posting.id}: ${reason}` };
}

class Admission {
  readonly #contract: Contract;
  readonly #byId = new Map<string, Posting>();
  readonly #reversed = new Set<string>();
  readonly #chargedBack = new Map<string, Minor>();
  readonly #returned: Chargeback[] = [];
  readonly #refused: Refusal[] = [];
  readonly #reschedules: Reschedule[] = [];
  #pauses: PausedDays[] = [];
  #writeOff: WriteOff | null = null;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  consider(posting: Posting): Refusal | null {
    const refused = this.#byId.has(posting.id)
      ? refusal(posting, 'DUPLICATE', 'a posting with this id stands already; nothing changes')
      : this.#take(posting);
    if (refused === null) this.#byId.set(posting.id, posting);
    else this.#refused.push(refused);
    return refused;
  }

  admitted(): Admitted {
    const entries: Entry[] = [];
    for (const posting of this.#byId.values())
      if (movesMoney(posting) && this.#stands(posting)) entries.push({ day: this.#dayOf(posting), posting });
    for (const posting of this.#returned) entries.push({ day: toDayNumber(posting.valueDate), posting });
    return { entries, pauses: this.#pauses, refused: this.#refused };
  }

  // A chargeback of a payment that never existed would ask for the same money twice.
  #stands(posting: MoneyPosting): boolean {
    if (this.#reversed.has(posting.id)) return false;
    return posting.type !== 'chargeback' || !this.#reversed.has(posting.of);
  }

  // The new schedule was agreed on what was known; money found later counts from its first day.
  #dayOf(posting: MoneyPosting): DayNumber {
    const ownDay = toDayNumber(effectiveOn(posting));
    if (posting.type === 'reschedule' || posting.type === 'writeOff') return ownDay;
    return this.#reschedules.reduce(
      (day, reschedule) => (reschedule.bookedOn < posting.bookedOn ? Math.max(day, toDayNumber(reschedule.on)) : day),
      ownDay,
    );
  }

  #take(posting: Posting): Refusal | null {
    if ('amountMinor' in posting && !(Number.isSafeInteger(posting.amountMinor) && posting.amountMinor > 0))
      return refusal(posting, 'AMOUNT_NOT_POSITIVE', 'an amount is a whole number of minor units above zero');
    switch (posting.type) {
      case 'payment':
        return this.#takePayment(posting);
      case 'reversal':
        return this.#takeReversal(posting);
      case 'chargeback':
        return this.#takeChargeback(posting);
      case 'pause':
        return this.#takePause(posting, { fromDay: toDayNumber(posting.from), toDay: toDayNumber(posting.to) });
      case 'resume':
        return this.#takeResume(posting, toDayNumber(posting.on));
      case 'charge':
      case 'waiver':
        if (this.#knowsInstalment(posting.instalment)) return null;
        return refusal(posting, 'UNKNOWN_INSTALMENT', `the contract has no instalment ${posting.instalment}`);
      case 'writeOff':
        if (this.#writeOff !== null)
          return refusal(posting, 'ALREADY_WRITTEN_OFF', `the loan was written off on ${this.#writeOff.on}`);
        this.#writeOff = posting;
        return null;
      case 'reschedule':
        return this.#takeReschedule(posting);
    }
  }

  #takePayment(payment: Payment): Refusal | null {
    if (payment.valueDate < this.#contract.disbursedOn)
      return refusal(payment, 'BEFORE_DISBURSEMENT', `the loan was disbursed on ${this.#contract.disbursedOn}`);
    if (this.#beforeWriteOff(payment))
      return refusal(payment, 'BEFORE_WRITE_OFF', 'a payment cannot be back-dated to before the write-off');
    return null;
  }

  #beforeWriteOff(payment: Payment): boolean {
    return this.#writeOff !== null && payment.valueDate < this.#writeOff.on;
  }

  #takeReversal(reversal: Reversal): Refusal | null {
    const target = this.#byId.get(reversal.of);
    if (target === undefined) return refusal(reversal, 'UNKNOWN_POSTING', `there is no posting ${reversal.of}`);
    if (this.#reversed.has(reversal.of))
      return refusal(reversal, 'ALREADY_REVERSED', `${reversal.of} was reversed before`);
    switch (target.type) {
      case 'payment':
        if (this.#beforeWriteOff(target))
          return refusal(reversal, 'BEFORE_WRITE_OFF', 'a payment from before the write-off cannot be undone after it');
        return this.#reversePayment(reversal, target);
      case 'chargeback':
        this.#chargedBack.set(target.of, (this.#chargedBack.get(target.of) ?? 0) - target.amountMinor);
        break;
      case 'charge':
      case 'waiver':
        break;
      case 'reversal':
      case 'pause':
      case 'resume':
      case 'writeOff':
      case 'reschedule':
        return refusal(reversal, 'NOT_REVERSIBLE', `a ${target.type} cannot be reversed`);
    }
    this.#reversed.add(target.id);
    return null;
  }

  // A new schedule that counted the payment as received stands; the money that left is a debt from its first day.
  #reversePayment(reversal: Reversal, payment: Payment): null {
    const schedule = this.#reschedules.findLast((candidate) => candidate.bookedOn < reversal.bookedOn);
    const counted = schedule !== undefined && payment.valueDate < schedule.on && payment.bookedOn <= schedule.bookedOn;
    const leftMinor = payment.amountMinor - (this.#chargedBack.get(payment.id) ?? 0);
    if (!counted) this.#reversed.add(payment.id);
    else if (leftMinor > 0) {
      this.#chargedBack.set(payment.id, payment.amountMinor);
      this.#returned.push({
        type: 'chargeback',
        id: reversal.id,
        of: payment.id,
        valueDate: schedule.on,
        bookedOn: reversal.bookedOn,
        amountMinor: leftMinor,
      });
    }
    return null;
  }

  #takeChargeback(chargeback: Chargeback): Refusal | null {
    const payment = this.#byId.get(chargeback.of);
    if (payment?.type !== 'payment')
      return refusal(chargeback, 'UNKNOWN_POSTING', `there is no payment ${chargeback.of}`);
    if (this.#reversed.has(payment.id))
      return refusal(chargeback, 'ALREADY_REVERSED', `payment ${payment.id} was reversed before`);
    const returnedMinor = (this.#chargedBack.get(payment.id) ?? 0) + chargeback.amountMinor;
    if (returnedMinor > payment.amountMinor)
      return refusal(chargeback, 'CHARGEBACK_EXCEEDS_PAYMENT', `payment ${payment.id} was only ${payment.amountMinor}`);
    this.#chargedBack.set(payment.id, returnedMinor);
    return null;
  }

  #takePause(posting: Posting, pause: PausedDays): Refusal | null {
    if (pause.toDay <= pause.fromDay) return refusal(posting, 'PAUSE_EMPTY', 'a pause ends after it begins');
    if (overlapsAny(this.#pauses, pause))
      return refusal(posting, 'PAUSE_OVERLAPS', 'it shares days with a pause that stands; end that one first');
    this.#pauses = [...this.#pauses, pause];
    return null;
  }

  #takeResume(posting: Posting, day: DayNumber): Refusal | null {
    if (activePause(this.#pauses, day) === undefined)
      return refusal(posting, 'NO_ACTIVE_PAUSE', 'no pause is active on that day');
    this.#pauses = resumeOn(this.#pauses, day);
    return null;
  }

  #knowsInstalment(number: number): boolean {
    return [this.#contract, ...this.#reschedules].some((version) =>
      version.instalments.some((instalment) => instalment.number === number),
    );
  }

  #takeReschedule(reschedule: Reschedule): Refusal | null {
    const [problem] = validateInstalments(reschedule.instalments, reschedule.on);
    if (problem !== undefined)
      return refusal(reschedule, 'SCHEDULE_INVALID', `${problem.field}: ${problem.rule}; ${problem.remedy}`);
    const used = [this.#contract, ...this.#reschedules].flatMap((version) =>
      version.instalments.map((instalment) => instalment.number),
    );
    const last = Math.max(...used);
    if ((reschedule.instalments[0]?.number ?? 0) <= last)
      return refusal(reschedule, 'SCHEDULE_INVALID', `its numbers must go on after ${last}`);
    this.#reschedules.push(reschedule);
    return null;
  }
}
