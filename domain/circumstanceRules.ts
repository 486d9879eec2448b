import type { Circumstance, CircumstanceKind } from './circumstanceState.ts';
import type { LimitationAlarm } from './limitationRules.ts';
import type { LoanState } from './loanState.ts';
import type { NoticeChannel, Policy } from './policy.ts';

/** What happens once something is verified: steps of the ladder that are due at once. */
interface Opens {
  readonly opens: readonly string[];
}
interface ClaimRules extends Opens {
  /** Whose task the registration of the claim is, and who is asked so many days before its last day. */
  readonly role: string;
  readonly alarms: readonly LimitationAlarm[];
  /** How the administrator or the heirs are written to. */
  readonly channels: readonly NoticeChannel[];
}
interface FraudRules extends DeskRules {
  /** The ground on which calling the loan in is asked; absent: it is not. */
  readonly callsIn?: string;
}
interface DeskRules extends Opens {
  /** The fraud desk, and who is asked when it has not ended the case after so many working days. */
  readonly role: string;
  readonly answerWorkDays: number;
  readonly escalateTo: string;
}

/** What a policy says about bankruptcy, death and fraud; docs/policy.md, "Circumstances". */
export interface CircumstanceRules {
  /** Working days in which a report is verified or refuted, by whom, and who is asked afterwards. */
  readonly verify: { readonly workDays: number; readonly role: string; readonly escalateTo: string };
  /** The court sets the last day within these limits, counted from its announcement. */
  readonly bankruptcy: ClaimRules & { readonly leastDays: number; readonly mostMonths: number };
  /** Nobody is written to for so many days after the death; the claim is made within so many where no court sets a day. */
  readonly death: ClaimRules & { readonly bereavementDays: number; readonly claimDays: number };
  readonly identityFraud: DeskRules;
  readonly borrowerFraud: FraudRules;
}

const desk = { role: 'fraudDesk', answerWorkDays: 15, escalateTo: 'riskHead', opens: [] };
const claim = {
  role: 'legalCounsel',
  alarms: [
    { daysBefore: 15, role: 'creditHead' },
    { daysBefore: 5, role: 'riskHead' },
  ],
  channels: ['email', 'letter'],
  opens: [],
} as const;

/** For a policy that says nothing. 30 days to 3 months from the announcement: 企业破产法 45. */
export const DEFAULT_CIRCUMSTANCES: CircumstanceRules = {
  verify: { workDays: 5, role: 'supervisor', escalateTo: 'creditHead' },
  bankruptcy: { ...claim, leastDays: 30, mostMonths: 3 },
  death: { ...claim, bereavementDays: 30, claimDays: 180 },
  identityFraud: desk,
  borrowerFraud: desk,
};

export function circumstanceRulesOf({ circumstances }: Policy): CircumstanceRules {
  return circumstances ?? DEFAULT_CIRCUMSTANCES;
}

/** It may be so: reported or verified, and not taken back. */
export function isInForce({ status, ending }: Circumstance): boolean {
  return status === 'reported' || status === 'verified' || (status === 'ended' && !goesOn(ending));
}

/** After these the person is approached as before. */
export function goesOn(ending: Circumstance['ending']): boolean {
  return ending === 'dismissed' || ending === 'mistaken';
}

/** What is reported or known of a person and stops contact with them, the surest word first. */
export function stopsContactWith(
  { circumstances = [] }: Pick<LoanState, 'circumstances'>,
  personId: string | null,
): Circumstance | undefined {
  const all = circumstances.filter(
    (one) => one.personId === personId && one.kind !== 'borrowerFraud' && isInForce(one),
  );
  return all.find(({ status }) => status !== 'reported') ?? all[0];
}

/** The person is not the debtor, or may not be: everything about the loan stops. */
export function everythingStops({ circumstances = [], terms }: LoanState): boolean {
  return circumstances.some((one) => one.kind === 'identityFraud' && one.personId === terms.debtorId && isInForce(one));
}

/** A claim is registered with the administrator or the estate. */
export function isClaimed(kind: CircumstanceKind): kind is 'bankruptcy' | 'death' {
  return kind === 'bankruptcy' || kind === 'death';
}
