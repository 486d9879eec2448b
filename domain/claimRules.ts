import { covers, isWorkingDay } from './calendar.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import type { NoticeChannel, Policy } from './policy.ts';
import type { Calendar } from './calendar.ts';

/** Who may be claimed on. `guarantor` is a person, the others are partners (合作机构). */
export type ClaimParty = 'dealer' | 'insurer' | 'guarantor';

/** A question to a role: so many calendar days for it, then it goes to somebody else. */
export interface ClaimTaskRule {
  readonly role: string;
  readonly days: number;
  readonly escalateTo: string;
}

/** What a policy says about claims; docs/policy.md, "Claims". */
export interface ClaimRules {
  /** Documents of a claim that are missing; a contest that has to be decided; a refund that has to be booked. */
  readonly documentTask: ClaimTaskRule;
  readonly contestTask: ClaimTaskRule;
  readonly refundTask: ClaimTaskRule;
  /** A deadline for the other side that falls on a day off: that day, or the next working day. */
  readonly nonWorkingDays: 'same' | 'next';
  /** A loan that the dealer has bought back: the lender stops collecting from the borrower, or goes on for what is left. */
  readonly boughtBack: 'collectionEnds' | 'collectionGoesOn';
  /** How the borrower is told whom to pay from now on (代位追偿). */
  readonly subrogationChannels: readonly NoticeChannel[];
  /** Whose refusal brings legal action at once, without the days that its step would wait. */
  readonly legalAfterRefusalBy: readonly ClaimParty[];
  /** A partner that does not perform: claims on it are made all the same (default), or passed over and not waited for. */
  readonly notPerforming?: 'claim' | 'passOver';
}

/** For a policy that says nothing about claims. */
export const DEFAULT_CLAIMS: ClaimRules = {
  documentTask: { role: 'collector', days: 5, escalateTo: 'supervisor' },
  contestTask: { role: 'partnerManager', days: 10, escalateTo: 'creditHead' },
  refundTask: { role: 'accounting', days: 5, escalateTo: 'supervisor' },
  nonWorkingDays: 'same',
  boughtBack: 'collectionEnds',
  subrogationChannels: ['letter', 'email'],
  legalAfterRefusalBy: [],
};

/** The letters that a claim sends beside its demand. */
export const CLAIM_LETTERS = ['remainder', 'contestRejected', 'refund', 'subrogation'] as const;
export type ClaimLetter = (typeof CLAIM_LETTERS)[number];

/** Their templates by whom they speak to: a partner, a guarantor, or the borrower. */
export const CLAIM_TEMPLATES = {
  remainder: { partner: 'claimRemainder', guarantor: 'guarantorRemainder' },
  contestRejected: { partner: 'claimContestRejected', guarantor: 'guarantorContestRejected' },
  refund: { partner: 'claimRefund', guarantor: 'guarantorRefund' },
} as const;
export const SUBROGATION_TEMPLATE = 'subrogationNotice';

export function claimRulesOf({ claims }: Policy): ClaimRules {
  return claims ?? DEFAULT_CLAIMS;
}

/**
 * The last day for the other side, so many calendar days after `on`. Beyond the calendar's data every day counts: a claim
 * does not wait for a calendar.
 */
export function claimDeadline(policy: Policy, calendar: Calendar, on: PlainDate, days: number): PlainDate {
  let day = addDays(on, days);
  if (claimRulesOf(policy).nonWorkingDays === 'same') return day;
  while (covers(calendar, day) && !isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}
