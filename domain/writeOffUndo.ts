import { evidenceOf, ruleFor, vote } from './approval.ts';
import type { ApprovalEvidence } from './approval.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import { nextTrackId } from './carryOut.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import { foldLoan } from './loanFold.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { noticeLine } from './notice.ts';
import type { Policy, Step } from './policy.ts';
import type { ApprovalRule } from './approvalRules.ts';
import type { WriteBack } from './posting.ts';
import { booked } from './standing.ts';
import type { World } from './world.ts';
import { groundOf, writeOffRulesOf } from './writeOffRules.ts';
import type { LoanWriteOff } from './writeOffState.ts';

type LoanApplied = Applied<LoanOutcome>;

const isWriteOff = ({ action }: Step): boolean => action.do === 'writeOff';

const reasonOf = ({ content: { reason } }: CaseEvent): string | null =>
  typeof reason === 'string' && reason.trim() !== '' ? reason : null;

/** Command `startWriteOff`: `{ ground, reason }`. A person opens what the ladder would open for other reasons or later. */
export function writeOffStarted(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  actor: Actor,
): LoanApplied {
  if (state.closed !== null) return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing can be written off');
  if (state.writtenOffOn !== null)
    return refused(
      event,
      'ALREADY_WRITTEN_OFF',
      `it was written off on ${state.writtenOffOn}`,
      'nothing has to be done',
    );
  const running = Object.entries(state.tracks).find(([, track]) => track.kind === 'writeOff' && !track.ended)?.[0];
  if (running !== undefined)
    return refused(event, 'WRITE_OFF_OPEN', `${running} is open`, 'name the ground and hand in the evidence there');
  const step = policy.ladder.find(isWriteOff);
  if (step === undefined)
    return refused(event, 'STEP_UNKNOWN', 'the policy has no step that writes off', 'add one, or move the loan');
  const reason = reasonOf(event);
  if (reason === null)
    return refused(event, 'REASON_MISSING', 'a write-off that a person opens needs a reason', 'say why');
  const ground = groundOf(policy, event.content['ground']);
  if (ground === undefined) {
    const ids = writeOffRulesOf(policy).grounds.map(({ id }) => id);
    return refused(event, 'GROUND_UNKNOWN', 'the policy knows no such ground', `name one of ${ids.join(', ')}`);
  }
  const day = dayOf(state, policy, today);
  if (!day.pastDue)
    return refused(
      event,
      'NOTHING_PAST_DUE',
      'nothing is past due',
      'what is not due yet is called in first, then written off',
    );
  const trackId = nextTrackId(state, 'writeOff');
  return {
    outcomes: [
      {
        type: 'trackOpened',
        trackId,
        track: 'writeOff',
        step: step.id,
        occurrence: '',
        partnerId: null,
        on: today,
        oldestDueOn: day.assessment.oldestDueOn ?? '',
        line: noticeLine(state.terms, day.assessment),
        facts: decisionFacts(day),
        asked: { by: actor.id, reason, ground: ground.id },
      },
    ],
    answer: { ok: true, track: trackId, ground: ground.id },
  };
}

/** Command `nameRecoverer`: `{ recovererId }`. Who recovers the debt (清收责任人). */
export function recovererNamed(state: LoanState, event: CaseEvent, today: PlainDate, { id: by }: Actor): LoanApplied {
  const { recovererId } = event.content;
  if (state.closed !== null) return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nobody has to recover it');
  if (typeof recovererId !== 'string' || !/^[\x21-\x7e]{1,80}$/.test(recovererId))
    return refused(event, 'RECOVERER_MISSING', 'nobody is named', 'write recovererId: the id of a person');
  if (state.recovererId === recovererId)
    return refused(event, 'SAME_RECOVERER', `${recovererId} recovers it already`, 'nothing has to be done');
  return { outcomes: [{ type: 'recovererNamed', recovererId, by, on: today }], answer: { ok: true, recovererId } };
}

/** The write-off that counts now, as the case file of the loan has it. */
export function standingWriteOff({ writeOffs = [] }: LoanState): LoanWriteOff | undefined {
  return writeOffs.find(({ undoneOn }) => undoneOn === undefined);
}

function approvalRuleOf({ ladder }: Policy): ApprovalRule | undefined {
  const action = ladder.find(isWriteOff)?.action;
  return action?.do === 'writeOff' ? action.approval : undefined;
}

