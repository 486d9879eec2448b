import type { Approval, ApprovalRow } from './approval.ts';
import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Minor } from './money.ts';
import type { Charge } from './posting.ts';
import type { TrackStatus } from './trackState.ts';

/** What can be preserved (财产保全); how long each measure lasts is data of the policy. */
export const PRESERVED = ['bankDeposit', 'movable', 'realEstate', 'otherRight'] as const;
export type Preserved = (typeof PRESERVED)[number];

/** One measure of preservation, from its request to its end. */
export interface Preservation {
  /** `P1`, `P2` … within its legal action. */
  readonly id: string;
  readonly asset: Preserved;
  readonly amountMinor: Minor;
  /** What exactly is to be preserved stands in them, sealed. */
  readonly documents: readonly DocumentRef[];
  readonly reason: string;
  readonly approval: Approval;
  readonly status: 'requested' | 'rejected' | 'approved' | 'denied' | 'ordered' | 'lifted' | 'lapsed';
  readonly orderedOn?: PlainDate;
  /** Ordered before a suit was filed: the lender has to sue in time, else it is lifted. */
  readonly beforeSuit?: boolean;
  /** Last day of the measure, or of its latest renewal. */
  readonly expiresOn?: PlainDate;
  readonly endedOn?: PlainDate;
}

/** Days by which something has to be done; what starts and ends each is code, its term and its owner are data. */
export const DEADLINES = [
  'sueAfterPreservation',
  'renewPreservation',
  'liftPreservation',
  'courtFee',
  'hearing',
  'appeal',
  'confirmEffect',
  'performance',
  'applyEnforcement',
  'reviewEnforcement',
  'resumeEnforcement',
  'settlementPayment',
  'afterPayment',
] as const;
export type DeadlineKind = (typeof DEADLINES)[number];

export type LegalDeadlineStatus = 'open' | 'met' | 'lapsed' | 'dropped';

export interface LegalDeadline {
  /** `appeal/1`: kind and number within the legal action. */
  readonly id: string;
  readonly kind: DeadlineKind;
  /** The preservation it is about; absent for the suit. */
  readonly of?: string;
  /** The day from which it is counted; that day itself does not count. */
  readonly from: PlainDate;
  /** The last day. */
  readonly dueOn: PlainDate;
  /** `holiday`: moved to the first day after a holiday; `noData`: the calendar does not know that day, so it stays. */
  readonly moved?: 'holiday' | 'noData';
  /** Role that has it to do, as the policy said then. */
  readonly owner: string;
  readonly escalateTo: string;
  readonly escalateOn: PlainDate;
  /** Days on which its owner is reminded, earliest first; its task opens with the first of them. */
  readonly remindOn: readonly PlainDate[];
  readonly remindedOn?: PlainDate;
  readonly escalated?: true;
  readonly status: LegalDeadlineStatus;
}

/** What a court decided. */
export interface Judgment {
  readonly result: 'for' | 'part' | 'against';
  /** What the debtor has to pay, costs apart. */
  readonly amountMinor: Minor;
  /** Costs that the debtor has to bear. */
  readonly costsMinor: Minor;
  readonly on: PlainDate;
  /** Of the second instance: there is no appeal. */
  readonly final: boolean;
  readonly servedOn?: PlainDate;
}

export const COSTS = [
  'courtFee',
  'preservationFee',
  'guarantee',
  'lawyer',
  'appraisal',
  'announcement',
  'other',
] as const;
export type CostKind = (typeof COSTS)[number];

export interface LegalCost {
  readonly id: string;
  readonly kind: CostKind;
  readonly amountMinor: Minor;
  readonly paidOn: PlainDate;
  readonly bornBy: 'lender' | 'debtor';
}

/** An agreement before or in court (和解, 调解) with its payment dates. */
export interface Settlement {
  readonly agreedOn: PlainDate;
  /** Confirmed by the court: broken, it is enforced like a judgment. */
  readonly confirmed: boolean;
  readonly dates: readonly { readonly dueOn: PlainDate; readonly amountMinor: Minor }[];
  readonly graceDays: number;
  /** Where the legal action stood, and goes on when the agreement is broken. */
  readonly back: TrackStatus;
}

