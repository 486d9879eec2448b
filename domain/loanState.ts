import type { Acceleration } from './accelerationState.ts';
import type { CollateralReport, PledgedItem } from './collateralState.ts';
import type { CallMade, CallTaskState } from './callState.ts';
import type { Circumstance } from './circumstanceState.ts';
import type { ClaimParty } from './claimRules.ts';
import type { Contract } from './contract.ts';
import type { DeskTask } from './deskTask.ts';
import type { Dispute } from './disputeState.ts';
import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';
import type { LimitationState, RightParty } from './limitationState.ts';
import type { NoticeChannel, PolicyRef } from './policy.ts';
import type { Posting } from './posting.ts';
import type { Placement } from './placementState.ts';
import type { PaymentPromise } from './promiseState.ts';
import type { Refusal } from './refusal.ts';
import type { LoanRequest } from './requestState.ts';
import type { SecurityAsk } from './securityState.ts';
import type { Arms } from './strategy.ts';
import type { LoanWriteOff } from './writeOffState.ts';

export type { FromLoan, LoanOutcome } from './loanOutcome.ts';

export const LOAN_SCHEMA_VERSION = 1;

/** What is agreed about a loan and does not change by itself; people and partners are opaque ids. */
export interface LoanTerms {
  readonly loanId: string;
  readonly product: string;
  readonly branch: string;
  readonly contract: Contract;
  readonly debtorId: string;
  readonly guarantorId: string | null;
  readonly dealerId: string | null;
  readonly insurerId: string | null;
  readonly policy: PolicyRef;
  /** The day on which recoup took the loan over; rungs dated before it send nothing (domain.md §4). */
  readonly takenOverOn: PlainDate;
  /** Last day of the guarantee period (保证期间) that the contract names; absent: the policy's. */
  readonly guaranteeUntil?: PlainDate;
  /** The loan that this temporary loan was lent for after a disaster (临时贷款); absent: it is no such loan. */
  readonly lentFor?: string;
  /** What the import says of ability and value; absent when it says nothing. */
  readonly profile?: LoanProfile;
}

/** Figures of a loan that no posting tells. */
export interface LoanProfile {
  /** One instalment in percent of the income it is paid from. */
  readonly instalmentToIncomePercent?: number;
  /** Value of the collateral, minor units of the contract's currency. */
  readonly collateralMinor?: number;
}

/** The facts that a decision rests on, as of its day; they stand in the journal beside it. */
export interface DecisionFacts {
  readonly overdueDays: number;
  readonly delinquentDays: number;
  readonly overdueMinor: number;
  readonly consecutiveMissed: number;
  readonly cumulativeMissed: number;
  readonly segment: string;
  /** Arms of the debtor in the experiments of the policy; absent when it has none. */
  readonly arms?: Arms;
}

export type StepStatus =
  /** In the outbox, in a work list or with a track: not carried out yet. */
  | 'open'
  /** Waits until contact is permitted. */
  | 'held'
  /** Carried out: accepted by the provider, answered by a person, demanded by a track. */
  | 'done'
  /** `mustReach` only: proof of delivery has come. */
  | 'delivered'
  /** Carried out for a recorded reason without reaching anyone. */
  | 'refused'
  | 'cancelled'
  | 'beforeTakeOver';

/**
 * Why a rung was taken before its days: who was asked before it refused, or is not counted on, and its own condition holds
 * (`onCondition`); or something befell the borrower that opens it whatever its condition says (`regardless`).
 */
export type AtOnce = 'onCondition' | 'regardless';

/** One step for one occurrence. `key` is the notice key, task id or track id of its latest attempt. */
export interface StepRecord {
  readonly step: string;
  readonly occurrence: string;
  readonly key: string;
  readonly status: StepStatus;
  /** The day on which it was decided. */
  readonly on: PlainDate;
  /** The day on which it counted as carried out; null until then. */
  readonly doneOn: PlainDate | null;
  /** The day of the proof of delivery, from which what rests on a `mustReach` rung counts. */
  readonly deliveredOn?: PlainDate;
  /** Due date of the oldest open instalment at that time; empty for reminders. */
  readonly oldestDueOn: string;
  /** Index of the channel in use, and how often a key was used for this occurrence. */
  readonly channelAt: number;
  readonly attempt: number;
  /** The channels in the order of the segment's strategy; absent when it is the step's own. */
  readonly channels?: readonly NoticeChannel[];
  /** `held`: not before this instant. */
  readonly until?: Instant;
  /** Why the channel before did not do. */
  readonly code?: string;
  /** The broken promise that brought the rung forward. */
  readonly raisedBy?: string;
  /** It did not wait for its days; see AtOnce. */
  readonly atOnce?: AtOnce;
  /** By the postings that count, the step would not have been taken. */
  readonly corrected?: true;
  /** The day on which what `key` names was decided, when `on` is that of a refusal or a wait since. */
  readonly decidedOn?: PlainDate;
  /** Taken before the loan was moved to its policy. */
  readonly earlierPolicy?: true;
}

export interface OpenTask extends CallTaskState {
  readonly kind: 'call' | 'maturityDecision';
  readonly step: string;
  readonly dueOn: PlainDate;
}

