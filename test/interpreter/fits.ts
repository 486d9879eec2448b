import type { Day } from './days.ts';
import type { Channel, Classification, Condition, Party, Policy, Step } from './format.ts';
import type { Owed } from './owed.ts';
import type { LoanRow, PartnerRow } from './tape.ts';

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
      return null;
  }
}

/** Segment, party and `when` fit this loan as of the day. */
export function applies(step: Step, policy: Policy, loan: LoanRow, owed: Owed, asOf: Day): boolean {
  const party = partyOf(step);
  if (party !== null && !hasParty(loan, party)) return false;
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
