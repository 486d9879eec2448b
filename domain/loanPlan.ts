import { covers } from './calendar.ts';
import type { Planned } from './case.ts';
import { carryOut } from './carryOut.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts, partyId } from './day.ts';
import type { Day } from './day.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { unprovenRungs } from './ladder.ts';
import { foldLoan } from './loanFold.ts';
import type { ClosedAs, LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import type { Action } from './policy.ts';
import { slotOn } from './slot.ts';
import { deadlines, dueSteps, maturityAskedOn, nextWake } from './wake.ts';
import type { World } from './world.ts';

/**
 * What is to be done now and when to look again, computed from scratch, so that nothing queued goes stale: endings
 * first, then what is no longer wanted, then deadlines, then the steps that are due.
 */
export function planLoan(state: LoanState, world: World, now: Instant): Planned<LoanOutcome> {
  const today = localDate(now, world.policy.timeZone);
  const outcomes: LoanOutcome[] = [];
  let current = state;
  const add = (added: readonly LoanOutcome[]): void => {
    outcomes.push(...added);
    for (const outcome of added) current = foldLoan(current, outcome);
  };
  add(endOfHold(current, today));
  const day = dayOf(current, world.policy, today);
  add(ending(current, world, day));
  add(noLongerWanted(current, world, day));
  // A calendar that holds no data for today says so; it does not guess (domain.md §4). Money is still booked.
  if (current.closed === null && !covers(world.calendar, today))
    return {
      outcomes,
      wakeAt: slotOn(world.policy, current.terms.debtorId, addDays(today, 1)),
      stuck: 'CALENDAR_NO_DATA',
    };
  // Steps and deadlines are taken at the policy's hour, not at the hour at which a payment happens to arrive.
  if (current.closed === null && now >= slotOn(world.policy, current.terms.debtorId, today)) {
    add(deadlinesPassed(current, world, day));
    for (const due of dueSteps(current, world.policy, world.calendar, day))
      add(carryOut(current, world, due, day, now));
  } else if (current.closed === null) {
    add(heldSteps(current, world, day, now));
  }
  return { outcomes, wakeAt: current.closed === null ? nextWake(current, world, today, now) : null };
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

function endOfHold(state: LoanState, today: PlainDate): LoanOutcome[] {
  const { hold } = state;
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
  if (Object.values(state.tracks).some((track) => !track.ended)) return outcomes;
  if (settledOn !== null && on >= addDays(settledOn, policy.chargebackWindowDays))
    return [...outcomes, { type: 'closed', on, as: closedAs(state) }];
  if (state.writtenOffOn !== null && on >= addDays(state.writtenOffOn, policy.recoveryDays))
    return [...outcomes, { type: 'closed', on, as: 'recoveryEnded' }];
  return outcomes;
}

function closedAs(state: LoanState): ClosedAs {
  switch (state.maturity.decision) {
    case 'renew':
      return 'renewed';
    case 'relend':
      return 'relent';
    default:
      return 'settled';
  }
}

/** What is pending and not wanted any more: messages, calls, and what tracks have to be told. */
function noLongerWanted(state: LoanState, world: World, day: Day): LoanOutcome[] {
  const outcomes: LoanOutcome[] = [];
  const reminders = new Set(world.policy.reminders.map((step) => step.id));
  for (const record of state.steps) {
    if (record.status !== 'open') continue;
    const because = reasonToDrop(record, reminders.has(record.step), day);
    if (because === null) continue;
    if (record.key in state.tasks)
      outcomes.push({ type: 'taskClosed', taskId: record.key, result: 'noLongerNeeded', by: 'clock', on: day.on });
    else if (world.queuedKeys.includes(record.key))
      outcomes.push({ type: 'noticeCancelled', key: record.key, because });
  }
  if (!day.pastDue && !day.assessment.writtenOff)
    for (const [trackId, track] of Object.entries(state.tracks))
      if (!track.ended && !track.told.includes('arrearsEnded'))
        outcomes.push({ type: 'trackTold', trackId, what: 'arrearsEnded', because: 'nothing is past due any more' });
  return outcomes;
}

function reasonToDrop(
  record: { readonly occurrence: string; readonly oldestDueOn: string },
  reminder: boolean,
  day: Day,
): string | null {
  if (day.onHold) return 'the loan is on hold';
  if (!reminder) return day.pastDue || day.assessment.writtenOff ? null : 'nothing is past due any more';
  const spoken = day.assessment.instalments.find((item) => String(item.number) === record.occurrence);
  const paid = spoken === undefined ? day.assessment.outstandingMinor === 0 : spoken.openMinor === 0;
  return paid ? 'it has been paid' : null;
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
    if (task.kind === 'call') outcomes.push({ type: 'taskClosed', taskId, result: 'notWorked', by: 'clock', on });
    else if (!state.maturity.escalated)
      outcomes.push({ type: 'taskEscalated', taskId, to: policy.maturityDecision?.escalateTo ?? 'supervisor', on });
  }
  for (const [trackId, track] of Object.entries(state.tracks))
    if (!track.ended && track.deadlineOn !== null && on > track.deadlineOn && !track.told.includes('deadlinePassed'))
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
