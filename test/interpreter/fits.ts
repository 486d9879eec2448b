import { addMonths, type Day } from './days.ts';
import type { Channel, Classification, Condition, Party, Policy, Step } from './format.ts';
import type { Owed } from './owed.ts';
import { isLeftOut } from './style.ts';
import { minorOf, type LoanRow, type PartnerRow } from './tape.ts';

const WORSE: readonly Classification[] = ['normal', 'specialMention', 'substandard', 'doubtful', 'loss'];

/** The five classes by overdue days alone (domain.md §2, default limits). */
function classOf(overdueDays: number): number {
  return [0, 90, 270, 360].filter((limit) => overdueDays > limit).length;
}

export function hasParty(loan: LoanRow, party: Party): boolean {
  switch (party) {
    case 'debtor':
      return true;
    case 'guarantor':
      return loan.guarantor_name !== '';
    case 'dealer':
      return loan.dealer_id !== '';
    case 'insurer':
      return loan.insurer_id !== '';
  }
}

type Bound = Exclude<keyof Condition, 'pastDue' | 'classificationAtLeast' | 'has' | 'any'>;
type Late = ReturnType<Owed['lateness']>[number];

interface KnownFact {
  atLeast: Bound;
  atMost: Bound;
  /** Null: not known, and then no condition on it holds. */
  of: (loan: LoanRow, owed: Owed, asOf: Day) => number | null;
}

const fact = (atLeast: Bound, atMost: Bound, of: KnownFact['of']): KnownFact => ({ atLeast, atMost, of });
const late = (owed: Owed, asOf: Day): Late[] => owed.lateness(asOf).filter(({ days }) => days > 0);
const longest = (months: number) => (_: LoanRow, owed: Owed, asOf: Day) =>
  Math.max(0, ...late(owed, asOf).flatMap(({ due, days }) => (due > addMonths(asOf, -months) ? [days] : [])));
const perWhole = (part: number, whole: number): number | null => (whole === 0 ? null : Math.floor(part / whole));

/** docs/policy.md, "Facts". */
const knownFacts: readonly KnownFact[] = [
  fact('lateInstalmentsAtLeast', 'lateInstalmentsAtMost', (_, owed, asOf) => late(owed, asOf).length),
  fact('longestLateDays12mAtLeast', 'longestLateDays12mAtMost', longest(12)),
  fact('longestLateDays24mAtLeast', 'longestLateDays24mAtMost', longest(24)),
  fact('averageLateDaysAtLeast', 'averageLateDaysAtMost', (_, owed, asOf) => {
    const all = owed.lateness(asOf);
    return perWhole(
      all.reduce((sum, { days }) => sum + days, 0),
      all.length,
    );
  }),
  fact('earlyCuredPercentAtLeast', 'earlyCuredPercentAtMost', (_, owed, asOf) => {
    const all = late(owed, asOf);
    return perWhole(100 * all.filter(({ paid, days }) => paid && days <= 3).length, all.length);
  }),
  fact('daysSincePaymentAtLeast', 'daysSincePaymentAtMost', (_, owed, asOf) => {
    const on = owed.latestPayment(asOf);
    return on === null ? null : asOf - on;
  }),
  // Nobody promises anything in this play.
  fact('keptPromisesAtLeast', 'keptPromisesAtMost', () => 0),
  fact('brokenPromisesAtLeast', 'brokenPromisesAtMost', () => 0),
  // Nor does anybody call.
  fact('refusals12mAtLeast', 'refusals12mAtMost', () => 0),
  fact('callsReachedPercentAtLeast', 'callsReachedPercentAtMost', () => null),
  fact('unansweredCallsAtLeast', 'unansweredCallsAtMost', () => 0),
  fact('instalmentToIncomePercentAtLeast', 'instalmentToIncomePercentAtMost', (loan) => {
    const percent = loan.instalment_to_income_percent ?? '';
    return percent === '' ? null : Number(percent);
  }),
  fact('collateralCoverPercentAtLeast', 'collateralCoverPercentAtMost', (loan, owed, asOf) => {
    const value = loan.collateral_value ?? '';
    const outstanding = owed.outstanding(asOf);
    return value === '' || outstanding <= 0 ? null : Math.floor((100 * minorOf(value)) / outstanding);
  }),
];

