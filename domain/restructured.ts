import type { Assessment } from './assess.ts';
import { DEFAULT_CLASSIFICATION_RULE, classificationOf, classify, worseOf } from './classification.ts';
import { addMonths } from './date.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Classification } from './policy.ts';
import type { RunningObservation } from './reliefState.ts';

/** A restructured asset (重组资产): since when, and whether it is still under observation. */
export interface Restructured {
  readonly fromOn: PlainDate;
  readonly underObservation: boolean;
  /** The first day on which the observation can be over, if every instalment is paid on time; null once it is. */
  readonly notBefore: PlainDate | null;
}

/** The loan as a restructured asset, by its latest restructure; null when there was none. */
export function restructuredOf({ requests = [] }: LoanState, assessment: Assessment): Restructured | null {
  const observed = observationOf(requests);
  if (observed === null) return null;
  const { clearedOn, onTime } = keptSince(observed, assessment);
  const notBefore = addMonths(clearedOn ?? assessment.asOf, observed.months);
  const over = clearedOn !== null && onTime >= observed.periodsOnTime && assessment.asOf >= notBefore;
  return { fromOn: observed.fromOn, underObservation: !over, notBefore: over ? null : notBefore };
}

/**
 * 五级分类 by the days, and for a restructured asset by its observation: the class of the day of the restructure is left
 * only after so many periods on time and so many months since arrears were cleared (domain.md §2).
 */
export function observedClassification(state: LoanState, assessment: Assessment): Classification {
  const observed = observationOf(state.requests ?? []);
  if (observed === null) return classificationOf(assessment.overdueDays);
  const { clearedOn, onTime } = keptSince(observed, assessment);
  const { months, periodsOnTime } = observed;
  const { classification } = classify(
    {
      ...{ asOf: assessment.asOf, overdueDays: assessment.overdueDays, previous: observed.classification },
      ...{ worsenedTo: [], arrearsClearedOn: clearedOn, periodsOnTimeSince: onTime },
      ...{ otherImpairedLoan: false, renewedInDistress: true },
    },
    { ...DEFAULT_CLASSIFICATION_RULE, observation: { periodsOnTime, months } },
  );
  // A class that performs (关注) is kept for the same time, though the rule of leaving the others does not ask for it.
  const isKept = restructuredOf(state, assessment)?.underObservation === true;
  return isKept ? worseOf(classification, observed.classification) : classification;
}

function observationOf(requests: NonNullable<LoanState['requests']>): RunningObservation | null {
  for (const { running } of requests.toReversed()) if (running?.what === 'observation') return running;
  return null;
}

/** The day since which nothing is past due (null while something is), and how many instalments were paid on time since. */
function keptSince(
  { fromOn }: RunningObservation,
  { asOf, overdueDays, instalments }: Assessment,
): { readonly clearedOn: PlainDate | null; readonly onTime: number } {
  if (overdueDays > 0) return { clearedOn: null, onTime: 0 };
  const due = instalments.filter(({ dueOn }) => dueOn > fromOn && dueOn <= asOf);
  const late = due.flatMap(({ dueOn, paidOffOn }) => (paidOffOn !== null && paidOffOn > dueOn ? [paidOffOn] : []));
  const clearedOn = [fromOn, ...late].sort().at(-1) ?? fromOn;
  const onTime = due.filter(
    ({ dueOn, paidOffOn }) => dueOn > clearedOn && paidOffOn !== null && paidOffOn <= dueOn,
  ).length;
  return { clearedOn, onTime };
}
