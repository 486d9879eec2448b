/** Stages of a suit (domain.md §7, Legal): what each needs, which deadlines it starts and which it ends. */
import type { PlainDate } from './date.ts';
import { documentsIn, missingKinds, withDocuments } from './evidence.ts';
import type { DocumentRef } from './evidence.ts';
import { amountIn, comingDayIn, dayIn, endDeadlines, isNo, no, refusedFor, setDeadline, textIn } from './legalAsked.ts';
import type { No, TrackApplied } from './legalAsked.ts';
import { legalRulesOf } from './legalRules.ts';
import type { DeadlineKind, Judgment, StageDetails } from './legalState.ts';
import { endOfTerm } from './legalTerm.ts';
import { ending } from './trackEvents.ts';
import { beforeDemand } from './trackRules.ts';
import type { TrackAsked } from './trackRules.ts';
import type { LegalStage, TrackOutcome, TrackState, TrackStatus } from './trackState.ts';

/** Which stage may follow which; a suit in enforcement that was terminated for now may be resumed. */
const NEXT: Readonly<Partial<Record<TrackStatus, readonly LegalStage[]>>> = {
  readyToFile: ['filed'],
  filed: ['served', 'judged'],
  served: ['judged'],
  judged: ['judgmentServed', 'appealed', 'effective'],
  judgmentServed: ['appealed', 'effective'],
  appealed: ['judged'],
  effective: ['enforcement'],
  enforcement: ['terminated'],
  terminated: ['enforcement'],
};

/** Statuses in which the end of the arrears ends nothing: costs, judgment and agreement stand. */
export const IN_COURT: readonly TrackStatus[] = [
  ...(Object.keys(NEXT) as TrackStatus[]).filter((status) => status !== 'readyToFile'),
  'settling',
];

const JUDGED = ['for', 'part', 'against'] as const;

/**
 * Command `recordStage`: `{ stage, on?, … }`. `filed` needs court, caseNumber and the documents that the policy asks
 * for; `judged` result, amount and costs; `judgmentServed` starts the time to appeal; `effective` the time to perform
 * and that to apply for enforcement. `settled`: the parties have settled, and that is the end.
 */
export function recordStage(asked: TrackAsked): TrackApplied {
  const { state, event, today, actor } = asked;
  const { stage } = event.content;
  if (stage === 'settled' && !beforeDemand(state))
    return {
      outcomes: ending(state, 'settled', today, textIn(asked, 'reason') ?? 'the parties have settled', actor.id),
      answer: { ok: true },
    };
  const next = nextStages(state);
  const recorded = next.find((candidate) => candidate === stage);
  if (recorded === undefined)
    return refusedFor(
      asked,
      no(
        'STAGE_NOT_NEXT',
        `it is ${state.status}`,
        next.length === 0 ? 'no stage can be recorded now' : `record ${next.join(', ')}`,
      ),
    );
  const day = dayIn(asked, state.legal?.stageOn ?? state.openedOn);
  if (isNo(day)) return refusedFor(asked, day);
  const details = detailsOf(asked, recorded, day);
  if (isNo(details)) return refusedFor(asked, details);
  const { documents: _documents, ...shown } = details;
  return {
    outcomes: [
      ...filingTasks(state, recorded).map((taskId) => ({
        ...{ type: 'taskClosed' as const, taskId, result: recorded, by: actor.id, on: today },
      })),
      { type: 'stageRecorded', stage: recorded, by: actor.id, on: today, details },
      ...consequences(asked, recorded, details, day),
    ],
    answer: { ok: true, stage: recorded, ...shown },
  };
}

function nextStages({ status, legal }: TrackState): readonly LegalStage[] {
  const next = NEXT[status] ?? [];
  return legal?.judgment?.final === true ? next.filter((stage) => stage !== 'appealed') : next;
}

function filingTasks({ tasks }: TrackState, stage: LegalStage): string[] {
  return stage === 'filed' ? Object.keys(tasks).filter((id) => tasks[id]?.task === 'filing') : [];
}

function detailsOf(asked: TrackAsked, stage: LegalStage, day: PlainDate): StageDetails | No {
  const { state, event } = asked;
  const documents = documentsIn(event.content);
  if (documents === null) return no('DOCUMENTS_INVALID', 'documents are no list', 'name each by id, kind and sha256');
  const reason = textIn(asked, 'reason');
  const common = {
    day,
    ...(documents.length === 0 ? {} : { documents }),
    ...(reason === null ? {} : { reason }),
  };
  switch (stage) {
    case 'filed': {
      const incomplete = incompleteness(asked, documents);
      if (incomplete !== null) return incomplete;
      const place = placeIn(asked);
      return isNo(place) ? place : { ...common, ...place };
    }
    case 'judged': {
      const judgment = judgmentIn(asked, day);
      return isNo(judgment) ? judgment : { ...common, judgment };
    }
    case 'judgmentServed':
      return { ...common, ...(event.content['abroad'] === true ? { abroad: true } : {}) };
    case 'appealed': {
      // Another court, under another number, once they are known.
      const place = event.content['court'] === undefined ? {} : placeIn(asked);
      return isNo(place) ? place : { ...common, ...place };
    }
    case 'effective':
      return effectIn(asked, day, common);
    case 'enforcement': {
      if (state.legal?.judgment?.result === 'against')
        return no('JUDGMENT_AGAINST', 'the court decided against the lender', 'there is nothing to enforce: close it');
      const performance = state.legal?.deadlines?.find(
        ({ kind, status }) => kind === 'performance' && status === 'open',
      );
      if (performance !== undefined && day <= performance.dueOn)
        return no('PERFORMANCE_OPEN', `the debtor may perform until ${performance.dueOn}`, 'apply after that day');
      const place = event.content['court'] === undefined ? {} : placeIn(asked);
      return isNo(place) ? place : { ...common, ...place };
    }
    case 'served':
      return common;
    case 'terminated':
      return reason === null ? no('REASON_MISSING', 'terminated needs a reason', 'say what the court found') : common;
  }
}

