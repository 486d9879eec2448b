/** Bankruptcy, death and fraud: reported by one person, verified or refuted by another, ended (docs/circumstances.md). */
import type { Actor, Applied, CaseEvent } from './case.ts';
import { CAPACITIES, CIRCUMSTANCE_KINDS, ENDINGS, SOURCES } from './circumstanceState.ts';
import type { Circumstance, CircumstanceKind, Source } from './circumstanceState.ts';
import { circumstanceRulesOf, isClaimed } from './circumstanceRules.ts';
import type { CircumstanceRules } from './circumstanceRules.ts';
import { claimStatement } from './claimStatement.ts';
import { addDays, addMonths } from './date.ts';
import type { PlainDate } from './date.ts';
import { partiesOf, partyId } from './day.ts';
import { documentsIn } from './evidence.ts';
import type { DocumentRef } from './evidence.ts';
import type { Instant } from './instant.ts';
import { dateOf, refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { World } from './world.ts';

type Result = Applied<LoanOutcome>;

/** A command about a circumstance, with everything that it is judged by. */
export interface CircumstanceAsked {
  readonly state: LoanState;
  readonly event: CaseEvent;
  readonly world: World;
  readonly today: PlainDate;
  readonly now: Instant;
  readonly actor: Actor;
}

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

/** The circumstance that a command names, on the loan that it is named after; or why not. */
function named({ state, event }: CircumstanceAsked, status: Circumstance['status'][]): Circumstance | Result {
  const { circumstance: id } = event.content;
  const one = state.circumstances?.find((known) => known.id === id);
  if (one === undefined)
    return refused(event, 'CIRCUMSTANCE_UNKNOWN', 'the loan knows no such circumstance', 'report it, or list them');
  if (!one.id.startsWith(`${state.terms.loanId}/circumstance/`))
    return refused(
      event,
      'NOT_REPORTED_HERE',
      'it was reported on another loan',
      `say it to ${one.id.split('/')[0] ?? ''}`,
    );
  if (!status.includes(one.status))
    return refused(event, 'CIRCUMSTANCE_NOT_THERE', `it is ${one.status}`, `it has to be ${status.join(' or ')}`);
  return one;
}

/** Two pairs of eyes: who said the word before does not say the next. */
function secondPerson({ event, actor }: CircumstanceAsked, first: string): Result | null {
  if (actor.id !== first) return null;
  return refused(event, 'SAME_PERSON', `${first} said the word before this one`, 'let somebody else say it');
}

function evidenceMissing({ event }: CircumstanceAsked, what: string): Result {
  return refused(event, 'EVIDENCE_MISSING', 'nothing shows it', `hand in ${what}, and name it`);
}

/**
 * Command `verifyCircumstance`: `{ circumstance, happenedOn, announcedOn?, claimBy?, documents }`, by somebody else than who
 * reported it. A bankruptcy comes with the day on which the court accepted it, that of its announcement, and the last day
 * for claims.
 */
export function circumstanceVerified(asked: CircumstanceAsked): Result {
  const { state, event, world, today, now, actor } = asked;
  const one = named(asked, ['reported']);
  if ('answer' in one) return one;
  const same = secondPerson(asked, one.reportedBy);
  if (same !== null) return same;
  const documents = documentsIn(event.content) ?? [];
  if (documents.length === 0) return evidenceMissing(asked, 'the court’s order, the certificate or the report');
  const happenedOn = dateOf(event, 'happenedOn') ?? (isClaimed(one.kind) ? null : today);
  if (happenedOn === null || happenedOn > today)
    return refused(
      event,
      'DATE_INVALID',
      'the day on which it happened is no day up to today',
      'write happenedOn: YYYY-MM-DD',
    );
  const claimBy = lastDayOf(asked, one, circumstanceRulesOf(world.policy), happenedOn);
  if (claimBy !== null && typeof claimBy !== 'string') return claimBy;
  const { id, kind } = one;
  const until = claimBy === null ? {} : { claimBy };
  const told = { id, kind, happenedOn, ...until, documents, by: actor.id, on: today, at: now };
  const claim = isClaimed(kind) ? { claimAsOf: claimStatement(state, world.policy, happenedOn).asOf } : {};
  return {
    outcomes: [{ type: 'circumstanceVerified', ...told }],
    answer: { ok: true, circumstance: id, ...until, ...claim },
  };
}

/** The last day for the claim: set by the court within the law's limits, or so many days after a death. */
function lastDayOf(
  { event, today }: CircumstanceAsked,
  { kind }: Circumstance,
  { bankruptcy, death }: CircumstanceRules,
  happenedOn: PlainDate,
): PlainDate | null | Result {
  const given = dateOf(event, 'claimBy');
  if (event.content['claimBy'] !== undefined && given === null)
    return refused(event, 'DATE_INVALID', 'the last day for claims is no date', 'write claimBy: YYYY-MM-DD');
  switch (kind) {
    case 'bankruptcy': {
      const announcedOn = dateOf(event, 'announcedOn') ?? happenedOn;
      const from = addDays(announcedOn, bankruptcy.leastDays);
      const to = addMonths(announcedOn, bankruptcy.mostMonths);
      if (given !== null && given >= from && given <= to) return given;
      const remedy = `the court sets a day from ${from} to ${to}: write claimBy, and announcedOn where it is another day`;
      return refused(event, 'CLAIM_DAY_OUTSIDE', 'the last day for claims is missing or not within the limits', remedy);
    }
    case 'death':
      return given ?? addDays(today, death.claimDays);
    case 'identityFraud':
    case 'borrowerFraud':
      return null;
  }
}

/** Command `refuteCircumstance`: `{ circumstance, reason, documents? }`. It was not so; what was cancelled is planned anew. */
export function circumstanceRefuted(asked: CircumstanceAsked): Result {
  const { event, today, now, actor } = asked;
  const one = named(asked, ['reported']);
  if ('answer' in one) return one;
  const same = secondPerson(asked, one.reportedBy);
  if (same !== null) return same;
  const { reason } = event.content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'it is not said why', 'say why, in a word or a sentence');
  const { id, kind } = one;
  const documents = documentsIn(event.content) ?? [];
  return {
    outcomes: [{ type: 'circumstanceRefuted', id, kind, reason, documents, by: actor.id, on: today, at: now }],
    answer: { ok: true, circumstance: id },
  };
}

