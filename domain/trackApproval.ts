import { evidenceOf, expiresOn, vote } from './approval.ts';
import type { Approval, ApprovalEvidence } from './approval.ts';
import type { Applied } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { closeTasks, ending, lineOn, mustStay, openTask, reasonMissing, reasonOf } from './trackEvents.ts';
import { refusedTrack } from './trackRefusal.ts';
import type { TrackAsked, TrackRules } from './trackRules.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

/** Maker ≠ checker ≠ second checker (domain.md §7, Approvals); one rejection is enough. */
export function decideApproval(asked: TrackAsked, type: 'approve' | 'reject'): Applied<TrackOutcome> {
  const { rules, state, event, actor, world, today } = asked;
  const { approval } = state;
  if (approval === null || state.status !== 'awaitingApproval')
    return refusedTrack(event, 'NOT_AWAITING_APPROVAL', `it is ${state.status}`, 'nothing has to be approved now');
  const evidence = trackEvidence(rules, state, world, today);
  const { seen, evidenceHash } = event.content;
  const decision = type === 'approve' ? 'approved' : 'rejected';
  const voted = vote(approval, actor, { decision, seen, evidenceHash }, evidence, world.delegations ?? []);
  if ('code' in voted) return refusedTrack(event, voted.code, voted.reason, voted.remedy);
  const { row, complete, missing } = voted;
  if (type === 'reject') {
    const reason = reasonOf(event);
    if (reason === null) return reasonMissing(event);
    const ended: TrackOutcome = { type: 'ended', as: 'rejected', because: reason, by: actor.id, on: today };
    return {
      outcomes: [{ type: 'approvalRefused', row, reason }, ...closeTasks(state, 'rejected', today, actor.id), ended],
      answer: { ok: true },
    };
  }
  return {
    outcomes: [
      { type: 'approvalGiven', row, complete },
      ...(complete ? approvalTasksClosed(state, today, actor.id) : []),
    ],
    answer: { ok: true, approvalsMissing: missing },
  };
}

/** What stands on the table for the approval of a track: the loan's figures as of the day, and what was handed in. */
export function trackEvidence(
  rules: TrackRules,
  state: TrackState,
  world: Pick<World, 'loan' | 'policy'>,
  on: PlainDate,
): ApprovalEvidence {
  return evidenceOf(lineOn(state, world, on), rules.documents?.(state));
}

/** The question is answered; what else waits for people goes on waiting. */
function approvalTasksClosed({ tasks }: TrackState, on: PlainDate, by: string): TrackOutcome[] {
  return Object.keys(tasks)
    .filter((taskId) => tasks[taskId]?.task === 'approval')
    .map((taskId) => ({ type: 'taskClosed', taskId, result: 'approved', by, on }));
}

/**
 * A question that nobody answered in its time is over. What was approved and not carried out in time is asked again, once
 * nothing holds it any more: what is asked meanwhile would lapse again.
 */
export function approvalLapsed(state: TrackState, on: PlainDate, isHeld: boolean): TrackOutcome[] {
  const { approval, status } = state;
  if (approval === null) return [];
  if (status === 'awaitingApproval') {
    const expires = expiresOn(approval);
    if (expires === null || on < expires || mustStay(state)) return [];
    return ending(state, 'expired', on, `nobody decided before ${expires}`, 'clock');
  }
  const stale = staleOn(state);
  if (stale === null || on < stale || isHeld) return [];
  const because = `it was approved, and not carried out before ${stale}`;
  const { roles, escalateTo, answerDays } = approval.rule;
  const asked = openTask(state, 'approval', roles[0] ?? escalateTo, on, answerDays, (approval.round ?? 0) + 1);
  return [{ type: 'approvalLapsed', because, on }, asked];
}

/** The day on which an open question is over; what was approved is looked at anyway when nothing holds it. */
export function approvalDeadlines({ approval, status }: TrackState): PlainDate[] {
  const expires = approval === null || status !== 'awaitingApproval' ? null : expiresOn(approval);
  return expires === null ? [] : [expires];
}

/** From this day on an approval that was not carried out does not count any more; null when there is no such day. */
function staleOn({ approval, status, demandedOn }: TrackState): PlainDate | null {
  const validDays = approval?.rule.validDays;
  const given = approval?.rows.at(-1)?.on;
  if (status !== 'approved' || demandedOn !== null || validDays === undefined || given === undefined) return null;
  return addDays(given, validDays);
}

/** The question anew: nobody has answered it yet. */
export function askedAgain(approval: Approval, on: PlainDate): Approval {
  const round = (approval.round ?? 0) + 1;
  const dueOn = addDays(on, approval.rule.answerDays);
  return { ...approval, rows: [], askedOn: on, dueOn, escalated: false, round };
}