/** All named facts hold as of the day. */
export function holds(when: Condition | undefined, loan: LoanRow, owed: Owed, asOf: Day): boolean {
  if (when === undefined) return true;
  const atLeast = (value: number, limit: number | undefined): boolean => limit === undefined || value >= limit;
  const atMost = (value: number, limit: number | undefined): boolean => limit === undefined || value <= limit;
  const overdueDays = owed.overdueDays(asOf);
  return (
    (when.pastDue === undefined || when.pastDue === owed.pastDue(asOf)) &&
    atLeast(overdueDays, when.overdueDaysAtLeast) &&
    atMost(overdueDays, when.overdueDaysAtMost) &&
    atLeast(owed.consecutiveMissed(asOf), when.consecutiveMissedAtLeast) &&
    atLeast(owed.cumulativeMissed(asOf), when.cumulativeMissedAtLeast) &&
    atMost(owed.cumulativeMissed(asOf), when.cumulativeMissedAtMost) &&
    atLeast(owed.paidInstalments(asOf), when.paidInstalmentsAtLeast) &&
    atLeast(owed.outstanding(asOf), when.outstandingAtLeastMinor) &&
    atMost(owed.outstanding(asOf), when.outstandingAtMostMinor) &&
    knownFacts.every(({ of, atLeast: from, atMost: to }) => {
      if (when[from] === undefined && when[to] === undefined) return true;
      const value = of(loan, owed, asOf);
      return value !== null && atLeast(value, when[from]) && atMost(value, when[to]);
    }) &&
    (when.classificationAtLeast === undefined || classOf(overdueDays) >= WORSE.indexOf(when.classificationAtLeast)) &&
    (when.has === undefined || hasParty(loan, when.has)) &&
    (when.any === undefined || when.any.some((member) => holds(member, loan, owed, asOf)))
  );
}

/** The first segment whose condition holds. */
export function segmentOf(policy: Policy, loan: LoanRow, owed: Owed, asOf: Day): string {
  const found = policy.segments.find((segment) => holds(segment.when, loan, owed, asOf));
  if (found === undefined) throw new Error(`policy ${policy.id}: no segment for ${loan.loan_id}`);
  return found.id;
}

/** To whom a step speaks. Legal action speaks to the debtor; a write-off speaks to nobody. */
export function partyOf(step: Step): Party | null {
  switch (step.action.do) {
    case 'notify':
    case 'call':
      return step.action.to;
    case 'claim':
      return step.action.on;
    case 'legal':
      return 'debtor';
    case 'writeOff':
    case 'collateral':
      return null;
  }
}

/** Segment, party and `when` fit this loan as of the day, and the segment's strategy does not leave the step out. */
export function applies(step: Step, policy: Policy, loan: LoanRow, owed: Owed, asOf: Day): boolean {
  const party = partyOf(step);
  if (party !== null && !hasParty(loan, party)) return false;
  if (isLeftOut(step, policy, loan, owed, asOf)) return false;
  if (step.segments !== undefined && !step.segments.includes(segmentOf(policy, loan, owed, asOf))) return false;
  return holds(step.when, loan, owed, asOf);
}

/** The channels of the list on which the party can be reached at all, in order. */
export function reachable(
  channels: readonly Channel[],
  party: Party,
  loan: LoanRow,
  partners: readonly PartnerRow[],
): Channel[] {
  const partner = partners.find(
    (row) => row.partner_id === (party === 'dealer' ? loan.dealer_id : loan.insurer_id) && row.kind === party,
  );
  const addresses: Record<Party, Record<Channel, string | undefined>> = {
    debtor: { sms: loan.borrower_phone, email: loan.borrower_email, letter: loan.borrower_address },
    guarantor: { sms: loan.guarantor_phone, email: '', letter: loan.guarantor_address },
    dealer: { sms: '', email: partner?.email, letter: partner?.address },
    insurer: { sms: '', email: partner?.email, letter: partner?.address },
  };
  return channels.filter((channel) => (addresses[party][channel] ?? '') !== '');
}
