import type { Actor, Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { ended } from './placementPlan.ts';
import { placementRulesOf } from './placementRules.ts';
import type { AgencyContact } from './placementState.ts';
import type { World } from './world.ts';

type Result = Applied<LoanOutcome>;

/** Command `recallPlacement`: `{ placement, reason }`. The loan comes back at once; no permission is given any more. */
export function placementRecalled(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  actor: Actor,
): Result {
  const one = state.placements?.find(({ id }) => id === event.content['placement']);
  if (one === undefined) return unknown(event);
  if (one.ended !== undefined)
    return refused(event, 'PLACEMENT_OVER', `it ended on ${one.ended.on} as ${one.ended.as}`, 'nothing has to be done');
  const { recallRoles } = placementRulesOf(policy);
  if (!recallRoles.includes(actor.role))
    return refused(
      event,
      'ROLE_NOT_ALLOWED',
      `${actor.role} may not recall it`,
      `ask one of ${recallRoles.join(', ')}`,
    );
  const { reason } = event.content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'it needs a reason', 'say why, in a sentence');
  return {
    outcomes: [ended(one, 'recalled', reason, actor.id, today)],
    answer: { ok: true, placement: one.id, ended: 'recalled' },
  };
}

/** Fact `agencyContact`: `{ placement, contact }`. What an agency has told; also late, also when it should not have been. */
export function agencyContacted(state: LoanState, event: CaseEvent): Result {
  const { placement, contact } = event.content as { readonly placement: string; readonly contact: AgencyContact };
  const one = state.placements?.find(({ id }) => id === placement);
  if (one === undefined) return unknown(event);
  if (one.contacts.some(({ id }) => id === contact.id))
    return refused(
      event,
      'DUPLICATE',
      `contact ${contact.id} is known; nothing changes`,
      'report another one under an id of its own',
    );
  return { outcomes: [{ type: 'agencyContacted', id: one.id, contact }], answer: { ok: true, contact: contact.id } };
}

/** Fact `placementHandedOver`: which file with data of the loan somebody took for the agency. */
export function placementHandedOver(state: LoanState, event: CaseEvent): Result {
  const { placement, ...file } = event.content as {
    readonly placement: string;
    readonly fileId: string;
    readonly sha256: string;
    readonly fields: readonly string[];
    readonly by: string;
  };
  if (state.placements?.some(({ id }) => id === placement) !== true) return unknown(event);
  return { outcomes: [{ type: 'placementHandedOver', id: placement, ...file }], answer: { ok: true } };
}

const unknown = (event: CaseEvent): Result =>
  refused(event, 'PLACEMENT_UNKNOWN', 'the loan has no such placement', 'list the placements');
