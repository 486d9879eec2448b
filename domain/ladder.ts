import { isWorkingDay } from './calendar.ts';
import { refusalBringsLegal } from './claimOfLoan.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Day } from './day.ts';
import type { LoanState, StepRecord } from './loanState.ts';
import { anyLeftBehind, isMeasure, leftBehindOn } from './partnerOfLoan.ts';
import { waitsForAgency } from './placementRules.ts';
import type { Policy, Step } from './policy.ts';
import type { Calendar } from './calendar.ts';
import { mayBeRaised, raisingPromise } from './promisePlan.ts';
import { ladderRests } from './reliefRest.ts';
import { applies, recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { offsetDaysOf } from './strategy.ts';

/** A step that falls on a free day is taken on the next working day; `same` asks the calendar nothing. */
export function acceptableDay(step: Step, calendar: Calendar, on: PlainDate): boolean {
  return step.onNonWorkingDay === 'same' || isWorkingDay(calendar, on);
}

/** The day on which a record counted as carried out; null while it does not. */
export function carriedOutOn(record: StepRecord | undefined, step: Step): PlainDate | null {
  if (record === undefined) return null;
  // A rung that must reach needs the proof, or a recorded refusal after its last channel (domain.md §4).
  if (step.mustReach !== undefined && record.status === 'done') return null;
  if (step.mustReach !== undefined && record.status === 'delivered') return record.deliveredOn ?? record.doneOn;
  return record.status === 'done' ||
    record.status === 'delivered' ||
    record.status === 'refused' ||
    record.status === 'beforeTakeOver'
    ? record.doneOn
    : null;
}

/** The record of a rung that counts in the current arrears (docs/policy.md, "Counts as carried out"). */
export function currentRecord(state: LoanState, policy: Policy, step: Step, day: Day): StepRecord | undefined {
  const { arrearsSince, oldestDueOn } = day.assessment;
  if (arrearsSince === null) return undefined;
  return state.steps.findLast(
    (record) =>
      record.step === step.id &&
      record.status !== 'cancelled' &&
      (policy.partPayment === 'restart' ? record.oldestDueOn === oldestDueOn : record.on >= arrearsSince),
  );
}

/** A rung that left and whose proof of delivery has not come; `by` is the day on which the wait is over. */
export interface Unproven {
  readonly record: StepRecord;
  readonly step: Step;
  readonly by: PlainDate;
}

/** Rungs of the current arrears that wait for their proof; what was sent in arrears that are over waits for nothing. */
export function unprovenRungs(state: LoanState, policy: Policy, day: Day): Unproven[] {
  if (!day.pastDue) return [];
  return policy.ladder.flatMap((step): Unproven[] => {
    if (step.mustReach === undefined) return [];
    const record = currentRecord(state, policy, step, day);
    if (record?.status !== 'done' || record.doneOn === null) return [];
    return [{ record, step, by: addDays(record.doneOn, step.mustReach.withinDays) }];
  });
}

/** The rung that `step` rests on today, with its record; null when it rests on none. */
function rungBelow(
  state: LoanState,
  policy: Policy,
  step: Step,
  day: Day,
): { step: Step; record: StepRecord | undefined } | null {
  let below = belowOf(policy.ladder, step);
  while (below !== undefined) {
    const record = currentRecord(state, policy, below, day);
    if (record !== undefined || applies(below, day)) return { step: below, record };
    below = belowOf(policy.ladder, below);
  }
  return null;
}

/** The day from which the step does not wait for the rung that it rests on; null while it does. */
function leftBelow(state: LoanState, policy: Policy, step: Step, day: Day): PlainDate | null {
  return leftBehindOn(state, rungBelow(state, policy, step, day)?.record);
}

function belowOf(ladder: readonly Step[], step: Step): Step | undefined {
  if (step.after === null) return undefined;
  if (step.after !== undefined) return ladder.find((other) => other.id === step.after);
  return ladder[ladder.indexOf(step) - 1];
}

/** The anchor of a rung is reached on the day. */
function reached(state: LoanState, policy: Policy, step: Step, day: Day): boolean {
  const { anchor } = step;
  if (typeof anchor === 'object') {
    const other = policy.ladder.find((candidate) => candidate.id === anchor.step);
    if (other === undefined) return false;
    const on = carriedOutOn(currentRecord(state, policy, other, day), other);
    return on !== null && day.on >= addDays(on, step.offsetDays);
  }
  // `trigger` is reached when its condition holds, which `applies` has asked.
  return anchor === 'trigger' || day.assessment.delinquentDays >= offsetDaysOf(step, policy, day.strategy);
}

/** Nothing is asked of the borrower: the loan is on hold, or bought back. */
const isQuiet = (day: Day): boolean => day.onHold || day.collectionEnded;

export function occurrenceOf(policy: Policy, day: Day): string {
  const { arrearsSince, oldestDueOn } = day.assessment;
  return (policy.partPayment === 'restart' ? oldestDueOn : arrearsSince) ?? '';
}

/** Rungs due on the day (docs/policy.md, "The ladder"). At most one per chain: the gap to the rung below is a day or more. */
export function dueRungs(state: LoanState, policy: Policy, calendar: Calendar, day: Day): DueStep[] {
  if (!day.pastDue || isQuiet(day) || day.assessment.writtenOff || ladderRests(state, day.on)) return [];
  const leavesBehind = anyLeftBehind(state);
  let raisedBy = raisingPromise(state, policy, day.assessment.arrearsSince, day.on);
  const due = policy.ladder.flatMap((step): DueStep[] => {
    if (!applies(step, day) || !acceptableDay(step, calendar, day.on) || isWrittenOffElsewhere(step, state)) return [];
    if (waitsForAgency(state, step, day.on)) return [];
    const refused = refusalBringsLegal(
      state,
      policy,
      step,
      (rung, trackId) => currentRecord(state, policy, rung, day)?.key === trackId,
    );
    const left = leavesBehind ? leftBelow(state, policy, step, day) : null;
    const atOnce = refused || (left !== null && isMeasure(step) && day.on > left);
    const isOwnDay = reached(state, policy, step, day);
    const isReached = atOnce || isOwnDay;
    if (!isReached && (raisedBy === null || !mayBeRaised(step))) return [];
    const record = currentRecord(state, policy, step, day);
    if (taken(record)) return [];
    const below = rungBelow(state, policy, step, day);
    const belowOn = below === null ? null : (carriedOutOn(below.record, below.step) ?? left);
    if (below !== null && belowOn === null) return [];
    const inTime = isReached && (belowOn === null || atOnce || day.on >= addDays(belowOn, policy.minGapDays));
    // One rung higher on the next day, also where its own day has not come (domain.md §7); nothing is above no rung.
    const raise = inTime || belowOn === null || !mayBeRaised(step) ? null : raisedBy;
    if (!inTime && raise === null) return [];
    raisedBy = null;
    const occurrence = record?.occurrence ?? occurrenceOf(policy, day);
    const oldestDueOn = day.assessment.oldestDueOn ?? '';
    const forward = atOnce && !isOwnDay ? { atOnce: 'onCondition' as const } : {};
    const raised = raise === null ? {} : { raisedBy: raise };
    return [{ step, group: 'ladder', occurrence, oldestDueOn, ...raised, ...forward }];
  });
  if (day.on !== state.terms.takenOverOn) return due;
  // Taking over: the lowest claim, legal action or write-off opens, and no other (one approval, not three).
  const [lowest] = due.filter(opensTrack);
  return due.filter((one) => !opensTrack(one) || one === lowest);
}

/** A person has opened the write-off already. */
function isWrittenOffElsewhere({ action }: Step, { tracks }: LoanState): boolean {
  return action.do === 'writeOff' && Object.values(tracks).some(({ kind, ended }) => kind === 'writeOff' && !ended);
}

function opensTrack({ step: { action } }: DueStep): boolean {
  return action.do !== 'notify' && action.do !== 'call';
}

/** Steps after the write-off (账销案存): each once, each resting on the one before it. */
export function dueRecovery(state: LoanState, policy: Policy, calendar: Calendar, day: Day): DueStep[] {
  const { writtenOffOn } = state;
  if (writtenOffOn === null || isQuiet(day) || day.assessment.settled || ladderRests(state, day.on)) return [];
  return policy.recovery.flatMap((step, at): DueStep[] => {
    if (taken(recordOf(state, step.id, writtenOffOn)) || !applies(step, day)) return [];
    if (waitsForAgency(state, step, day.on)) return [];
    if (day.on < addDays(writtenOffOn, step.offsetDays) || !acceptableDay(step, calendar, day.on)) return [];
    const before = policy.recovery[at - 1];
    if (before !== undefined) {
      const on = carriedOutOn(recordOf(state, before.id, writtenOffOn), before);
      if (on === null || day.on < addDays(on, policy.minGapDays)) return [];
    }
    return [{ step, group: 'recovery', occurrence: writtenOffOn, oldestDueOn: '' }];
  });
}
