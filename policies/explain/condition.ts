/** A condition of a policy in words. */
import { boundedFacts } from '../../domain/condition.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Words } from './words.ts';
import { money } from './amount.ts';

/** A condition in words; an empty one is "everybody else". */
export function explainCondition(condition: Condition, policy: Pick<Policy, 'currency'>, words: Words): string {
  const { overdueDaysAtLeast, overdueDaysAtMost, cumulativeMissedAtLeast, cumulativeMissedAtMost } = condition;
  const given = <T>(value: T | undefined, tell: (value: T) => string): readonly string[] =>
    value === undefined ? [] : [tell(value)];
  const parts = [
    ...given(condition.pastDue, words.pastDue),
    ...given(overdueDaysAtLeast ?? overdueDaysAtMost, () => words.overdueDays(overdueDaysAtLeast, overdueDaysAtMost)),
    ...given(condition.consecutiveMissedAtLeast, words.consecutive),
    ...given(cumulativeMissedAtLeast ?? cumulativeMissedAtMost, () =>
      words.cumulative(cumulativeMissedAtLeast, cumulativeMissedAtMost),
    ),
    ...given(condition.paidInstalmentsAtLeast, words.paid),
    ...given(condition.outstandingAtLeastMinor ?? condition.outstandingAtMostMinor, () =>
      words.outstanding(
        money(condition.outstandingAtLeastMinor, policy.currency),
        money(condition.outstandingAtMostMinor, policy.currency),
      ),
    ),
    ...boundedFacts.flatMap((fact): readonly string[] => {
      const from = condition[`${fact}AtLeast`];
      const to = condition[`${fact}AtMost`];
      return from === undefined && to === undefined ? [] : [words.bounded[fact](from, to)];
    }),
    ...given(condition.classificationAtLeast, (one) => words.classified(words.classification[one])),
    ...given(condition.accelerated, words.accelerated),
    ...given(condition.has, (party) => words.has(words.party[party])),
    ...given(condition.any, (members) =>
      words.either(members.map((member) => explainCondition(member, policy, words))),
    ),
  ];
  return parts.length === 0 ? words.everyone : words.all(parts);
}
