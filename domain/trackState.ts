import type { Approval, ApprovalRow } from './approval.ts';
import type { Outcome } from './case.ts';
import type { ClaimLetter } from './claimRules.ts';
import type { ClaimOutcome, ClaimState, ClaimTask } from './claimState.ts';
import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';
import type { RightParty } from './limitationState.ts';
import type { LegalOutcome, LegalState, StageDetails } from './legalState.ts';
import type { DecisionFacts, FromLoan, LoanOutcome, TrackKind, TrackReport, LoansWord } from './loanState.ts';
import type { DecidedNotice, NoticeLine } from './notice.ts';
import type { Action, PolicyRef } from './policy.ts';
import type { WriteOffPack, WriteOffTrackOutcome } from './writeOffState.ts';
import type { PassedOver } from './wording.ts';

export const TRACK_SCHEMA_VERSION = 1;

/** What a step of the policy asks of a track. */
export type TrackAction = Extract<Action, { do: 'claim' | 'legal' | 'writeOff' }>;

/** Stages of a suit after the demand (domain.md §7, Legal). */
export const LEGAL_STAGES = [
  'filed',
  /** The defendant was served (送达). */
  'served',
  'judged',
  'judgmentServed',
  'appealed',
  'effective',
  'enforcement',
  /** 终结本次执行: for now there is nothing; it may be resumed. */
  'terminated',
] as const;
export type LegalStage = (typeof LEGAL_STAGES)[number];

/** How a track can end. */
export type TrackEnd =
  | 'performed'
  | 'refused'
  | 'notPerformed'
  /** No channel took the demand; what rests on the step may go on all the same. */
  | 'notDeliverable'
  | 'rejected'
  /** Nobody approved or rejected it in time. */
  | 'expired'
  /** Before the demand left, by the end of the arrears or by a person. */
  | 'withdrawn'
  /** The arrears ended after the demand left. */
  | 'cured'
  | 'writtenOff'
  | 'settled'
  | 'closed'
  /** What the other side objected was right: nothing is demanded any more. */
  | 'conceded';

export type TrackStatus =
  /** The evidence pack of a write-off is gathered. */
  | 'gathering'
  | 'awaitingApproval'
  | 'approved'
  /** The demand stands in the outbox. */
  | 'demanding'
  | 'demanded'
  | 'accepted'
  | 'contested'
  /** Part of what was demanded has come; the rest is asked for. */
  | 'partPerformed'
  | 'unanswered'
  | 'readyToFile'
  | LegalStage
  /** Legal action for preservation alone: nothing is demanded and no suit is meant yet. */
  | 'preserving'
  /** An agreement is being performed. */
  | 'settling'
  | TrackEnd;

export interface TrackTerms {
  readonly loanId: string;
  readonly debtorId: string;
  /** Whom a claim is made on; null for legal actions and write-offs. */
  readonly partnerId: string | null;
  readonly policy: PolicyRef;
}

/** A question to a role in the work list. */
export interface TrackTask {
  readonly task: 'approval' | 'filing' | 'evidence' | 'preservationApproval' | 'legalDeadline' | ClaimTask;
  readonly dueOn: PlainDate;
  readonly escalated: boolean;
  /** Where it goes when the time is over; absent: where the approval goes. */
  readonly escalateTo?: string;
}

/** The demand's way through the channels of the policy. */
export interface Demand {
  /** Key of the latest attempt; '' before the first. */
  readonly key: string;
  readonly channelAt: number;
  readonly attempt: number;
  /** Not before this instant; null when nothing holds it. */
  readonly until: Instant | null;
  /** Why the channel before did not do. */
  readonly code: string | null;
}

