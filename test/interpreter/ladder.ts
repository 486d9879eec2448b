import { isoOf, type Day } from './days.ts';
import type { Step } from './format.ts';
import { applies } from './fits.ts';
import {
  isAcceptable,
  isPutOff,
  isStopped,
  leave,
  refuse,
  send,
  take,
  wasTaken,
  type Life,
  type Taken,
} from './life.ts';
import { lastDay, partnerOf, passesOver } from './partner.ts';
import { offsetOf, styleOf } from './style.ts';

/** A taken rung counts in the current arrears (docs/policy.md, "Counts as carried out"). */
function counts(life: Life, taken: Taken, day: Day): boolean {
  if (life.arrearsSince === null) return false;
  if (life.policy.partPayment === 'restart') return taken.forDue === life.owed.oldestDue(day);
  return taken.takenOn >= life.arrearsSince;
}

/** The rung as it stands in the current arrears; undefined when it was not taken in them. */
function current(life: Life, stepId: string, day: Day): Taken | undefined {
  return life.taken.find((taken) => taken.stepId === stepId && counts(life, taken, day));
}

function rung(life: Life, stepId: string): Step {
  const found = life.policy.ladder.find((step) => step.id === stepId);
  if (found === undefined) throw new Error(`no rung ${stepId}`);
  return found;
}

/** What time brings: calls that nobody worked, letters nobody proved, demands nobody answered, arrears that ended. */
export function letTimePass(life: Life, day: Day): void {
  for (const taken of life.taken) {
    const step = life.policy.ladder.find((it) => it.id === taken.stepId);
    if (step === undefined) continue;
    // A call that nobody made before the arrears ended lapses.
    if (taken.call !== null && taken.carriedOutOn === null && life.arrearsSince === null) taken.contactOn = null;
    if (taken.track !== null && taken.track.ended === null) passTrack(life, step, taken, day);
    if (taken.carriedOutOn !== null || !counts(life, taken, day)) continue;
    if (taken.call !== null && step.action.do === 'call' && day >= taken.takenOn + step.action.workDays) {
      taken.call.notWorkedOn = isoOf(day);
      taken.carriedOutOn = day;
    }
    const { waiting } = taken;
    if (waiting === null || step.mustReach === undefined) continue;
    if (day < waiting.sentOn + step.mustReach.withinDays) continue;
    if (waiting.channelsLeft.length === 0) refuse(life, taken, day);
    else if (
      !isStopped(life, day) &&
      isAcceptable(life, step, day) &&
      applies(step, life.policy, life.loan, life.owed, day)
    )
      send(life, step, taken, waiting.channelsLeft, day);
    else taken.contactOn = null;
  }
}

function passTrack(life: Life, step: Step, taken: Taken, day: Day): void {
  const { track } = taken;
  if (track === null) return;
  if (!counts(life, taken, day)) {
    track.ended = { on: isoOf(day), how: track.demandedOn === null ? 'withdrawn' : 'cured' };
  } else if (track.demandedOn !== null && track.notPerformedOn === null && step.action.do === 'claim') {
    if (day > lastDay(life.policy, life.isWorked, taken.takenOn, step.action.answerDays))
      track.notPerformedOn = isoOf(day);
  }
}

/** Claims that are open when their partner is marked are not waited for, each from the first day on which that is so. */
export function leaveBehind(life: Life, day: Day): void {
  if (!passesOver(life.policy)) return;
  for (const taken of life.taken) {
    const { track, leftOn } = taken;
    const step = life.policy.ladder.find((it) => it.id === taken.stepId);
    if (step === undefined || track === null || leftOn !== null) continue;
    const isOpen = track.ended === null && track.notPerformedOn === null;
    if (isOpen && life.marks.has(partnerOf(step, life.loan) ?? '')) leave(life, step, taken, 'notAwaited', day);
  }
}

/** Rungs due on the day, lowest first (docs/policy.md, "The ladder"). */
export function climb(life: Life, day: Day): void {
  if (life.arrearsSince === null || isStopped(life, day)) return;
  const oldestDue = life.owed.oldestDue(day);
  const occurrence = isoOf(life.policy.partPayment === 'restart' ? (oldestDue ?? day) : life.arrearsSince);
  let opensTrack = true;
  for (const step of life.policy.ladder) {
    if (!isDue(life, step, day) || wasTaken(life, step, occurrence) || isPutOff(life, step, day)) continue;
    const isTrack = step.action.do !== 'notify' && step.action.do !== 'call';
    if (isTrack && !opensTrack) continue;
    take(life, step, occurrence, day);
    // On the take-over day one approval opens, not three: the lowest.
    if (isTrack && day === life.takeOver) opensTrack = false;
  }
}