export interface TrackOfLoan {
  readonly kind: TrackKind;
  readonly step: string;
  readonly status: string;
  readonly ended: boolean;
  /** What the loan has told the track, so that it is told once. */
  readonly told: readonly string[];
  /** The loan asks after a track whose deadline has passed (design.md, "Tracks"). */
  readonly deadlineOn: PlainDate | null;
  /** Opened by a person who saw risk; absent for what the ladder opened. */
  readonly early?: true;
  /** Legal actions: the day on which it was told that the arrears had ended. */
  readonly arrearsEndedOn?: PlainDate;
  /** Place of its latest report in the track's own journal, so that an older one that comes late changes nothing. */
  readonly seq?: number;
  /** Disposals only: the thing. */
  readonly itemId?: string;
  /** Claims only: on whom, and for what. */
  readonly claim?: ClaimOfLoan;
  /** Claims only: the day on which the demand left; absent while it has not. */
  readonly demandedOn?: PlainDate;
  /** Claims only: the day since which nothing waits for it, because its partner does not perform; absent: it is waited for. */
  readonly notAwaited?: PlainDate;
  /** Claims only: the money that the track knows of (claimMoney.ts); absent: none. */
  readonly moneyMark?: number;
}

/** What a loan has to know of a claim that it opened. */
export interface ClaimOfLoan {
  readonly on: ClaimParty;
  readonly demand: 'advance' | 'buyBack' | 'perform';
}

/**
 * What a loan tells its track: the arrears are over, a deadline has passed, the step would not have been taken, the money
 * that ended the arrears was taken back, or money that the track counts has moved. `suspended`: something is known of the
 * person whom the track is against, until `resumed`.
 */
export type LoansWord =
  'arrearsEnded' | 'deadlinePassed' | 'notCalledFor' | 'arrearsBack' | 'moneyMoved' | 'suspended' | 'resumed';

/** Who asked for a track, why, and on which ground of a write-off. */
export interface TrackAskedFor {
  readonly by: string;
  readonly reason: string;
  readonly ground?: string;
}

export type TrackKind = 'claim' | 'legalAction' | 'writeOff' | 'collateral';

export interface Hold {
  readonly reason: string;
  readonly from: PlainDate;
  /** First day after the hold; null until it is resumed. */
  readonly to: PlainDate | null;
}

export type ClosedAs = 'settled' | 'renewed' | 'relent' | 'recoveryEnded' | 'boughtBack';

/** The case file of a loan: the fold of its journal. Plain JSON. */
export interface LoanState {
  readonly schemaVersion: number;
  readonly terms: LoanTerms;
  /** In canonical order; those in `aside` do not count. */
  readonly postings: readonly Posting[];
  /** Postings that contradict others, by id, each with the reason why it does not count; absent when there are none. */
  readonly aside?: Readonly<Record<string, Pick<Refusal, 'code' | 'reason'>>>;
  readonly steps: readonly StepRecord[];
  readonly tasks: Readonly<Record<string, OpenTask>>;
  /** What people brought about, by task; absent while there is none. */
  readonly deskTasks?: Readonly<Record<string, DeskTask>>;
  readonly tracks: Readonly<Record<string, TrackOfLoan>>;
  readonly hold: Hold | null;
  /** Complaints and disputes in the order in which they were opened; absent while there is none. */
  readonly disputes?: readonly Dispute[];
  /** In the order in which they were made; absent while there is none. */
  readonly promises?: readonly PaymentPromise[];
  /** Bankruptcy, death, fraud: what is reported or known of people of the loan; absent while nothing is. */
  readonly circumstances?: readonly Circumstance[];
  /** What keeps the rights of the lender, and the alarms about them; absent while there is none. */
  readonly limitation?: LimitationState;
  /** What people asked for the loan, in order; absent while nobody has. */
  readonly requests?: readonly LoanRequest[];
  /** The loan called in as a whole, in order; absent while it never was. */
  readonly accelerations?: readonly Acceleration[];
  /** With which agencies the loan was or is, in order; absent while it never was. */
  readonly placements?: readonly Placement[];
  /** What further security was asked for, in order; absent while none was. */
  readonly securities?: readonly SecurityAsk[];
  /** Absent until the first call had a result. */
  readonly calls?: readonly CallMade[];
  readonly maturity: {
    readonly taskId: string | null;
    readonly decision: 'settle' | 'relend' | 'renew' | null;
    readonly escalated: boolean;
  };
  /** The day on which nothing was outstanding any more; null while something is. */
  readonly settledOn: PlainDate | null;
  readonly writtenOffOn: PlainDate | null;
  /** In the order in which they were booked; absent while there is none. */
  readonly writeOffs?: readonly LoanWriteOff[];
  /** Who recovers the debt (清收责任人); absent while nobody was named. */
  readonly recovererId?: string;
  /** Things that secure the loan, in the order in which they were added; absent while there is none. */
  readonly collateral?: readonly PledgedItem[];
  readonly closed: { readonly on: PlainDate; readonly as: ClosedAs } | null;
  /** Arms as they were journalled; absent while the loan has been in no experiment. */
  readonly arms?: Arms;
}

/** What a track tells its loan. */
export interface TrackReport {
  readonly trackId: string;
  readonly status: string;
  /** The demand left, was rejected or withdrawn: what rests on the step may go on. */
  readonly carriedOut: boolean;
  readonly ended: boolean;
  readonly deadlineOn: PlainDate | null;
  readonly on: PlainDate;
  /** `writtenOff`: the ground, and who recovers the debt from then on. */
  readonly ground?: string;
  readonly recovererId?: string;
  /** Of a disposal. */
  readonly collateral?: CollateralReport;
  /** Of a claim on a partner: whom the report is told to besides. */
  readonly partnerId?: string;
  /** Proof that its demand arrived, and with whom; absent while there is none. */
  readonly received?: { readonly party: RightParty; readonly on: PlainDate };
}
