import type { Classification, Condition, Party, Policy, Segment } from './policy.ts';

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
    (condition.classificationAtLeast === undefined ||
      classifiedAtLeast(facts.classification, condition.classificationAtLeast)) &&
    (condition.has === undefined || facts.parties.includes(condition.has)) &&
    (condition.any === undefined || condition.any.some((member) => holds(member, facts)))
  );
}

/** Which segment of the policy the loan is in: the first whose condition holds; undefined when none does. */
export function segmentOf(policy: Pick<Policy, 'segments'>, facts: ConditionFacts): Segment | undefined {
  return policy.segments.find((segment) => holds(segment.when, facts));
}
