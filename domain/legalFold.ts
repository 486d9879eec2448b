import { withDocuments } from './evidence.ts';
import type { LegalDeadline, LegalOutcome, LegalState, Preservation, StageDetails } from './legalState.ts';
import type { LegalStage, TrackOutcome, TrackState } from './trackState.ts';

type Of<T extends TrackOutcome['type']> = Extract<TrackOutcome, { type: T }>;

/** A legal action with more known about it. */
function withLegal(state: TrackState, change: LegalState): TrackState {
  return { ...state, legal: { ...state.legal, ...change } };
}

function mapPreservation(state: TrackState, id: string, change: (one: Preservation) => Preservation): TrackState {
  const { preservations = [] } = state.legal ?? {};
  return withLegal(state, { preservations: preservations.map((one) => (one.id === id ? change(one) : one)) });
}

function mapDeadline(state: TrackState, id: string, change: (one: LegalDeadline) => LegalDeadline): TrackState {
  const { deadlines = [] } = state.legal ?? {};
  return withLegal(state, { deadlines: deadlines.map((one) => (one.id === id ? change(one) : one)) });
}

/** One row that only a legal action has, added to its case file. Consults neither rule nor clock. */
export function foldLegal(state: TrackState, row: Extract<TrackOutcome, { type: LegalOutcome['type'] }>): TrackState {
  const legal = state.legal ?? {};
  switch (row.type) {
    case 'legalOwnerNamed':
      return withLegal(state, { ownerId: row.ownerId });
    case 'legalDocumentsAdded':
      return withLegal(state, { documents: withDocuments(legal.documents ?? [], row.documents) });
    case 'preservationRequested':
      return withLegal(state, { preservations: [...(legal.preservations ?? []), row.preservation] });
    case 'preservationApproved':
    case 'preservationRejected':
      return mapPreservation(state, row.preservationId, (one) => ({
        ...one,
        approval: { ...one.approval, rows: [...one.approval.rows, row.row] },
        status: row.type === 'preservationRejected' ? 'rejected' : row.complete ? 'approved' : one.status,
      }));
    case 'preservationOrdered': {
      const { day, expiresOn, beforeSuit } = row;
      const ordered = { status: 'ordered', orderedOn: day, expiresOn, beforeSuit } as const;
      return mapPreservation(state, row.preservationId, (one) => ({ ...one, ...ordered }));
    }
    case 'preservationRenewed':
      return mapPreservation(state, row.preservationId, (one) => ({ ...one, expiresOn: row.expiresOn }));
    case 'preservationEnded':
      return mapPreservation(state, row.preservationId, (one) => ({ ...one, status: row.as, endedOn: row.on }));
    case 'deadlineSet': {
      const others = (legal.deadlines ?? []).filter(({ id }) => id !== row.deadline.id);
      return withLegal(state, { deadlines: [...others, row.deadline] });
    }
    case 'deadlineNear':
      return mapDeadline(state, row.deadlineId, (one) => ({ ...one, remindedOn: row.on }));
    case 'deadlineEnded':
      return mapDeadline(state, row.deadlineId, (one) => ({ ...one, status: row.as }));
    case 'letterSkipped':
    case 'bundleTaken':
      return row.type === 'bundleTaken' ? withLegal(state, { bundles: (legal.bundles ?? 0) + 1 }) : state;
    case 'suitProposed':
      return { ...state, approval: row.approval, status: 'awaitingApproval', statusOn: row.on };
    case 'settlementAgreed': {
      const documents = withDocuments(legal.documents ?? [], row.documents);
      const next = withLegal(state, { settlement: row.settlement, ...(documents.length === 0 ? {} : { documents }) });
      return { ...next, status: 'settling', statusOn: row.on, deadlineOn: null };
    }
    case 'settlementBroken': {
      const { settlement: _settlement, ...left } = legal;
      return { ...state, legal: left, status: row.back, statusOn: row.on };
    }
    case 'costRecorded':
      return withLegal(state, { costs: [...(legal.costs ?? []), row.cost] });
    case 'costsCharged':
      return withLegal(state, { chargedMinor: (legal.chargedMinor ?? 0) + row.posting.amountMinor });
    case 'suitReopened': {
      const { arrearsEndedOn: _ended, before: _before, ...left } = legal;
      return { ...state, legal: left, ended: null, arrearsEnded: null, status: row.status, statusOn: row.on };
    }
  }
}

/** What a stage in court adds; a row of an older release brings nothing with it. */
export function foldStage(state: TrackState, { stage, details }: Of<'stageRecorded'>): TrackState {
  if (details === undefined) return state;
  const { day, court, caseNumber, documents, judgment, performBy } = details;
  const known = state.legal?.documents ?? [];
  const change: LegalState = {
    ...(court === undefined ? {} : { court }),
    ...(caseNumber === undefined ? {} : { caseNumber }),
    ...(stage === 'filed' && day !== undefined ? { filedOn: day } : {}),
    ...(day === undefined ? {} : { stageOn: day }),
    ...(performBy === undefined ? {} : { performBy }),
    ...(documents === undefined || documents.length === 0 ? {} : { documents: withDocuments(known, documents) }),
  };
  return withLegal(state, { ...change, ...judgmentAfter(state.legal?.judgment, stage, judgment, day) });
}

function judgmentAfter(
  before: LegalState['judgment'],
  stage: LegalStage,
  judgment: StageDetails['judgment'],
  day: StageDetails['day'],
): LegalState {
  if (judgment !== undefined) return { judgment };
  if (stage === 'judgmentServed' && before !== undefined && day !== undefined)
    return { judgment: { ...before, servedOn: day } };
  return {};
}

/** Rows that all kinds share, as far as they say something about what only a legal action has. */
export function foldSharedRow(state: TrackState, row: TrackOutcome): TrackState {
  const { legal } = state;
  if (legal === undefined) return state;
  switch (row.type) {
    case 'taskEscalated': {
      const name = row.taskId.slice(state.trackId.length + 1);
      const preservations = legal.preservations?.map((one) =>
        name === `preservation/${one.id}` ? { ...one, approval: { ...one.approval, escalated: true } } : one,
      );
      const deadlines = legal.deadlines?.map((one) => (name === one.id ? { ...one, escalated: true as const } : one));
      return {
        ...state,
        legal: {
          ...legal,
          ...(preservations === undefined ? {} : { preservations }),
          ...(deadlines === undefined ? {} : { deadlines }),
        },
      };
    }
    case 'told': {
      if (row.what === 'arrearsEnded') return withLegal(state, { arrearsEndedOn: row.on });
      const { arrearsEndedOn: _ended, ...left } = legal;
      return row.what === 'arrearsBack' ? { ...state, legal: left } : state;
    }
    default:
      return state;
  }
}

/** A suit that ended remembers where it stood: money by which it ended may be taken back. */
export function withPlaceBefore(state: TrackState, before: TrackState['status']): TrackState {
  return state.legal?.filedOn === undefined ? state : withLegal(state, { before });
}
