import type { Applied } from './case.ts';
import { amountDemanded } from './claimAmount.ts';
import { claimDeadline, claimRulesOf } from './claimRules.ts';
import type { ClaimTaskRule } from './claimRules.ts';
import { CONTEST_RESULTS } from './claimState.ts';
import type { ClaimTask, ContestResult } from './claimState.ts';
import { documentsIn, missingKinds, withDocuments } from './evidence.ts';
import { formatAmount, MoneyError, parseAmount } from './money.ts';
import { closeTask, closeTasks } from './trackEvents.ts';
import { refusedTrack } from './trackRefusal.ts';
import type { TrackAsked } from './trackRules.ts';
import type { TrackOutcome } from './trackState.ts';

type ClaimApplied = Applied<TrackOutcome>;

/** Commands that only a claim knows; null: it does not know this one either. */
export function claimCommand(asked: TrackAsked): ClaimApplied | null {
  switch (asked.event.type) {
    case 'attachDocuments':
      return attachDocuments(asked);
    case 'resolveContest':
      return resolveContest(asked);
    case 'bookRefund':
      return bookRefund(asked);
    default:
      return null;
  }
}

/** What has to be there before the demand leaves, and what came later all the same. */
function attachDocuments({ state, event, actor, today }: TrackAsked): ClaimApplied {
  const documents = documentsIn(event.content);
  if (documents === null || documents.length === 0)
    return refusedTrack(
      event,
      'DOCUMENTS_MISSING',
      'no document is named',
      'name the ids that recoup document list shows',
    );
  const all = withDocuments(state.claim?.documents ?? [], documents);
  const missing = missingKinds(wantedKinds(state), all);
  return {
    outcomes: [
      { type: 'documentsAttached', documents, missing, by: actor.id, on: today },
      ...(missing.length === 0 ? closeTask(state, 'claimDocuments', 'complete', today, actor.id) : []),
    ],
    answer: { ok: true, missing },
  };
}

/** The kinds of documents that the step wants with the claim. */
export function wantedKinds({ action }: TrackAsked['state']): readonly string[] {
  return action.do === 'claim' ? (action.documents ?? []) : [];
}

/** What the other side objects to, a person decides: the claim ends, is made smaller, or goes on with a new deadline. */
function resolveContest(asked: TrackAsked): ClaimApplied {
  const { state, event, actor, world, today } = asked;
  const { result, reason } = event.content;
  if (state.status !== 'contested')
    return refusedTrack(event, 'NOT_CONTESTED', `it is ${state.status}`, 'nothing has to be decided now');
  const wrongRole = notFor(asked, claimRulesOf(world.policy).contestTask);
  if (wrongRole !== null) return wrongRole;
  if (!isResult(result))
    return refusedTrack(event, 'RESULT_UNKNOWN', 'that is none of the results', `choose ${CONTEST_RESULTS.join(', ')}`);
  if (typeof reason !== 'string' || reason.trim() === '')
    return refusedTrack(event, 'REASON_MISSING', 'a contest is decided with a reason', 'say why, in a sentence');
  const beforeMinor = amountDemanded(state);
  const demandedMinor = result === 'partlyUpheld' ? amountIn(asked) : result === 'upheld' ? 0 : beforeMinor;
  if (typeof demandedMinor !== 'number') return demandedMinor;
  if (result === 'partlyUpheld' && (demandedMinor <= 0 || demandedMinor >= beforeMinor))
    return refusedTrack(
      event,
      'AMOUNT_OUT_OF_RANGE',
      `what is left of the demand lies between nothing and ${formatAmount(beforeMinor, state.line.currency)}`,
      'name what is still demanded',
    );
  const concededMinor = (state.claim?.concededMinor ?? 0) + beforeMinor - demandedMinor;
  const ends = result === 'upheld';
  const days = state.action.do === 'claim' ? (state.action.performDays ?? state.action.answerDays) : 0;
  const deadlineOn = ends ? null : claimDeadline(world.policy, world.calendar, today, days);
  const resolved: TrackOutcome = {
    ...{ type: 'contestResolved', result, reason, demandedMinor, concededMinor, deadlineOn, by: actor.id, on: today },
  };
  return {
    outcomes: [
      ...(ends
        ? closeTasks(state, result, today, actor.id)
        : closeTask(state, 'claimContest', result, today, actor.id)),
      resolved,
      ...(ends ? [{ type: 'ended', as: 'conceded', because: reason, by: actor.id, on: today } as const] : []),
    ],
    answer: { ok: true, ...(deadlineOn === null ? {} : { deadlineOn }) },
  };
}

const isResult = (result: unknown): result is ContestResult => (CONTEST_RESULTS as readonly unknown[]).includes(result);

/** What went back to the partner, once it was booked in the core banking system; the task closes when nothing is owed. */
function bookRefund(asked: TrackAsked): ClaimApplied {
  const { state, event, actor, world, today } = asked;
  const { owedMinor = 0, refundedMinor = 0 } = state.claim ?? {};
  const leftMinor = owedMinor - refundedMinor;
  if (leftMinor === 0)
    return refusedTrack(event, 'NO_REFUND_OWED', 'nothing is owed to the partner', 'look at what the claim shows');
  const wrongRole = notFor(asked, claimRulesOf(world.policy).refundTask);
  if (wrongRole !== null) return wrongRole;
  const { reference } = event.content;
  if (typeof reference !== 'string' || reference.trim() === '')
    return refusedTrack(
      event,
      'REFERENCE_MISSING',
      'a refund is booked under a reference',
      'name the booking of the bank',
    );
  const given = event.content['amount'] === undefined ? Math.abs(leftMinor) : amountIn(asked);
  if (typeof given !== 'number') return given;
  if (given <= 0 || given > Math.abs(leftMinor))
    return refusedTrack(
      event,
      'AMOUNT_OUT_OF_RANGE',
      `${formatAmount(Math.abs(leftMinor), state.line.currency)} is ${leftMinor > 0 ? 'owed to the partner' : 'to come back'}`,
      'book at most that',
    );
  // What was refunded and is not owed any more comes back: the same booking with the other sign.
  const amountMinor = leftMinor > 0 ? given : -given;
  const task: ClaimTask = leftMinor > 0 ? 'claimRefund' : 'claimRefundBack';
  const done = given === Math.abs(leftMinor);
  return {
    outcomes: [
      { type: 'refundBooked', amountMinor, reference, by: actor.id, on: today },
      ...(done ? closeTask(state, task, 'booked', today, actor.id) : []),
    ],
    answer: { ok: true },
  };
}

/** Null when the person has a role that the question goes to. */
function notFor({ event, actor }: TrackAsked, { role, escalateTo }: Omit<ClaimTaskRule, 'days'>): ClaimApplied | null {
  if (actor.role === role || actor.role === escalateTo) return null;
  const remedy = 'ask a person who has one of these roles';
  return refusedTrack(
    event,
    'ROLE_MISSING',
    `${actor.role} may not decide this; it takes ${role} or ${escalateTo}`,
    remedy,
  );
}

/** The amount that the command names, in minor units, or the refusal. */
function amountIn({ state, event }: TrackAsked): number | ClaimApplied {
  const { amount } = event.content;
  try {
    return parseAmount(typeof amount === 'string' ? amount : '', state.line.currency);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return refusedTrack(event, error.code, error.message, error.remedy);
  }
}
