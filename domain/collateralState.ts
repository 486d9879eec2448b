import type { Approval, ApprovalRow, AskedRule } from './approval.ts';
import type { Outcome } from './case.ts';
import type { CollateralKind, DisposalWay } from './collateralRules.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { DecisionFacts, FromLoan, LoansWord, TrackReport } from './loanState.ts';
import type { Minor } from './money.ts';
import type { DecidedNotice, NoticeLine } from './notice.ts';
import type { TrackTerms } from './trackState.ts';

export const COLLATERAL_SCHEMA_VERSION = 1;

/** A thing that secures a loan. What it is exactly (number, address) stands in the sealed title document. */
export interface CollateralItem {
  readonly id: string;
  readonly kind: CollateralKind;
  /** A third party that gave it (guarantor in rem); null: the borrower. */
  readonly ownerId: string | null;
  /** As taken in; valuations of a disposal come beside it. Minor units of the contract's currency. */
  readonly valueMinor: Minor;
  /** The day of that value; absent where nobody has said. */
  readonly valuedOn?: PlainDate;
  readonly title: DocumentRef | null;
  readonly insuredUntil: PlainDate | null;
  readonly registeredUntil: PlainDate | null;
}

export type ItemStatus = 'pledged' | 'inDisposal' | 'sold' | 'accepted' | 'released';

/** A thing as the loan has it. */
export interface PledgedItem {
  readonly item: CollateralItem;
  readonly status: ItemStatus;
  /** Days of which it was asked already, `insured 2026-01-31`. */
  readonly asked?: readonly string[];
}

/** Rows about collateral in the journal of the loan. */
export type CollateralLoanOutcome =
  | (Outcome & {
      readonly type: 'collateralAdded';
      readonly item: CollateralItem;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'collateralUpdated';
      readonly itemId: string;
      readonly insuredUntil: PlainDate | null;
      readonly registeredUntil: PlainDate | null;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'collateralMoved';
      readonly itemId: string;
      readonly status: ItemStatus;
      readonly on: PlainDate;
    });

/** What a disposal hands to its loan: money to book, costs to charge, and where the thing is. */
export interface CollateralReport {
  readonly itemId: string;
  readonly item: ItemStatus;
  readonly proceedsMinor?: Minor;
  readonly chargeMinor?: Minor;
}

export interface Valuation {
  readonly by: string;
  readonly valueMinor: Minor;
  readonly on: PlainDate;
  readonly validUntil: PlainDate;
  readonly documents: readonly DocumentRef[];
}

export interface Disposal {
  readonly way: DisposalWay;
  /** The least price that was approved; of an auction its first reserve. */
  readonly leastMinor: Minor;
}

export interface Round {
  readonly reserveMinor: Minor;
  readonly opensOn: PlainDate;
  readonly result: 'open' | 'failed' | 'sold';
}

export interface Realised {
  readonly way: DisposalWay;
  readonly priceMinor: Minor;
  readonly costsMinor: Minor;
  /** Of the price less costs: what the debt takes, what goes back to the owner; what the debt still lacks. */
  readonly appliedMinor: Minor;
  readonly surplusMinor: Minor;
  readonly shortfallMinor: Minor;
  readonly on: PlainDate;
}

export type CollateralEnd = 'realised' | 'takenInLieu' | 'redeemed' | 'released' | 'rejected' | 'expired';
export type CollateralStatus =
  | 'valuing'
  | 'valued'
  | 'awaitingApproval'
  /** Approved: to be taken. */
  | 'approved'
  | 'possessed'
  | 'onSale'
  | 'surplusOwed'
  | CollateralEnd;

export type CollateralTaskKind = 'valuation' | 'disposal' | 'approval' | 'seizure' | 'sale' | 'auction' | 'surplus';

export interface CollateralTask {
  readonly task: CollateralTaskKind;
  readonly dueOn: PlainDate;
  readonly escalated: boolean;
}

export type CollateralNoticeKind = 'seizure' | 'sale' | 'surplus' | 'shortfall';

/** A message that is to be sent, or was: by person, through the channels of the policy. */
export interface CollateralNotice {
  readonly about: CollateralNoticeKind;
  readonly personId: string;
  /** '' before it was handed to the outbox. */
  readonly key: string;
  readonly channelAt: number;
  readonly attempt: number;
  readonly status: 'wanted' | 'sent' | 'left' | 'failed' | 'cancelled';
  readonly fields: NonNullable<NoticeLine['fields']>;
  readonly until?: Instant;
}

