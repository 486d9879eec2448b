import { holds, segmentOf, type ConditionFacts } from '../../domain/condition.ts';
import type { Classification, Party, Policy, Step } from '../../domain/policy.ts';
import { offsetDaysOf, isSkipped, strategyFor, type Arms } from '../../domain/strategy.ts';
import { boundedDays, conditionsOf, profilesOf, thresholdsOf, type Profile } from './facts.ts';
import { partyOf, type Finding } from './finding.ts';
import { belowOf } from './order.ts';

/** A borrower who never pays again, as far as conditions can tell such borrowers apart. */
interface Unpaid {
  readonly cumulativeBefore: number;
  readonly paidInstalments: number;
  readonly outstandingMinor: number;
  readonly instalments: number;
  readonly classification: Classification;
  readonly parties: readonly Party[];
  readonly accelerated: boolean;
  readonly profile: Profile;
}

/** Length of an instalment's month, in days; only counting, no calendar. */
const monthDays = 30;
/** The first overdue days of 关注, 次级, 可疑 and 损失 (domain.md §2). */
const classDays = [1, 91, 271, 361] as const;

/**
 * Lets every kind of borrower who never pays live through the ladder, with everybody answering at once. A rung that none
 * of them reaches is unreachable; one of them who is never written off has a loan without an end.
 */
export function checkReach(policy: Policy): readonly Finding[] {
  const reached = new Set<string>();
  let endless: Unpaid | undefined;
  const days = changingDays(policy).filter((day) => day >= 1);
  for (const unpaid of unpaidBorrowers(policy))
    for (const arms of armsToTry(policy)) if (!live(policy, unpaid, arms, days, reached)) endless ??= unpaid;
  const late = policy.recovery.flatMap((step, index): readonly Finding[] => {
    if (step.offsetDays <= policy.recoveryDays) return [];
    const remedy = `the case is closed ${policy.recoveryDays} days after the write-off; lengthen recoveryDays or come earlier`;
    return [{ path: ['recovery', index, 'offsetDays'], rule: 'RUNG_UNREACHABLE', remedy }];
  });
  const never = unreached(policy, reached);
  if (never.length > 0 || late.length > 0) return [...never, ...late];
  if (endless === undefined) return [];
  const who = segmentOf(policy, factsOn(policy, endless, 1))?.id ?? '';
  const remedy =
    `an unpaid loan may never be written off, for example in segment ${who} with ${endless.instalments} instalment(s), ` +
    `${endless.outstandingMinor} outstanding and ${endless.parties.join(', ')}: add a writeOff that each of them reaches`;
  return [{ path: ['ladder'], rule: 'NO_END', remedy }];
}

/** Only the lowest of the unreachable rungs that rest on each other: the others follow from it. */
function unreached(policy: Policy, reached: ReadonlySet<string>): readonly Finding[] {
  const never = new Set(policy.ladder.flatMap(({ id }) => (reached.has(id) ? [] : [id])));
  return policy.ladder.flatMap((step, index): readonly Finding[] => {
    if (!never.has(step.id)) return [];
    const below = belowOf(policy.ladder, index);
    const anchor = typeof step.anchor === 'string' ? undefined : step.anchor.step;
    if ((below !== undefined && never.has(below)) || (anchor !== undefined && never.has(anchor))) return [];
    const remedy =
      'no loan gets here: its days, condition, segments and the rungs below never meet; loosen one of them';
    return [{ path: ['ladder', index], rule: 'RUNG_UNREACHABLE', remedy }];
  });
}

function* unpaidBorrowers(policy: Policy): Generator<Unpaid> {
  const parties = policy.ladder.flatMap((step) => partyOf(step) ?? []);
  const values = thresholdsOf(conditionsOf(policy), parties);
  const profiles = profilesOf(conditionsOf(policy));
  for (const cumulativeBefore of values.cumulativeMissed)
    for (const paidInstalments of values.paidInstalments)
      for (const outstandingMinor of values.outstandingMinor)
        for (const classification of values.classification)
          for (const instalments of [1, 60])
            for (const parties of values.partySets)
              for (const accelerated of values.accelerated)
                // Who is classified worse already is told apart by that; what else is known of them adds lives, not cases.
                for (const profile of classification === 'normal' ? profiles : profiles.slice(0, 1))
                  yield {
                    ...{ cumulativeBefore, paidInstalments, outstandingMinor, classification, instalments },
                    ...{ parties, profile, accelerated },
                  };
}

const order: readonly Classification[] = ['normal', 'specialMention', 'substandard', 'doubtful', 'loss'];

function classifiedByDays(overdueDays: number): Classification {
  return order[classDays.filter((from) => overdueDays >= from).length] ?? 'loss';
}

function factsOn(policy: Policy, unpaid: Unpaid, overdueDays: number): ConditionFacts {
  const lagDays = missedLagDays(policy);
  const missed = overdueDays > lagDays ? Math.floor((overdueDays - lagDays - 1) / monthDays) + 1 : 0;
  const consecutiveMissed = Math.min(missed, unpaid.instalments);
  const byDays = classifiedByDays(overdueDays);
  const worse = order.indexOf(unpaid.classification) > order.indexOf(byDays);
  return {
    pastDue: true,
    overdueDays,
    consecutiveMissed,
    cumulativeMissed: unpaid.cumulativeBefore + consecutiveMissed,
    paidInstalments: unpaid.paidInstalments,
    outstandingMinor: unpaid.outstandingMinor,
    classification: worse ? unpaid.classification : byDays,
    parties: unpaid.parties,
    accelerated: unpaid.accelerated,
    ...profileOn(unpaid.profile, unpaid.cumulativeBefore + consecutiveMissed, overdueDays),
  };
}

