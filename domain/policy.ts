import type { AccelerationRules } from './accelerationRules.ts';
import type { ClaimRules } from './claimRules.ts';
import type { AssessRules } from './rules.ts';
import type { PlainDate } from './date.ts';
import type { CircumstanceRules } from './circumstanceRules.ts';
import type { CollateralRules } from './collateralRules.ts';
import type { DisputeRules } from './disputeRules.ts';
import type { LimitationRules } from './limitationRules.ts';
import type { SecurityRules } from './securityRules.ts';
import type { PlacementRules } from './placementRules.ts';
import type { RequestRules } from './requestRules.ts';
import type { LegalPolicy } from './legalRules.ts';
import type { PromiseRules } from './promiseRules.ts';
import type { WriteOffRules } from './writeOffRules.ts';

/** A text in both languages of the project; policies carry no other prose. */
export interface Text {
  readonly 'zh-CN': string;
  readonly en: string;
}

/** Who a step speaks to. `debtor` and `guarantor` are persons; `dealer` and `insurer` are partners. */
export type Party = 'debtor' | 'guarantor' | 'dealer' | 'insurer';
export type NoticeChannel = 'sms' | 'email' | 'letter';

/**
 * The day from which `offsetDays` counts (docs/policy.md, "When a step is due"):
 * `due` every instalment · `maturity` the last one · `settlement` the monthly interest-settlement day (结息日) ·
 * `monthEnd` · `firstMissed` delinquent days of the current arrears · `trigger` the first day on which `when` holds ·
 * `writeOff` the day of the write-off · `{ step }` the day on which an earlier step was carried out.
 */
export type Anchor =
  'due' | 'maturity' | 'settlement' | 'monthEnd' | 'firstMissed' | 'trigger' | 'writeOff' | { readonly step: string };

export type Classification = 'normal' | 'specialMention' | 'substandard' | 'doubtful' | 'loss';

/** Facts of the loan as of the day; all named ones must hold. `any` holds when one of its members holds. */
export interface Condition {
  /** Something is open past its due date (true) or nothing is (false). */
  readonly pastDue?: boolean;
  /** Overdue days (DPD; pauses and grace not subtracted). */
  readonly overdueDaysAtLeast?: number;
  readonly overdueDaysAtMost?: number;
  /** 连 */
  readonly consecutiveMissedAtLeast?: number;
  /** 累 */
  readonly cumulativeMissedAtLeast?: number;
  readonly cumulativeMissedAtMost?: number;
  /** Number of instalments that are fully paid. */
  readonly paidInstalmentsAtLeast?: number;
  /** Everything still open, due or not, in minor units of the policy's currency. */
  readonly outstandingAtLeastMinor?: number;
  readonly outstandingAtMostMinor?: number;
  /** History: instalments that were open after their due day; the longest of those due in the last 12, 24 months. */
  readonly lateInstalmentsAtLeast?: number;
  readonly lateInstalmentsAtMost?: number;
  readonly longestLateDays12mAtLeast?: number;
  readonly longestLateDays12mAtMost?: number;
  readonly longestLateDays24mAtLeast?: number;
  readonly longestLateDays24mAtMost?: number;
  /** Willingness: mean days late over all instalments due so far; share of the late ones paid within three days. */
  readonly averageLateDaysAtLeast?: number;
  readonly averageLateDaysAtMost?: number;
  readonly earlyCuredPercentAtLeast?: number;
  readonly earlyCuredPercentAtMost?: number;
  /** Days since the latest payment that stands. */
  readonly daysSincePaymentAtLeast?: number;
  readonly daysSincePaymentAtMost?: number;
  /** Willingness: promised dates that were kept; that were broken or kept in part only. */
  readonly keptPromisesAtLeast?: number;
  readonly keptPromisesAtMost?: number;
  readonly brokenPromisesAtLeast?: number;
  readonly brokenPromisesAtMost?: number;
  /** Refusals: calls of the last 12 months in which the person refused to pay. */
  readonly refusals12mAtLeast?: number;
  readonly refusals12mAtMost?: number;
  /** Responses to contacts: of the latest calls, those that reached the person, percent. */
  readonly callsReachedPercentAtLeast?: number;
  readonly callsReachedPercentAtMost?: number;
  /** Responses to contacts: latest calls in a row that reached nobody. */
  readonly unansweredCallsAtLeast?: number;
  readonly unansweredCallsAtMost?: number;
  /** Ability: instalment in percent of income, as the import gives it. */
  readonly instalmentToIncomePercentAtLeast?: number;
  readonly instalmentToIncomePercentAtMost?: number;
  /** Value: collateral, as the import values it, in percent of what is outstanding. */
  readonly collateralCoverPercentAtLeast?: number;
  readonly collateralCoverPercentAtMost?: number;
  /** The classification (五级分类) is this one or worse. */
  readonly classificationAtLeast?: Classification;
  /** The loan has such a party. A step that speaks to a party implies it. */
  readonly has?: Party;
  /** The whole loan is due by what the lender declared (宣布提前到期), true or not. */
  readonly accelerated?: boolean;
  readonly any?: readonly Condition[];
}

