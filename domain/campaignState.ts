import type { Approval, ApprovalRow } from './approval.ts';
import type { MassKind } from './campaignTerms.ts';
import type { Actor, Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { FromLoan } from './loanState.ts';
import type { Minor } from './money.ts';
import type { PolicyRef } from './policy.ts';
import type { ApprovalRule } from './approvalRules.ts';

export const CAMPAIGN_SCHEMA_VERSION = 1;

/** Which loans a campaign is for: every member that is given has to fit. At least one is. */
export interface CampaignSelection {
  readonly branches?: readonly string[];
  readonly products?: readonly string[];
  /** Ids of policies, whatever version a loan is pinned to. */
  readonly policies?: readonly string[];
  readonly stages?: readonly string[];
  readonly debtors?: readonly string[];
  readonly loans?: readonly string[];
  readonly overdueDaysAtLeast?: number;
  readonly overdueDaysAtMost?: number;
  /** Of the delinquent days, by the policy of each loan. */
  readonly buckets?: readonly string[];
  /** Of the debtor, by the policy of each loan. */
  readonly segments?: readonly string[];
}

/** What a loan owes, in minor units. */
export interface Owed {
  readonly overdueMinor: Minor;
  readonly outstandingMinor: Minor;
}

/** What the dry run says of one loan. */
export type CampaignLine =
  | {
      readonly loanId: string;
      readonly ok: true;
      readonly atStakeMinor: Minor;
      readonly before: Owed;
      readonly after: Owed;
      /** The terms for this very loan, where they follow from what it owes; else those of the campaign hold. */
      readonly terms?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly loanId: string;
      readonly ok: false;
      readonly code: string;
      readonly reason: string;
      readonly before: Owed;
    };

export interface CampaignTotals {
  /** Loans that meet the selection: those that would get the relief, and those that are refused. */
  readonly met: number;
  readonly accepted: number;
  /** By code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Of the accepted loans. */
  readonly atStakeMinor: Minor;
  /** The largest share that is given up at one loan, in percent; 0 where nothing is. */
  readonly atStakePercent: number;
  readonly before: Owed;
  readonly after: Owed;
}

/** How fast it goes: so many loans of the list every so many seconds. */
export interface CampaignPace {
  readonly loans: number;
  readonly everySeconds: number;
}

/** What was simulated, and what the deciders say yes to: its hash covers every loan of the list. */
export interface CampaignRun {
  readonly asOf: PlainDate;
  readonly currency: string;
  readonly kind: MassKind;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly documents: readonly DocumentRef[];
  readonly selection: CampaignSelection;
  readonly pace: CampaignPace;
  /** Hashes of the policies of the accepted loans, in order. */
  readonly policies: readonly string[];
  readonly totals: CampaignTotals;
  /** SHA-256 of each page of the list, in order. */
  readonly pages: readonly string[];
}

export type CampaignEnd = 'done' | 'refused' | 'withdrawn' | 'expired';
export type CampaignStatus =
  /** Opened, and nothing that could be proposed was. */
  'draft' | 'proposed' | 'running' | CampaignEnd;

/** A campaign that was proposed. */
export interface Proposed {
  readonly run: CampaignRun;
  /** SHA-256 of the run, hex. */
  readonly hash: string;
  readonly approval: Approval;
  /** Pages that were handed to their loans. */
  readonly pagesAsked: number;
  readonly asked: number;
  readonly carriedOut: number;
  /** By code. */
  readonly refused: Readonly<Record<string, number>>;
  /** What the loans that were asked were accepted with: never above the total that was decided. */
  readonly askedMinor: Minor;
  /** What was really at stake where it was carried out. */
  readonly carriedOutMinor: Minor;
  /** When a page was handed over or an answer came; null before. */
  readonly movedAt: Instant | null;
  /** When the last page was handed over. */
  readonly askedAt: Instant | null;
}

/** The case file of a campaign. Plain JSON. */
export interface CampaignState {
  readonly schemaVersion: number;
  readonly kind: 'campaign';
  readonly campaignId: string;
  /** Zone and calendar are those of this policy; who decides is said by the policies of the loans. */
  readonly terms: { readonly policy: PolicyRef };
  readonly status: CampaignStatus;
  readonly proposed: Proposed | null;
  readonly ended: { readonly as: CampaignEnd; readonly on: PlainDate; readonly because: string } | null;
}

/** One journal row of a campaign, in business words. */
export type CampaignOutcome =
  | (Outcome & {
      readonly type: 'opened';
      readonly campaignId: string;
      readonly policy: PolicyRef;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'campaignProposed';
      readonly run: CampaignRun;
      readonly hash: string;
      readonly approval: Approval;
      readonly by: string;
    })
  | (Outcome & { readonly type: 'approvalGiven'; readonly row: ApprovalRow; readonly complete: boolean })
  | (Outcome & { readonly type: 'approvalRefused'; readonly row: ApprovalRow; readonly reason: string })
  | (Outcome & {
      readonly type: 'loansAsked';
      /** Number of the page, from 0. */
      readonly page: number;
      readonly hash: string;
      readonly loanIds: readonly string[];
      readonly atStakeMinor: Minor;
      readonly at: Instant;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'loanAnswered';
      readonly loanId: string;
      readonly answer: LoanAnswer;
      readonly at: Instant;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'campaignEnded';
      readonly as: CampaignEnd;
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'taskOpened';
      readonly taskId: string;
      readonly task: 'campaign';
      readonly step: MassKind;
      readonly personId: null;
      readonly role: string;
      readonly on: PlainDate;
      readonly dueOn: PlainDate;
    })
  | FromLoan<'taskClosed'>
  | FromLoan<'taskEscalated'>
  | FromLoan<'refused'>;

/** What a loan tells its campaign. */
export type LoanAnswer =
  | { readonly ok: true; readonly requestId: string; readonly atStakeMinor: Minor }
  | { readonly ok: false; readonly code: string; readonly reason: string };

/** The row in the journal of a loan that answers a campaign. */
export type CampaignLoanOutcome = Outcome & {
  readonly type: 'campaignAnswered';
  readonly campaignId: string;
  readonly loanId: string;
  readonly answer: LoanAnswer;
  readonly on: PlainDate;
};

/** One approver's word on a campaign, as it was signed. */
export interface CampaignWord {
  readonly decision: 'approved' | 'rejected';
  readonly actor: Actor;
  /** Hash of the dry run that it is about. */
  readonly hash: string;
  readonly on: PlainDate;
}

/**
 * A campaign as a loan sees it: read from the signed commands and the sealed list, so that nothing that was altered on
 * the way counts.
 */
export interface CampaignSeen {
  readonly run: CampaignRun;
  readonly hash: string;
  /** Who proposed it, by the signature. */
  readonly maker: string;
  readonly proposedOn: PlainDate;
  readonly words: readonly CampaignWord[];
  /** What the list says of the loan; null when its page is not the one that was decided, or does not name it. */
  readonly line: CampaignLine | null;
}

/** What a campaign's own decision reads besides its state. */
export interface CampaignSource {
  /** Who may ask and who decides, of each policy of the run that is proposed, by hash; one that is unknown is left out. */
  readonly rules: Readonly<Record<string, CampaignRule>>;
  /** Hash of the run that is proposed, by event id. */
  readonly hashes: Readonly<Record<string, string>>;
  /** The page that is asked next; null when it is not there as it was decided, absent when there is none. */
  readonly page?: { readonly number: number; readonly lines: readonly CampaignLine[] | null };
}

/** What one policy says of the kind that a campaign asks for. */
export interface CampaignRule {
  readonly roles: readonly string[];
  readonly documents: readonly string[];
  readonly approval: ApprovalRule;
}
