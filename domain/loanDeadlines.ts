import { circumstancesOverdue } from './circumstanceTasks.ts';
import { addDays } from './date.ts';
import { decisionFacts, partyId } from './day.ts';
import type { Day } from './day.ts';
import { deskOverdue } from './deskTask.ts';
import { disputesOverdue } from './disputePlan.ts';
import { answerBy } from './disputeRules.ts';
import { unprovenRungs } from './ladder.ts';
import { limitationDue } from './limitationPlan.ts';
import type { LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import { expiriesDue } from './pledge.ts';
import type { Action } from './policy.ts';
import { requestsOverdue } from './requestPlan.ts';
import { deadlines, maturityAskedOn } from './wake.ts';
import type { World } from './world.ts';
import { undoOverdue } from './writeOffUndo.ts';

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
export function deadlinesPassed(state: LoanState, world: World, day: Day): LoanOutcome[] {
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
        outcomes.push({ type: 'taskEscalated', taskId, to: 'supervisor', on, dueOn: answerBy(world.calendar, on, 1) });
    } else if (!state.maturity.escalated)
      outcomes.push({ type: 'taskEscalated', taskId, to: policy.maturityDecision?.escalateTo ?? 'supervisor', on });
  }
  outcomes.push(...disputesOverdue(state, policy, on), ...requestsOverdue(state, on), ...undoOverdue(state, on));
  outcomes.push(...limitationDue(state, policy, day));
  outcomes.push(...circumstancesOverdue(state, policy, on));
  outcomes.push(...expiriesDue(state, world, day), ...deskOverdue(state, world, on));
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
