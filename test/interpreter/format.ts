/**
 * The parts of a policy file (docs/policy.md) that the interpreter reads. Declared here again on purpose:
 * the interpreter shares nothing with `domain/`, not even a type.
 */
export type Party = 'debtor' | 'guarantor' | 'dealer' | 'insurer';
export type Channel = 'sms' | 'email' | 'letter';
export type Classification = 'normal' | 'specialMention' | 'substandard' | 'doubtful' | 'loss';

export interface Condition {
  pastDue?: boolean;
  overdueDaysAtLeast?: number;
  overdueDaysAtMost?: number;
  consecutiveMissedAtLeast?: number;
  cumulativeMissedAtLeast?: number;
  cumulativeMissedAtMost?: number;
  paidInstalmentsAtLeast?: number;
  outstandingAtLeastMinor?: number;
  outstandingAtMostMinor?: number;
  lateInstalmentsAtLeast?: number;
  lateInstalmentsAtMost?: number;
  longestLateDays12mAtLeast?: number;
  longestLateDays12mAtMost?: number;
  longestLateDays24mAtLeast?: number;
  longestLateDays24mAtMost?: number;
  averageLateDaysAtLeast?: number;
  averageLateDaysAtMost?: number;
  earlyCuredPercentAtLeast?: number;
  earlyCuredPercentAtMost?: number;
  daysSincePaymentAtLeast?: number;
  daysSincePaymentAtMost?: number;
  keptPromisesAtLeast?: number;
  keptPromisesAtMost?: number;
  brokenPromisesAtLeast?: number;
  brokenPromisesAtMost?: number;
  refusals12mAtLeast?: number;
  refusals12mAtMost?: number;
  callsReachedPercentAtLeast?: number;
  callsReachedPercentAtMost?: number;
  unansweredCallsAtLeast?: number;
  unansweredCallsAtMost?: number;
  instalmentToIncomePercentAtLeast?: number;
  instalmentToIncomePercentAtMost?: number;
  collateralCoverPercentAtLeast?: number;
  collateralCoverPercentAtMost?: number;
  classificationAtLeast?: Classification;
  has?: Party;
  any?: Condition[];
}

export interface NotifyAction {
  do: 'notify';
  to: Party;
  channels: Channel[];
  template: string;
}
export interface CallAction {
  do: 'call';
  to: 'debtor' | 'guarantor';
  workDays: number;
}
export interface ClaimAction {
  do: 'claim';
  on: 'dealer' | 'insurer' | 'guarantor';
  channels: Channel[];
  template: string;
  answerDays: number;
  approval?: object;
}
export interface ApprovedAction {
  do: 'legal' | 'writeOff';
  approval: object;
}
export interface CollateralAction {
  do: 'collateral';
}
export type Action = NotifyAction | CallAction | ClaimAction | ApprovedAction | CollateralAction;

export interface Step {
  id: string;
  anchor: 'due' | 'maturity' | 'settlement' | 'monthEnd' | 'firstMissed' | 'trigger' | 'writeOff' | { step: string };
  offsetDays: number;
  onNonWorkingDay: 'next' | 'previous' | 'same';
  when?: Condition;
  segments?: string[];
  after?: string | null;
  mustReach?: { withinDays: number };
  action: Action;
}

export interface Segment {
  id: string;
  when?: Condition;
}

export interface Strategy {
  segment: string;
  templates?: Record<string, string>;
  channels?: Channel[];
  minDaysBetween?: number;
  maxPerMonth?: number;
  skip?: string[];
  handOverAtDays?: number;
}

export interface Experiment {
  id: string;
  sharePercent: number;
  challenger: Strategy[];
}

export interface AssessRules {
  dayCount?: 'exclusive' | 'inclusive';
  graceDays?: number;
  allocation?: { direction: 'horizontal' | 'vertical'; order: string[] };
  missed?: { cutoff?: 'due' | 'due+grace' | 'nextDue'; tolerance?: number | string; window?: 'life' | '24m' };
}

export interface Policy {
  id: string;
  version: number;
  currency: string;
  calendar: string;
  products: string[];
  assess: AssessRules;
  partPayment: 'continue' | 'restart';
  minGapDays: number;
  chargebackWindowDays: number;
  settlementDay?: number;
  segments: Segment[];
  strategy?: Strategy[];
  experiments?: Experiment[];
  reminders: Step[];
  ladder: Step[];
  recovery: Step[];
  recoveryDays: number;
  claims?: { nonWorkingDays?: 'same' | 'next'; notPerforming?: 'claim' | 'passOver' };
  maturityDecision?: { askDaysBefore: number; answerDaysBefore: number };
}
