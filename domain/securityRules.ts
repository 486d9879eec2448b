import type { NoticeChannel, Policy } from './policy.ts';
import type { SecurityAsk } from './securityState.ts';

/** What a policy says about asking for more security (补充担保); docs/policy.md, "Security". */
export interface SecurityRules {
  /** Roles that may ask for it, and record what was given. */
  readonly roles: readonly string[];
  /** Shortest time that the borrower is given, in calendar days. */
  readonly leastDays: number;
  readonly channels: readonly NoticeChannel[];
  /** Reminders so many days before the last day, from the earliest to the latest. */
  readonly remindDaysBefore: readonly number[];
  /** Kinds of documents with which a new guarantor consents, the old one is released, and collateral is shown. */
  readonly consent: string;
  readonly release: string;
  readonly proof: string;
  /** The ground on which calling the loan in is asked when the day passes unused; absent: a person sees to it. */
  readonly onMissed?: string;
}

/** For a policy that says nothing. */
export const DEFAULT_SECURITY: SecurityRules = {
  ...{ roles: ['collector', 'supervisor', 'creditHead', 'riskHead'], leastDays: 7, channels: ['letter', 'email'] },
  ...{ remindDaysBefore: [7, 2], consent: 'guarantorConsent', release: 'guarantorRelease', proof: 'collateralProof' },
  onMissed: 'securityNotProvided',
};

export function securityRulesOf({ security }: Policy): SecurityRules {
  return security ?? DEFAULT_SECURITY;
}

export function isAskedFor({ ended }: SecurityAsk): boolean {
  return ended === undefined;
}
