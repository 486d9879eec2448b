import { boundedFacts, holds, segmentOf, type BoundedFact, type ConditionFacts } from '../../domain/condition.ts';
import type { Classification, Party, Policy } from '../../domain/policy.ts';
import type { Condition } from '../../domain/condition.ts';

/** The values of one kind of fact that conditions tell apart: below, at and above each number they name. */
export interface Thresholds {
  readonly overdueDays: readonly number[];
  readonly consecutiveMissed: readonly number[];
  readonly cumulativeMissed: readonly number[];
  readonly paidInstalments: readonly number[];
  readonly outstandingMinor: readonly number[];
  readonly classification: readonly Classification[];
  readonly partySets: readonly (readonly Party[])[];
  readonly accelerated: readonly boolean[];
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

/** What no posting of the ladder's days tells; null: not known. */
export type Profile = Readonly<Record<BoundedFact, number | null>>;

const unknown: Profile = {
  lateInstalments: null,
  longestLateDays12m: null,
  longestLateDays24m: null,
  averageLateDays: null,
  earlyCuredPercent: null,
  daysSincePayment: null,
  keptPromises: null,
  brokenPromises: null,
  refusals12m: null,
  callsReachedPercent: null,
  unansweredCalls: null,
  instalmentToIncomePercent: null,
  collateralCoverPercent: null,
};

/** Every loan has these, be they 0. */
const alwaysKnown: ReadonlySet<BoundedFact> = new Set([
  'lateInstalments',
  'longestLateDays12m',
  'longestLateDays24m',
  'keptPromises',
  'brokenPromises',
  'refusals12m',
  'unansweredCalls',
]);

/** Where a condition bounds a fact; undefined when it does not. */
function boundOf(condition: Condition, fact: BoundedFact): { readonly from: number; readonly to: number } | undefined {
  const from = condition[`${fact}AtLeast`];
  const to = condition[`${fact}AtMost`];
  return from === undefined && to === undefined ? undefined : { from: from ?? 0, to: to ?? Infinity };
}

/** Of whom nothing is known, and for each condition one who fulfils all that it bounds (at its lower end). */
export function profilesOf(conditions: readonly Condition[]): readonly Profile[] {
  const fitting = flattened(conditions).flatMap((condition): readonly Profile[] => {
    const bounds = boundedFacts.flatMap((fact) => {
      const bound = boundOf(condition, fact);
      return bound === undefined ? [] : [[fact, bound.from] as const];
    });
    return bounds.length === 0 ? [] : [{ ...unknown, ...Object.fromEntries(bounds) }];
  });
  const distinct = new Map([unknown, ...fitting].map((profile) => [JSON.stringify(profile), profile]));
  return [...distinct.values()];
}

/** Days on which a fact that grows with the arrears passes a bound. */
export function boundedDays(conditions: readonly Condition[]): readonly number[] {
  return flattened(conditions).flatMap((condition) =>
    (['longestLateDays12m', 'longestLateDays24m', 'daysSincePayment'] as const).flatMap((fact) => {
      const bound = boundOf(condition, fact);
      return bound === undefined ? [] : [bound.from, bound.to + 1].filter(Number.isFinite);
    }),
  );
}

/**
 * Every combination of the facts that the conditions bound; a fact that none bounds stays unknown, for nobody asks. The
 * days of the arrears are among the values of what is never shorter than them.
 */
function* possibleProfiles(conditions: readonly Condition[], overdueDays: readonly number[]): Generator<Profile> {
  const all = flattened(conditions);
  const values = boundedFacts.map((fact) => {
    const bounds = all.flatMap((condition) => boundOf(condition, fact) ?? []);
    if (bounds.length === 0) return [null];
    const named = bounds.flatMap(({ from, to }) => [from, to, to + 1].filter(Number.isFinite));
    return [
      ...(alwaysKnown.has(fact) ? [] : [null]),
      ...new Set([0, 1, ...named, ...(fact.startsWith('longest') ? overdueDays : [])]),
    ];
  });
  function* from(at: number, made: Profile): Generator<Profile> {
    const fact = boundedFacts[at];
    if (fact === undefined) yield made;
    else for (const value of values[at] ?? []) yield* from(at + 1, { ...made, [fact]: value });
  }
  yield* from(0, unknown);
}

/** An instalment past due is late itself, and a longer window holds what a shorter one does. */
function couldBe(profile: Profile, overdueDays: number): boolean {
  const { lateInstalments, longestLateDays12m: year, longestLateDays24m: two } = profile;
  if (overdueDays > 0 && lateInstalments === 0) return false;
  // With the inclusive day count the overdue days are one more than the days late.
  const late = overdueDays <= 365 ? overdueDays - 1 : 0;
  return (year ?? late) >= late && (two ?? late) >= late && (year === null || two === null || two >= year);
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
    outstandingMinor: numbers('outstandingAtLeastMinor', 'outstandingAtMostMinor'),
    classification: [
      ...new Set<Classification>([
        'normal',
        ...all.flatMap(({ classificationAtLeast: one }) => (one === undefined ? [] : [one])),
      ]),
    ],
    // Told apart only where somebody asks: every value doubles the combinations.
    accelerated: all.some(({ accelerated }) => accelerated !== undefined) ? [false, true] : [false],
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
  const profiles = [...possibleProfiles(conditions, [...overdue])];
  for (const overdueDays of overdue)
    for (const consecutiveMissed of runs) {
      if (consecutiveMissed > 0 && overdueDays === 0) continue;
      for (const cumulativeMissed of totals) {
        if (cumulativeMissed < consecutiveMissed) continue;
        for (const paidInstalments of values.paidInstalments)
          for (const outstandingMinor of values.outstandingMinor)
            for (const classification of values.classification)
              for (const parties of values.partySets)
                for (const accelerated of values.accelerated)
                  for (const profile of profiles)
                    if (couldBe(profile, overdueDays))
                      yield {
                        ...profile,
                        pastDue: overdueDays > 0,
                        ...{ overdueDays, consecutiveMissed, cumulativeMissed, paidInstalments },
                        ...{ outstandingMinor, classification, parties, accelerated },
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

/** Can all of the conditions hold at once? */
export function compatible(...conditions: readonly (Condition | undefined)[]): boolean {
  const all = conditions.flatMap((one) => (one === undefined ? [] : [one]));
  for (const facts of possibleFacts(all)) if (all.every((one) => holds(one, facts))) return true;
  return false;
}

/** Can the condition hold before a loan is in serious arrears: not 连3, nor 累6, nor a month late, nor 次级? */
export function holdsEarly(condition: Condition): boolean {
  for (const facts of possibleFacts([condition])) {
    const { overdueDays, consecutiveMissed, cumulativeMissed, classification } = facts;
    const early = overdueDays < 30 && consecutiveMissed < 3 && cumulativeMissed < 6;
    if (early && (classification === 'normal' || classification === 'specialMention') && holds(condition, facts))
      return true;
  }
  return false;
}