/** The case file of a claim, a legal action or a write-off: the fold of its journal. Plain JSON. */
export interface TrackState {
  readonly schemaVersion: number;
  readonly kind: TrackKind;
  readonly trackId: string;
  readonly loanCaseId: string;
  readonly step: string;
  readonly occurrence: string;
  readonly oldestDueOn: PlainDate;
  readonly terms: TrackTerms;
  /** As the policy stood when the track was opened. */
  readonly action: TrackAction;
  readonly openedOn: PlainDate;
  readonly openedAt: Instant;
  /** The figures of the opening, then those of the demand. */
  readonly line: NoticeLine;
  readonly facts: DecisionFacts;
  readonly status: TrackStatus;
  /** The day of that status. */
  readonly statusOn: PlainDate;
  readonly approval: Approval | null;
  readonly tasks: Readonly<Record<string, TrackTask>>;
  readonly demand: Demand;
  readonly demandedOn: PlainDate | null;
  /** Last day for the answer, and after an answer for what was answered. */
  readonly deadlineOn: PlainDate | null;
  /** Proof that the demand arrived, and with whom; absent while there is none. */
  readonly received?: NonNullable<TrackReport['received']>;
  /** The day on which the demand left, or on which the track ended without one. */
  readonly carriedOutOn: PlainDate | null;
  /** The loan said that it stands still, why and since when; absent while it goes on. */
  readonly suspended?: { readonly because: string; readonly on: PlainDate };
  /** The loan said that its arrears have ended, and why. */
  readonly arrearsEnded: string | null;
  /** The loan said that with today's knowledge the step would not have been taken, and why. */
  readonly notCalledFor: string | null;
  readonly ended: { readonly as: TrackEnd; readonly on: PlainDate; readonly because: string } | null;
  /** Opened by a person who saw risk: it rests on no arrears and does not end with them; absent else. */
  readonly early?: true;
  /** What only a legal action has; absent while there is nothing of it. */
  readonly legal?: LegalState;
  /** What the loan was told last. */
  readonly reported: Omit<TrackReport, 'trackId' | 'on'> | null;
  /** Write-off: the ground that a person named on opening it. */
  readonly ground?: string;
  /** Write-off: its evidence pack; absent where the policy asks for none. */
  readonly writeOff?: WriteOffPack;
  /** What only a claim has; absent while there is nothing of it. */
  readonly claim?: ClaimState;
}

/** What the loan hands to a track that it opens. */
export type TrackOpening = Extract<LoanOutcome, { type: 'trackOpened' }> & { readonly loanCaseId: string };

/** One journal row of a track, in business words. */
export type TrackOutcome =
  | WriteOffTrackOutcome
  | LegalOutcome
  | ClaimOutcome
  | (Outcome & {
      readonly type: 'opened';
      readonly trackId: string;
      readonly track: TrackKind;
      readonly loanCaseId: string;
      readonly step: string;
      readonly occurrence: string;
      readonly oldestDueOn: PlainDate;
      readonly terms: TrackTerms;
      readonly action: TrackAction;
      readonly line: NoticeLine;
      readonly facts: DecisionFacts;
      readonly maker: string;
      readonly ground?: string;
      readonly on: PlainDate;
      readonly at: Instant;
      readonly early?: true;
      readonly only?: 'preservation';
      readonly reason?: string;
    })
  | (Outcome & {
      readonly type: 'taskOpened';
      readonly taskId: string;
      readonly task: TrackTask['task'];
      readonly step: string;
      readonly occurrence: string;
      readonly personId: string;
      readonly role: string;
      readonly on: PlainDate;
      readonly dueOn: PlainDate;
      readonly oldestDueOn: '';
      readonly facts: DecisionFacts;
      readonly escalateTo?: string;
    })
  | FromLoan<'taskClosed'>
  | FromLoan<'taskEscalated'>
  /** One person's approval; `complete` when it was the last that the policy asks for. */
  | (Outcome & { readonly type: 'approvalGiven'; readonly row: ApprovalRow; readonly complete: boolean })
  | (Outcome & { readonly type: 'approvalRefused'; readonly row: ApprovalRow; readonly reason: string })
  /** What was approved was not carried out in time, and is asked again. */
  | (Outcome & { readonly type: 'approvalLapsed'; readonly because: string; readonly on: PlainDate })
  | (Outcome &
      DecidedNotice & {
        readonly mustReach: false;
        readonly oldestDueOn: PlainDate;
        /** Channels before this one whose message could not be made. */
        readonly passed?: readonly PassedOver[];
        /** A letter beside the demand; absent: the demand. */
        readonly about?: ClaimLetter;
      })
  | FromLoan<'noticeHeld'>
  | FromLoan<'noticeDeferred'>
  | FromLoan<'noticeCancelled'>
  /** What became of the demand; `deadlineOn` stands with the first word that it left. */
  | (FromLoan<'noticeReported'> & { readonly deadlineOn?: PlainDate; readonly receivedBy?: RightParty })
  | (Outcome & {
      readonly type: 'answered';
      readonly answer: 'accepted' | 'contested';
      readonly reason: string | null;
      /** For the other side; null when it is a person's turn. */
      readonly deadlineOn: PlainDate | null;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'deadlinePassed'; readonly deadlineOn: PlainDate; readonly on: PlainDate })
  | (Outcome & { readonly type: 'demandRefused'; readonly reason: string; readonly by: string; readonly on: PlainDate })
  | (Outcome & {
      readonly type: 'stageRecorded';
      readonly stage: LegalStage;
      readonly by: string;
      readonly on: PlainDate;
      readonly details?: StageDetails;
    })
  | (Outcome & {
      readonly type: 'told';
      readonly what: LoansWord;
      readonly because: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'ended';
      readonly as: TrackEnd;
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | FromLoan<'optedOut'>
  | FromLoan<'contactChanged'>
  | FromLoan<'refused'>
  | (Outcome & { readonly type: 'reported'; readonly loanCaseId: string } & TrackReport);
