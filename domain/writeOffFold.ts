import type { LoanState } from './loanState.ts';
import type { TrackState } from './trackState.ts';
import { withDocuments } from './evidence.ts';
import type { LoanWriteOff, WriteOffLoanOutcome, WriteOffPack, WriteOffTrackOutcome } from './writeOffState.ts';

const EMPTY: WriteOffPack = { ground: null, documents: [], round: 0, approvals: 0 };

/** One row of a write-off added to its track. Consults neither rule nor clock. */
export function foldPack(state: TrackState, row: WriteOffTrackOutcome): TrackState {
  const pack = state.writeOff ?? EMPTY;
  const withPack = (writeOff: WriteOffPack): TrackState => ({ ...state, writeOff });
  switch (row.type) {
    case 'packAsked': {
      const { ground, round, on } = row;
      const { documents } = pack;
      // Before the first pack no approval was asked, whatever the policy asks of a write-off without one.
      const approvals = round === 1 || state.approval === null ? pack.approvals : (state.approval.round ?? 0) + 1;
      return {
        ...withPack({ ground, documents, round, approvals }),
        status: 'gathering',
        statusOn: on,
        approval: null,
      };
    }
    case 'groundNamed':
      return withPack({ ...pack, ground: row.ground });
    case 'evidenceAdded':
      return withPack({ ...pack, documents: withDocuments(pack.documents, row.documents) });
    case 'evidenceRemoved':
      return withPack({ ...pack, documents: pack.documents.filter(({ id }) => id !== row.documentId) });
    case 'packSubmitted': {
      const { ground, recovererId, rule, by, on, dueOn } = row;
      return {
        ...withPack({ ...pack, ground, recovererId, submittedBy: by }),
        status: 'awaitingApproval',
        statusOn: on,
        approval: {
          ...{ rule, maker: by, askedOn: on, dueOn, escalated: false, rows: [] },
          ...(pack.approvals === 0 ? {} : { round: pack.approvals }),
        },
      };
    }
    // That somebody took it changes nothing of it.
    case 'packTaken':
      return state;
  }
}

/** One row of a write-off added to the case file of the loan. Consults neither rule nor clock. */
export function foldWriteOff(state: LoanState, row: WriteOffLoanOutcome): LoanState {
  switch (row.type) {
    case 'writtenOff': {
      const { trackId, ground, on } = row;
      // What left the books is derived: money that is told later has been there before.
      return { ...state, writeOffs: [...(state.writeOffs ?? []), { trackId, ground, on }] };
    }
    case 'recovererNamed':
      return { ...state, recovererId: row.recovererId };
    case 'undoAsked': {
      const { taskId, reason, rule, by, on, dueOn } = row;
      const approval = { rule, maker: by, askedOn: on, dueOn, escalated: false, rows: [] };
      return mapWriteOff(state, row.trackId, (one) => ({ ...one, undo: { taskId, reason, approval } }));
    }
    case 'undoApproved':
      return mapWriteOff(state, row.trackId, (one) => {
        if (one.undo === undefined) return one;
        const { approval } = one.undo;
        return { ...one, undo: { ...one.undo, approval: { ...approval, rows: [...approval.rows, row.row] } } };
      });
    case 'undoRejected':
      return mapWriteOff(state, row.trackId, ({ undo: _undo, ...one }) => one);
    case 'writeOffUndone':
      return mapWriteOff(state, row.trackId, ({ undo: _undo, ...one }) => ({ ...one, undoneOn: row.on }));
  }
}

function mapWriteOff(state: LoanState, trackId: string, change: (one: LoanWriteOff) => LoanWriteOff): LoanState {
  if (state.writeOffs === undefined) return state;
  return { ...state, writeOffs: state.writeOffs.map((one) => (one.trackId === trackId ? change(one) : one)) };
}

/** The answer to the question of undoing is late: the role it goes to may answer too. */
export function undoEscalated(state: LoanState, taskId: string): LoanState {
  if (state.writeOffs === undefined) return state;
  const writeOffs = state.writeOffs.map((one) =>
    one.undo?.taskId === taskId
      ? { ...one, undo: { ...one.undo, approval: { ...one.undo.approval, escalated: true } } }
      : one,
  );
  return { ...state, writeOffs };
}
