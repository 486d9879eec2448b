import type { Applied } from './case.ts';
import { addDays, isPlainDate } from './date.ts';
import { dayOf } from './day.ts';
import type { Day } from './day.ts';
import { holds } from './condition.ts';
import { documentsIn, missingKinds, withDocuments } from './evidence.ts';
import { closeTasks, openTask } from './trackEvents.ts';
import { refusedTrack } from './trackRefusal.ts';
import type { TrackAsked } from './trackRules.ts';
import type { TrackOutcome } from './trackState.ts';
import { groundOf, missingFacts, writeOffRulesOf } from './writeOffRules.ts';
import type { WriteOffGround } from './writeOffRules.ts';
import type { WriteOffPack } from './writeOffState.ts';

type PackApplied = Applied<TrackOutcome>;

/** Commands that a write-off takes also after its end: its file is asked for years later. */
export const AFTER_END: readonly string[] = ['takePack'];

/** The commands of a write-off while its pack is gathered (核销材料); null for any other command. */
export function packCommand(asked: TrackAsked): PackApplied | null {
  switch (asked.event.type) {
    case 'nameGround':
    case 'addEvidence':
    case 'removeEvidence':
    case 'submit':
      break;
    case 'takePack':
      return takePack(asked);
    default:
      return null;
  }
  const { state, event } = asked;
  const pack = state.writeOff;
  if (pack === undefined || state.status !== 'gathering')
    return refusedTrack(
      event,
      'PACK_CLOSED',
      `no pack is gathered: it is ${state.status}`,
      'what was handed in is what is approved; reject it, or wait for the decision',
    );
  switch (event.type) {
    case 'nameGround':
      return nameGround(asked);
    case 'addEvidence':
      return addEvidence(asked);
    case 'removeEvidence':
      return removeEvidence(asked, pack);
    default:
      return submit(asked, pack);
  }
}

const done = (outcomes: readonly TrackOutcome[], more: Readonly<Record<string, unknown>> = {}): PackApplied => ({
  outcomes,
  answer: { ok: true, ...more },
});

function nameGround({ event, world, actor, today }: TrackAsked): PackApplied {
  const ground = groundOf(world.policy, event.content['ground']);
  if (ground === undefined) {
    const ids = writeOffRulesOf(world.policy).grounds.map(({ id }) => id);
    return refusedTrack(event, 'GROUND_UNKNOWN', 'the policy knows no such ground', `name one of ${ids.join(', ')}`);
  }
  return done([{ type: 'groundNamed', ground: ground.id, by: actor.id, on: today }], { ground: ground.id });
}

function addEvidence({ event, actor, today }: TrackAsked): PackApplied {
  const documents = documentsIn(event.content);
  if (documents === null || documents.length === 0)
    return refusedTrack(event, 'DOCUMENTS_MISSING', 'no document is named', 'hand one in first, and name it by its id');
  return done([{ type: 'evidenceAdded', documents, by: actor.id, on: today }]);
}

function removeEvidence({ event, actor, today }: TrackAsked, pack: WriteOffPack): PackApplied {
  const { documentId, reason } = event.content;
  if (!pack.documents.some(({ id }) => id === documentId) || typeof documentId !== 'string')
    return refusedTrack(event, 'DOCUMENT_NOT_IN_PACK', 'the pack has no such document', 'name one that it has');
  if (typeof reason !== 'string' || reason.trim() === '')
    return refusedTrack(
      event,
      'REASON_MISSING',
      'taking a document out needs a reason',
      'say why, in a word or a sentence',
    );
  return done([{ type: 'evidenceRemoved', documentId, reason, by: actor.id, on: today }]);
}

/** Command `takePack`: `{ asOf, language, documents }`: who took it as one PDF, as of which day, and what it is kept as. */
function takePack({ event, actor, today }: TrackAsked): PackApplied {
  const { asOf, language: asked } = event.content;
  const [document] = documentsIn(event.content) ?? [];
  if (!isPlainDate(asOf) || document === undefined)
    return refusedTrack(event, 'BUNDLE_INVALID', 'it names no day or no document', 'take it through the API');
  const language = asked === 'en' ? 'en' : 'zh-CN';
  return done([{ type: 'packTaken', asOf, language, document, by: actor.id, on: today }], { asOf });
}

/**
 * Command `submit`: `{ recovererId, documents? }`. Complete in documents and facts, or refused with all that is missing.
 * Who hands it in has made it, and does not approve it.
 */
function submit({ state, event, actor, world, today }: TrackAsked, pack: WriteOffPack): PackApplied {
  const { policy, loan } = world;
  const { recovererId } = event.content;
  if (typeof recovererId !== 'string' || !/^[\x21-\x7e]{1,80}$/.test(recovererId))
    return refusedTrack(
      event,
      'RECOVERER_MISSING',
      'nobody is named who recovers the debt from then on',
      'write recovererId: the id of a person',
    );
  const added = documentsIn(event.content);
  if (added === null)
    return refusedTrack(event, 'DOCUMENTS_INVALID', 'documents is no list of documents', 'name them by their ids');
  const ground = groundOf(policy, pack.ground);
  if (ground === undefined)
    return refusedTrack(event, 'GROUND_MISSING', 'no ground is named', 'name one of the grounds of the policy first');
  const documents = withDocuments(pack.documents, added);
  const day = loan === null ? null : dayOf(loan, policy, today);
  const lacking = day === null || loan === null ? ['loan'] : lackOf(ground, documents, loan, day);
  if (lacking.length > 0)
    return refusedTrack(
      event,
      'PACK_INCOMPLETE',
      `${ground.id} needs ${lacking.join(', ')}`,
      'hand in what is missing, wait for what is not so yet, or name another ground',
    );
  const rule = state.action.approval;
  if (rule === undefined)
    return refusedTrack(
      event,
      'NOT_AWAITING_APPROVAL',
      'the policy asks for no approval',
      'nothing has to be handed in',
    );
  const missing = withDocuments(pack.documents, added).slice(pack.documents.length);
  const role = rule.roles[0] ?? rule.escalateTo;
  return done(
    [
      ...(missing.length === 0
        ? []
        : [{ type: 'evidenceAdded', documents: missing, by: actor.id, on: today } as const]),
      ...closeTasks(state, 'submitted', today, actor.id),
      {
        type: 'packSubmitted',
        ground: ground.id,
        documents,
        recovererId,
        rule,
        dueOn: addDays(today, rule.answerDays),
        by: actor.id,
        on: today,
      },
      openTask(state, 'approval', role, today, rule.answerDays, pack.approvals),
    ],
    { ground: ground.id },
  );
}

/** Everything that a ground lacks: its condition, kinds of documents, facts. */
export function lackOf(
  ground: WriteOffGround,
  documents: WriteOffPack['documents'],
  loan: Parameters<typeof missingFacts>[1],
  day: Day,
): string[] {
  return [
    ...(holds(ground.when, day.conditions) ? [] : ['condition']),
    ...missingKinds(ground.documents, documents),
    ...missingFacts(ground, loan),
  ];
}