/** What the policy wants for filing and is not there. */
function incompleteness({ state, world }: TrackAsked, added: readonly DocumentRef[]): No | null {
  const wanted = legalRulesOf(world.policy).documents;
  const there = withDocuments(state.legal?.documents ?? [], added);
  const missing = missingKinds(
    wanted.map(({ kind }) => kind),
    there,
  );
  if (missing.length === 0) return null;
  return no('DOCUMENTS_MISSING', `not there: ${missing.join(', ')}`, 'hand them in, then file');
}

function placeIn(asked: TrackAsked): Pick<StageDetails, 'court' | 'caseNumber'> | No {
  const court = textIn(asked, 'court');
  if (court === null) return no('COURT_MISSING', 'no court is named', 'write court');
  const caseNumber = textIn(asked, 'caseNumber');
  if (caseNumber === null)
    return no('CASE_NUMBER_MISSING', 'no case number is given', 'write caseNumber as the court has it');
  return { court, caseNumber };
}

function judgmentIn(asked: TrackAsked, on: PlainDate): Judgment | No {
  const { state, event } = asked;
  const result = JUDGED.find((word) => word === event.content['result']);
  if (result === undefined)
    return no('RESULT_UNKNOWN', 'it is not said how the court decided', `write result: ${JUDGED.join(', ')}`);
  const amountMinor = result === 'against' ? 0 : amountIn(asked, 'amount');
  if (isNo(amountMinor)) return amountMinor;
  const costsMinor = event.content['costs'] === undefined ? 0 : amountIn(asked, 'costs', 0);
  if (isNo(costsMinor)) return costsMinor;
  return { result, amountMinor, costsMinor, on, final: state.status === 'appealed' };
}

/** A judgment has effect once nobody can appeal any more; from then on runs the time to perform. */
function effectIn(asked: TrackAsked, day: PlainDate, common: StageDetails): StageDetails | No {
  const { state, event, world } = asked;
  const appeal = state.legal?.deadlines?.find(({ kind, status }) => kind === 'appeal' && status === 'open');
  if (appeal !== undefined && day <= appeal.dueOn)
    return no('APPEAL_OPEN', `it can be appealed until ${appeal.dueOn}`, 'record its effect after that day');
  if (state.legal?.judgment?.result === 'against') return common;
  const named = event.content['performBy'];
  if (named === undefined) {
    const { term } = legalRulesOf(world.policy).deadlines.performance;
    return { ...common, performBy: endOfTerm(day, term) };
  }
  const performBy = comingDayIn({ ...asked, today: day }, 'performBy');
  return isNo(performBy) ? performBy : { ...common, performBy };
}

const ENDS: Readonly<Partial<Record<LegalStage, readonly DeadlineKind[]>>> = {
  filed: ['sueAfterPreservation'],
  judged: ['hearing'],
  appealed: ['appeal', 'confirmEffect'],
  effective: ['appeal', 'confirmEffect', 'hearing'],
  enforcement: ['performance', 'applyEnforcement', 'resumeEnforcement'],
  terminated: ['reviewEnforcement'],
};

function consequences(asked: TrackAsked, stage: LegalStage, details: StageDetails, day: PlainDate): TrackOutcome[] {
  const { state, world, today, actor } = asked;
  const ends = ENDS[stage] ?? [];
  const over = endDeadlines(state, ({ kind }) => ends.includes(kind), {
    ...{ as: 'met', because: stage, by: actor.id, on: today },
  });
  const set = (kind: DeadlineKind, from: PlainDate, more: { named?: PlainDate; abroad?: boolean } = {}): TrackOutcome =>
    setDeadline(state, world, today, { kind, from, ...more });
  switch (stage) {
    case 'filed':
      return [...over, set('courtFee', day)];
    case 'judgmentServed':
      // The second instance is the last one.
      return state.legal?.judgment?.final === true
        ? [...over, set('confirmEffect', day)]
        : [...over, set('appeal', day, details.abroad === true ? { abroad: true } : {})];
    case 'effective': {
      const { performBy } = details;
      if (performBy === undefined) return over;
      return [...over, set('performance', day, { named: performBy }), set('applyEnforcement', performBy)];
    }
    case 'enforcement':
      return [...over, set('reviewEnforcement', day)];
    case 'terminated':
      return [...over, set('resumeEnforcement', day)];
    case 'served':
    case 'judged':
    case 'appealed':
      return over;
  }
}