/** Command `endCircumstance`: `{ circumstance, ending, documents }`, by somebody else than who verified it. */
export function circumstanceEnded(asked: CircumstanceAsked): Result {
  const { event, today, now, actor } = asked;
  const one = named(asked, ['verified']);
  if ('answer' in one) return one;
  const endings = ENDINGS[one.kind];
  const ending = endings.find((word) => word === event.content['ending']);
  if (ending === undefined)
    return refused(event, 'ENDING_UNKNOWN', 'it is not said how it ends', `write ending: ${endings.join(', ')}`);
  const same = secondPerson(asked, one.verifiedBy ?? '');
  if (same !== null) return same;
  const documents = documentsIn(event.content) ?? [];
  if (documents.length === 0) return evidenceMissing(asked, 'the order or report that ends it');
  const { id, kind } = one;
  return {
    outcomes: [
      { type: 'circumstanceEnded', id, kind, ending, documents, by: actor.id, on: today, at: now },
      ...suitOver(asked.state, one, today),
    ],
    answer: { ok: true, circumstance: id, ending },
  };
}

/** A registered claim kept the right while the proceeding lasted (民法典 195). */
function suitOver({ limitation }: LoanState, { id }: Circumstance, on: PlainDate): LoanOutcome[] {
  const kept = limitation?.kept?.find((right) => right.id === id);
  return kept === undefined || kept.endedOn !== undefined ? [] : [{ type: 'suitOver', id, on }];
}

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

/** Fact `circumstanceTold`: `{ circumstance }`, as it stands on the loan on which it was reported. */
export function circumstanceTold(state: LoanState, event: CaseEvent, today: PlainDate, now: Instant): Result {
  const circumstance = event.content['circumstance'] as Circumstance | undefined;
  if (circumstance === undefined || typeof circumstance.id !== 'string')
    return refused(event, 'FACT_INVALID', 'it tells no circumstance', 'send one of the documented events');
  const known = state.circumstances?.find(({ id }) => id === circumstance.id);
  if (known !== undefined && (known.seq ?? 0) >= (circumstance.seq ?? 0)) return { outcomes: [], answer: { ok: true } };
  return {
    outcomes: [
      { type: 'circumstanceTold', circumstance, on: today, at: now },
      ...(circumstance.status === 'ended' ? suitOver(state, circumstance, today) : []),
    ],
    answer: { ok: true },
  };
}
