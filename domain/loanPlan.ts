import { accelerationDue, accelerationFollows, accelerationUnserved } from './accelerationPlan.ts';
import { covers } from './calendar.ts';
import type { Planned } from './case.ts';
import { carryOut } from './carryOut.ts';
import { circumstancesBrought } from './circumstancePlan.ts';
import { tracksStopped } from './circumstanceStops.ts';
import { circumstanceTasks } from './circumstanceTasks.ts';
import { recallByFraud } from './circumstanceRecall.ts';
import { moneyToTell } from './claimOfLoan.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import type { Day } from './day.ts';
import { disputePause } from './disputePlan.ts';
import { addMilliseconds, localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { deadlinesPassed } from './loanDeadlines.ts';
import { ending } from './loanEnding.ts';
import { foldLoan } from './loanFold.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { noLongerWanted, notCalledFor } from './loanUnwanted.ts';
import { claimsNotAwaited } from './partnerOfLoan.ts';
import { noLongerPermitted } from './permitted.ts';
import { placementFollows } from './placementPlan.ts';
import type { Policy } from './policy.ts';
import { verdictsToTell } from './promisePlan.ts';
import { reliefDue } from './relief.ts';
import { requestsLapsed } from './requestPlan.ts';
import { securityDue } from './securityPlan.ts';
import { slotOn } from './slot.ts';
import { dueSteps, nextWake } from './wake.ts';
import type { World } from './world.ts';

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
