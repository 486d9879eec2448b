import type { AccelerationOutcome } from './accelerationState.ts';
import type { CampaignLoanOutcome } from './campaignState.ts';
import type { CallOutcome } from './callState.ts';
import type { Outcome } from './case.ts';
import type { CircumstanceOutcome, CircumstanceTaskKind } from './circumstanceState.ts';
import type { CollateralLoanOutcome } from './collateralState.ts';
import type { PlainDate } from './date.ts';
import type { DeskTaskKind } from './deskTask.ts';
import type { DisputeOutcome } from './disputeState.ts';
import type { Instant } from './instant.ts';
import type { LimitationOutcome } from './limitationState.ts';
import type {
  AtOnce,
  LoanTerms,
  DecisionFacts,
  OpenTask,
  ClaimOfLoan,
  LoansWord,
  TrackAskedFor,
  TrackKind,
  Hold,
  ClosedAs,
  TrackReport,
} from './loanState.ts';
import type { DecidedNotice, NoticeLine } from './notice.ts';
import type { SeenPartner } from './partnerState.ts';
import type { PlacementOutcome } from './placementState.ts';
import type { NoticeChannel, PolicyRef } from './policy.ts';
import type { Posting } from './posting.ts';
import type { PromiseOutcome } from './promiseState.ts';
import type { RefusalCode } from './refusal.ts';
import type { ReliefOutcome } from './reliefState.ts';
import type { RequestOutcome } from './requestState.ts';
import type { SecurityOutcome } from './securityState.ts';
import type { Arm } from './strategy.ts';
import type { PassedOver } from './wording.ts';
import type { WriteOffLoanOutcome } from './writeOffState.ts';

