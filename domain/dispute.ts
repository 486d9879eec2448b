import type { Actor, Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { decisionFacts, dayOf } from './day.ts';
import { answerBy, disputeRulesOf, isOpenDispute } from './disputeRules.ts';
import { DISPUTE_ABOUT, DISPUTE_KINDS, DISPUTE_OUTCOMES } from './disputeState.ts';
import type { Dispute } from './disputeState.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { World } from './world.ts';

/** The documents of commands are named by id; what stands in them is sealed (design.md, "What is written down"). */
function documentOf({ content: { documentId } }: CaseEvent): { readonly documentId?: string } {
  return typeof documentId === 'string' ? { documentId } : {};
}

/**
 * Command `dispute`: `{ kind, about, ownerId, documentId? }`. Opens a complaint or a dispute: contact stops and days are
 * paused as the policy says, its owner is asked for the answer within the service level.
 */
export function disputeOpened(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  actor: Actor,
): Applied<LoanOutcome> {
  const { content } = event;
  if (state.closed !== null)
    return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'answer the person directly; nothing is collected');
  const kind = DISPUTE_KINDS.find((word) => word === content['kind']);
  if (kind === undefined)
    return refused(
      event,
      'DISPUTE_KIND_UNKNOWN',
      'it is not said what it is',
      `write kind: ${DISPUTE_KINDS.join(', ')}`,
    );
  const about = DISPUTE_ABOUT.find((word) => word === content['about']);
  if (about === undefined)
    return refused(
      event,
      'DISPUTE_ABOUT_UNKNOWN',
      'it is not said what about',
      `write about: ${DISPUTE_ABOUT.join(', ')}`,
    );
  const { ownerId } = content;
  if (typeof ownerId !== 'string' || !/^[\x21-\x7e]{1,80}$/.test(ownerId))
    return refused(event, 'OWNER_MISSING', 'nobody is named who answers it', 'write ownerId: the id of a person');
  const all = state.disputes ?? [];
  const same = all.find((one) => isOpenDispute(one) && one.kind === kind && one.about === about);
  if (same !== undefined)
    return refused(event, 'DISPUTE_OPEN', `${same.id} about the same is open`, 'add to that one, or resolve it first');
  const { placement: placementId } = content;
  const placement = state.placements?.find(({ id }) => id === placementId);
  if (placementId !== undefined && placement === undefined)
    return refused(
      event,
      'PLACEMENT_UNKNOWN',
      'the loan has no such placement',
      'leave it out, or list the placements',
    );
  const rules = disputeRulesOf(world.policy);
  const dispute: Dispute = {
    id: `${state.terms.loanId}/dispute/${all.length + 1}`,
    kind,
    about,
    ownerId,
    openedOn: today,
    answerBy: answerBy(world.calendar, today, rules.answerWorkDays),
    stopsContact: rules.stopsContact.includes(kind),
    pausesDays: rules.pausesDays.includes(kind),
    ...(placement === undefined ? {} : { placementId: placement.id }),
  };
  const personId = state.terms.debtorId;
  return {
    outcomes: [
      { type: 'disputeOpened', dispute, personId, by: actor.id, ...documentOf(event) },
      {
        type: 'taskOpened',
        taskId: dispute.id,
        task: 'dispute',
        step: 'dispute',
        occurrence: String(all.length + 1),
        personId,
        role: rules.role,
        on: today,
        dueOn: dispute.answerBy,
        oldestDueOn: '',
        facts: decisionFacts(dayOf(state, world.policy, today)),
      },
    ],
    answer: { ok: true, dispute: dispute.id, answerBy: dispute.answerBy },
  };
}

/** Command `resolveDispute`: `{ dispute, outcome, documentId? }`, by its owner or whom it escalates to. The borrower is told. */
export function disputeResolved(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  actor: Actor,
): Applied<LoanOutcome> {
  const { dispute: id } = event.content;
  const dispute = state.disputes?.find((one) => one.id === id);
  if (dispute === undefined)
    return refused(event, 'DISPUTE_UNKNOWN', 'the loan has no such dispute', 'open it first, or list the disputes');
  if (!isOpenDispute(dispute))
    return refused(event, 'DISPUTE_OVER', `it was resolved on ${dispute.resolvedOn ?? ''}`, 'open a new one');
  const { escalateTo } = disputeRulesOf(world.policy);
  if (actor.id !== dispute.ownerId && actor.role !== escalateTo)
    return refused(event, 'NOT_OWNER', 'somebody else answers it', `let ${dispute.ownerId} or a ${escalateTo} do it`);
  const outcome = DISPUTE_OUTCOMES.find((word) => word === event.content['outcome']);
  if (outcome === undefined)
    return refused(
      event,
      'OUTCOME_UNKNOWN',
      'it is not said how it ends',
      `write outcome: ${DISPUTE_OUTCOMES.join(', ')}`,
    );
  const others = (state.disputes ?? []).filter((one) => one !== dispute && isOpenDispute(one));
  const row: LoanOutcome = {
    type: 'disputeResolved',
    disputeId: dispute.id,
    personId: state.terms.debtorId,
    outcome,
    by: actor.id,
    on: today,
    contactFree: dispute.stopsContact && !others.some(({ stopsContact }) => stopsContact),
    ...documentOf(event),
  };
  return {
    outcomes: [row, { type: 'taskClosed', taskId: dispute.id, result: outcome, by: actor.id, on: today }],
    answer: { ok: true, dispute: dispute.id, outcome },
  };
}
