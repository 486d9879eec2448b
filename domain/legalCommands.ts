/** Commands that only a legal action knows; each is refused with code, reason and remedy when it does not fit. */
import { addDays, isPlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import type { Approval } from './approval.ts';
import { comingDayIn, endDeadlines, isNo, no, reasonMissing, refusedFor, setDeadline, textIn } from './legalAsked.ts';
import type { TrackApplied } from './legalAsked.ts';
import { chargeCosts, recordCost } from './legalCosts.ts';
import { decidePreservation, recordPreservation, requestPreservation } from './legalPreservation.ts';
import { settle } from './legalSettlement.ts';
import { recordStage } from './legalStages.ts';
import { mustStay, openTask, readyToFile } from './trackEvents.ts';
import type { TrackAsked } from './trackRules.ts';
import type { TrackOutcome, TrackStatus } from './trackState.ts';

/** The command of a legal action; null: it does not know this one either. */
export function legalCommand(asked: TrackAsked): TrackApplied | null {
  switch (asked.event.type) {
    case 'recordStage':
      return recordStage(asked);
    case 'addLegalDocuments':
      return addDocuments(asked);
    case 'requestPreservation':
      return requestPreservation(asked);
    case 'approvePreservation':
      return decidePreservation(asked, 'approved');
    case 'rejectPreservation':
      return decidePreservation(asked, 'rejected');
    case 'recordPreservation':
      return recordPreservation(asked);
    case 'setHearing':
      return setHearing(asked);
    case 'meetDeadline':
      return meetDeadline(asked);
    case 'prepareFiling':
      return prepareFiling(asked);
    case 'proposeSuit':
      return proposeSuit(asked);
    case 'settle':
      return settle(asked);
    case 'recordCost':
      return recordCost(asked);
    case 'chargeCosts':
      return chargeCosts(asked);
    case 'nameLegalOwner':
      return nameOwner(asked);
    case 'takeBundle':
      return takeBundle(asked);
    default:
      return null;
  }
}

/** Commands that a legal action takes also after its end: the file is handed on, and costs come late. */
export const AFTER_END: readonly string[] = ['takeBundle', 'recordCost', 'addLegalDocuments'];

/**
 * What is frozen for a debtor must not be forgotten: no word of a person ends the legal action before the court has
 * lifted what is preserved. Null: it may go on.
 */
export function preservationFirst(asked: TrackAsked): TrackApplied | null {
  const { state, event } = asked;
  const { type, content } = event;
  const ends =
    type === 'withdraw' ||
    type === 'close' ||
    type === 'reject' ||
    (type === 'answer' && content['answer'] === 'performed') ||
    (type === 'recordStage' && content['stage'] === 'settled');
  if (!ends || !mustStay(state)) return null;
  return refusedFor(
    asked,
    no('PRESERVATION_IN_FORCE', 'assets are still preserved', 'have it lifted and record that first'),
  );
}

/** Command `addLegalDocuments`: `{ documents }`. */
function addDocuments(asked: TrackAsked): TrackApplied {
  const { event, today, actor } = asked;
  const documents = documentsIn(event.content);
  if (documents === null || documents.length === 0)
    return refusedFor(asked, no('DOCUMENTS_MISSING', 'no document is named', 'hand it in and name it by its id'));
  return {
    outcomes: [{ type: 'legalDocumentsAdded', documents, by: actor.id, on: today }],
    answer: { ok: true, documents: documents.map(({ kind }) => kind) },
  };
}

const HEARD: readonly TrackStatus[] = ['filed', 'served', 'appealed'];

/** Command `setHearing`: `{ on }`, the day on the summons. */
function setHearing(asked: TrackAsked): TrackApplied {
  const { state, world, today } = asked;
  if (!HEARD.includes(state.status))
    return refusedFor(asked, no('NOT_IN_COURT', `it is ${state.status}`, 'a hearing is set once the suit is filed'));
  const on = comingDayIn(asked, 'on');
  if (isNo(on)) return refusedFor(asked, on);
  const hearing = setDeadline(state, world, today, { kind: 'hearing', from: today, named: on });
  return { outcomes: [hearing], answer: { ok: true, on } };
}

/** Command `meetDeadline`: `{ deadline, reason }`: what had to be done by then was done, if late. */
function meetDeadline(asked: TrackAsked): TrackApplied {
  const { state, event, today, actor } = asked;
  const found = state.legal?.deadlines?.find(({ id }) => id === event.content['deadline']);
  if (found === undefined)
    return refusedFor(
      asked,
      no('DEADLINE_UNKNOWN', 'there is no such deadline', 'name it as the calendar does: courtFee/1'),
    );
  const { id, status } = found;
  if (status === 'met' || status === 'dropped')
    return refusedFor(asked, no('DEADLINE_OVER', `${id} is ${status}`, 'nothing has to be done'));
  const because = textIn(asked, 'reason');
  if (because === null) return reasonMissing(asked);
  const ends = endDeadlines(state, (one) => one.id === id, { as: 'met', because, by: actor.id, on: today });
  // What was missed and done after all stays missed; that it was done is written down all the same.
  const late: TrackOutcome[] =
    status === 'lapsed' ? [{ type: 'deadlineEnded', deadlineId: id, as: 'met', because, by: actor.id, on: today }] : [];
  return { outcomes: [...late, ...ends], answer: { ok: true, deadline: id, late: status === 'lapsed' } };
}

const FILED_WITHOUT_ANSWER: readonly TrackStatus[] = ['approved', 'demanding', 'demanded', 'accepted', 'contested'];

/** Command `prepareFiling`: `{ reason }`: no time for a letter or its answer; the suit is filed at once. */
function prepareFiling(asked: TrackAsked): TrackApplied {
  const { state, world, today, actor } = asked;
  if (!FILED_WITHOUT_ANSWER.includes(state.status))
    return refusedFor(
      asked,
      no('NOT_APPROVED', `it is ${state.status}`, 'filing is prepared once the suit is approved'),
    );
  const reason = textIn(asked, 'reason');
  if (reason === null) return reasonMissing(asked);
  const { key } = state.demand;
  const queued = state.status === 'demanding' && world.queuedKeys.includes(key);
  if (state.status === 'demanding' && !queued)
    return refusedFor(
      asked,
      no('DEMAND_LEAVING', 'the demand is leaving at this moment', 'ask again when it has left'),
    );
  return {
    outcomes: [
      ...(queued ? [{ type: 'noticeCancelled', key, because: reason } as const] : []),
      { type: 'letterSkipped', reason, by: actor.id, on: today },
      readyToFile(state, today),
    ],
    answer: { ok: true },
  };
}

/** Command `proposeSuit`: `{ reason }`: after preservation alone a suit is meant; two people approve it. */
function proposeSuit(asked: TrackAsked): TrackApplied {
  const { state, today, actor } = asked;
  const { approval: rule } = state.action;
  if (state.status !== 'preserving' || rule === undefined)
    return refusedFor(asked, no('NOT_PRESERVING', `it is ${state.status}`, 'the suit is meant already'));
  const reason = textIn(asked, 'reason');
  if (reason === null) return reasonMissing(asked);
  const dueOn = addDays(today, rule.answerDays);
  const approval: Approval = { rule, maker: actor.id, askedOn: today, dueOn, escalated: false, rows: [] };
  return {
    outcomes: [
      { type: 'suitProposed', approval, reason, by: actor.id, on: today },
      openTask(state, 'approval', rule.roles[0] ?? rule.escalateTo, today, rule.answerDays),
    ],
    answer: { ok: true },
  };
}

/** Command `nameLegalOwner`: `{ ownerId }`. */
function nameOwner(asked: TrackAsked): TrackApplied {
  const { event, today, actor } = asked;
  const { ownerId } = event.content;
  if (typeof ownerId !== 'string' || !/^[\x21-\x7e]{1,80}$/.test(ownerId))
    return refusedFor(asked, no('OWNER_MISSING', 'nobody is named', 'write ownerId: the id of a person'));
  return {
    outcomes: [{ type: 'legalOwnerNamed', ownerId, by: actor.id, on: today }],
    answer: { ok: true, ownerId },
  };
}

/** Command `takeBundle`: `{ asOf, language, sha256 }`: who took the file, as of which day, and its hash. */
function takeBundle(asked: TrackAsked): TrackApplied {
  const { event, today, actor } = asked;
  const { asOf, sha256 } = event.content;
  const language = event.content['language'] === 'en' ? 'en' : 'zh-CN';
  if (!isPlainDate(asOf) || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
    return refusedFor(asked, no('BUNDLE_INVALID', 'it names no day or no hash', 'take it through the API'));
  return {
    outcomes: [{ type: 'bundleTaken', asOf, language, sha256, by: actor.id, on: today }],
    answer: { ok: true, asOf, sha256 },
  };
}