/** The case file of the disposal of one thing. Plain JSON. */
export interface CollateralState {
  readonly schemaVersion: number;
  readonly kind: 'collateral';
  readonly trackId: string;
  readonly loanCaseId: string;
  readonly step: string;
  readonly occurrence: string;
  readonly terms: TrackTerms;
  readonly item: CollateralItem;
  readonly openedOn: PlainDate;
  readonly line: NoticeLine;
  readonly facts: DecisionFacts;
  readonly maker: string;
  readonly status: CollateralStatus;
  readonly statusOn: PlainDate;
  readonly valuations: readonly Valuation[];
  /** The value that counts: the lower of the two latest once they agree; null while they do not. */
  readonly valueMinor: Minor | null;
  readonly disposal: Disposal | null;
  readonly approval: Approval | null;
  readonly rounds: readonly Round[];
  readonly costsMinor: Minor;
  readonly seizedOn: PlainDate | null;
  readonly realised: Realised | null;
  readonly tasks: Readonly<Record<string, CollateralTask>>;
  /** How many tasks of a kind there were: a name is used once. */
  readonly tasksAsked: Readonly<Record<string, number>>;
  readonly notices: readonly CollateralNotice[];
  readonly arrearsEnded: string | null;
  /** Something is known of the borrower or the owner: it stands still since then. Absent while it goes on. */
  readonly suspended?: { readonly because: string; readonly on: PlainDate };
  readonly ended: { readonly as: CollateralEnd; readonly on: PlainDate; readonly because: string } | null;
  readonly reported: Omit<TrackReport, 'trackId' | 'on'> | null;
}

/** One journal row of a disposal, in business words. */
export type CollateralOutcome =
  | (Outcome & {
      readonly type: 'opened';
      readonly trackId: string;
      readonly loanCaseId: string;
      readonly step: string;
      readonly occurrence: string;
      readonly terms: TrackTerms;
      readonly item: CollateralItem;
      readonly line: NoticeLine;
      readonly facts: DecisionFacts;
      readonly maker: string;
      readonly because: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'taskOpened';
      readonly taskId: string;
      readonly task: CollateralTaskKind;
      readonly step: string;
      readonly occurrence: string;
      readonly personId: string;
      readonly role: string;
      readonly on: PlainDate;
      readonly dueOn: PlainDate;
      readonly facts: DecisionFacts;
    })
  | FromLoan<'taskClosed'>
  | FromLoan<'taskEscalated'>
  | (Outcome & {
      readonly type: 'valued';
      readonly valuation: Valuation;
      readonly valueMinor: Minor | null;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'valuationExpired'; readonly validUntil: PlainDate; readonly on: PlainDate })
  | (Outcome & {
      readonly type: 'disposalProposed';
      readonly disposal: Disposal;
      readonly rule: AskedRule;
      readonly dueOn: PlainDate;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'approvalGiven'; readonly row: ApprovalRow; readonly complete: boolean })
  | (Outcome & { readonly type: 'approvalRefused'; readonly row: ApprovalRow; readonly reason: string })
  | (Outcome & {
      readonly type: 'seized';
      readonly how: 'voluntary' | 'court';
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'costAdded'; readonly amountMinor: Minor; readonly what: string; readonly by: string })
  | (Outcome & {
      readonly type: 'roundOpened';
      readonly round: Round;
      readonly number: number;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'roundFailed'; readonly number: number; readonly by: string; readonly on: PlainDate })
  | (Outcome & { readonly type: 'realised'; readonly realised: Realised; readonly by: string })
  | (Outcome & {
      readonly type: 'surplusPaid';
      readonly amountMinor: Minor;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'noticeWanted';
      readonly about: CollateralNoticeKind;
      readonly personId: string;
      readonly fields: NonNullable<NoticeLine['fields']>;
      readonly on: PlainDate;
    })
  | (Outcome &
      DecidedNotice & {
        readonly at: number;
        readonly mustReach: false;
      })
  | (Outcome & {
      readonly type: 'noticeWaits';
      readonly at: number;
      readonly until: Instant;
      readonly rule: string;
      readonly channelAt: number;
    })
  | (Outcome & { readonly type: 'noticeGivenUp'; readonly at: number; readonly code: string; readonly on: PlainDate })
  | FromLoan<'noticeCancelled'>
  | FromLoan<'noticeReported'>
  | FromLoan<'noticeDeferred'>
  | (Outcome & { readonly type: 'told'; readonly what: LoansWord; readonly because: string; readonly on: PlainDate })
  | (Outcome & {
      readonly type: 'ended';
      readonly as: CollateralEnd;
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | FromLoan<'optedOut'>
  | FromLoan<'contactChanged'>
  | FromLoan<'refused'>
  | (Outcome & { readonly type: 'reported'; readonly loanCaseId: string } & TrackReport);
