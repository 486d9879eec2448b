/** Preservation of assets (财产保全): at any time, approved by two people, ordered by the court, renewed, lifted. */
import { evidenceOf, ruleFor, vote } from './approval.ts';
import type { Approval, ApprovalEvidence, ApprovalRow } from './approval.ts';
import { addDays, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import {
  amountIn,
  dayIn,
  endDeadlines,
  isNo,
  no,
  reasonMissing,
  refusedFor,
  setDeadline,
  textIn,
} from './legalAsked.ts';
import type { No, TrackApplied } from './legalAsked.ts';
import { legalRulesOf } from './legalRules.ts';
import { inForce, PRESERVED } from './legalState.ts';
import type { Preservation } from './legalState.ts';
import { endOfTerm } from './legalTerm.ts';
import { lineOn, openTask } from './trackEvents.ts';
import type { TrackAsked } from './trackRules.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

/** Command `requestPreservation`: `{ asset, amount, reason, documents }`. What exactly is meant stands in the documents. */
export function requestPreservation(asked: TrackAsked): TrackApplied {
  const { state, event, world, today, actor } = asked;
  const asset = PRESERVED.find((word) => word === event.content['asset']);
  if (asset === undefined)
    return refusedFor(
      asked,
      no('ASSET_UNKNOWN', 'it is not said what is preserved', `write asset: ${PRESERVED.join(', ')}`),
    );
  const amountMinor = amountIn(asked, 'amount');
  if (isNo(amountMinor)) return refusedFor(asked, amountMinor);
  const reason = textIn(asked, 'reason');
  if (reason === null) return reasonMissing(asked);
  const documents = documentsIn(event.content);
  if (documents === null || documents.length === 0)
    return refusedFor(
      asked,
      no(
        'DOCUMENTS_MISSING',
        'nothing says what is to be preserved',
        'hand in the lead (account, title, registration) and name it',
      ),
    );
  const rule = ruleFor(legalRulesOf(world.policy).preservation.approval, amountMinor, state.line.currency);
  const id = `P${(state.legal?.preservations ?? []).length + 1}`;
  const dueOn = addDays(today, rule.answerDays);
  const approval: Approval = { rule, maker: actor.id, askedOn: today, dueOn, escalated: false, rows: [] };
  const preservation: Preservation = { id, asset, amountMinor, documents, reason, approval, status: 'requested' };
  return {
    outcomes: [
      { type: 'preservationRequested', preservation, by: actor.id, on: today },
      {
        ...openTask(state, 'preservationApproval', rule.roles[0] ?? rule.escalateTo, today, rule.answerDays),
        taskId: approvalTask(state, id),
      },
    ],
    answer: { ok: true, preservation: id },
  };
}

const approvalTask = (state: TrackState, id: string): string => `${state.trackId}/preservation/${id}`;

/** The preservation whose approval a task asks for; undefined when it asks for another thing. */
export function preservationOf(state: TrackState, taskId: string): Preservation | undefined {
  return state.legal?.preservations?.find(({ id }) => approvalTask(state, id) === taskId);
}

/** What stands on the table for a preservation: the figures of the day, and what shows where the assets are. */
export function preservationEvidence(
  state: TrackState,
  { documents }: Preservation,
  world: Pick<World, 'loan' | 'policy'>,
  on: PlainDate,
): ApprovalEvidence {
  return evidenceOf(lineOn(state, world, on), documents);
}

function named({ state, event }: TrackAsked): Preservation | No {
  const { preservation } = event.content;
  const found = state.legal?.preservations?.find(({ id }) => id === preservation);
  return (
    found ?? no('PRESERVATION_UNKNOWN', 'there is no such preservation', 'name it as the legal action shows it: P1')
  );
}

/** Commands `approvePreservation` and `rejectPreservation`: `{ preservation, reason? }`. Maker ≠ checker ≠ second checker. */
export function decidePreservation(asked: TrackAsked, decision: ApprovalRow['decision']): TrackApplied {
  const { state, event, world, today, actor } = asked;
  const preservation = named(asked);
  if (isNo(preservation)) return refusedFor(asked, preservation);
  const { id, approval, status } = preservation;
  if (status !== 'requested')
    return refusedFor(asked, no('NOT_AWAITING_APPROVAL', `it is ${status}`, 'nothing has to be approved now'));
  const { seen, evidenceHash } = event.content;
  const evidence = preservationEvidence(state, preservation, world, today);
  const voted = vote(approval, actor, { decision, seen, evidenceHash }, evidence, world.delegations ?? []);
  if ('code' in voted) return refusedFor(asked, voted);
  const { row, complete, missing } = voted;
  const closed = (result: string): TrackOutcome => ({
    ...{ type: 'taskClosed', taskId: approvalTask(state, id), result, by: actor.id, on: today },
  });
  if (decision === 'rejected') {
    const reason = textIn(asked, 'reason');
    if (reason === null) return reasonMissing(asked);
    return {
      outcomes: [{ type: 'preservationRejected', preservationId: id, row, reason }, closed('rejected')],
      answer: { ok: true },
    };
  }
  return {
    outcomes: [
      { type: 'preservationApproved', preservationId: id, row, complete },
      ...(complete ? [closed('approved')] : []),
    ],
    answer: { ok: true, approvalsMissing: missing },
  };
}

/**
 * Command `recordPreservation`: `{ preservation, what, on?, expiresOn?, reason? }`. What the court did: `ordered` on a day,
 * `denied`, `renewed`, `lifted`. It lasts as long as the policy says for its kind, or as the court says.
 */
export function recordPreservation(asked: TrackAsked): TrackApplied {
  const { event } = asked;
  const preservation = named(asked);
  if (isNo(preservation)) return refusedFor(asked, preservation);
  switch (event.content['what']) {
    case 'ordered':
      return ordered(asked, preservation);
    case 'renewed':
      return renewed(asked, preservation);
    case 'denied':
    case 'lifted':
      return over(asked, preservation, event.content['what']);
    default:
      return refusedFor(
        asked,
        no('WHAT_UNKNOWN', 'that is nothing a court does', 'write what: ordered, denied, renewed, lifted'),
      );
  }
}

function ordered(asked: TrackAsked, { id, asset, status, approval }: Preservation): TrackApplied {
  const { state, world, today, actor } = asked;
  if (status !== 'approved')
    return refusedFor(
      asked,
      no(
        'NOT_APPROVED',
        `it is ${status}`,
        status === 'requested' ? 'two people approve it first' : 'request another one',
      ),
    );
  const day = dayIn(asked, approval.askedOn);
  if (isNo(day)) return refusedFor(asked, day);
  const expiresOn = expiryIn(asked, day, endOfTerm(day, legalRulesOf(world.policy).preservation.lasts[asset]));
  if (isNo(expiresOn)) return refusedFor(asked, expiresOn);
  const beforeSuit = state.legal?.filedOn === undefined || state.legal.filedOn > day;
  return {
    outcomes: [
      { type: 'preservationOrdered', preservationId: id, day, expiresOn, beforeSuit, by: actor.id, on: today },
      setDeadline(state, world, today, { kind: 'renewPreservation', from: expiresOn, of: id }),
      // 诉前保全: filed after the order but before it was recorded, the suit has kept the time already.
      ...(state.legal?.filedOn === undefined
        ? [setDeadline(state, world, today, { kind: 'sueAfterPreservation', from: day, of: id })]
        : []),
    ],
    answer: { ok: true, preservation: id, expiresOn },
  };
}

function expiryIn({ event }: TrackAsked, day: string, byRule: string): string | No {
  const { expiresOn } = event.content;
  if (expiresOn === undefined) return byRule;
  if (!isPlainDate(expiresOn)) return no('DATE_INVALID', 'expiresOn is not a date', 'write YYYY-MM-DD');
  return expiresOn <= day ? no('DATE_ORDER', `it would end on ${expiresOn}`, `name a day after ${day}`) : expiresOn;
}

function renewed(asked: TrackAsked, preservation: Preservation): TrackApplied {
  const { state, world, today, actor } = asked;
  const { id, asset, orderedOn, expiresOn: before } = preservation;
  if (!inForce(preservation) || orderedOn === undefined || before === undefined)
    return refusedFor(asked, no('NOT_IN_FORCE', `it is ${preservation.status}`, 'request another one'));
  const day = dayIn(asked, orderedOn);
  if (isNo(day)) return refusedFor(asked, day);
  const expiresOn = expiryIn(asked, before, endOfTerm(before, legalRulesOf(world.policy).preservation.lasts[asset]));
  if (isNo(expiresOn)) return refusedFor(asked, expiresOn);
  const met = { as: 'met', because: 'renewed', by: actor.id, on: today } as const;
  return {
    outcomes: [
      { type: 'preservationRenewed', preservationId: id, day, expiresOn, by: actor.id, on: today },
      ...endDeadlines(state, ({ kind, of }) => kind === 'renewPreservation' && of === id, met),
      setDeadline(state, world, today, { kind: 'renewPreservation', from: expiresOn, of: id }),
    ],
    answer: { ok: true, preservation: id, expiresOn },
  };
}

function over(asked: TrackAsked, preservation: Preservation, as: 'denied' | 'lifted'): TrackApplied {
  const { state, today, actor } = asked;
  const { id, status } = preservation;
  const fits = as === 'denied' ? status === 'approved' : inForce(preservation);
  if (!fits) return refusedFor(asked, no('NOT_IN_FORCE', `it is ${status}`, 'look at where it stands'));
  const reason = textIn(asked, 'reason');
  if (reason === null) return reasonMissing(asked);
  return {
    outcomes: [
      { type: 'preservationEnded', preservationId: id, as, because: reason, by: actor.id, on: today },
      // That they were lifted is what the day for it asked for.
      ...endDeadlines(state, ({ of, kind }) => of === id && kind === 'liftPreservation', {
        ...{ as: 'met', because: as, by: actor.id, on: today },
      }),
      ...endDeadlines(state, ({ of, kind }) => of === id && kind !== 'liftPreservation', {
        ...{ as: 'dropped', because: as, by: actor.id, on: today },
      }),
    ],
    answer: { ok: true, preservation: id },
  };
}