/** One journal row of a loan, in business words. */
export type LoanOutcome =
  | PromiseOutcome
  | DisputeOutcome
  | RequestOutcome
  | AccelerationOutcome
  | ReliefOutcome
  | PlacementOutcome
  | SecurityOutcome
  | CallOutcome
  | WriteOffLoanOutcome
  | CollateralLoanOutcome
  | LimitationOutcome
  | CircumstanceOutcome
  | CampaignLoanOutcome
  | (Outcome & { readonly type: 'opened'; readonly terms: LoanTerms; readonly postings: readonly Posting[] })
  | (Outcome & {
      readonly type: 'countedBeforeTakeOver';
      readonly step: string;
      readonly occurrence: string;
      readonly on: PlainDate;
      readonly oldestDueOn: string;
    })
  | (Outcome & { readonly type: 'posted'; readonly eventId: string; readonly posting: Posting })
  | (Outcome & {
      readonly type: 'refused';
      readonly eventId: string;
      readonly what: string;
      readonly code: string;
      readonly reason: string;
      readonly by?: string;
    })
  | (Outcome & {
      readonly type: 'postingSetAside';
      readonly postingId: string;
      readonly code: RefusalCode;
      readonly reason: string;
    })
  | (Outcome & { readonly type: 'postingCounts'; readonly postingId: string; readonly because: string })
  | (Outcome & { readonly type: 'corrected'; readonly step: string; readonly key: string; readonly because: string })
  | (Outcome & {
      readonly type: 'correctionWithdrawn';
      readonly step: string;
      readonly key: string;
      readonly because: string;
    })
  | (Outcome &
      DecidedNotice & {
        /** Template of the letter that goes along; absent: none does. */
        readonly attach?: string;
        readonly mustReach: boolean;
        readonly oldestDueOn: string;
        /** Channels before this one whose message could not be made. */
        readonly passed?: readonly PassedOver[];
        readonly raisedBy?: string;
        readonly channels?: readonly NoticeChannel[];
      })
  | (Outcome & {
      readonly type: 'noticeHeld';
      readonly step: string;
      readonly occurrence: string;
      readonly until: Instant;
      readonly rule: string;
      readonly on: PlainDate;
      readonly oldestDueOn: string;
      readonly channelAt: number;
      readonly channels?: readonly NoticeChannel[];
      /** Channels before this one whose message could not be made. */
      readonly passed?: readonly PassedOver[];
    })
  | (Outcome & {
      readonly type: 'stepRefused';
      readonly step: string;
      readonly occurrence: string;
      readonly code: string;
      readonly rule: string | null;
      readonly on: PlainDate;
      readonly oldestDueOn: string;
      readonly facts: DecisionFacts;
      /** A claim that is not made: what was seen of its partner. */
      readonly partner?: SeenPartner;
    })
  | (Outcome & {
      readonly type: 'noticeDeferred';
      readonly key: string;
      readonly until: Instant;
      readonly rule: string;
    })
  | (Outcome & {
      readonly type: 'noticeCancelled';
      readonly key: string;
      readonly because: string;
      /** The rule that forbids the contact, where one does. */
      readonly rule?: string;
    })
  | (Outcome & {
      readonly type: 'noticeReported';
      readonly key: string;
      readonly status: 'accepted' | 'delivered' | 'failed' | 'optedOut' | 'parked';
      readonly code?: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'taskOpened';
      readonly taskId: string;
      readonly task: OpenTask['kind'] | 'dispute' | CircumstanceTaskKind | 'request' | 'undoWriteOff' | DeskTaskKind;
      readonly step: string;
      readonly occurrence: string;
      readonly personId: string;
      readonly role: string;
      readonly on: PlainDate;
      readonly dueOn: PlainDate;
      readonly oldestDueOn: string;
      readonly facts: DecisionFacts;
      readonly raisedBy?: string;
      /** Whom work beside the ladder goes to on `dueOn`; absent: nobody. */
      readonly escalateTo?: string;
    })
  | (Outcome & {
      readonly type: 'taskClosed';
      readonly taskId: string;
      readonly result: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'taskEscalated';
      readonly taskId: string;
      readonly to: string;
      readonly on: PlainDate;
      /** The day by which it is done now; left out: as before. */
      readonly dueOn?: PlainDate;
    })
  | (Outcome & {
      readonly type: 'trackOpened';
      readonly trackId: string;
      readonly track: TrackKind;
      readonly step: string;
      readonly occurrence: string;
      readonly partnerId: string | null;
      readonly on: PlainDate;
      readonly oldestDueOn: string;
      readonly line: NoticeLine;
      readonly facts: DecisionFacts;
      /** A person opened it, not the ladder. */
      readonly asked?: TrackAskedFor;
      /** It rests on no arrears and does not end with them; for preservation alone where `only` says so. */
      readonly early?: true;
      readonly only?: 'preservation';
      readonly claim?: ClaimOfLoan;
      /** Disposal: the thing. */
      readonly itemId?: string;
      readonly atOnce?: AtOnce;
    })
  | (Outcome & {
      readonly type: 'trackTold';
      readonly trackId: string;
      readonly what: LoansWord;
      readonly because: string;
      /** Of a legal action: the day. */
      readonly on?: PlainDate;
      readonly moneyMark?: number;
    })
  /** The claim runs on, and nothing waits for it any more. */
  | (Outcome & {
      readonly type: 'claimNotAwaited';
      readonly trackId: string;
      readonly rule: string;
      readonly partner: SeenPartner;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'trackReported'; readonly seq?: number } & TrackReport)
  | (Outcome & { readonly type: 'holdPlaced'; readonly hold: Hold; readonly by: string })
  | (Outcome & { readonly type: 'holdEnded'; readonly on: PlainDate; readonly by: string })
  | (Outcome & {
      readonly type: 'maturityDecided';
      readonly decision: 'settle' | 'relend' | 'renew';
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'policyMoved'; readonly policy: PolicyRef; readonly by: string })
  | (Outcome & {
      readonly type: 'armAssigned';
      readonly experiment: string;
      readonly arm: Arm;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'optedOut'; readonly channel: string; readonly on: PlainDate })
  /** Something about contact with a party changed: a hold, a consent, an agreed time, a move, an address. */
  | (Outcome & {
      readonly type: 'contactChanged';
      readonly personId: string;
      readonly factId: string;
      readonly what: string;
      readonly at: Instant;
    })
  | (Outcome & { readonly type: 'settled'; readonly on: PlainDate })
  | (Outcome & { readonly type: 'reopened'; readonly because: string })
  | (Outcome & { readonly type: 'closed'; readonly on: PlainDate; readonly as: ClosedAs });

/** Rows of this shape that other kinds of case write, too. */
export type FromLoan<T extends LoanOutcome['type']> = Extract<LoanOutcome, { type: T }>;