/** What only a legal action has; absent while there is nothing of it. */
export interface LegalState {
  /** The person who leads it; deadlines belong to a role besides. */
  readonly ownerId?: string;
  readonly documents?: readonly DocumentRef[];
  readonly preservations?: readonly Preservation[];
  readonly deadlines?: readonly LegalDeadline[];
  readonly court?: string;
  readonly caseNumber?: string;
  readonly filedOn?: PlainDate;
  /** Day of the latest stage in court; the next one is not earlier. */
  readonly stageOn?: PlainDate;
  /** The latest one; an appeal that was decided replaces it. */
  readonly judgment?: Judgment;
  readonly performBy?: PlainDate;
  readonly costs?: readonly LegalCost[];
  readonly chargedMinor?: Minor;
  /** Present while it is being performed. */
  readonly settlement?: Settlement;
  /** The day on which the loan said that its arrears had ended. */
  readonly arrearsEndedOn?: PlainDate;
  /** Where it stood when it ended. */
  readonly before?: TrackStatus;
  readonly bundles?: number;
}

/** What a stage in court brings with it. `day` is that of the court, the row's own `on` that of its recording. */
export interface StageDetails {
  readonly day?: PlainDate;
  readonly court?: string;
  readonly caseNumber?: string;
  readonly documents?: readonly DocumentRef[];
  readonly judgment?: Judgment;
  readonly abroad?: boolean;
  readonly performBy?: PlainDate;
  readonly reason?: string;
}

/** One journal row of what only a legal action has. */
export type LegalOutcome =
  | (Outcome & {
      readonly type: 'legalOwnerNamed';
      readonly ownerId: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'legalDocumentsAdded';
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'preservationRequested';
      readonly preservation: Preservation;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'preservationApproved';
      readonly preservationId: string;
      readonly row: ApprovalRow;
      readonly complete: boolean;
    })
  | (Outcome & {
      readonly type: 'preservationRejected';
      readonly preservationId: string;
      readonly row: ApprovalRow;
      readonly reason: string;
    })
  | (Outcome & {
      readonly type: 'preservationOrdered';
      readonly preservationId: string;
      readonly day: PlainDate;
      readonly expiresOn: PlainDate;
      readonly beforeSuit: boolean;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'preservationRenewed';
      readonly preservationId: string;
      readonly day: PlainDate;
      readonly expiresOn: PlainDate;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'preservationEnded';
      readonly preservationId: string;
      readonly as: 'denied' | 'lifted' | 'lapsed';
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'deadlineSet';
      readonly deadline: LegalDeadline;
      readonly rule: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'deadlineNear';
      readonly deadlineId: string;
      readonly dueOn: PlainDate;
      readonly daysLeft: number;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'deadlineEnded';
      readonly deadlineId: string;
      readonly as: 'met' | 'lapsed' | 'dropped';
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'letterSkipped';
      readonly reason: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'suitProposed';
      readonly approval: Approval;
      readonly reason: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'settlementAgreed';
      readonly settlement: Settlement;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'settlementBroken';
      readonly dueOn: PlainDate;
      readonly neededMinor: Minor;
      readonly receivedMinor: Minor;
      /** Where it goes on. */
      readonly back: TrackStatus;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'costRecorded'; readonly cost: LegalCost; readonly by: string; readonly on: PlainDate })
  /** Costs that the court awarded are added to what the debtor owes; the posting stands in it. */
  | (Outcome & {
      readonly type: 'costsCharged';
      readonly posting: Charge;
      readonly loanCaseId: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'bundleTaken';
      readonly asOf: PlainDate;
      readonly language: string;
      /** Of the file, hex. */
      readonly sha256: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  /** Money by which it had ended was taken back: it goes on where it stood. */
  | (Outcome & {
      readonly type: 'suitReopened';
      readonly status: TrackStatus;
      readonly because: string;
      readonly on: PlainDate;
    });

const LEGAL_ROWS: readonly string[] = [
  'legalOwnerNamed',
  'legalDocumentsAdded',
  'preservationRequested',
  'preservationApproved',
  'preservationRejected',
  'preservationOrdered',
  'preservationRenewed',
  'preservationEnded',
  'deadlineSet',
  'deadlineNear',
  'deadlineEnded',
  'letterSkipped',
  'suitProposed',
  'settlementAgreed',
  'settlementBroken',
  'costRecorded',
  'costsCharged',
  'bundleTaken',
  'suitReopened',
] satisfies readonly LegalOutcome['type'][];

/** True for rows that only a legal action has. */
export function isLegalRow<O extends { readonly type: string }>(
  row: O,
): row is Extract<O, { type: LegalOutcome['type'] }> {
  return LEGAL_ROWS.includes(row.type);
}

/** In force: the court has ordered it and it was neither lifted nor has it lapsed. */
export function inForce({ status }: Preservation): boolean {
  return status === 'ordered';
}
