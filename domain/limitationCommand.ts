/** What people record about the limitation clock: signatures, receipts and suits that no message or track of the loan shows. */
import { ACCELERATION_NOTICE } from './accelerationNotices.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import { limitationRulesOf } from './limitationRules.ts';
import type { RightKept, RightParty } from './limitationState.ts';
import { dateOf, refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState, TrackReport } from './loanState.ts';
import type { Policy } from './policy.ts';
import { LEGAL_STAGES } from './trackState.ts';

type Result = Applied<LoanOutcome>;

const HOW = ['acknowledgement', 'demand', 'suit'] as const;
const PARTIES: readonly RightParty[] = ['debtor', 'guarantor'];

/**
 * Command `keepRight`: `{ how, party, on, documents }`. A signed acknowledgement, the signed receipt of a demand that was
 * handed over, or a suit outside of recoup; the evidence is a sealed document.
 */
export function rightRecorded(state: LoanState, event: CaseEvent, today: PlainDate, actor: Actor): Result {
  const { content } = event;
  if (state.closed !== null)
    return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'no right has to be kept any more');
  const how = HOW.find((word) => word === content['how']);
  if (how === undefined)
    return refused(event, 'KEPT_BY_UNKNOWN', 'it is not said what keeps the right', `write how: ${HOW.join(', ')}`);
  const party = PARTIES.find((word) => word === content['party']);
  if (party === undefined || (party === 'guarantor' && state.terms.guarantorId === null))
    return refused(
      event,
      'PARTY_UNKNOWN',
      party === undefined ? 'it is not said whose it is' : 'the loan has no guarantor',
      'write party: debtor, or guarantor where there is one',
    );
  const on = dateOf(event, 'on');
  if (on === null) return refused(event, 'DATE_INVALID', 'the day is no date', 'write on: YYYY-MM-DD');
  if (on > today || on < state.terms.contract.disbursedOn)
    return refused(
      event,
      'DAY_OUTSIDE_LOAN',
      `${on} is not between the disbursement and today`,
      'give the day on which it was signed, received or filed',
    );
  const documents = documentsIn(content) ?? [];
  if (documents.length === 0)
    return refused(
      event,
      'EVIDENCE_MISSING',
      'nothing shows it',
      'hand in the receipt or the signed paper, and name it',
    );
  const number = (state.limitation?.kept ?? []).filter(({ id }) => id.startsWith(prefixOf(state))).length + 1;
  const kept: RightKept = { id: `${prefixOf(state)}${number}`, party, how, on };
  return {
    outcomes: [{ type: 'rightKept', kept, by: actor.id, documents }],
    answer: { ok: true, kept: kept.id, on },
  };
}

const prefixOf = ({ terms }: LoanState): string => `${terms.loanId}/kept/`;

/** Command `endSuit`: `{ kept, on }`. A suit that was recorded by hand is over; from that day on the period runs again. */
export function suitEnded(state: LoanState, event: CaseEvent, today: PlainDate): Result {
  const kept = keptOf(state, event);
  if (kept === undefined) return unknown(event);
  if (kept.how !== 'suit' || kept.endedOn !== undefined)
    return refused(event, 'NO_SUIT', 'no suit lasts under this id', 'look at the rights of the loan');
  const on = dateOf(event, 'on') ?? today;
  if (on > today || on < kept.on)
    return refused(event, 'DAY_OUTSIDE_LOAN', `${on} is not between ${kept.on} and today`, 'give the day of its end');
  return { outcomes: [{ type: 'suitOver', id: kept.id, on }], answer: { ok: true, kept: kept.id, on } };
}

/** Command `withdrawKeeping`: `{ kept, reason }`. It was recorded in error, by hand or by a receipt; the clock runs as before. */
export function keepingWithdrawn(state: LoanState, event: CaseEvent, today: PlainDate, actor: Actor): Result {
  const kept = keptOf(state, event);
  if (kept === undefined) return unknown(event);
  if (kept.withdrawn === true)
    return refused(event, 'ALREADY_WITHDRAWN', 'it does not count already', 'nothing has to be done');
  const { reason } = event.content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'it is not said why', 'say why, in a word or a sentence');
  return {
    outcomes: [{ type: 'keepingWithdrawn', id: kept.id, reason, by: actor.id, on: today }],
    answer: { ok: true, kept: kept.id },
  };
}

const keptOf = (state: LoanState, { content }: CaseEvent): RightKept | undefined =>
  (state.limitation?.kept ?? []).find(({ id }) => id === content['kept']);

const unknown = (event: CaseEvent): Result =>
  refused(event, 'KEPT_UNKNOWN', 'nothing keeps a right under this id', 'look at the rights of the loan');

/** Whose receipt a message was: a rung of the ladder or the recovery that proves to have arrived is a demand (催收函回执). */
export function receivedDemand(state: LoanState, event: CaseEvent, policy: Policy, on: PlainDate): LoanOutcome[] {
  const { key, status, channel, personId } = event.content;
  if (status !== 'delivered' || typeof key !== 'string') return [];
  if (!countsAsReceived(policy, channel)) return [];
  const { loanId, debtorId, guarantorId } = state.terms;
  const called = Object.values(ACCELERATION_NOTICE).map((id) => ({ id }));
  const asked = [...policy.ladder, ...policy.recovery, ...called].some(({ id }) => key.startsWith(`${loanId}/${id}/`));
  if (!asked || (personId !== debtorId && personId !== guarantorId)) return [];
  const party = personId === debtorId ? 'debtor' : 'guarantor';
  return [{ type: 'rightKept', kept: { id: key, party, how: 'demand', on }, by: 'provider' }];
}

export function countsAsReceived(policy: Policy, channel: unknown): boolean {
  return limitationRulesOf(policy).demandChannels.some((one) => one === channel);
}

/** What a track's report says about rights: its demand was received, its suit began or is over. */
export function rightsOfTrack(state: LoanState, report: TrackReport, on: PlainDate): LoanOutcome[] {
  const { trackId, status, ended, received } = report;
  const known = new Map((state.limitation?.kept ?? []).map((one) => [one.id, one]));
  const outcomes: LoanOutcome[] = [];
  const demandId = `${trackId}/demand`;
  if (received !== undefined && known.get(demandId) === undefined)
    outcomes.push({
      ...{ type: 'rightKept', by: 'provider' },
      kept: { id: demandId, party: received.party, how: 'demand', on: received.on },
    });
  const suit = known.get(trackId);
  if (suit === undefined && LEGAL_STAGES.some((stage) => stage === status))
    outcomes.push({ type: 'rightKept', kept: { id: trackId, party: 'debtor', how: 'suit', on }, by: trackId });
  if (suit !== undefined && suit.endedOn === undefined && ended) outcomes.push({ type: 'suitOver', id: trackId, on });
  return outcomes;
}
