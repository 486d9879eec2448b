/** Bankruptcy, death and fraud that were reported: verified or refuted by another person, and ended (docs/circumstances.md). */
import type { CaseEvent } from './case.ts';
import { ENDINGS } from './circumstanceState.ts';
import type { Circumstance } from './circumstanceState.ts';
import { circumstanceRulesOf, isClaimed } from './circumstanceRules.ts';
import type { CircumstanceRules } from './circumstanceRules.ts';
import { claimStatement } from './claimStatement.ts';
import { addDays, addMonths } from './date.ts';
import type { PlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import type { Instant } from './instant.ts';
import { dateOf, refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { evidenceMissing, named, secondPerson } from './circumstanceAsked.ts';
import type { CircumstanceAsked, Result } from './circumstanceAsked.ts';

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
