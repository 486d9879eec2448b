import type { Component } from './contract.ts';
import type { Classification, NoticeChannel, Policy } from './policy.ts';
import type { RequestKindName } from './requestState.ts';
import type { Rests } from './reliefState.ts';

/** What every kind of relief may say; docs/policy.md, "Requests". */
interface CommonRules {
  /** So often in the life of a loan. */
  readonly mostTimes: number;
  /** It may be asked although the loan is sued for, or was written off. */
  readonly despite: readonly ('suit' | 'writeOff')[];
  /** How the borrower is told the outcome; none: not told. */
  readonly tell: readonly NoticeChannel[];
}

export interface WaiverRules extends CommonRules {
  /** What may be given up; principal only where it is named. */
  readonly components: readonly Component[];
  /** A condition: at most so many days ahead, with so many days of grace; what rests until then. */
  readonly condition: { readonly mostDays: number; readonly graceDays: number; readonly rests: readonly Rests[] };
}

interface RestRules extends CommonRules {
  readonly mostDays: number;
  readonly rests: readonly Rests[];
  readonly penaltyStops: boolean;
}

export interface DefermentRules extends RestRules {
  /** `pause`: days are not counted; `shift`: open instalments that fall due within it move behind it as well. */
  readonly mode: 'pause' | 'shift';
  /** `all`: everything from the first of them on moves by whole months; `tail`: they follow after the last one. */
  readonly moves: 'all' | 'tail';
  /** Whether 连 and 累 start again with the new due dates. */
  readonly counts: 'reset' | 'carry';
}

export interface PlanRules extends CommonRules {
  readonly mostDays: number;
  readonly mostDates: number;
  readonly graceDays: number;
  readonly covers: readonly ('pastDue' | 'all')[];
  readonly onBroken: 'back' | 'accelerate';
}

export interface RestructureRules extends CommonRules {
  readonly mostMonths: number;
  readonly counts: 'reset' | 'carry';
  /** Interest that is due may become principal. */
  readonly capitalisesInterest: boolean;
  /** Leaving its class takes both (domain.md §2); it is classed at least so meanwhile. */
  readonly observation: {
    readonly periodsOnTime: number;
    readonly months: number;
    readonly atLeast: Classification;
  };
}

export interface TemporaryLoanRules extends RestRules {
  /** Most for one such loan, in minor units of the policy's currency. */
  readonly mostMinor: number;
}

/** The longest extension for loans of a term of up to so many months; the last one names no term. */
export interface ExtensionLimit {
  readonly termUptoMonths?: number;
  readonly mostPercentOfTerm?: number;
  readonly mostMonths?: number;
}

export interface ExtensionRules extends CommonRules {
  readonly counts: 'reset' | 'carry';
  /** Over all extensions of a loan together, from its first maturity. */
  readonly limits: readonly ExtensionLimit[];
  /** Where the limits come from. */
  readonly source: string;
  readonly whilePastDue: boolean;
  /** Kind of document by which a guarantor agrees. */
  readonly consent: string;
}

export interface ReliefRules {
  readonly waiver: WaiverRules;
  readonly deferment: DefermentRules;
  readonly plan: PlanRules;
  readonly restructure: RestructureRules;
  readonly temporaryLoan: TemporaryLoanRules;
  readonly extension: ExtensionRules;
}
export type ReliefKind = keyof ReliefRules & RequestKindName;

const common: CommonRules = { mostTimes: 2, despite: [], tell: ['letter', 'email', 'sms'] };

/** For whatever a policy leaves out. */
export const DEFAULT_RELIEF: ReliefRules = {
  waiver: {
    ...common,
    mostTimes: 12,
    components: ['penalty', 'fee', 'interest'],
    condition: { mostDays: 60, graceDays: 1, rests: ['ladder'] },
  },
  deferment: {
    ...common,
    ...{ mode: 'pause', moves: 'all', counts: 'carry', mostDays: 90, penaltyStops: true },
    rests: ['ladder', 'reminders'],
  },
  plan: {
    ...common,
    ...{ mostDays: 90, mostDates: 6, graceDays: 1, covers: ['pastDue', 'all'], onBroken: 'back' },
  },
  restructure: {
    ...common,
    ...{ mostTimes: 1, mostMonths: 60, counts: 'carry', capitalisesInterest: false },
    observation: { periodsOnTime: 2, months: 6, atLeast: 'specialMention' },
  },
  temporaryLoan: {
    ...common,
    ...{ mostTimes: 1, mostMinor: 5_000_000, mostDays: 180, penaltyStops: true },
    rests: ['ladder', 'reminders'],
  },
  extension: {
    ...common,
    ...{ mostTimes: 1, counts: 'carry', whilePastDue: false, consent: 'guarantorConsent' },
    // Short-term loans at most their term again, medium-term half of it, long-term three years.
    limits: [
      { termUptoMonths: 12, mostPercentOfTerm: 100 },
      { termUptoMonths: 60, mostPercentOfTerm: 50 },
      { mostMonths: 36 },
    ],
    source: '《贷款通则》第十二条',
  },
};

/** What a policy says about one kind of relief, with what it leaves out. */
export function reliefRulesOf<K extends ReliefKind>({ requests }: Policy, kind: K): ReliefRules[K] {
  return { ...DEFAULT_RELIEF[kind], ...requests?.[kind] };
}