/** Approval: so many different people of the named roles, none of them the maker. */
export interface ApprovalRule {
  readonly approvers: 1 | 2;
  readonly roles: readonly string[];
  /** Calendar days after which an unanswered approval escalates to `escalateTo`. */
  readonly answerDays: number;
  readonly escalateTo: string;
  /** For smaller amounts, these people instead; by rising amount. */
  readonly levels?: readonly ApprovalLevel[];
  /** Calendar days after which a question that nobody answered is over; without it, it stays open. */
  readonly expireDays?: number;
  /** Calendar days within which what was approved is carried out, or it is asked again; without it, it stays approved. */
  readonly validDays?: number;
}

/** Who approves amounts up to so much (minor units of the policy's currency). */
export interface ApprovalLevel {
  readonly uptoMinor: number;
  /** And shares up to so many percent of what could be given up, where the question has one. */
  readonly uptoPercent?: number;
  readonly approvers: 1 | 2;
  readonly roles: readonly string[];
}

export type Action =
  | {
      readonly do: 'notify';
      readonly to: Party;
      readonly channels: readonly NoticeChannel[];
      readonly template: string;
      /** Template of a letter that goes along with an e-mail, as a PDF in the language of the person. */
      readonly attach?: string;
    }
  | { readonly do: 'call'; readonly to: 'debtor' | 'guarantor'; readonly template: string; readonly workDays: number }
  | {
      readonly do: 'claim';
      readonly on: 'dealer' | 'insurer' | 'guarantor';
      readonly demand: 'advance' | 'buyBack' | 'perform';
      readonly channels: readonly NoticeChannel[];
      readonly template: string;
      readonly answerDays: number;
      /** Calendar days for performing after it was accepted; to decide a contest; for the rest of a part. Default: answerDays. */
      readonly performDays?: number;
      readonly contestDays?: number;
      readonly remainderDays?: number;
      /** Kinds of documents without which the demand does not leave. */
      readonly documents?: readonly string[];
      readonly approval?: ApprovalRule;
    }
  | {
      readonly do: 'legal';
      readonly channels: readonly NoticeChannel[];
      readonly template: string;
      readonly answerDays: number;
      readonly approval: ApprovalRule;
    }
  | { readonly do: 'writeOff'; readonly approval: ApprovalRule }
  /** Disposal of the most valuable pledged thing; the section `collateral` says how. */
  | { readonly do: 'collateral' };

export interface Step {
  readonly id: string;
  readonly title: Text;
  readonly anchor: Anchor;
  /** Days from the anchor; ≤ 0 for reminders, ≥ 0 elsewhere. */
  readonly offsetDays: number;
  /** What happens when the day is not a working day. */
  readonly onNonWorkingDay: 'next' | 'previous' | 'same';
  readonly when?: Condition;
  /** Segments in which the step is taken; all when absent. */
  readonly segments?: readonly string[];
  /** Ladder only: the rung below. Default: the step before it in the list; `null`: none. */
  readonly after?: string | null;
  /** Proof of delivery is needed before what rests on this step; without it within the days, the next channel is used. */
  readonly mustReach?: { readonly withinDays: number };
  readonly action: Action;
}

export interface Segment {
  readonly id: string;
  readonly title: Text;
  /** The first segment whose condition holds is the loan's; the last one has no condition. */
  readonly when?: Condition;
}

/** How sharp a text is, from mild to sharp; `legal` speaks of courts. */
export const tones = ['friendly', 'reminder', 'demand', 'legal'] as const;
export type Tone = (typeof tones)[number];

/** How the loans of one segment are spoken to (docs/decisions/0006): `notify` and `call` steps to the debtor only. */
export interface Strategy {
  readonly segment: string;
  /** The sharpest tone on steps that hang on days; the check holds the templates to it. */
  readonly tone?: Tone;
  /** Other words: id of a step or template → template. */
  readonly templates?: Readonly<Record<string, string>>;
  /** Of the channels that a step allows, these first and in this order. */
  readonly channels?: readonly NoticeChannel[];
  /** Least calendar days from one contact with the debtor about the loan to the next. */
  readonly minDaysBetween?: number;
  /** Most contacts in any 30 days. */
  readonly maxPerMonth?: number;
  /** Steps that are not taken. */
  readonly skip?: readonly string[];
  /** The delinquent day on which people take over: the first call rung is due on it instead of its own. */
  readonly handOverAtDays?: number;
}

