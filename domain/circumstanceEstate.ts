/** The estate of the bankrupt or the dead: who acts for it, and the claim that is registered with it. */
import { CAPACITIES } from './circumstanceState.ts';
import { isClaimed } from './circumstanceRules.ts';
import { claimStatement } from './claimStatement.ts';
import { documentsIn } from './evidence.ts';
import type { DocumentRef } from './evidence.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome } from './loanState.ts';
import { evidenceMissing, named } from './circumstanceAsked.ts';
import type { CircumstanceAsked, Result } from './circumstanceAsked.ts';

/** Command `nameRepresentative`: `{ circumstance, personId, capacity, documents }`. From then on they alone are written to. */
export function representativeNamed(asked: CircumstanceAsked): Result {
  const { event, today, actor } = asked;
  const one = named(asked, ['verified']);
  if ('answer' in one) return one;
  const { personId } = event.content;
  const capacity = CAPACITIES.find((word) => word === event.content['capacity']);
  const fits = capacity !== undefined && (one.kind === 'bankruptcy') === (capacity === 'administrator');
  if (!fits || !isClaimed(one.kind))
    return refused(
      event,
      'CAPACITY_UNKNOWN',
      `that is nobody who acts in a case of ${one.kind}`,
      'administrator of a bankruptcy; executor or heir after a death',
    );
  if (typeof personId !== 'string' || personId === one.personId)
    return refused(event, 'PERSON_MISSING', 'nobody else is named', 'write personId');
  const documents = documentsIn(event.content) ?? [];
  if (documents.length === 0) return evidenceMissing(asked, 'the appointment or the certificate of inheritance');
  return {
    outcomes: [
      {
        type: 'representativeNamed',
        ...{ id: one.id, representative: { personId, capacity }, documents, by: actor.id, on: today },
      },
    ],
    answer: { ok: true, circumstance: one.id },
  };
}

/** Command `registerClaim`: `{ circumstance, documents }`, on each loan of the person. After the last day it is late, and recorded as such. */
export function claimRegistered(asked: CircumstanceAsked): Result {
  const { state, event, world, today, actor } = asked;
  const one = state.circumstances?.find(({ id }) => id === event.content['circumstance']);
  if (one === undefined)
    return refused(event, 'CIRCUMSTANCE_UNKNOWN', 'the loan knows no such circumstance', 'report it, or list them');
  if (one.status !== 'verified' || !isClaimed(one.kind) || one.happenedOn === undefined)
    return refused(
      event,
      'NOTHING_TO_CLAIM',
      `nothing is claimed where ${one.kind} is ${one.status}`,
      'verify it first',
    );
  if (one.claimedOn !== undefined)
    return refused(event, 'CLAIM_REGISTERED', `it was registered on ${one.claimedOn}`, 'nothing has to be done');
  const documents: readonly DocumentRef[] = documentsIn(event.content) ?? [];
  if (documents.length === 0) return evidenceMissing(asked, 'the receipt of the administrator or the court');
  const { id, kind, personId, happenedOn, claimBy } = one;
  const { totalMinor, asOf } = claimStatement(state, world.policy, happenedOn);
  const late = claimBy !== undefined && today > claimBy;
  const party =
    personId === state.terms.debtorId ? 'debtor' : personId === state.terms.guarantorId ? 'guarantor' : null;
  const kept: LoanOutcome[] =
    party === null ? [] : [{ type: 'rightKept', kept: { id, party, how: 'suit', on: today }, by: actor.id }];
  return {
    outcomes: [
      { type: 'claimRegistered', id, kind, asOf, amountMinor: totalMinor, late, documents, by: actor.id, on: today },
      ...kept,
    ],
    answer: { ok: true, circumstance: id, asOf, amountMinor: totalMinor, late },
  };
}
