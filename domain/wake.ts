import { dueAccelerationNotices } from './accelerationNotices.ts';
import { accelerationDeadlines, accelerationPending } from './accelerationPlan.ts';
import { circumstanceDeadlines, dueByCircumstance, dueEstateClaims } from './circumstancePlan.ts';
import { waitsForWord } from './circumstanceStops.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { daysFrom } from './day.ts';
import type { Day } from './day.ts';
import { deskDeadlines } from './deskTask.ts';
import { disputeDeadlines, disputesPending, dueAnswers } from './disputePlan.ts';
import type { Instant } from './instant.ts';
import { limitationDeadlines } from './limitationPlan.ts';
import { dueRecovery, dueRungs, unprovenRungs } from './ladder.ts';
import type { LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import type { Calendar } from './calendar.ts';
import { dueSecurityNotices, securityDeadlines } from './securityPlan.ts';
import { duePlacementNotice, placementDeadlines, placementPending } from './placementPlan.ts';
import { expiryDeadlines } from './pledge.ts';
import { duePromiseReminders, promiseDeadlines, promisesPending } from './promisePlan.ts';
import { reliefDeadlines } from './relief.ts';
import { dueRequestAnswers } from './requestAnswer.ts';
import { requestDeadlines, requestsPending } from './requestPlan.ts';
import { dueReminders, recordOf } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { slotOn } from './slot.ts';
import { spaced } from './strategy.ts';
import type { World } from './world.ts';
import { undoDeadlines, undoPending } from './writeOffUndo.ts';

/** A plan looks no further ahead: a wake at the horizon plans again. */
const HORIZON_DAYS = 60;

export function dueSteps(state: LoanState, policy: Policy, calendar: Calendar, day: Day): readonly DueStep[] {
  const rungs = dueRungs(state, policy, calendar, day);
  const opened = dueByCircumstance(state, policy, day).filter(({ step }) => !rungs.some((one) => one.step === step));
  const due = [
    ...dueReminders(state, policy, calendar, day),
    ...rungs,
    ...opened,
    ...dueRecovery(state, policy, calendar, day),
    ...duePromiseReminders(state, policy, day),
    ...dueAnswers(state, policy, day),
    ...dueAccelerationNotices(state, policy, day),
    ...dueEstateClaims(state, policy, day),
    ...dueRequestAnswers(state, policy, day.on),
    ...duePlacementNotice(state, policy, day),
    ...dueSecurityNotices(state, policy, day),
  ];
  const open = state.circumstances === undefined ? due : due.filter((one) => !waitsForWord(state, one));
  return spaced(open, state.steps, policy, day.strategy, day.on);
}

/** Days on which something happens whatever the ladder says: deadlines of tasks, tracks, proof, hold and close. */
export function deadlines(state: LoanState, policy: Policy, day: Day): PlainDate[] {
  const dates: PlainDate[] = [];
  for (const task of Object.values(state.tasks))
    if (task.kind === 'call' ? task.escalatedOn === undefined : !state.maturity.escalated) dates.push(task.dueOn);
  for (const track of Object.values(state.tracks))
    if (!track.ended && track.deadlineOn !== null && !track.told.includes('deadlinePassed'))
      // The track itself notices on the day after; the loan asks a day later, so that it asks only who is silent.
      dates.push(addDays(track.deadlineOn, 2));
  dates.push(...unprovenRungs(state, policy, day).map(({ by }) => by), ...promiseDeadlines(state));
  dates.push(...disputeDeadlines(state), ...requestDeadlines(state, day), ...undoDeadlines(state));
  dates.push(...limitationDeadlines(state, policy, day), ...accelerationDeadlines(state, policy, day));
  dates.push(...circumstanceDeadlines(state, policy, day));
  dates.push(...reliefDeadlines(state, day.on), ...limitationDeadlines(state, policy, day));
  dates.push(...placementDeadlines(state), ...securityDeadlines(state));
  dates.push(...expiryDeadlines(state, policy), ...deskDeadlines(state));
  if (state.hold !== null && state.hold.to !== null) dates.push(state.hold.to);
  const end = endOn(state, policy);
  // What held the end up has ended since: it comes with the next day.
  if (end !== null) dates.push(end > day.on || somethingPending(state) ? end : addDays(day.on, 1));
  const asked = maturityAskedOn(state, policy, day);
  if (asked !== null) dates.push(asked);
  return dates;
}

/** The day on which the loan ends if nothing is pending then; null while that is not known. */
export function endOn(state: LoanState, policy: Policy): PlainDate | null {
  if (state.settledOn !== null) return addDays(state.settledOn, policy.chargebackWindowDays);
  return state.writtenOffOn === null ? null : addDays(state.writtenOffOn, policy.recoveryDays);
}

/** Tracks, promises and disputes end before their loan. */
export function somethingPending(state: LoanState): boolean {
  return (
    Object.values(state.tracks).some((track) => !track.ended) ||
    promisesPending(state) ||
    disputesPending(state) ||
    requestsPending(state) ||
    accelerationPending(state) ||
    placementPending(state) ||
    undoPending(state)
  );
}

/** The day on which the question of maturity is put (domain.md §1 row 3); null when it is not, or has been. */
export function maturityAskedOn(state: LoanState, policy: Policy, day: Day): PlainDate | null {
  const { maturityDecision } = policy;
  const maturity = day.assessment.instalments.at(-1)?.dueOn;
  if (maturityDecision === undefined || maturity === undefined) return null;
  if (state.maturity.taskId !== null || state.settledOn !== null || state.writtenOffOn !== null) return null;
  if (maturity < day.on) return null;
  const asked = addDays(maturity, -maturityDecision.askDaysBefore);
  return asked < state.terms.takenOverOn ? state.terms.takenOverOn : asked;
}

/**
 * When the loan has to be looked at next if nothing reaches it: the slot of the first day on which a step is due or a
 * deadline falls, at most the horizon ahead. A rung in the outbox is taken to be carried out by then. Each day is asked
 * itself: rules about counts, pauses, segments and free days leave no list of days that is shorter and surely complete.
 */
export function nextWake(state: LoanState, world: World, today: PlainDate, now: Instant): Instant {
  const { policy, calendar } = world;
  const slot = (on: PlainDate): Instant => slotOn(policy, state.terms.debtorId, on);
  const hoped = asIfCarriedOut(state);
  const dayOn = daysFrom(hoped, policy, today);
  const dates = deadlines(hoped, policy, dayOn(today));
  const held = state.steps.flatMap((record) =>
    record.status === 'held' && record.until !== undefined && record.until > now ? [record.until] : [],
  );
  const first = (wake: Instant): Instant => [wake, ...held].sort()[0] ?? wake;
  if (slot(today) > now && dates.some((date) => date <= today)) return first(slot(today));
  const ahead = addDays(today, HORIZON_DAYS);
  // Beyond the calendar's data nothing can be foreseen; the day after its last one says so.
  const horizon = ahead < calendar.to ? ahead : addDays(calendar.to, 1);
  const until = dates.reduce((soonest, date) => (date > today && date < soonest ? date : soonest), horizon);
  for (let on = slot(today) > now ? today : addDays(today, 1); on < until; on = addDays(on, 1))
    if (somethingOn(hoped, policy, calendar, dayOn(on), slot)) return first(slot(on));
  return first(slot(until));
}

/** A step is due on the day, and is not known to wait for a later moment. */
function somethingOn(
  state: LoanState,
  policy: Policy,
  calendar: Calendar,
  day: Day,
  slot: (on: PlainDate) => Instant,
): boolean {
  return dueSteps(state, policy, calendar, day).some(({ step, occurrence }) => {
    const until = recordOf(state, step.id, occurrence)?.until;
    return until === undefined || until <= slot(day.on);
  });
}

function asIfCarriedOut(state: LoanState): LoanState {
  return {
    ...state,
    steps: state.steps.map((record) =>
      record.status === 'open' && !(record.key in state.tasks) && !(record.key in state.tracks)
        ? { ...record, status: 'done', doneOn: record.on }
        : record,
    ),
  };
}