function isDue(life: Life, step: Step, day: Day): boolean {
  return (
    applies(step, life.policy, life.loan, life.owed, day) &&
    isAcceptable(life, step, day) &&
    current(life, step.id, day) === undefined &&
    ((isMeasure(step) && isLeftBelow(life, step, day)) ||
      (anchorReached(life, step, day) && restsOnFirmGround(life, step, day)))
  );
}

/** The next measure does not wait its days for a partner that does not perform. */
const isMeasure = ({ action }: Step): boolean => action.do === 'claim' || action.do === 'legal';

/** The rung below is a claim that nothing waits for since the day before, or longer. */
function isLeftBelow(life: Life, step: Step, day: Day): boolean {
  const leftOn = takenBelow(life, step, day)?.leftOn ?? null;
  return leftOn !== null && day > leftOn;
}

function offset(life: Life, step: Step, day: Day): Day {
  return offsetOf(life.policy, step, styleOf(life.policy, life.loan, life.owed, day));
}

function anchorReached(life: Life, step: Step, day: Day): boolean {
  if (step.anchor === 'firstMissed') return life.owed.delinquentDays(day) >= offset(life, step, day);
  // `when` was judged with segment and party.
  if (step.anchor === 'trigger') return true;
  if (typeof step.anchor === 'string') throw new Error(`rung ${step.id}: unknown anchor ${step.anchor}`);
  const carriedOutOn = current(life, step.anchor.step, day)?.carriedOutOn ?? null;
  return carriedOutOn !== null && day >= carriedOutOn + step.offsetDays;
}

/** The rung below is carried out, long enough ago, or nothing waits for it. */
function restsOnFirmGround(life: Life, step: Step, day: Day): boolean {
  const taken = takenBelow(life, step, day);
  if (taken === undefined || taken === null) return taken === null;
  const firmOn = taken.carriedOutOn ?? taken.leftOn;
  return firmOn !== null && day >= firmOn + life.policy.minGapDays;
}

/**
 * The rung that the step rests on, as it was taken: undefined when it was not, null when there is none. Rungs that do not
 * apply today and were not taken are passed over.
 */
function takenBelow(life: Life, step: Step, day: Day): Taken | undefined | null {
  for (let below = rungBelow(life, step); below !== null; below = rungBelow(life, below)) {
    const taken = current(life, below.id, day);
    if (taken !== undefined) return taken;
    if (applies(below, life.policy, life.loan, life.owed, day)) return undefined;
  }
  return null;
}

function rungBelow(life: Life, step: Step): Step | null {
  if (step.after === null) return null;
  if (step.after !== undefined) return rung(life, step.after);
  return life.policy.ladder[life.policy.ladder.indexOf(step) - 1] ?? null;
}

/** Rungs that were reached before the loan was taken over (docs/policy.md, "Taking over"). `owed` knows what T − 1 knew. */
export function takeOverRungs(life: Life): void {
  const before = life.takeOver - 1;
  const { owed, policy } = life;
  if (!owed.pastDue(before)) return;
  const nominalDays = new Map<string, Day>();
  for (const step of policy.ladder) {
    if (step.action.do !== 'notify' && step.action.do !== 'call') continue;
    if (!applies(step, policy, life.loan, owed, before)) continue;
    const nominal = nominalDay(life, step, before, nominalDays);
    if (nominal === null) continue;
    nominalDays.set(step.id, nominal);
    life.taken.push({
      stepId: step.id,
      occurrence: 'before take-over',
      takenOn: nominal,
      forDue: owed.oldestDue(before),
      carriedOutOn: nominal,
      waiting: null,
      call: null,
      contactOn: null,
      track: null,
      leftOn: null,
    });
  }
}

function nominalDay(life: Life, step: Step, before: Day, nominalDays: ReadonlyMap<string, Day>): Day | null {
  if (step.anchor === 'trigger') {
    const held = (on: Day): boolean => life.owed.pastDue(on) && applies(step, life.policy, life.loan, life.owed, on);
    let since = before;
    while (held(since - 1)) since -= 1;
    return since;
  }
  if (typeof step.anchor !== 'string') {
    const day = (nominalDays.get(step.anchor.step) ?? Number.POSITIVE_INFINITY) + step.offsetDays;
    return day < life.takeOver ? day : null;
  }
  const days = offset(life, step, before);
  const reached = (day: Day): boolean => life.owed.pastDue(day) && life.owed.delinquentDays(day) >= days;
  if (!reached(before)) return null;
  let day = before;
  while (reached(day - 1)) day -= 1;
  return day;
}
