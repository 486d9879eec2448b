import type { ApprovalRule } from './approvalRules.ts';
import type { Condition } from './condition.ts';
import type { Experiment, Strategy } from './strategyRules.ts';
import type { AccelerationRules } from './accelerationRules.ts';
import type { ClaimRules } from './claimRules.ts';
import type { AssessRules } from './rules.ts';
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
