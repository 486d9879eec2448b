/** What the journal of a loan says of the cases that it opened beside itself. */
import type { LoanOutcome, LoanState, TrackOfLoan } from './loanState.ts';
import { mapKey, withRecord } from './stepRecords.ts';

type TrackOfLoanOutcome = Extract<
  LoanOutcome,
  { readonly type: 'trackOpened' | 'trackTold' | 'claimNotAwaited' | 'trackReported' }
>;

/** Ends that come before a demand, too. */
const WITHOUT_DEMAND: readonly string[] = ['rejected', 'withdrawn', 'notDeliverable', 'expired'];

export function foldTrackOfLoan(state: LoanState, outcome: TrackOfLoanOutcome): LoanState {
  switch (outcome.type) {
    case 'trackOpened': {
      const { trackId, track, step, occurrence, on, oldestDueOn, claim, itemId, atOnce } = outcome;
      const early = outcome.early === undefined ? {} : { early: outcome.early };
      const opened = {
        ...{ kind: track, step, status: 'opened', ended: false, told: [], deadlineOn: null, ...early },
        ...(claim === undefined ? {} : { claim }),
        ...(itemId === undefined ? {} : { itemId }),
      };
      // What a person opened is no rung of the ladder.
      if (outcome.asked !== undefined) return { ...state, tracks: { ...state.tracks, [trackId]: opened } };
      const record = { step, occurrence, key: trackId, on, doneOn: null, oldestDueOn, channelAt: 0, attempt: 0 };
      const forward = atOnce === undefined ? {} : { atOnce };
      return withRecord(
        { ...state, tracks: { ...state.tracks, [trackId]: opened } },
        { ...record, ...forward, status: 'open' },
      );
    }
    case 'trackTold': {
      const track = state.tracks[outcome.trackId];
      if (track === undefined) return state;
      const next = { ...state, tracks: { ...state.tracks, [outcome.trackId]: toldTrack(track, outcome) } };
      if (outcome.what !== 'notCalledFor') return next;
      return mapKey(next, outcome.trackId, (record) => ({ ...record, status: 'cancelled' }));
    }
    case 'claimNotAwaited': {
      const track = state.tracks[outcome.trackId];
      if (track === undefined) return state;
      return { ...state, tracks: { ...state.tracks, [outcome.trackId]: { ...track, notAwaited: outcome.on } } };
    }
    case 'trackReported': {
      const track = state.tracks[outcome.trackId];
      const { status, ended, deadlineOn, on, seq } = outcome;
      // An older word that comes late says nothing that the newer one did not know.
      if (track === undefined || (seq !== undefined && seq < (track.seq ?? 0))) return state;
      // A claim that goes on again is told anew when the arrears end.
      const known = track.ended && !ended ? track.told.filter((what) => what !== 'arrearsEnded') : track.told;
      const told = deadlineOn === track.deadlineOn ? known : known.filter((what) => what !== 'deadlinePassed');
      // The first word that a claim was carried out names the day of its demand, unless it ended without one.
      const isFirst = track.claim !== undefined && track.demandedOn === undefined && outcome.carriedOut;
      const isDemanded = isFirst && (!ended || !WITHOUT_DEMAND.includes(status));
      const reported = { ...track, status, ended, deadlineOn, told, ...(isDemanded ? { demandedOn: on } : {}) };
      const next = {
        ...state,
        tracks: { ...state.tracks, [outcome.trackId]: { ...reported, ...(seq === undefined ? {} : { seq }) } },
      };
      if (!outcome.carriedOut) return next;
      // Withdrawn because it would not have been opened: it was never carried out, and may be due again.
      return mapKey(next, outcome.trackId, (record) =>
        record.status === 'cancelled' && status === 'withdrawn'
          ? record
          : { ...record, status: 'done', doneOn: record.doneOn ?? on },
      );
    }
  }
}

/** That the arrears ended and that they are back take each other's place. */
function toldTrack(track: TrackOfLoan, outcome: Extract<LoanOutcome, { type: 'trackTold' }>): TrackOfLoan {
  const { what, on, moneyMark = 0 } = outcome;
  if (what === 'moneyMoved') return { ...track, moneyMark };
  if (what === 'resumed') return { ...track, told: track.told.filter((word) => word !== 'suspended') };
  const other = { arrearsEnded: 'arrearsBack', arrearsBack: 'arrearsEnded' }[what as string];
  const told = [...track.told.filter((word) => word !== other), what];
  return { ...track, told, ...(what === 'arrearsEnded' && on !== undefined ? { arrearsEndedOn: on } : {}) };
}
