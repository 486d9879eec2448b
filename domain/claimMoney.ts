import { admit } from './admission.ts';
import type { Entry } from './ledger.ts';
import { replay } from './ledger.ts';
import type { ClaimParty } from './claimRules.ts';
import { fromDayNumber, toDayNumber } from './date.ts';
import type { PlainDate } from './date.ts';
import { hashOf32 } from './hash.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { Policy } from './policy.ts';
import type { Payment } from './posting.ts';

/** The money of one party by value date; a returned debit takes its part away again on its own day. */
interface Movement {
  readonly on: PlainDate;
  readonly amountMinor: Minor;
}

type Account = Pick<LoanState, 'terms' | 'postings'>;

function standing({ terms, postings }: Account): readonly Entry[] {
  return admit(terms.contract, postings).entries;
}

const isPartner = ({ payer }: Payment): boolean => payer === 'dealer' || payer === 'insurer' || payer === 'guarantor';

function movements(entries: readonly Entry[], from: (payment: Payment) => boolean): Movement[] {
  const counted = new Set<string>();
  for (const { posting } of entries) if (posting.type === 'payment' && from(posting)) counted.add(posting.id);
  return entries
    .flatMap(({ posting, day }): Movement[] => {
      const on = fromDayNumber(day);
      if (posting.type === 'payment' && counted.has(posting.id)) return [{ on, amountMinor: posting.amountMinor }];
      if (posting.type === 'chargeback' && counted.has(posting.of)) return [{ on, amountMinor: -posting.amountMinor }];
      return [];
    })
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : other.amountMinor - one.amountMinor));
}

/** Value dates that a claim counts: from its own demand until a later demand on the same party, which takes over. */
export interface Window {
  readonly from: PlainDate;
  /** Excluded; null: no later one. */
  readonly before: PlainDate | null;
}

const isWithin = ({ from, before }: Window, on: PlainDate): boolean => on >= from && (before === null || on < before);

export interface Received {
  readonly amountMinor: Minor;
  /** Value date from which on it has reached what was wanted; null while it has not. */
  readonly completedOn: PlainDate | null;
  /** Value date of the last of it; null when nothing came. */
  readonly lastOn: PlainDate | null;
}

/**
 * What a party has paid on a loan within the window (domain.md §7: the claim counts what was received against what was
 * demanded). A function of the postings that count: their order of arrival cannot matter.
 */
export function receivedFrom(loan: Account, party: ClaimParty, window: Window, wantedMinor: Minor): Received {
  const moved = movements(standing(loan), ({ payer, valueDate }) => payer === party && isWithin(window, valueDate));
  let amountMinor = 0;
  let completedOn: PlainDate | null = null;
  for (const movement of moved) {
    amountMinor += movement.amountMinor;
    if (amountMinor < wantedMinor) completedOn = null;
    else completedOn ??= movement.on;
  }
  const lastOn = moved.findLast((movement) => movement.amountMinor > 0)?.on ?? null;
  return { amountMinor, completedOn, lastOn };
}

/**
 * What is owed back to a partner: of the debts that its money was for, the part that the borrower has paid since with
 * money of his own. The debts are those due by the partner's last payment, or all of them where the loan was demanded
 * whole; they are replayed without the money of any partner, so that the borrower's pays them as it would have.
 */
export function refundOwed(loan: Account, policy: Policy, received: Received, wholeLoan: boolean): Minor {
  const { amountMinor: advancedMinor, lastOn } = received;
  if (advancedMinor <= 0 || lastOn === null) return 0;
  const entries = standing(loan);
  const theirs = new Set<string>();
  for (const { posting } of entries) if (posting.type === 'payment' && isPartner(posting)) theirs.add(posting.id);
  const own = entries.filter(
    ({ posting }) => !theirs.has(posting.id) && !(posting.type === 'chargeback' && theirs.has(posting.of)),
  );
  const { rows, recoveredMinor } = replay(loan.terms.contract, policy.assess, own);
  const until = toDayNumber(lastOn);
  const openMinor = rows.filter((row) => wholeLoan || row.dueDay <= until).reduce((sum, row) => sum + row.openMinor, 0);
  const leftMinor = rows.reduce((sum, row) => sum + row.openMinor, 0) - recoveredMinor;
  return advancedMinor - Math.min(advancedMinor, openMinor, Math.max(0, leftMinor));
}

/**
 * Tells whether money that a claim counts has moved: the party's, and with it everybody else's, for a refund follows from
 * both. 0: the party has paid nothing that stands.
 */
export function moneyMark(loan: Account, party: ClaimParty, window: Window): number {
  const entries = standing(loan);
  const told = (from: (payment: Payment) => boolean): string =>
    movements(entries, from)
      .map(({ on, amountMinor }) => `${on} ${amountMinor}`)
      .join(' ');
  const theirs = told(({ payer, valueDate }) => payer === party && isWithin(window, valueDate));
  return theirs === '' ? 0 : hashOf32(`${theirs}|${told((payment) => payment.payer !== party)}`);
}
