import { isWorkingDay, covers } from './calendar.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import type { Day } from './day.ts';
import type { Instant } from './instant.ts';
import { dueRecovery, dueRungs, unprovenRungs } from './ladder.ts';
import type { LoanState } from './loanState.ts';
import type { Calendar, Policy } from './policy.ts';
import { dueReminders, reminderDates } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { slotOn } from './slot.ts';
import type { World } from './world.ts';

/** A plan looks no further ahead: a wake at the horizon plans again. */
const HORIZON_DAYS = 60;

export function dueSteps(state: LoanState, policy: Policy, calendar: Calendar, day: Day): DueStep[] {
  return [
    ...dueReminders(state, policy, calendar, day),
    ...dueRungs(state, policy, calendar, day),
    ...dueRecovery(state, policy, calendar, day),
  ];
}

/** Days on which something happens whatever the ladder says: deadlines of tasks, tracks, proof, hold and close. */
export function deadlines(state: LoanState, policy: Policy, day: Day): PlainDate[] {
  const dates: PlainDate[] = [];
  for (const task of Object.values(state.tasks))
    if (task.kind === 'call' || !state.maturity.escalated) dates.push(task.dueOn);
  for (const track of Object.values(state.tracks))
    if (!track.ended && track.deadlineOn !== null && !track.told.includes('deadlinePassed'))
      dates.push(addDays(track.deadlineOn, 1));
  dates.push(...unprovenRungs(state, policy, day).map(({ by }) => by));
  if (state.hold !== null && state.hold.to !== null) dates.push(state.hold.to);
  if (state.settledOn !== null) dates.push(addDays(state.settledOn, policy.chargebackWindowDays));
  else if (state.writtenOffOn !== null) dates.push(addDays(state.writtenOffOn, policy.recoveryDays));
  const asked = maturityAskedOn(state, policy, day);
  if (asked !== null) dates.push(asked);
  return dates;
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

/** Days on which a rung may become due: a superset, each is asked of the ladder itself. */
function rungDates(state: LoanState, policy: Policy, day: Day): PlainDate[] {
  const dates: PlainDate[] = [];
  const { assess } = policy;
  const early = assess.dayCount === 'inclusive' ? 1 : 0;
  const paused = day.assessment.overdueDays - day.assessment.delinquentDays - assess.graceDays;
  const open = day.assessment.instalments.filter((item) => item.openMinor > 0);
  const oldest = day.assessment.oldestDueOn ?? open[0]?.dueOn;
  const offsets = policy.ladder.map((step) => step.offsetDays);
  if (oldest !== undefined)
    for (const days of new Set([...offsets, ...CONDITION_DAYS, ...conditionDays(policy)])) {
      dates.push(addDays(oldest, days - early), addDays(oldest, days + assess.graceDays + Math.max(0, paused) - early));
    }
  // 连 and 累 change on the day after a cut-off.
  for (const [at, item] of open.entries()) {
    if (at > 8) break;
    dates.push(addDays(item.dueOn, 1), addDays(item.dueOn, assess.graceDays + 1));
  }
  // What rests on another rung becomes due some days after it was carried out.
  const gaps = new Set([policy.minGapDays, ...offsets]);
  for (const record of state.steps) {
    const { arrearsSince } = day.assessment;
    if (arrearsSince === null || record.on < arrearsSince || record.status === 'cancelled') continue;
    const days = [record.doneOn ?? record.on, record.deliveredOn ?? record.on];
    for (const gap of gaps) dates.push(...days.map((from) => addDays(from, gap)));
  }
  if (state.writtenOffOn !== null) {
    for (const step of policy.recovery) dates.push(addDays(state.writtenOffOn, step.offsetDays));
    for (const record of state.steps) dates.push(addDays(record.on, policy.minGapDays));
  }
  return dates;
}

/** Classification thresholds (domain.md §2): the day after so many overdue days. */
const CONDITION_DAYS = [1, 91, 271, 361];

function conditionDays(policy: Policy): number[] {
  return [...policy.ladder, ...policy.reminders].flatMap(({ when }) =>
    [when, ...(when?.any ?? [])].flatMap((condition) => [
      ...(condition?.overdueDaysAtLeast === undefined ? [] : [condition.overdueDaysAtLeast]),
      ...(condition?.overdueDaysAtMost === undefined ? [] : [condition.overdueDaysAtMost + 1]),
    ]),
  );
}

/**
 * When the loan has to be looked at next if nothing reaches it: the slot of the first day on which a step is due or a
 * deadline falls, at most the horizon ahead. A rung in the outbox is taken to be carried out by then.
 */
export function nextWake(state: LoanState, world: World, today: PlainDate, now: Instant): Instant {
  const { policy, calendar } = world;
  const slot = (on: PlainDate): Instant => slotOn(policy, state.terms.debtorId, on);
  const day = dayOf(state, policy, today);
  const ahead = addDays(today, HORIZON_DAYS);
  // Beyond the calendar's data nothing can be foreseen; its last day plans again.
  const horizon = ahead < calendar.to ? ahead : addDays(calendar.to, 1);
  const hoped = asIfCarriedOut(state);
  const until = deadlines(hoped, policy, day).reduce(
    (first, date) => (date < first && date > today ? date : first),
    horizon,
  );
  const held = state.steps.flatMap((record) =>
    record.status === 'held' && record.until !== undefined ? [record.until] : [],
  );
  const heldUntil = held.filter((instant) => instant > now).sort()[0];
  const byTime = (wake: Instant): Instant => (heldUntil !== undefined && heldUntil < wake ? heldUntil : wake);
  if (slot(today) > now && somethingOn(hoped, policy, calendar, day)) return byTime(slot(today));
  const dates = new Set<PlainDate>(reminderDates(policy, calendar, day, until));
  for (const date of rungDates(hoped, policy, day)) {
    if (date > today && date <= until) dates.add(date);
    else if (date <= today) dates.add(addDays(today, 1));
  }
  for (const date of [...dates]) {
    const working = nextWorking(calendar, date);
    if (working <= until) dates.add(working);
  }
  for (const date of [...dates].sort()) {
    if (date >= until) break;
    if (somethingOn(hoped, policy, calendar, dayOf(hoped, policy, date))) return byTime(slot(date));
  }
  return byTime(slot(until));
}

function somethingOn(state: LoanState, policy: Policy, calendar: Calendar, day: Day): boolean {
  return (
    dueSteps(state, policy, calendar, day).length > 0 || deadlines(state, policy, day).some((date) => date <= day.on)
  );
}

function nextWorking(calendar: Calendar, date: PlainDate): PlainDate {
  let day = date;
  while (covers(calendar, day) && !isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
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
