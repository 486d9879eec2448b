import type { Contract } from './contract.ts';
import { toDayNumber } from './date.ts';
import type { DayNumber } from './date.ts';
import { byValueDate, movesMoney } from './ledger.ts';
import type { Entry, MoneyPosting } from './ledger.ts';
import type { Minor } from './money.ts';
import { activePause, overlapsAny, resumeOn } from './pause.ts';
import type { PausedDays } from './pause.ts';
import { byBooking, effectiveOn } from './posting.ts';
import type { Chargeback, Payment, Posting, Reschedule, Reversal, WriteBack, WriteOff } from './posting.ts';
import { checkAlone, refusal } from './postingCheck.ts';
import type { Refusal } from './refusal.ts';

/** What stands of a list of postings: entries to replay, pauses in force, and what was refused. */
export interface Admitted {
  readonly entries: readonly Entry[];
  readonly pauses: readonly PausedDays[];
  readonly refused: readonly Refusal[];
}

/**
 * Decides in canonical order which postings count, so that the answer does not depend on the order of arrival and a
 * posting is judged by what was booked before it (docs/decisions/0004). The answer is what they make of a day.
 */
export function admission(contract: Contract, postings: readonly Posting[]): (onDay: DayNumber) => Admitted {
  const state = new Admission(contract);
  for (const posting of [...postings].sort(byBooking)) state.consider(posting);
  return (onDay) => state.admitted(onDay);
}

/** What counts of a list of postings once all of them have taken effect. */
export function admit(contract: Contract, postings: readonly Posting[]): Admitted {
  return admission(contract, postings)(Infinity);
}

/**
 * What a posting that comes now would put aside: itself, or one of the same day that stood until now. Of what is booked
 * on one day the canonical order knows no "before", so that only asking for both tells. Undefined: it fits.
 */
export function clashWith(contract: Contract, postings: readonly Posting[], added: Posting): Refusal | undefined {
  const before = new Set(admit(contract, postings).refused.map(({ id }) => id));
  return admit(contract, [...postings, added]).refused.find(({ id }) => id === added.id || !before.has(id));
}

class Admission {
  readonly #contract: Contract;
  readonly #byId = new Map<string, Posting>();
  readonly #reversed = new Set<string>();
  readonly #chargedBack = new Map<string, Minor>();
  readonly #returned: Chargeback[] = [];
  readonly #refused: Refusal[] = [];
  #early: (Reversal | Chargeback)[] = [];
  readonly #reschedules: Reschedule[] = [];
  #pauses: PausedDays[] = [];
  #writeOff: WriteOff | null = null;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  consider(posting: Posting): void {
    if (this.#byId.has(posting.id)) {
      this.#refused.push(refusal(posting, 'DUPLICATE', 'a posting with this id stands already; nothing changes'));
      return;
    }
    if ('of' in posting && !this.#byId.has(posting.of)) {
      this.#early.push(posting);
      return;
    }
    const refused = this.#take(posting);
    if (refused !== null) {
      this.#refused.push(refused);
      return;
    }
    this.#byId.set(posting.id, posting);
    if (this.#early.length === 0) return;
    // What undoes it was booked before it, and takes its turn now.
    const waited = this.#early.filter(({ of }) => of === posting.id);
    this.#early = this.#early.filter(({ of }) => of !== posting.id);
    for (const undo of waited) this.consider(undo);
  }

  admitted(onDay: DayNumber): Admitted {
    const entries: Entry[] = [];
    // Until the day of a new schedule the one before it holds, and money counts from its own day.
    const schedules = this.#reschedules.filter(({ on }) => toDayNumber(on) <= onDay);
    const undone = new Set<string>();
    for (const posting of this.#returned) {
      const day = toDayNumber(posting.valueDate);
      if (day <= onDay) entries.push({ day, posting });
      else undone.add(posting.of);
    }
    for (const posting of this.#byId.values())
      if (movesMoney(posting) && this.#stands(posting, undone))
        // A charge or waiver may name an instalment that only a later schedule has.
        entries.push({ day: dayUnder('instalment' in posting ? this.#reschedules : schedules, posting), posting });
    const waiting = this.#early.map((undo) =>
      refusal(undo, 'UNKNOWN_POSTING', `there is no posting ${undo.of}, or it does not count`),
    );
    return { entries, pauses: this.#pauses, refused: [...this.#refused, ...waiting] };
  }

  // A chargeback of a payment that never existed would ask for the same money twice.
  #stands(posting: MoneyPosting, undone: ReadonlySet<string>): boolean {
    if (this.#reversed.has(posting.id) || undone.has(posting.id)) return false;
    return posting.type !== 'chargeback' || !(this.#reversed.has(posting.of) || undone.has(posting.of));
  }

  #take(posting: Posting): Refusal | null {
    const malformed = checkAlone(this.#contract, posting);
    if (malformed !== null) return malformed;
    switch (posting.type) {
      case 'payment':
        if (!this.#beforeWriteOff(posting)) return null;
        return refusal(posting, 'BEFORE_WRITE_OFF', 'a payment cannot be back-dated to before the write-off');
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
      case 'writeBack':
        return this.#takeWriteBack(posting);
      case 'reschedule':
        return this.#takeReschedule(posting);
    }
  }

  #beforeWriteOff(payment: Payment): boolean {
    return this.#writeOff !== null && payment.valueDate < this.#writeOff.on;
  }

  // What was recovered was received on a debt off the books: undoing the write-off then would tell another history.
  #takeWriteBack(writeBack: WriteBack): Refusal | null {
    const writeOff = this.#writeOff;
    if (writeOff?.id !== writeBack.writeOff)
      return refusal(writeBack, 'NOT_WRITTEN_OFF', `no write-off ${writeBack.writeOff} stands`);
    const closed = { day: toDayNumber(writeOff.on), posting: writeOff };
    for (const posting of this.#byId.values()) {
      if (posting.type !== 'payment' || this.#reversed.has(posting.id)) continue;
      if (byValueDate({ day: toDayNumber(posting.valueDate), posting }, closed) > 0)
        return refusal(writeBack, 'RECOVERED_SINCE', `${posting.id} was received after the write-off`);
    }
    this.#reversed.add(writeOff.id);
    this.#writeOff = null;
    return null;
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
      case 'writeBack':
      case 'reschedule':
        return refusal(reversal, 'NOT_REVERSIBLE', `a ${target.type} cannot be reversed`);
    }
    this.#reversed.add(target.id);
    return null;
  }

  // A new schedule that counted the payment as received stands; the money that left is a debt from its first day.
  #reversePayment(reversal: Reversal, payment: Payment): null {
    const schedule = this.#reschedules.findLast((candidate) => isBookedUnder(reversal, candidate));
    const counted = schedule !== undefined && payment.valueDate < schedule.on && !isBookedUnder(payment, schedule);
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

// The new schedule was agreed on what was known; money found later counts from its first day.
function dayUnder(schedules: readonly Reschedule[], posting: MoneyPosting): DayNumber {
  const ownDay = toDayNumber(effectiveOn(posting));
  if (posting.type === 'reschedule' || posting.type === 'writeOff' || schedules.length === 0) return ownDay;
  return schedules.reduce(
    (day, reschedule) => (isBookedUnder(posting, reschedule) ? Math.max(day, toDayNumber(reschedule.on)) : day),
    ownDay,
  );
}

/** A posting that the schedule did not know when it was made. */
function isBookedUnder({ bookedOn }: Posting, { only, bookedOn: made }: Reschedule): boolean {
  return only === undefined ? made < bookedOn : made <= bookedOn;
}
