import type { Planned } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { addMilliseconds, localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { slotOn } from './slot.ts';
import { approvalDeadlines, approvalLapsed } from './trackApproval.ts';
import { addresseeOf, carryOutTrack, demandNoLongerPermitted, heldUntil } from './trackDemand.ts';
import { ending, mustStay, readyToFile } from './trackEvents.ts';
import { foldTrack } from './trackFold.ts';
import { beforeDemand, isDemanded } from './trackRules.ts';
import type { TrackRules } from './trackRules.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

/** So long a track that was opened this moment waits for its addressee to be read. */
const LOOK_AGAIN_MS = 60_000;

/** What is to be done now and when to look again, computed from scratch: endings, deadlines, the demand, the report. */
export function planTrack(rules: TrackRules, state: TrackState, world: World, now: Instant): Planned<TrackOutcome> {
  const today = localDate(now, world.policy.timeZone);
  const atHour = now >= slotOn(world.policy, state.terms.debtorId, today);
  const outcomes: TrackOutcome[] = [];
  let current = state;
  const add = (added: readonly TrackOutcome[]): void => {
    outcomes.push(...added);
    for (const outcome of added) current = foldTrack(current, outcome);
  };
  add(rules.follow?.(current, world, today) ?? []);
  add(endOfArrears(rules, current, world, today));
  add(demandNoLongerPermitted(current, world, now));
  if (current.suspended !== undefined) {
    add(takenBack(current, world, current.suspended.because));
    // Terms that a court or the law has set run on; what was asked and promised does not.
    if (atHour && current.ended === null) add(rules.due?.(current, world, today) ?? []);
    add(report(rules, current));
    return { outcomes, wakeAt: suspendedWake(rules, current, world, today, now) };
  }
  if (atHour) add(approvalLapsed(current, today, heldUntil(world, now) !== null || rules.waits?.(current) === true));
  if (atHour) add(deadlinesPassed(rules, current, today));
  if (atHour && current.ended === null) add(rules.due?.(current, world, today) ?? []);
  if (mayLeave(rules, current, world, atHour, now)) add(carryOutTrack(current, world, now));
  if (atHour) add(rules.letters?.(current, world, now) ?? []);
  add(report(rules, current));
  return { outcomes, wakeAt: nextWake(rules, current, world, today, now) };
}

/** What is open of a track ends with the arrears (docs/policy.md, "Counts as carried out"), or with its reason. */
function endOfArrears(rules: TrackRules, state: TrackState, world: World, on: PlainDate): TrackOutcome[] {
  const { demand } = state;
  // What was demanded stands although it would not have been (a correction says so); what was not is withdrawn.
  const because = state.arrearsEnded ?? (state.demandedOn === null ? state.notCalledFor : null);
  if (because === null || state.ended !== null || rules.outlivesArrears.includes(state.status)) return [];
  if (mustStay(state)) return [];
  if (!beforeDemand(state) && state.status !== 'demanding')
    return ending(state, state.demandedOn === null ? 'withdrawn' : 'cured', on, because, 'loan');
  if (state.status !== 'demanding') return ending(state, 'withdrawn', on, because, 'loan');
  // A sender holds it: whether it was withdrawn or cured is known when its report has come.
  if (!world.queuedKeys.includes(demand.key)) return [];
  const as = state.demandedOn === null ? 'withdrawn' : 'cured';
  return [{ type: 'noticeCancelled', key: demand.key, because }, ...ending(state, as, on, because, 'loan')];
}

/** Nothing leaves while the track stands still; what is queued is demanded anew when it goes on. */
function takenBack({ status, demand, ended }: TrackState, world: World, because: string): TrackOutcome[] {
  const { key } = demand;
  if (ended !== null || status !== 'demanding' || !world.queuedKeys.includes(key)) return [];
  return [{ type: 'noticeCancelled', key, because: 'the track stands still', rule: because }];
}

/** Deadlines that have come: an approval or a filing nobody took up, an answer that did not come. */
function deadlinesPassed(rules: TrackRules, state: TrackState, on: PlainDate): TrackOutcome[] {
  const outcomes: TrackOutcome[] = [];
  const { approval } = state.action;
  for (const [taskId, task] of Object.entries(state.tasks))
    if (task.task !== 'legalDeadline' && !task.escalated && on >= task.dueOn)
      outcomes.push({ type: 'taskEscalated', taskId, to: task.escalateTo ?? approval?.escalateTo ?? 'supervisor', on });
  const { deadlineOn } = state;
  if (!isDemanded(state) || deadlineOn === null || on <= deadlineOn) return outcomes;
  outcomes.push({ type: 'deadlinePassed', deadlineOn, on });
  if (rules.unheard === 'file') return [...outcomes, readyToFile(state, on)];
  const because =
    state.status === 'demanded' ? `no answer by ${deadlineOn}` : `${state.status}, not performed by ${deadlineOn}`;
  return [...outcomes, ...ending(state, 'notPerformed', on, because, 'clock')];
}

/** Approved, at the policy's hour or when permission has come, and neither held nor blind. */
function mayLeave(rules: TrackRules, state: TrackState, world: World, atHour: boolean, now: Instant): boolean {
  if (state.status !== 'approved' || heldUntil(world, now) !== null || isBlind(state, world, now)) return false;
  if (rules.waits?.(state) === true) return false;
  const { until } = state.demand;
  return until === null ? atHour || state.action.do === 'writeOff' : until <= now;
}

/** The world was read before the track had a state that names its addressee: it looks again in a moment. */
function isBlind(state: TrackState, world: World, now: Instant): boolean {
  const addressee = addresseeOf(state);
  return addressee !== null && !(addressee.personId in world.people) && state.openedAt === now;
}

/** The loan is told once per decision, and only what it does not know. */
function report(rules: TrackRules, state: TrackState): TrackOutcome[] {
  const { status, trackId, loanCaseId, reported, statusOn, received } = state;
  const carriedOut = state.carriedOutOn !== null;
  const ended = state.ended !== null;
  const deadlineOn = openDeadline(state);
  const known =
    reported !== null &&
    reported.status === status &&
    reported.carriedOut === carriedOut &&
    reported.ended === ended &&
    reported.deadlineOn === deadlineOn &&
    reported.received?.on === received?.on;
  if (known) return [];
  const on = state.carriedOutOn ?? statusOn;
  const receipt = received === undefined ? {} : { received };
  return [
    {
      type: 'reported',
      loanCaseId,
      trackId,
      status,
      carriedOut,
      ended,
      deadlineOn,
      on,
      ...receipt,
      ...rules.tells?.(state),
    },
  ];
}

/** The day by which somebody has to do something; null when nobody has, or when it has passed and was escalated. */
export function openDeadline(state: TrackState): PlainDate | null {
  if (state.suspended !== undefined) return null;
  const tasks = Object.values(state.tasks).filter((task) => task.task !== 'legalDeadline' && !task.escalated);
  const inCourt = (state.legal?.deadlines ?? []).filter(({ status }) => state.ended === null && status === 'open');
  return state.deadlineOn ?? [...tasks, ...inCourt].map(({ dueOn }) => dueOn).sort()[0] ?? null;
}

function nextWake(rules: TrackRules, state: TrackState, world: World, today: PlainDate, now: Instant): Instant | null {
  if (state.ended !== null && rules.follow === undefined) return null;
  const days = [...approvalDeadlines(state), ...(rules.deadlines?.(state, world, today) ?? [])];
  const own = days.filter((on) => on >= today).sort()[0];
  const shared =
    state.ended === null ? sharedWake(rules, state, world, today, now) : tasksWake(state, world, today, now);
  if (own === undefined) return shared;
  const wake = laterSlot(state, world, own, today, now);
  return shared !== null && shared < wake ? shared : wake;
}

/** While it stands still only what its kind has to watch wakes it, and the loan's word. */
function suspendedWake(
  rules: TrackRules,
  state: TrackState,
  world: World,
  today: PlainDate,
  now: Instant,
): Instant | null {
  const [own] = (rules.deadlines?.(state, world, today) ?? []).filter((on) => on >= today).sort();
  return own === undefined || state.ended !== null ? null : laterSlot(state, world, own, today, now);
}

/** The first slot of a day that is still to come; today's, or of the day after where it has passed. */
function laterSlot(state: TrackState, { policy }: World, on: PlainDate, today: PlainDate, now: Instant): Instant {
  const day = on > today ? on : today;
  const slot = slotOn(policy, state.terms.debtorId, day);
  return slot > now ? slot : slotOn(policy, state.terms.debtorId, addDays(day, 1));
}

/** The day of a task that nobody took up; null when there is none. */
function tasksWake(state: TrackState, world: World, today: PlainDate, now: Instant): Instant | null {
  const deadlineOn = openDeadline(state);
  return deadlineOn === null ? null : laterSlot(state, world, deadlineOn, today, now);
}

/** When the machine that all kinds share has to look again. */
function sharedWake(
  rules: TrackRules,
  state: TrackState,
  world: World,
  today: PlainDate,
  now: Instant,
): Instant | null {
  const later = (on: PlainDate): Instant => laterSlot(state, world, on, today, now);
  switch (state.status) {
    case 'approved': {
      if (rules.waits?.(state) === true) return tasksWake(state, world, today, now);
      const held = heldUntil(world, now);
      if (held !== null) return later(held);
      if (isBlind(state, world, now)) return addMilliseconds(now, LOOK_AGAIN_MS);
      const { until } = state.demand;
      return until !== null && until > now ? until : later(today);
    }
    case 'demanding':
      // That it was accepted is a quiet fact: the track looks the next day, at the latest.
      return later(addDays(today, 1));
    case 'demanded':
    case 'accepted':
    case 'partPerformed':
      return state.deadlineOn === null ? later(today) : later(addDays(state.deadlineOn, 1));
    case 'contested':
      return state.deadlineOn === null ? tasksWake(state, world, today, now) : later(addDays(state.deadlineOn, 1));
    default:
      return tasksWake(state, world, today, now);
  }
}
