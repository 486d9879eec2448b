import { holds, segmentOf, type ConditionFacts } from '../../domain/condition.ts';
import type { Classification, Condition, Party, Policy } from '../../domain/policy.ts';

/** The values of one kind of fact that conditions tell apart: below, at and above each number they name. */
export interface Thresholds {
  readonly overdueDays: readonly number[];
  readonly consecutiveMissed: readonly number[];
  readonly cumulativeMissed: readonly number[];
  readonly paidInstalments: readonly number[];
  readonly outstandingMinor: readonly number[];
  readonly classification: readonly Classification[];
  readonly partySets: readonly (readonly Party[])[];
}

/** The conditions themselves and everything inside their `any`. */
function flattened(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.flatMap((condition) => [condition, ...flattened(condition.any ?? [])]);
}

export function conditionsOf(policy: Policy): readonly Condition[] {
  return [...policy.segments, ...policy.reminders, ...policy.ladder, ...policy.recovery].flatMap(({ when }) =>
    when === undefined ? [] : [when],
  );
}

/** One representative of every region that the conditions (and the parties) can tell apart. */
export function thresholdsOf(conditions: readonly Condition[], parties: readonly Party[]): Thresholds {
  const all = flattened(conditions);
  const numbers = (atLeast: keyof Condition, atMost?: keyof Condition): readonly number[] => {
    const found = new Set([0]);
    for (const condition of all) {
      const from = condition[atLeast];
      const to = atMost === undefined ? undefined : condition[atMost];
      if (typeof from === 'number') found.add(from);
      if (typeof to === 'number') found.add(to).add(to + 1);
    }
    return [...found].sort((a, b) => a - b);
  };
  const named = new Set([...parties, ...all.flatMap(({ has }) => (has === undefined ? [] : [has]))]);
  named.delete('debtor');
  return {
    overdueDays: numbers('overdueDaysAtLeast', 'overdueDaysAtMost'),
    consecutiveMissed: numbers('consecutiveMissedAtLeast'),
    cumulativeMissed: numbers('cumulativeMissedAtLeast', 'cumulativeMissedAtMost'),
    paidInstalments: numbers('paidInstalmentsAtLeast'),
    outstandingMinor: numbers('outstandingAtLeastMinor'),
    classification: [
      ...new Set<Classification>([
        'normal',
        ...all.flatMap(({ classificationAtLeast: one }) => (one === undefined ? [] : [one])),
      ]),
    ],
    partySets: [...named].reduce<readonly (readonly Party[])[]>(
      (sets, party) => [...sets, ...sets.map((set) => [...set, party])],
      [['debtor']],
    ),
  };
}

/**
 * Every combination of facts that conditions can tell apart and that can be true of a loan: overdue days exist exactly
 * when something is past due, a missed run is past due, and what is missed in a row is missed altogether.
 */
export function* possibleFacts(conditions: readonly Condition[]): Generator<ConditionFacts> {
  const values = thresholdsOf(conditions, []);
  const runs = new Set([...values.consecutiveMissed]);
  const totals = new Set([...values.cumulativeMissed, ...runs]);
  const overdue = new Set([...values.overdueDays, 1]);
  for (const overdueDays of overdue)
    for (const consecutiveMissed of runs) {
      if (consecutiveMissed > 0 && overdueDays === 0) continue;
      for (const cumulativeMissed of totals) {
        if (cumulativeMissed < consecutiveMissed) continue;
        for (const paidInstalments of values.paidInstalments)
          for (const outstandingMinor of values.outstandingMinor)
            for (const classification of values.classification)
              for (const parties of values.partySets)
                yield {
                  pastDue: overdueDays > 0,
                  ...{ overdueDays, consecutiveMissed, cumulativeMissed, paidInstalments },
                  ...{ outstandingMinor, classification, parties },
                };
      }
    }
}

/** Can the condition ever hold? */
export function satisfiable(condition: Condition): boolean {
  for (const facts of possibleFacts([condition])) if (holds(condition, facts)) return true;
  return false;
}

/** Ids of the segments that some loan can be in. */
export function inhabitedSegments(policy: Policy): ReadonlySet<string> {
  const found = new Set<string>();
  for (const facts of possibleFacts(policy.segments.flatMap(({ when }) => (when === undefined ? [] : [when])))) {
    const segment = segmentOf(policy, facts);
    if (segment !== undefined) found.add(segment.id);
    if (found.size === policy.segments.length) break;
  }
  return found;
}

/** Can both conditions hold at once? */
export function compatible(a: Condition | undefined, b: Condition | undefined): boolean {
  const both = [a, b].flatMap((one) => (one === undefined ? [] : [one]));
  for (const facts of possibleFacts(both)) if (both.every((one) => holds(one, facts))) return true;
  return false;
}
