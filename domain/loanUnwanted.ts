import { accelerationDropped } from './accelerationNotices.ts';
import { ruleOf, stoppedBy } from './circumstanceStops.ts';
import type { Circumstance } from './circumstanceState.ts';
import type { Day } from './day.ts';
import { DISPUTE_ANSWER } from './disputePlan.ts';
import type { LoanOutcome, LoanState, OpenTask, StepRecord } from './loanState.ts';
import { placementDropped } from './placementPlan.ts';
import type { Policy } from './policy.ts';
import { PROMISE_REMINDER, isAwaited, ladderWaits } from './promisePlan.ts';
import { ladderRests, reliefWaits } from './reliefRest.ts';
import { reminderDropped } from './reminders.ts';
import { REQUEST_ANSWER } from './requestAnswer.ts';
import { securityDropped } from './securityPlan.ts';
import { wordsToTracks } from './trackWords.ts';
import type { World } from './world.ts';

/** What is pending and not wanted any more: messages, calls, the question of maturity, and what tracks have to be told. */
export function noLongerWanted(state: LoanState, world: World, day: Day): LoanOutcome[] {
  const outcomes: LoanOutcome[] = [];
  const drop = (taskId: string): number =>
    outcomes.push({ type: 'taskClosed', taskId, result: 'noLongerNeeded', by: 'clock', on: day.on });
  for (const record of state.steps) {
    if (record.status === 'delivered' && world.queuedKeys.includes(record.key))
      outcomes.push({ type: 'noticeCancelled', key: record.key, because: 'the message before it arrived after all' });
    if (record.status !== 'open') continue;
    const stopped = stopOf(state, record, world.policy);
    if (stopped !== undefined) {
      const because = `${stopped.kind} is ${stopped.status}`;
      if (record.key in state.tasks) drop(record.key);
      else if (world.queuedKeys.includes(record.key))
        outcomes.push({ type: 'noticeCancelled', key: record.key, because, rule: ruleOf(stopped) });
      continue;
    }
    const because = reasonToDrop(state, record, world.policy, day);
    if (because === null) continue;
    if (record.key in state.tasks) drop(record.key);
    else if (world.queuedKeys.includes(record.key))
      outcomes.push({ type: 'noticeCancelled', key: record.key, because });
  }
  const { settled, writtenOff } = day.assessment;
  const over =
    state.closed !== null ||
    day.onHold ||
    day.collectionEnded ||
    settled ||
    !(day.pastDue || writtenOff) ||
    ladderRests(state, day.on);
  // A call that lies with a supervisor has counted already, so no open step speaks of it.
  for (const [id, task] of Object.entries(state.tasks))
    if (task.escalatedOn !== undefined && (over || isNotToBeMade(state, task, world.policy, day))) drop(id);
  const { taskId } = state.maturity;
  if (taskId !== null && taskId in state.tasks && (settled || writtenOff)) drop(taskId);
  if (!writtenOff) outcomes.push(...wordsToTracks(state, world.policy, day));
  return outcomes;
}

/** Nobody calls whom a bankruptcy or a death protects, or whom an agency speaks to meanwhile. */
function isNotToBeMade(state: LoanState, { kind, step }: OpenTask, policy: Policy, { on }: Day): boolean {
  if (kind !== 'call') return false;
  return stopOf(state, { step }, policy) !== undefined || placementDropped(state, policy, step, '', on) !== undefined;
}

/** What is reported or known of the person whom a message or a call is meant for. */
function stopOf(state: LoanState, { step: id }: Pick<StepRecord, 'step'>, policy: Policy): Circumstance | undefined {
  if (state.circumstances === undefined) return undefined;
  const step = [...policy.reminders, ...policy.ladder, ...policy.recovery].find((one) => one.id === id);
  return step === undefined ? undefined : stoppedBy(state, step.action);
}

/** Tracks whose step would not have been taken, and which have not demanded anything yet: they are withdrawn. */
export function notCalledFor({ steps, tracks }: LoanState): LoanOutcome[] {
  return steps.flatMap(({ key, step, status, corrected }): LoanOutcome[] => {
    const track = tracks[key];
    if (corrected !== true || status !== 'open' || track === undefined || track.ended) return [];
    if (track.told.includes('notCalledFor')) return [];
    const because = `by what is known now ${step} would not have been taken`;
    return [{ type: 'trackTold', trackId: key, what: 'notCalledFor', because }];
  });
}

function reasonToDrop(state: LoanState, record: StepRecord, policy: Policy, day: Day): string | null {
  const secured = securityDropped(state, record);
  if (secured !== undefined) return secured;
  const called = accelerationDropped(state, record, day.onHold);
  if (called !== undefined) return called;
  if (record.step === DISPUTE_ANSWER || record.step === REQUEST_ANSWER) return null;
  if (day.onHold) return 'the loan is on hold';
  if (day.collectionEnded) return 'the partner has bought the loan back';
  const placed = placementDropped(state, policy, record.step, record.occurrence, day.on);
  if (placed !== undefined) return placed;
  if (record.step === PROMISE_REMINDER)
    return isAwaited(state, record.occurrence, day.on) ? null : 'the promise is not waited for any more';
  const reminder = policy.reminders.find((step) => step.id === record.step);
  if (reminder !== undefined) return reminderDropped(state, record, reminder, day);
  if (day.assessment.settled) return 'nothing is outstanding any more';
  if (ladderWaits(state, day.on)) return 'a promise to pay is open';
  if (reliefWaits(state, day.on)) return 'relief was granted';
  return day.pastDue || day.assessment.writtenOff ? null : 'nothing is past due any more';
}
