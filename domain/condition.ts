import type { Classification, Party, Policy, Segment } from './policy.ts';

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

/** What conditions of a policy may ask of a loan on a day. */
export interface ConditionFacts {
  /** Something is open past its due date. */
  readonly pastDue: boolean;
  /** Overdue days (DPD): pauses and grace not subtracted; 0 when nothing is past due. */
  readonly overdueDays: number;
  /** 连 */
  readonly consecutiveMissed: number;
  /** 累 */
  readonly cumulativeMissed: number;
  /** Number of instalments that are fully paid. */
  readonly paidInstalments: number;
  /** Everything open, due or not, in minor units. */
  readonly outstandingMinor: number;
  readonly classification: Classification;
  readonly parties: readonly Party[];
  /** The lender has called the whole loan in; absent: it has not. */
  readonly accelerated?: boolean;
  /** Each of these is null while it is not known; then no condition on it holds. */
  readonly lateInstalments: number | null;
  readonly longestLateDays12m: number | null;
  readonly longestLateDays24m: number | null;
  readonly averageLateDays: number | null;
  readonly earlyCuredPercent: number | null;
  readonly daysSincePayment: number | null;
  readonly keptPromises: number | null;
  readonly brokenPromises: number | null;
  readonly refusals12m: number | null;
  readonly callsReachedPercent: number | null;
  readonly unansweredCalls: number | null;
  readonly instalmentToIncomePercent: number | null;
  readonly collateralCoverPercent: number | null;
}

/** Facts that a condition bounds with `…AtLeast` and `…AtMost` (docs/policy.md, "Facts"). */
export const boundedFacts = [
  'lateInstalments',
  'longestLateDays12m',
  'longestLateDays24m',
  'averageLateDays',
  'earlyCuredPercent',
  'daysSincePayment',
  'keptPromises',
  'brokenPromises',
  'refusals12m',
  'callsReachedPercent',
  'unansweredCalls',
  'instalmentToIncomePercent',
  'collateralCoverPercent',
] as const;
export type BoundedFact = (typeof boundedFacts)[number];

interface Bound {
  readonly fact: BoundedFact;
  readonly from: number;
  readonly to: number;
}

/** Most conditions bound none of them, and days are asked by the hundred: each condition is looked through once. */
const boundsSeen = new WeakMap<Condition, readonly Bound[]>();

function boundsOf(condition: Condition): readonly Bound[] {
  const seen = boundsSeen.get(condition);
  if (seen !== undefined) return seen;
  const bounds = boundedFacts.flatMap((fact): Bound[] => {
    const from = condition[`${fact}AtLeast`];
    const to = condition[`${fact}AtMost`];
    return from === undefined && to === undefined ? [] : [{ fact, from: from ?? -Infinity, to: to ?? Infinity }];
  });
  boundsSeen.set(condition, bounds);
  return bounds;
}

function within({ fact, from, to }: Bound, facts: ConditionFacts): boolean {
  const value = facts[fact];
  return value !== null && value >= from && value <= to;
}

/** 五级分类 from best to worst (domain.md §2). */
const classificationOrder: readonly Classification[] = ['normal', 'specialMention', 'substandard', 'doubtful', 'loss'];

/** True when `actual` is `wanted` or worse. */
export function classifiedAtLeast(actual: Classification, wanted: Classification): boolean {
  return classificationOrder.indexOf(actual) >= classificationOrder.indexOf(wanted);
}

const atLeast = (fact: number, limit: number | undefined): boolean => limit === undefined || fact >= limit;
const atMost = (fact: number, limit: number | undefined): boolean => limit === undefined || fact <= limit;

/**
 * Does the condition hold on these facts? All named members must; of `any` one must, so an empty `any` never holds.
 * No condition (`undefined`) holds always.
 */
export function holds(condition: Condition | undefined, facts: ConditionFacts): boolean {
  if (condition === undefined) return true;
  return (
    (condition.pastDue === undefined || condition.pastDue === facts.pastDue) &&
    atLeast(facts.overdueDays, condition.overdueDaysAtLeast) &&
    atMost(facts.overdueDays, condition.overdueDaysAtMost) &&
    atLeast(facts.consecutiveMissed, condition.consecutiveMissedAtLeast) &&
    atLeast(facts.cumulativeMissed, condition.cumulativeMissedAtLeast) &&
    atMost(facts.cumulativeMissed, condition.cumulativeMissedAtMost) &&
    atLeast(facts.paidInstalments, condition.paidInstalmentsAtLeast) &&
    atLeast(facts.outstandingMinor, condition.outstandingAtLeastMinor) &&
    atMost(facts.outstandingMinor, condition.outstandingAtMostMinor) &&
    boundsOf(condition).every((bound) => within(bound, facts)) &&
    (condition.classificationAtLeast === undefined ||
      classifiedAtLeast(facts.classification, condition.classificationAtLeast)) &&
    (condition.accelerated === undefined || condition.accelerated === (facts.accelerated ?? false)) &&
    (condition.has === undefined || facts.parties.includes(condition.has)) &&
    (condition.any === undefined || condition.any.some((member) => holds(member, facts)))
  );
}

/** Which segment of the policy the loan is in: the first whose condition holds; undefined when none does. */
export function segmentOf(policy: Pick<Policy, 'segments'>, facts: ConditionFacts): Segment | undefined {
  return policy.segments.find((segment) => holds(segment.when, facts));
}
