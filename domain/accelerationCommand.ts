/** What people record about a loan that is called in: that the notice has reached somebody, that it is cured or taken back. */
import { accelerationRulesOf, isAnnounced, isRunning } from './accelerationRules.ts';
import { ended, served } from './accelerationPlan.ts';
import type { Acceleration } from './accelerationState.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import { dateOf, refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { World } from './world.ts';

type Result = Applied<LoanOutcome>;

const byId = ({ accelerations = [] }: LoanState, { content }: CaseEvent): Acceleration | undefined =>
  accelerations.find(({ id }) => id === content['acceleration']);

const unknown = (event: CaseEvent): Result =>
  refused(event, 'ACCELERATION_UNKNOWN', 'the loan is not called in under this id', 'look at the loan');

/**
 * Command `recordNotice`: `{ acceleration, party, on, documents }`. The notice has reached its party by hand, by a notary
 * or by publication; the signed receipt or the record of the service is the evidence.
 */
export function noticeRecorded(state: LoanState, event: CaseEvent, today: PlainDate, actor: Actor): Result {
  const one = byId(state, event);
  if (one === undefined) return unknown(event);
  if (!isAnnounced(one))
    return refused(event, 'NOT_ANNOUNCED', 'it has taken effect or ended', 'nothing rests on a receipt any more');
  const named = one.parties.find(({ party }) => party === event.content['party']);
  if (named === undefined)
    return refused(
      event,
      'PARTY_UNKNOWN',
      'it is not said who has it',
      `write party: ${one.parties.map(({ party }) => party).join(', ')}`,
    );
  if (named.receivedOn !== undefined)
    return refused(
      event,
      'ALREADY_RECEIVED',
      `${named.party} has it since ${named.receivedOn}`,
      'nothing has to be done',
    );
  const on = dateOf(event, 'on');
  if (on === null) return refused(event, 'DATE_INVALID', 'the day is no date', 'write on: YYYY-MM-DD');
  if (on > today || on < one.decidedOn)
    return refused(
      event,
      'DAY_OUTSIDE',
      `${on} is not between ${one.decidedOn} and today`,
      'give the day of the receipt',
    );
  const documents = documentsIn(event.content) ?? [];
  if (documents.length === 0)
    return refused(
      event,
      'EVIDENCE_MISSING',
      'nothing shows it',
      'hand in the signed receipt or the record of service',
    );
  return {
    outcomes: [
      {
        ...{ type: 'accelerationReceived', id: one.id, party: named.party, on, how: 'receipt', by: actor.id },
        documents,
      },
      ...served(state, one, named.party, actor.id, today),
    ],
    answer: { ok: true, acceleration: one.id, party: named.party, on },
  };
}

/** Command `withdrawAcceleration`: `{ acceleration, reason }`. The borrower has cured it, or it is taken back, before it takes effect. */
export function accelerationWithdrawn(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  actor: Actor,
): Result {
  const one = byId(state, event);
  if (one === undefined) return unknown(event);
  if (one.inEffect !== undefined && isRunning(one))
    return refused(
      event,
      'IN_EFFECT',
      `all is due since ${one.inEffect.on}`,
      'ask for a reinstatement (kind reinstatement)',
    );
  if (!isRunning(one)) return refused(event, 'ACCELERATION_OVER', 'it has ended', 'nothing has to be done');
  const { role } = accelerationRulesOf(policy);
  const approval = state.requests?.find(({ id }) => id === one.requestId)?.approval;
  const roles = [
    ...new Set([role, ...(approval === undefined ? [] : [...approval.rule.roles, approval.rule.escalateTo])]),
  ];
  if (!roles.includes(actor.role))
    return refused(event, 'ROLE_NOT_ALLOWED', `${actor.role} may not take it back`, `ask one of ${roles.join(', ')}`);
  const { reason } = event.content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'it needs a reason', 'say why, in a sentence');
  return {
    outcomes: ended(state, one, 'withdrawn', reason, actor.id, today),
    answer: { ok: true, acceleration: one.id, ended: 'withdrawn' },
  };
}
