import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { FromLoan } from './loanState.ts';
import type { Minor } from './money.ts';
import type { PartnerRules } from './partnerRules.ts';
import type { PolicyRef } from './policy.ts';

export const PARTNER_SCHEMA_VERSION = 1;

/** Questions about a partner that stand in a work list. */
export const PARTNER_TASKS = ['partnerReview', 'partnerApproval', 'partnerLimit'] as const;
export type PartnerTaskKind = (typeof PARTNER_TASKS)[number];

/** One claim on the partner, as the case of the claim stands; what a verdict about the partner is made from. */
export interface PartnerClaim {
  readonly claimId: string;
  readonly status: string;
  /** The day on which the demand left; null: nothing was demanded. */
  readonly demandedOn: PlainDate | null;
  /** The latest last day that the partner was given. */
  readonly dueBy: PlainDate | null;
  readonly completedOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
}

/** What a limit is about: what is outstanding on loans that name the partner, or demanded of it and not received. */
export type LimitKind = 'outstanding' | 'claimed';

/** What lies with a partner in one currency. */
export interface PartnerExposure {
  readonly currency: string;
  readonly outstandingMinor: Minor;
  readonly claimedMinor: Minor;
}

/** How the partner performed what was demanded, of the claims that were decided in `[from, to]`. */
export interface PartnerFigures {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly decided: number;
  readonly inTime: number;
  readonly late: number;
  readonly refused: number;
  /** Not performed, or only in part, by the last day. */
  readonly notPerformed: number;
}

/** Why a partner is not counted on: its figures, or a person's word. */
export type MarkedBecause = 'figures' | 'person';

/** The partner does not perform. */
export interface NotPerforming {
  readonly since: PlainDate;
  readonly because: MarkedBecause;
}

/** What a decision about a loan saw of a partner; it stands in the row that rests on it. */
export type SeenPartner = NotPerforming & { readonly partnerId: string };

/** What a loan sees of its partners that do not perform, by partner. */
export type PartnersNotPerforming = Readonly<Record<string, NotPerforming>>;

export interface PartnerTask {
  readonly kind: PartnerTaskKind;
  /** Last day for it; afterwards it goes to `escalateTo`. */
  readonly dueOn: PlainDate;
  readonly escalateTo: string;
  readonly escalated: boolean;
}

/** What one person asks about a partner and another decides. */
export type PartnerWish = { readonly what: 'reinstate' } | { readonly what: 'rules'; readonly rules: PartnerRules };

export interface PartnerProposal {
  readonly number: number;
  readonly wish: PartnerWish;
  readonly reason: string;
  readonly by: string;
  readonly on: PlainDate;
  readonly taskId: string;
}

/** The case file of a partner: the fold of its journal. Plain JSON. */
export interface PartnerState {
  readonly schemaVersion: number;
  /** The policy whose calendar and hour the case keeps: that of the claim by which it was opened. */
  readonly terms: { readonly partnerId: string; readonly policy: PolicyRef };
  readonly openedOn: PlainDate;
  /** Absent: the documented defaults. */
  readonly rules?: PartnerRules;
  /** Absent: it is counted on. */
  readonly notPerforming?: NotPerforming;
  /** Claims decided up to this day count no more: two people have let bygones be bygones. */
  readonly reinstatedOn?: PlainDate;
  /** Limits that are passed, such as `CNY claimed`, each with its task; absent while none is. */
  readonly over?: Readonly<Record<string, string>>;
  readonly tasks: Readonly<Record<string, PartnerTask>>;
  /** How many tasks there were, for their ids are used once. */
  readonly asked: number;
  /** Those that wait for a decision. */
  readonly proposals: readonly PartnerProposal[];
  readonly proposed: number;
}

/** One journal row of a partner, in business words. */
export type PartnerOutcome =
  | (Outcome & {
      readonly type: 'partnerOpened';
      readonly partnerId: string;
      readonly policy: PolicyRef;
      readonly on: PlainDate;
    })
  /** Not counted on from now on. `claims`: those that speak against it, `figures` and `rules` what it was judged by. */
  | (Outcome & {
      readonly type: 'partnerMarked';
      readonly because: MarkedBecause;
      readonly reason: string | null;
      readonly figures: PartnerFigures;
      readonly claims: readonly string[];
      readonly rules: PartnerRules;
      readonly by: string;
      readonly on: PlainDate;
    })
  /** A person has looked at it, and it stays as it is. */
  | (Outcome & {
      readonly type: 'partnerReviewed';
      readonly reason: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'partnerProposed'; readonly proposal: PartnerProposal })
  | (Outcome & {
      readonly type: 'partnerProposalClosed';
      readonly number: number;
      readonly as: 'rejected' | 'withdrawn';
      readonly reason: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  /** Counted on again. `figures`: what stood on the table. */
  | (Outcome & {
      readonly type: 'partnerReinstated';
      readonly number: number;
      readonly figures: PartnerFigures;
      readonly askedBy: string;
      readonly by: string;
      readonly role: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'partnerRulesSet';
      readonly number: number;
      readonly rules: PartnerRules;
      readonly askedBy: string;
      readonly by: string;
      readonly role: string;
      readonly on: PlainDate;
    })
  /** More lies with the partner than its limit allows. */
  | (Outcome & {
      readonly type: 'partnerLimitPassed';
      readonly currency: string;
      readonly what: LimitKind;
      readonly amountMinor: Minor;
      readonly mostMinor: Minor;
      readonly taskId: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'partnerLimitKept';
      readonly currency: string;
      readonly what: LimitKind;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'taskOpened';
      readonly taskId: string;
      readonly task: PartnerTaskKind;
      readonly step: PartnerTaskKind;
      readonly personId: string;
      readonly role: string;
      readonly escalateTo: string;
      readonly on: PlainDate;
      readonly dueOn: PlainDate;
    })
  | FromLoan<'taskClosed'>
  | FromLoan<'taskEscalated'>
  | FromLoan<'refused'>;