/** What is known of the borrower grows with the arrears. */
function profileOn(profile: Profile, missed: number, overdueDays: number): Profile {
  const atLeast = (known: number | null, now: number): number | null => (known === null ? null : Math.max(known, now));
  return {
    ...profile,
    lateInstalments: atLeast(profile.lateInstalments, missed),
    longestLateDays12m: atLeast(profile.longestLateDays12m, overdueDays),
    longestLateDays24m: atLeast(profile.longestLateDays24m, overdueDays),
    daysSincePayment: atLeast(profile.daysSincePayment, overdueDays),
  };
}

/** The days on which anything that conditions or anchors ask for can change while nothing is carried out. */
function changingDays(policy: Policy): readonly number[] {
  const { overdueDays, consecutiveMissed, cumulativeMissed } = thresholdsOf(conditionsOf(policy), []);
  const lagDays = missedLagDays(policy);
  const runs = Math.max(...consecutiveMissed, ...cumulativeMissed);
  return [
    ...classDays,
    ...overdueDays,
    ...boundedDays(conditionsOf(policy)),
    ...Array.from({ length: runs }, (_, index) => lagDays + index * monthDays + 1),
    ...policy.ladder.map(({ offsetDays }) => offsetDays + policy.assess.graceDays),
    ...[policy.strategy ?? [], ...(policy.experiments ?? []).map(({ challenger }) => challenger)]
      .flat()
      .flatMap(({ handOverAtDays: at }) => (at === undefined ? [] : [at + policy.assess.graceDays])),
  ];
}

/** Days after its due date on which an unpaid instalment counts as missed, less one. */
function missedLagDays({ assess }: Policy): number {
  if (assess.missed.cutoff === 'due') return 0;
  return assess.missed.cutoff === 'nextDue' ? monthDays : assess.graceDays;
}

/** The champion, and each challenger by itself. */
function armsToTry({ experiments = [] }: Policy): readonly Arms[] {
  return [{}, ...experiments.map(({ id }): Arms => ({ [id]: 'challenger' }))];
}

/** Adds what is reached; true when the loan is written off in the end. */
function live(policy: Policy, unpaid: Unpaid, arms: Arms, days: readonly number[], reached: Set<string>): boolean {
  const carriedOn = new Map<string, number>();
  const ahead = new Set(days);
  while (ahead.size > 0) {
    const day = Math.min(...ahead);
    const facts = factsOn(policy, unpaid, day);
    const segment = segmentOf(policy, facts)?.id ?? '';
    const strategy = strategyFor(policy, segment, arms);
    const applies = (step: Step): boolean => {
      if (isSkipped(step, strategy)) return false;
      const party = partyOf(step);
      const wanted = step.segments === undefined || step.segments.includes(segment);
      return wanted && (party === undefined || facts.parties.includes(party)) && holds(step.when, facts);
    };
    for (const [index, step] of policy.ladder.entries()) {
      if (
        carriedOn.has(step.id) ||
        !anchored(policy, step, day, carriedOn, offsetDaysOf(step, policy, strategy)) ||
        !applies(step)
      )
        continue;
      const below = rungBelow(policy.ladder, index, carriedOn, applies);
      const since = below === undefined ? -Infinity : carriedOn.get(below.id);
      if (since === undefined || day < since + policy.minGapDays) continue;
      carriedOn.set(step.id, day);
      reached.add(step.id);
      if (step.action.do === 'writeOff') return true;
      ahead.add(day + 1).add(day + policy.minGapDays);
      for (const { anchor, offsetDays } of policy.ladder)
        if (typeof anchor !== 'string' && anchor.step === step.id) ahead.add(day + offsetDays);
    }
    // What became due through this day's own doing and stands earlier in the list is taken on the next.
    ahead.delete(day);
  }
  return false;
}

function anchored(
  policy: Policy,
  step: Step,
  day: number,
  carriedOn: ReadonlyMap<string, number>,
  offsetDays: number,
): boolean {
  if (typeof step.anchor !== 'string') {
    const since = carriedOn.get(step.anchor.step);
    return since !== undefined && day >= since + step.offsetDays;
  }
  return step.anchor === 'trigger' || day - policy.assess.graceDays >= offsetDays;
}

/** docs/policy.md, "The ladder", 3: rungs that do not apply are passed over unless they were carried out. */
function rungBelow(
  ladder: readonly Step[],
  index: number,
  carriedOn: ReadonlyMap<string, number>,
  applies: (step: Step) => boolean,
): Step | undefined {
  let below = belowOf(ladder, index);
  while (below !== undefined) {
    const at = ladder.findIndex(({ id }) => id === below);
    const step = ladder[at];
    if (step === undefined || carriedOn.has(step.id) || applies(step)) return step;
    below = belowOf(ladder, at);
  }
  return undefined;
}
