import { accelerationWithdrawn, noticeRecorded } from './accelerationCommand.ts';
import { callOutcome, claimTask, recordDial, recordRefusedDial, releaseTask } from './callTask.ts';
import type { Applied, CaseEvent } from './case.ts';
import { circumstanceEnded, circumstanceRefuted, circumstanceVerified } from './circumstance.ts';
import { claimRegistered, representativeNamed } from './circumstanceEstate.ts';
import { circumstanceReported } from './circumstanceReport.ts';
import type { PlainDate } from './date.ts';
import { deskOutcome } from './deskTask.ts';
import { disputeOpened, disputeResolved } from './dispute.ts';
import type { Instant } from './instant.ts';
import { keepingWithdrawn, rightRecorded, suitEnded } from './limitationCommand.ts';
import { foldLoan, pauseOfHold } from './loanFold.ts';
import { dateOf, refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { legalOpened } from './openLegal.ts';
import { securityAsked, securityProvided, securityWithdrawn } from './security.ts';
import { placementRecalled } from './placementCommand.ts';
import { collateralAdded, collateralUpdated, disposalAsked } from './pledge.ts';
import type { PolicyRef } from './policy.ts';
import type { Posting } from './posting.ts';
import { promiseMade, promiseWithdrawn } from './promise.ts';
import { requestDecided, requestMade, requestWithdrawn } from './request.ts';
import { booked, consequences } from './standing.ts';
import type { World } from './world.ts';
import { recovererNamed, undoAsked, undoDecided, writeOffStarted } from './writeOffUndo.ts';

/** Commands that a person gives to a loan, by type; each is refused with code, reason and remedy when it does not fit. */
export function loanCommand(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  now: Instant,
): Applied<LoanOutcome> {
  const { actor } = event;
  if (actor === undefined || actor === null)
    return refused(
      event,
      'SIGNATURE_INVALID',
      'the command is not signed by this deployment',
      'send it through the API',
    );
  switch (event.type) {
    case 'hold':
      return hold(state, event, world, today, actor.id);
    case 'resume':
      return resume(state, event, world, today, actor.id);
    case 'decideMaturity':
      return decideMaturity(state, event, world, today, actor.id);
    case 'taskOutcome':
      return deskOutcome(state, event, today, actor.id) ?? callOutcome(state, event, world, actor.id, now);
    case 'claimTask':
      return claimTask(state, event, actor.id, now);
    case 'releaseTask':
      return releaseTask(state, event, world, now);
    case 'callDialled':
      return recordDial(event, world, actor.id);
    case 'dialRefused':
      return recordRefusedDial(event);
    case 'movePolicy':
      return movePolicy(state, event, world, actor.id);
    case 'promise':
      return promiseMade(state, event, world, today, actor);
    case 'withdrawPromise':
      return promiseWithdrawn(state, event, today, actor);
    case 'dispute':
      return disputeOpened(state, event, world, today, actor);
    case 'reportCircumstance':
      return circumstanceReported({ state, event, world, today, now, actor });
    case 'verifyCircumstance':
      return circumstanceVerified({ state, event, world, today, now, actor });
    case 'refuteCircumstance':
      return circumstanceRefuted({ state, event, world, today, now, actor });
    case 'endCircumstance':
      return circumstanceEnded({ state, event, world, today, now, actor });
    case 'nameRepresentative':
      return representativeNamed({ state, event, world, today, now, actor });
    case 'registerClaim':
      return claimRegistered({ state, event, world, today, now, actor });
    case 'keepRight':
      return rightRecorded(state, event, today, actor);
    case 'endSuit':
      return suitEnded(state, event, today);
    case 'withdrawKeeping':
      return keepingWithdrawn(state, event, today, actor);
    case 'resolveDispute':
      return disputeResolved(state, event, world, today, actor);
    case 'addCollateral':
      return collateralAdded(state, event, today, actor);
    case 'updateCollateral':
      return collateralUpdated(state, event, today, actor);
    case 'disposeCollateral':
      return disposalAsked(state, event, world, today, actor);
    case 'startWriteOff':
      return writeOffStarted(state, event, world, today, actor);
    case 'nameRecoverer':
      return recovererNamed(state, event, today, actor);
    case 'undoWriteOff':
      return undoAsked(state, event, world, today, actor);
    case 'approveUndo':
    case 'rejectUndo':
      return undoDecided(state, event, world, today, actor);
    case 'request':
      return requestMade(state, event, world, today, actor);
    case 'approveRequest':
    case 'rejectRequest':
      return requestDecided(state, event, world, today, actor);
    case 'askSecurity':
      return securityAsked(state, event, world, today, actor);
    case 'provideSecurity':
      return securityProvided(state, event, world, today, actor);
    case 'withdrawSecurity':
      return securityWithdrawn(state, event, world, today, actor);
    case 'recallPlacement':
      return placementRecalled(state, event, world, today, actor);
    case 'recordNotice':
      return noticeRecorded(state, event, today, actor);
    case 'withdrawAcceleration':
      return accelerationWithdrawn(state, event, world, today, actor);
    case 'withdrawRequest':
      return requestWithdrawn(state, event, today, actor);
    case 'openLegal':
      return legalOpened(state, event, world, today, actor);
    default:
      return refused(event, 'COMMAND_UNKNOWN', `a loan knows no command ${event.type}`, 'see the list of commands');
  }
}

/** Dispute, deferment, disaster, hardship: nothing is sent, and the days do not count (domain.md §2, pauses). */
function hold(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  by: string,
): Applied<LoanOutcome> {
  if (state.closed !== null) return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing needs to be held');
  if (state.hold !== null)
    return refused(event, 'ALREADY_HELD', `it is on hold since ${state.hold.from}`, 'resume it first');
  const to = dateOf(event, 'to');
  if (event.content['to'] !== undefined && to === null)
    return refused(event, 'DATE_INVALID', 'the end is not a date', 'write YYYY-MM-DD');
  if (to !== null && to <= today)
    return refused(event, 'HOLD_ENDS_BEFORE', `the end ${to} is not after today ${today}`, 'give a later day');
  const reason = event.content['reason'];
  if (typeof reason !== 'string' || reason === '')
    return refused(
      event,
      'REASON_MISSING',
      'a hold needs a reason',
      'name it: dispute, deferment, disaster, hardship …',
    );
  // Open ended until resumed: the pause of the days ends with the resume.
  const pause: Posting = { id: `hold/${event.id}`, type: 'pause', from: today, to: to ?? OPEN_END, bookedOn: today };
  const placed: LoanOutcome = { type: 'holdPlaced', hold: { reason, from: today, to }, by };
  const { outcomes } = booked(foldLoan(state, placed), event.id, pause, policy);
  const clash = outcomes.find((outcome) => outcome.type === 'postingSetAside');
  if (clash !== undefined) return refused(event, clash.code, clash.reason, 'end the other pause first');
  return {
    outcomes: [placed, ...outcomes],
    answer: { ok: true, from: today, to },
  };
}

const OPEN_END = '9999-12-31';

function resume(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  by: string,
): Applied<LoanOutcome> {
  if (state.hold === null) return refused(event, 'NOT_HELD', 'the loan is not on hold', 'nothing needs to be resumed');
  const ended: LoanOutcome = { type: 'holdEnded', on: today, by };
  const after = foldLoan(state, ended);
  const answer = { ok: true as const, on: today };
  // A hold that began today stopped no day: its pause goes with it, and there is nothing to resume.
  if (state.hold.from === today) {
    const pause = pauseOfHold(state, state.hold);
    return { outcomes: [ended, ...(pause === undefined ? [] : consequences(after, pause, policy).outcomes)], answer };
  }
  const posting: Posting = { id: `resume/${event.id}`, type: 'resume', on: today, bookedOn: today };
  return { outcomes: [ended, ...booked(after, event.id, posting, policy).outcomes], answer };
}

/** 到期后处理方式的预判: decided by a person before the due date (domain.md §1 row 3). */
function decideMaturity(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  by: string,
): Applied<LoanOutcome> {
  const { taskId } = state.maturity;
  if (taskId === null || !(taskId in state.tasks))
    return refused(event, 'NOT_ASKED', 'nobody has asked for this decision, or it was given', 'wait for the task');
  const options = policy.maturityDecision?.options ?? [];
  const decision = options.find((option) => option === event.content['decision']);
  if (decision === undefined)
    return refused(event, 'OPTION_UNKNOWN', 'that is none of the options', `choose one of ${options.join(', ')}`);
  const maturity = state.terms.contract.instalments.at(-1)?.dueOn ?? today;
  if (today >= maturity)
    return refused(
      event,
      'TOO_LATE',
      `the loan fell due on ${maturity}`,
      'decide before the due date; restructure instead',
    );
  return {
    outcomes: [
      { type: 'maturityDecided', decision, by, on: today },
      { type: 'taskClosed', taskId, result: decision, by, on: today },
    ],
    answer: { ok: true, decision },
  };
}

function movePolicy(state: LoanState, event: CaseEvent, { policy }: World, by: string): Applied<LoanOutcome> {
  const to = event.content['policy'] as PolicyRef | undefined;
  if (to === undefined || typeof to.hash !== 'string')
    return refused(event, 'POLICY_MISSING', 'no policy is named', 'give id, version and hash');
  if (to.hash === state.terms.policy.hash)
    return refused(
      event,
      'SAME_POLICY',
      `the loan runs on ${policy.id} ${policy.version} already`,
      'name another version',
    );
  return { outcomes: [{ type: 'policyMoved', policy: to, by }], answer: { ok: true } };
}
