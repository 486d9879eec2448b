/** The report that a person is bankrupt, has died or was defrauded. */
import type { CaseEvent } from './case.ts';
import { CIRCUMSTANCE_KINDS, SOURCES } from './circumstanceState.ts';
import type { Circumstance, CircumstanceKind, Source } from './circumstanceState.ts';
import type { PlainDate } from './date.ts';
import { partiesOf, partyId } from './day.ts';
import { documentsIn } from './evidence.ts';
import { refused } from './loanRefusal.ts';
import type { LoanState } from './loanState.ts';
import type { CircumstanceAsked, Result } from './circumstanceAsked.ts';

/** Command `reportCircumstance`: `{ kind, party, source, documents? }`. Contact with the person stops at once. */
export function circumstanceReported({ state, event, today, actor }: CircumstanceAsked): Result {
  const { content } = event;
  if (state.closed !== null)
    return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'report it on a loan that is open');
  const kind = CIRCUMSTANCE_KINDS.find((word) => word === content['kind']);
  if (kind === undefined)
    return refused(
      event,
      'CIRCUMSTANCE_KIND_UNKNOWN',
      'it is not said what',
      `write kind: ${CIRCUMSTANCE_KINDS.join(', ')}`,
    );
  const source = SOURCES.find((word) => word === content['source']);
  if (source === undefined)
    return refused(event, 'SOURCE_UNKNOWN', 'it is not said who said so', `write source: ${SOURCES.join(', ')}`);
  const party = partiesOf(state.terms).find((one) => one === (content['party'] ?? 'debtor'));
  const personId = party === undefined ? null : partyId(state.terms, party);
  if (personId === null)
    return refused(event, 'PARTY_UNKNOWN', 'the loan has no such party', `name ${partiesOf(state.terms).join(', ')}`);
  const fits = party === 'debtor' || (party === 'guarantor' ? kind !== 'borrowerFraud' : kind === 'bankruptcy');
  if (!fits)
    return refused(
      event,
      'PARTY_DOES_NOT_FIT',
      `${kind} does not befall a ${party ?? ''}`,
      'name another party or kind',
    );
  return report(state, event, kind, personId, source, today, actor.id);
}

/** The report itself, also of a call that came to this (身故). */
export function report(
  state: LoanState,
  event: CaseEvent,
  kind: CircumstanceKind,
  personId: string,
  source: Source,
  today: PlainDate,
  by: string,
): Result {
  const all = state.circumstances ?? [];
  const same = all.find((one) => one.kind === kind && one.personId === personId && isOpen(one));
  if (same !== undefined)
    return refused(event, 'CIRCUMSTANCE_OPEN', `${same.id} says so already`, 'verify, refute or end that one');
  const own = all.filter(({ id }) => id.startsWith(`${state.terms.loanId}/circumstance/`)).length;
  const id = `${state.terms.loanId}/circumstance/${own + 1}`;
  const circumstance: Circumstance = {
    id,
    kind,
    personId,
    source,
    reportedOn: today,
    reportedBy: by,
    status: 'reported',
  };
  const documents = documentsIn(event.content) ?? [];
  return {
    outcomes: [{ type: 'circumstanceReported', circumstance, documents, by }],
    answer: { ok: true, circumstance: id },
  };
}

const isOpen = ({ status }: Circumstance): boolean => status === 'reported' || status === 'verified';
