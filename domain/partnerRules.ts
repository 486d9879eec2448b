import { addDays, daysBetween } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';
import type { PartnerClaim, PartnerFigures, PartnerState } from './partnerState.ts';

/** How much may lie with a partner in one currency; a member that is left out has no limit. */
export interface PartnerLimit {
  readonly currency: string;
  /** What is outstanding on loans that name the partner. */
  readonly mostOutstandingMinor?: Minor;
  /** What is demanded in open claims and has not come. */
  readonly mostClaimedMinor?: Minor;
  /** A claim beyond the limit is approved by a person first, or is not made at all. */
  readonly beyond: 'ask' | 'refuse';
}

/** When a partner counts as not performing, who looks at it, and how much may lie with it; docs/partners.md. */
export interface PartnerRules {
  /** Claims that were decided so many days back at most are looked at. */
  readonly windowDays: number;
  /** Both have to be met: so many that failed, and such a share of those decided. */
  readonly failedAtLeast: number;
  readonly failedPercentAtLeast: number;
  /** Performed so many days after the last day or later counts as failed; null: late is not counted as failed. */
  readonly lateAfterDays: number | null;
  /** Whose task it is to look at a partner that was marked; working days. */
  readonly review: { readonly role: string; readonly workDays: number; readonly escalateTo: string };
  /** Who decides what somebody else has asked: reinstatement, and these rules. */
  readonly approval: { readonly roles: readonly string[]; readonly workDays: number; readonly escalateTo: string };
  readonly limits: readonly PartnerLimit[];
}

/** For a partner about which nothing was said. */
export const DEFAULT_PARTNER_RULES: PartnerRules = {
  ...{ windowDays: 365, failedAtLeast: 3, failedPercentAtLeast: 50, lateAfterDays: 10 },
  review: { role: 'partnerManager', workDays: 5, escalateTo: 'creditHead' },
  approval: { roles: ['creditHead', 'riskHead'], workDays: 5, escalateTo: 'president' },
  limits: [],
};

export function partnerRulesOf({ rules }: Pick<PartnerState, 'rules'>): PartnerRules {
  return rules ?? DEFAULT_PARTNER_RULES;
}

type Verdict = 'inTime' | 'late' | 'refused' | 'notPerformed';

/** What became of a demand; null while nothing was decided, or where it says nothing about the partner. */
export function verdictOn({ status, demandedOn, dueBy, completedOn }: PartnerClaim): Verdict | null {
  if (demandedOn === null) return null;
  switch (status) {
    case 'performed':
      return completedOn !== null && dueBy !== null && completedOn <= dueBy ? 'inTime' : 'late';
    case 'refused':
    case 'notPerformed':
      return status;
    default:
      // Cured by the borrower, taken back, conceded: no one's failure (docs/claims.md, "Partners").
      return null;
  }
}

/** Performed, and so late that it does not help. */
function isTooLate({ completedOn, dueBy }: PartnerClaim, { lateAfterDays }: PartnerRules): boolean {
  if (lateAfterDays === null || completedOn === null || dueBy === null) return false;
  return daysBetween(dueBy, completedOn) >= lateAfterDays;
}

/** What a partner is judged by on a day: its figures, and the claims that speak against it. */
export interface Judged {
  readonly figures: PartnerFigures;
  readonly failed: readonly string[];
  readonly isMet: boolean;
}

/** Judged from what the claims are now, so that money which comes or goes late moves the figures, whatever was said before. */
export function judged(
  claims: readonly PartnerClaim[],
  rules: PartnerRules,
  reinstatedOn: PlainDate | undefined,
  on: PlainDate,
): Judged {
  const from = addDays(on, -rules.windowDays);
  const first = reinstatedOn === undefined || reinstatedOn < from ? from : addDays(reinstatedOn, 1);
  const decided = claims.flatMap((claim) => {
    const verdict = verdictOn(claim);
    const { endedOn } = claim;
    return verdict === null || endedOn === null || endedOn < first || endedOn > on ? [] : [{ claim, verdict }];
  });
  const count = (wanted: Verdict): number => decided.filter(({ verdict }) => verdict === wanted).length;
  const failed = decided.flatMap(({ claim, verdict }) => {
    const fails =
      verdict === 'refused' || verdict === 'notPerformed' || (verdict === 'late' && isTooLate(claim, rules));
    return fails ? [claim.claimId] : [];
  });
  const share = decided.length === 0 ? 0 : (failed.length * 100) / decided.length;
  return {
    figures: {
      ...{ from: first, to: on, decided: decided.length },
      ...{ inTime: count('inTime'), late: count('late') },
      ...{ refused: count('refused'), notPerformed: count('notPerformed') },
    },
    failed,
    isMet: failed.length >= rules.failedAtLeast && share >= rules.failedPercentAtLeast,
  };
}
