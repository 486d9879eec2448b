import { admit } from './admission.ts';
import type { Contract } from './contract.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';
import type { Payer, Posting } from './posting.ts';
import type { MatchedReceipt, PaymentPromise, PromisedDate, PromiseVerdict } from './promiseState.ts';

/** Money that came and was not returned. */
export interface Receipt {
  readonly id: string;
  readonly valueDate: PlainDate;
  readonly bookedOn: PlainDate;
  readonly amountMinor: Minor;
}

/** One date of a promise and what came for it. */
export interface JudgedDate {
  readonly promise: PaymentPromise;
  readonly date: PromisedDate;
  readonly receivedMinor: Minor;
  readonly receipts: readonly MatchedReceipt[];
  /** Null while a receipt may still count. */
  readonly verdict: PromiseVerdict | null;
}

/** A partner pays under its own guarantee; that is not the borrower keeping their word (docs/decisions/0005). */
const notTheirs: readonly Payer[] = ['dealer', 'insurer'];

/** Cleared receipts known on a day: payments that stand, less what was returned of them. */
export function receiptsOf(contract: Contract, postings: readonly Posting[], on: PlainDate): Receipt[] {
  const { entries } = admit(
    contract,
    postings.filter(({ bookedOn }) => bookedOn <= on),
  );
  const returnedMinor = new Map<string, Minor>();
  for (const { posting } of entries)
    if (posting.type === 'chargeback')
      returnedMinor.set(posting.of, (returnedMinor.get(posting.of) ?? 0) + posting.amountMinor);
  return entries.flatMap(({ posting }): Receipt[] => {
    if (posting.type !== 'payment' || notTheirs.includes(posting.payer ?? 'borrower')) return [];
    const { id, valueDate, bookedOn } = posting;
    const amountMinor = posting.amountMinor - (returnedMinor.get(id) ?? 0);
    return amountMinor > 0 ? [{ id, valueDate, bookedOn, amountMinor }] : [];
  });
}

/**
 * What became of every promised date (domain.md §7). A function of its arguments alone: in whatever order postings
 * came, the answer is the same. A receipt with a value date in `[made, promised day + grace]` counts, each unit of it
 * once, for the earliest promised date first and at most for its amount; a date is judged once that time is over.
 */
export function judgePromises(
  promises: readonly PaymentPromise[],
  receipts: readonly Receipt[],
  on: PlainDate,
): JudgedDate[] {
  const left = [...receipts].sort(byTime).map((receipt) => ({ ...receipt }));
  return promises
    .flatMap((promise) => standing(promise).map((date) => ({ promise, date })))
    .sort(earliestFirst)
    .map(({ promise, date }) => {
      const taken: MatchedReceipt[] = [];
      let receivedMinor = 0;
      for (const receipt of left) {
        if (receipt.valueDate < promise.madeOn || receipt.valueDate > date.untilOn) continue;
        const amountMinor = Math.min(receipt.amountMinor, date.amountMinor - receivedMinor);
        if (amountMinor === 0) continue;
        receipt.amountMinor -= amountMinor;
        receivedMinor += amountMinor;
        taken.push({ id: receipt.id, amountMinor });
      }
      const verdict = on > date.untilOn ? verdictOf(date, receivedMinor) : null;
      return { promise, date, receivedMinor, receipts: taken, verdict };
    });
}

/** A promise that was taken back is judged only for the dates that were over by then. */
function standing({ dates, withdrawnOn }: PaymentPromise): readonly PromisedDate[] {
  return withdrawnOn === undefined ? dates : dates.filter(({ verdict }) => verdict !== undefined);
}

function verdictOf({ neededMinor }: PromisedDate, receivedMinor: Minor): PromiseVerdict {
  if (receivedMinor >= neededMinor) return 'kept';
  return receivedMinor > 0 ? 'part' : 'broken';
}

type Placed = Pick<JudgedDate, 'promise' | 'date'>;

function earliestFirst(left: Placed, right: Placed): number {
  const order = (one: Placed): string => `${one.date.dueOn} ${one.promise.madeOn}`;
  return compare(order(left), order(right)) || compare(left.promise.id, right.promise.id);
}

function byTime(left: Receipt, right: Receipt): number {
  return (
    compare(left.valueDate, right.valueDate) || compare(left.bookedOn, right.bookedOn) || compare(left.id, right.id)
  );
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