/** Command `undoWriteOff`: `{ reason }`. It was a mistake: two other people decide, while nothing was recovered. */
export function undoAsked(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  actor: Actor,
): LoanApplied {
  const writeOff = standingWriteOff(state);
  if (writeOff === undefined)
    return refused(event, 'NOT_WRITTEN_OFF', 'no write-off of this loan stands', 'nothing has to be undone');
  if (state.closed !== null)
    return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing can be undone any more');
  if (writeOff.undo !== undefined)
    return refused(event, 'UNDO_OPEN', 'it is asked for already', 'two other people approve or reject it');
  const reason = reasonOf(event);
  if (reason === null) return refused(event, 'REASON_MISSING', 'undoing a write-off needs a reason', 'say why');
  const clash = setAsideWith(state, policy, writeBackOf(writeOff, today));
  if (clash !== null) return refused(event, clash.code, clash.reason, 'what was recovered is booked as it is');
  const general = approvalRuleOf(policy);
  if (general === undefined)
    return refused(event, 'STEP_UNKNOWN', 'the policy has no step that writes off', 'move the loan to one that has');
  const day = dayOf(state, policy, today);
  const rule = ruleFor(general, day.assessment.outstandingMinor, state.terms.contract.currency);
  const taskId = `${writeOff.trackId}/undo/${event.id}`;
  const dueOn = addDays(today, rule.answerDays);
  const { trackId } = writeOff;
  return {
    outcomes: [
      { type: 'undoAsked', trackId, taskId, reason, rule, dueOn, by: actor.id, on: today },
      {
        type: 'taskOpened',
        taskId,
        task: 'undoWriteOff',
        step: 'undoWriteOff',
        occurrence: trackId,
        personId: state.terms.debtorId,
        role: rule.roles[0] ?? rule.escalateTo,
        on: today,
        dueOn,
        oldestDueOn: '',
        facts: decisionFacts(day),
      },
    ],
    answer: { ok: true, dueOn },
  };
}

/** What stands on the table for undoing a write-off: the figures of the day. */
export function undoEvidence(state: LoanState, { policy }: Pick<World, 'policy'>, on: PlainDate): ApprovalEvidence {
  return evidenceOf(noticeLine(state.terms, dayOf(state, policy, on).assessment));
}

/** Commands `approveUndo`, and `rejectUndo` with `{ reason }`. Maker ≠ checker ≠ second checker. */
export function undoDecided(
  state: LoanState,
  event: CaseEvent,
  { policy, delegations }: World,
  today: PlainDate,
  actor: Actor,
): LoanApplied {
  const writeOff = standingWriteOff(state);
  const undo = writeOff?.undo;
  if (writeOff === undefined || undo === undefined)
    return refused(event, 'NOT_AWAITING_APPROVAL', 'nobody has asked to undo a write-off', 'ask for it first');
  const { trackId } = writeOff;
  const { seen, evidenceHash, reason } = event.content;
  const decision = event.type === 'approveUndo' ? 'approved' : 'rejected';
  const evidence = undoEvidence(state, { policy }, today);
  const voted = vote(undo.approval, actor, { decision, seen, evidenceHash }, evidence, delegations ?? []);
  if ('code' in voted) return refused(event, voted.code, voted.reason, voted.remedy);
  const { row, complete, missing: approvalsMissing } = voted;
  const closed = (result: string): LoanOutcome => ({
    ...{ type: 'taskClosed', taskId: undo.taskId, result, by: actor.id, on: today },
  });
  if (decision === 'rejected') {
    if (reasonOf(event) === null) return refused(event, 'REASON_MISSING', 'a rejection needs a reason', 'say why');
    const rejected: LoanOutcome = { type: 'undoRejected', trackId, row, reason: String(reason) };
    return { outcomes: [rejected, closed('rejected')], answer: { ok: true } };
  }
  const approved: LoanOutcome = { type: 'undoApproved', trackId, row, complete };
  if (!complete) return { outcomes: [approved], answer: { ok: true, approvalsMissing } };
  const posting = writeBackOf(writeOff, today);
  // Something was recovered while they decided: it stands as written off.
  const clash = setAsideWith(state, policy, posting);
  if (clash !== null)
    return refused(event, clash.code, clash.reason, 'reject it: what was recovered is booked as it is');
  const first: LoanOutcome[] = [approved, closed('approved'), { type: 'writeOffUndone', trackId, on: today }];
  const undone = first.reduce<LoanState>(foldLoan, state);
  return {
    outcomes: [...first, ...booked(undone, event.id, posting, policy).outcomes],
    answer: { ok: true, approvalsMissing },
  };
}

/** The posting with which a write-off counts as if it had never been. */
function writeBackOf({ trackId, on }: LoanWriteOff, today: PlainDate): WriteBack {
  return { id: `${trackId}/undo`, type: 'writeBack', writeOff: trackId, on, bookedOn: today };
}

/** Why the posting would not count; null if it would. */
function setAsideWith(state: LoanState, policy: Policy, posting: WriteBack): { code: string; reason: string } | null {
  const { outcomes } = booked(state, posting.id, posting, policy);
  for (const row of outcomes) if (row.type === 'postingSetAside' && row.postingId === posting.id) return row;
  return null;
}

/** Days on which an unanswered question of undoing goes to somebody else. */
export function undoDeadlines(state: LoanState): PlainDate[] {
  const approval = standingWriteOff(state)?.undo?.approval;
  return approval === undefined || approval.escalated ? [] : [approval.dueOn];
}

export function undoOverdue(state: LoanState, on: PlainDate): LoanOutcome[] {
  const undo = standingWriteOff(state)?.undo;
  if (undo === undefined || undo.approval.escalated || on < undo.approval.dueOn) return [];
  return [{ type: 'taskEscalated', taskId: undo.taskId, to: undo.approval.rule.escalateTo, on }];
}

/** True while two people still have to say whether a write-off was a mistake. */
export const undoPending = (state: LoanState): boolean => standingWriteOff(state)?.undo !== undefined;