/** Champion against challenger: for a share of the debtors, other strategies for the same segments. */
export interface Experiment {
  readonly id: string;
  readonly title: Text;
  /** Percent of the debtors, at most two decimals. */
  readonly sharePercent: number;
  readonly challenger: readonly Strategy[];
}

/** Prejudging at maturity (到期后处理方式的预判): a person decides before the last due date. */
export interface MaturityDecision {
  readonly askDaysBefore: number;
  readonly answerDaysBefore: number;
  readonly options: readonly ('settle' | 'relend' | 'renew')[];
  readonly role: string;
  readonly escalateTo: string;
}

export interface Policy {
  readonly format: 'recoup/policy/1';
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  readonly country: string;
  readonly currency: string;
  /** IANA zone: the lender's business time. */
  readonly timeZone: string;
  readonly language: 'zh-CN' | 'en';
  readonly calendar: string;
  readonly contactRules: string;
  /** Products of the import that this policy serves. */
  readonly products: readonly string[];
  /** The hour at which steps are taken, spread over so many minutes by a hash of the debtor. */
  readonly contactTime: { readonly at: string; readonly spreadMinutes: number };
  readonly assess: AssessRules;
  /** After a part payment: go on with the rung that follows, or begin again for the instalment that is now the oldest. */
  readonly partPayment: 'continue' | 'restart';
  /** Least number of calendar days between a rung and the one that rests on it. */
  readonly minGapDays: number;
  /** A settled loan stays open so long for returned debits. */
  readonly chargebackWindowDays: number;
  /** Day of the month on which interest is settled (结息日), when steps are anchored to it. */
  readonly settlementDay?: number;
  readonly segments: readonly Segment[];
  /** At most one a segment; a segment without one is treated as the steps say. */
  readonly strategy?: readonly Strategy[];
  readonly experiments?: readonly Experiment[];
  readonly reminders: readonly Step[];
  readonly ladder: readonly Step[];
  readonly recovery: readonly Step[];
  /** After the write-off the claim is kept so long (账销案存) before the case is closed. */
  readonly recoveryDays: number;
  readonly maturityDecision?: MaturityDecision;
  /** Promises to pay; when absent, DEFAULT_PROMISES. */
  readonly promises?: PromiseRules;
  /** Complaints and disputes; when absent, DEFAULT_DISPUTES. */
  readonly disputes?: DisputeRules;
  /** Grounds and evidence of write-offs; DEFAULT_WRITE_OFF when absent. */
  readonly writeOff?: WriteOffRules;
  /** Bankruptcy, death and fraud; when absent, DEFAULT_CIRCUMSTANCES. */
  readonly circumstances?: CircumstanceRules;
  /** Pledged things and their disposal; DEFAULT_COLLATERAL when absent. */
  readonly collateral?: CollateralRules;
  /** Until when the lender's rights stand; when absent, DEFAULT_LIMITATION. */
  readonly limitation?: LimitationRules;
  /** What may be asked for a loan, by kind; a kind that is left out follows DEFAULT_REQUEST. */
  readonly requests?: RequestRules;
  /** Calling a loan in as a whole; when absent, DEFAULT_ACCELERATION. */
  readonly acceleration?: AccelerationRules;
  /** Suits; what is left out follows DEFAULT_LEGAL. */
  readonly legal?: LegalPolicy;
  /** Claims on dealers, insurers and guarantors; when absent, DEFAULT_CLAIMS. */
  readonly claims?: ClaimRules;
  /** Placing loans with agencies; when absent, DEFAULT_PLACEMENT. */
  readonly placement?: PlacementRules;
  /** Asking for more security; when absent, DEFAULT_SECURITY. */
  readonly security?: SecurityRules;
}

/** A policy as a loan is pinned to it: id, version and hash of the canonical JSON. */
export interface PolicyRef {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

/** Working days of one calendar. A year it holds no data for is refused, never guessed. */
export interface Calendar {
  readonly id: string;
  /** Inclusive years covered. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Non-working days that fall on Monday–Friday, and working days on a weekend (调休). */
  readonly holidays: readonly PlainDate[];
  readonly workingWeekends: readonly PlainDate[];
}
