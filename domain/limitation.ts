/**
 * The limitation clock (domain.md §7): until when the claim on the borrower (诉讼时效) and on the guarantor (保证期间) stands,
 * and because of what. A function of what is written down: payments that come late, are undone or count from an earlier
 * day, and receipts that arrive in any order, give the same answer.
 */
import type { Assessment } from './assess.ts';
import { addMonths } from './date.ts';
import type { PlainDate } from './date.ts';
import { limitationRulesOf } from './limitationRules.ts';
import type { Interruption, LimitationRules } from './limitationRules.ts';
import type { RightName, RightParty } from './limitationState.ts';
import type { LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import { admit } from './admission.ts';

/** What the present end of a right follows from: the due date, the guarantee period, or what kept it. */
export type LapseCause = 'due' | 'period' | Interruption;

export interface Right {
  readonly right: RightName;
  readonly party: RightParty;
  readonly personId: string;
  /** The day after which the period runs. */
  readonly startsOn: PlainDate;
  /** The last day of the right; null while a suit about it lasts. Holidays lengthen it by law and are not counted on. */
  readonly lapsesOn: PlainDate | null;
  readonly cause: LapseCause;
  /** Id of the posting, promise, message, track or record that it follows from; '' for a due date. */
  readonly ref: string;
  /** False for a guarantee period: only a claim or suit within it keeps the right. */
  readonly interruptible: boolean;
}

/** Something that keeps a right from its day on, in the order of days. */
interface Keeping {
  readonly on: PlainDate;
  readonly how: Interruption;
  readonly ref: string;
  readonly endedOn: PlainDate | null;
}

/** The rights about what is open on the day of the assessment; none when nothing is outstanding. */
export function rightsOf(state: LoanState, policy: Policy, assessment: Assessment): Right[] {
  const open = assessment.instalments.filter(({ openMinor }) => openMinor > 0);
  const returned = assessment.chargebacks.filter(({ openMinor }) => openMinor > 0);
  const leftMinor = assessment.outstandingMinor - assessment.recoveredMinor;
  if (leftMinor <= 0) return [];
  const rules = limitationRulesOf(policy);
  const dues = [...open, ...returned].map(({ dueOn }) => dueOn).sort();
  const lastDueOn = assessment.instalments.at(-1)?.dueOn ?? state.terms.contract.disbursedOn;
  const oldestDueOn = dues[0] ?? lastDueOn;
  // The last due date of the schedule; a debit that was returned after it fell due on its own day.
  const maturity = dues.reduce((latest, on) => (on > latest ? on : latest), lastDueOn);
  const base = rules.startsFrom === 'lastInstalment' ? maturity : oldestDueOn;
  return [debt(state, rules, base), ...guarantee(state, rules, lastDueOn)];
}

function debt(state: LoanState, rules: LimitationRules, base: PlainDate): Right {
  return {
    ...{ right: 'debt', party: 'debtor', personId: state.terms.debtorId, interruptible: true },
    ...running(rules, base, 'due', '', keepings(state, rules, 'debtor')),
  };
}

/** Within the guarantee period the guarantor is claimed on, or the right is gone; from that claim on a limitation period runs. */
function guarantee(state: LoanState, rules: LimitationRules, maturity: PlainDate): Right[] {
  const { guarantorId } = state.terms;
  if (guarantorId === null) return [];
  const about = { right: 'guarantee', party: 'guarantor', personId: guarantorId } as const;
  const until = guaranteedUntil(state, rules, maturity);
  // A claim before maturity is about single instalments; it is not counted on for the whole.
  const kept = keepings(state, { ...rules, restartedBy: [...rules.restartedBy, 'demand', 'suit'] }, 'guarantor');
  const claimed = kept.find(
    ({ on, how, endedOn }) =>
      on <= until && (on >= maturity || (how === 'suit' && (endedOn === null || endedOn >= maturity))),
  );
  if (claimed === undefined)
    return [{ ...about, startsOn: maturity, lapsesOn: until, cause: 'period', ref: '', interruptible: false }];
  const from = claimed.on > maturity ? claimed.on : maturity;
  return [{ ...about, interruptible: true, ...running(rules, from, claimed.how, claimed.ref, kept) }];
}

/** As agreed; an agreed end that is not after maturity counts as none (民法典 692). */
function guaranteedUntil({ terms }: LoanState, rules: LimitationRules, maturity: PlainDate): PlainDate {
  const agreed = terms.guaranteeUntil;
  return agreed !== undefined && agreed > maturity ? agreed : addMonths(maturity, rules.guaranteeMonths);
}

/** The period from its start through everything that kept it while it ran. */
function running(
  rules: LimitationRules,
  base: PlainDate,
  cause: LapseCause,
  ref: string,
  kept: readonly Keeping[],
): Pick<Right, 'startsOn' | 'lapsesOn' | 'cause' | 'ref'> {
  let now = { startsOn: base, lapsesOn: addMonths(base, rules.periodMonths), cause, ref };
  for (const { on, how, ref: from, endedOn } of kept) {
    // What lapsed is revived by nobody but whoever owes it: by signing for it once more.
    if (on > now.lapsesOn && how !== 'acknowledgement') continue;
    if (how === 'suit' && endedOn === null) return { startsOn: on, lapsesOn: null, cause: how, ref: from };
    const startsOn = endedOn ?? on;
    if (startsOn > now.startsOn)
      now = { startsOn, lapsesOn: addMonths(startsOn, rules.periodMonths), cause: how, ref: from };
  }
  return now;
}

function keepings(state: LoanState, rules: LimitationRules, party: RightParty): Keeping[] {
  const found: Keeping[] = [];
  for (const { id, party: whose, how, on, endedOn, withdrawn } of state.limitation?.kept ?? [])
    if (whose === party && withdrawn !== true) found.push({ on, how, ref: id, endedOn: endedOn ?? null });
  found.push(...paid(state, party));
  // A promise says that the debt is owed, whether or not it was kept; one that was entered wrong was never made.
  if (party === 'debtor')
    for (const { id, by, madeOn, enteredWrong } of state.promises ?? [])
      if (by === 'debtor' && enteredWrong !== true) found.push({ on: madeOn, how: 'promise', ref: id, endedOn: null });
  return found.filter(({ how }) => rules.restartedBy.includes(how)).sort(compare);
}

const compare = (a: Keeping, b: Keeping): number =>
  a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0;

/** Payments of the party that stand and were not returned altogether, by their value date. */
function paid({ terms, postings }: LoanState, party: RightParty): Keeping[] {
  const payer = party === 'debtor' ? 'borrower' : 'guarantor';
  const { entries } = admit(terms.contract, postings);
  const returnedMinor = new Map<string, number>();
  for (const { posting } of entries)
    if (posting.type === 'chargeback')
      returnedMinor.set(posting.of, (returnedMinor.get(posting.of) ?? 0) + posting.amountMinor);
  return entries.flatMap(({ posting }): Keeping[] =>
    posting.type === 'payment' &&
    (posting.payer ?? 'borrower') === payer &&
    posting.amountMinor > (returnedMinor.get(posting.id) ?? 0)
      ? [{ on: posting.valueDate, how: 'payment', ref: posting.id, endedOn: null }]
      : [],
  );
}
