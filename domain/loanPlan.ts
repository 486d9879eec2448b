import { accelerationDropped, accelerationDue, accelerationFollows, accelerationUnserved } from './accelerationPlan.ts';
import { covers, isWorkingDay } from './calendar.ts';
import type { Planned } from './case.ts';
import { carryOut } from './carryOut.ts';
import {
  circumstancesBrought,
  circumstanceTasks,
  circumstancesOverdue,
  ruleOf,
  stoppedBy,
  tracksStopped,
} from './circumstancePlan.ts';
import { recallByFraud } from './circumstanceRecall.ts';
import type { Circumstance } from './circumstanceState.ts';
import { isBoughtBack, moneyToTell } from './claimOfLoan.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { deskClosed } from './deskTask.ts';
import { dayOf, decisionFacts, partyId } from './day.ts';
import type { Day } from './day.ts';
import { addMilliseconds, localDate } from './instant.ts';
import { DISPUTE_ANSWER, disputePause, disputesOverdue } from './disputePlan.ts';
import type { Instant } from './instant.ts';
import { limitationDue } from './limitationPlan.ts';
import { unprovenRungs } from './ladder.ts';
import { foldLoan } from './loanFold.ts';
import type { ClosedAs, LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import { securityDropped, securityDue } from './securityPlan.ts';
import { claimsNotAwaited } from './partnerOfLoan.ts';
import { placementDropped, placementFollows } from './placementPlan.ts';
import type { Action, Policy } from './policy.ts';
import { noLongerPermitted } from './permitted.ts';
import { expiriesDue } from './pledge.ts';
import { PROMISE_REMINDER, isAwaited, ladderWaits, verdictsToTell } from './promisePlan.ts';
import { reliefDue } from './relief.ts';
import { ladderRests, reliefWaits } from './reliefRest.ts';
import { REQUEST_ANSWER } from './requestAnswer.ts';
import { requestsLapsed, requestsOverdue } from './requestPlan.ts';
import { reminderDropped } from './reminders.ts';
import { slotOn } from './slot.ts';
import { wordsToTracks } from './trackWords.ts';
import { deadlines, dueSteps, maturityAskedOn, nextWake, somethingPending } from './wake.ts';
import type { World } from './world.ts';
import { undoOverdue } from './writeOffUndo.ts';

/** What is to be done now and when to look again, computed from scratch, so that nothing queued goes stale. */
export function planLoan(state: LoanState, world: World, now: Instant): Planned<LoanOutcome> {
  const today = localDate(now, world.policy.timeZone);
  const outcomes = dueNow(state, world, now);
  const after = outcomes.reduce<LoanState>(foldLoan, state);
  if (after.closed !== null) return { outcomes, wakeAt: null };
  if (!runsOn(after, world.policy)) return { outcomes, wakeAt: addMilliseconds(now, LOOK_AGAIN_MS) };
  if (covers(world.calendar, today)) return { outcomes, wakeAt: nextWake(after, world, today, now) };
  const wakeAt = slotOn(world.policy, after.terms.debtorId, addDays(today, 1));
  return { outcomes, wakeAt, stuck: 'CALENDAR_NO_DATA' };
}

/** So long a loan that was moved in this decision waits until its new policy has been read. */
const LOOK_AGAIN_MS = 1000;

/** False when the loan has just been moved: the policy at hand is the one that it leaves. */
function runsOn({ terms: { policy } }: LoanState, { id, version }: Policy): boolean {
  return policy.id === id && policy.version === version;
}

/** What is to be done now: endings first, then what is no longer wanted, then deadlines, then the steps that are due. */
export function dueNow(state: LoanState, world: World, now: Instant): LoanOutcome[] {
  const today = localDate(now, world.policy.timeZone);
  const outcomes: LoanOutcome[] = [];
  let current = state;
  const add = (added: readonly LoanOutcome[]): void => {
    outcomes.push(...added);
    for (const outcome of added) current = foldLoan(current, outcome);
  };
  if (world.circumstances !== undefined) add(circumstancesBrought(current, world.circumstances, today, now));
  // Judged at the hour of steps: the payments of a day are posted in the morning. What postings change is told at once.
  const isHour = now >= slotOn(world.policy, current.terms.debtorId, today);
  add(reliefDue(current, world.policy, today, isHour));
  const day = dayOf(current, world.policy, today);
  add(armsAssigned(current, world.policy, day));
  add(verdictsToTell(current, today, isHour));
  add(notCalledFor(current));
  add(requestsLapsed(current, world, day));
  add(placementFollows(current, day));
  add(accelerationFollows(current, world.policy, world.calendar, day));
  add(ending(current, world, day));
  add(endOfHold(current, today));
  add(disputePause(current, world.policy, today));
  add(noLongerWanted(current, world, day));
  add(tracksStopped(current, world.policy));
  if (runsOn(current, world.policy)) {
    add(circumstanceTasks(current, world.policy, world.calendar, day));
    add(recallByFraud(current, world, day));
  }
  add(claimsNotAwaited(current, world, today));
  add(moneyToTell(current, world.policy));
  add(noLongerPermitted(current, world, now));
  // A calendar that holds no data for today says so; it does not guess (domain.md §4). Money is still booked.
  if (current.closed !== null || !covers(world.calendar, today) || !runsOn(current, world.policy)) return outcomes;
  // Steps and deadlines are taken at the policy's hour, not at the hour at which a payment happens to arrive.
  if (!isHour) {
    add(heldSteps(current, world, day, now));
    return outcomes;
  }
  add(deadlinesPassed(current, world, day));
  add(securityDue(current, world, day));
  add(accelerationDue(current, world, day));
  for (const due of dueSteps(current, world.policy, world.calendar, day)) add(carryOut(current, world, due, day, now));
  add(accelerationUnserved(current, world, day));
  return outcomes;
}

/** A rung that was held, or has to go on with its next channel, does not wait for the hour of another day. */
function heldSteps(state: LoanState, world: World, day: Day, now: Instant): LoanOutcome[] {
  const ready = (key: string): boolean =>
    state.steps.some(
      (record) =>
        record.status === 'held' &&
        `${record.step}|${record.occurrence}` === key &&
        record.until !== undefined &&
        record.until <= now,
    );
  return dueSteps(state, world.policy, world.calendar, day)
    .filter((due) => ready(`${due.step.id}|${due.occurrence}`))
    .flatMap((due) => carryOut(state, world, due, day, now));
}

/** Which arm of each experiment the loan is in: written down when it opens, or first runs on a policy that has one. */
function armsAssigned(state: LoanState, policy: Policy, { on, arms }: Day): LoanOutcome[] {
  if (arms === undefined || state.closed !== null || !runsOn(state, policy)) return [];
  return Object.entries(arms).flatMap(([experiment, arm]): LoanOutcome[] =>
    state.arms?.[experiment] === arm ? [] : [{ type: 'armAssigned', experiment, arm, on }],
  );
}

function endOfHold(state: LoanState, today: PlainDate): LoanOutcome[] {
  const { hold } = state;
  // Nobody wakes a closed loan for it; if it is opened again, its hold ends then.
  if (state.closed !== null) return [];
  return hold !== null && hold.to !== null && hold.to <= today ? [{ type: 'holdEnded', on: hold.to, by: 'clock' }] : [];
}

/** Settled, reopened, closed. */
function ending(state: LoanState, { policy }: World, day: Day): LoanOutcome[] {
  const settled = day.assessment.settled;
  const { on } = day;
  if (!settled && state.settledOn !== null) return [{ type: 'reopened', because: 'something is outstanding again' }];
  if (state.closed !== null) return [];
  const outcomes: LoanOutcome[] = settled && state.settledOn === null ? [{ type: 'settled', on }] : [];
  const settledOn = state.settledOn ?? (settled ? on : null);
  if (somethingPending(state)) return outcomes;
  if (settledOn !== null && on >= addDays(settledOn, policy.chargebackWindowDays))
    return [...outcomes, ...deskClosed(state, on), { type: 'closed', on, as: closedAs(state) }];
  if (state.writtenOffOn !== null && on >= addDays(state.writtenOffOn, policy.recoveryDays))
    return [...outcomes, ...deskClosed(state, on), { type: 'closed', on, as: 'recoveryEnded' }];
  return outcomes;
}

function closedAs(state: LoanState): ClosedAs {
  if (isBoughtBack(state)) return 'boughtBack';
  switch (state.maturity.decision) {
    case 'renew':
      return 'renewed';
    case 'relend':
      return 'relent';
    default:
      return 'settled';
  }
}

/** What is pending and not wanted any more: messages, calls, the question of maturity, and what tracks have to be told. */
function noLongerWanted(state: LoanState, world: World, day: Day): LoanOutcome[] {
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
  // A call that lies with a supervisor has counted already, so no open step speaks of it.
  if (
    state.closed !== null ||
    day.onHold ||
    day.collectionEnded ||
    settled ||
    !(day.pastDue || writtenOff) ||
    ladderRests(state, day.on)
  )
    for (const [id, task] of Object.entries(state.tasks)) if (task.escalatedOn !== undefined) drop(id);
  const { taskId } = state.maturity;
  if (taskId !== null && taskId in state.tasks && (settled || writtenOff)) drop(taskId);
  if (!writtenOff) outcomes.push(...wordsToTracks(state, world.policy, day));
  return outcomes;
}

/** What is reported or known of the person whom a message or a call is meant for. */
function stopOf(state: LoanState, { step: id }: StepRecord, policy: Policy): Circumstance | undefined {
  if (state.circumstances === undefined) return undefined;
  const step = [...policy.reminders, ...policy.ladder, ...policy.recovery].find((one) => one.id === id);
  return step === undefined ? undefined : stoppedBy(state, step.action);
}

/** Tracks whose step would not have been taken, and which have not demanded anything yet: they are withdrawn. */
function notCalledFor({ steps, tracks }: LoanState): LoanOutcome[] {
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

function hasChannelAfter(state: LoanState, { people }: World, action: Action, channelAt: number): boolean {
  if (action.do !== 'notify') return false;
  const channels = people[partyId(state.terms, action.to) ?? '']?.channels ?? [];
  return action.channels.some((channel, at) => at > channelAt && channels.includes(channel));
}

/** No proof on any channel: carried out for a recorded reason, on whatever day that is. */
function unproven({ step, occurrence, oldestDueOn }: StepRecord, day: Day): LoanOutcome {
  const facts = decisionFacts(day);
  return { type: 'stepRefused', step, occurrence, code: 'NOT_DELIVERED', rule: null, on: day.on, oldestDueOn, facts };
}

function dueOfSupervisor({ calendar }: World, on: PlainDate): PlainDate {
  let day = addDays(on, 1);
  // Beyond the calendar's data every day counts: the deadline only sorts the list.
  while (covers(calendar, day) && !isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** Deadlines that have come: proof of delivery, calls nobody made, the question of maturity, tracks that are silent. */
function deadlinesPassed(state: LoanState, world: World, day: Day): LoanOutcome[] {
  const { policy } = world;
  const { on } = day;
  if (!deadlines(state, policy, day).some((date) => date <= on)) return [];
  const outcomes: LoanOutcome[] = [];
  for (const { record, step, by } of unprovenRungs(state, policy, day)) {
    if (on < by) continue;
    outcomes.push({ type: 'noticeReported', key: record.key, status: 'failed', code: 'NOT_DELIVERED', on });
    if (!hasChannelAfter(state, world, step.action, record.channelAt)) outcomes.push(unproven(record, day));
  }
  for (const [taskId, task] of Object.entries(state.tasks)) {
    if (on < task.dueOn) continue;
    if (task.kind === 'call') {
      // Nobody called in time: the step counts as carried out, and a supervisor has until the next working day.
      if (task.escalatedOn === undefined)
        outcomes.push({ type: 'taskEscalated', taskId, to: 'supervisor', on, dueOn: dueOfSupervisor(world, on) });
    } else if (!state.maturity.escalated)
      outcomes.push({ type: 'taskEscalated', taskId, to: policy.maturityDecision?.escalateTo ?? 'supervisor', on });
  }
  outcomes.push(...disputesOverdue(state, policy, on), ...requestsOverdue(state, on), ...undoOverdue(state, on));
  outcomes.push(...limitationDue(state, policy, day));
  outcomes.push(...circumstancesOverdue(state, policy, on));
  outcomes.push(...expiriesDue(state, world, day));
  for (const [trackId, track] of Object.entries(state.tracks))
    if (
      !track.ended &&
      track.deadlineOn !== null &&
      on > addDays(track.deadlineOn, 1) &&
      !track.told.includes('deadlinePassed')
    )
      outcomes.push({ type: 'trackTold', trackId, what: 'deadlinePassed', because: `no word by ${track.deadlineOn}` });
  const asked = maturityAskedOn(state, policy, day);
  if (policy.maturityDecision !== undefined && asked !== null && on >= asked) {
    const maturity = day.assessment.instalments.at(-1)?.dueOn ?? on;
    const taskId = `${state.terms.loanId}/maturity/${maturity}`;
    const { role, answerDaysBefore, escalateTo } = policy.maturityDecision;
    const dueOn = addDays(maturity, -answerDaysBefore);
    outcomes.push({
      type: 'taskOpened',
      taskId,
      task: 'maturityDecision',
      step: 'maturity',
      occurrence: maturity,
      personId: state.terms.debtorId,
      role,
      on,
      dueOn,
      oldestDueOn: '',
      facts: decisionFacts(day),
    });
    // Taken over late: the time for the answer has passed already.
    if (on >= dueOn) outcomes.push({ type: 'taskEscalated', taskId, to: escalateTo, on });
  }
  return outcomes;
}
