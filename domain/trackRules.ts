import type { TrackKind } from './loanState.ts';
import type { LegalStage, TrackAction, TrackState, TrackStatus } from './trackState.ts';

/** What sets one kind of track apart; everything else is the machine that all kinds share. */
export interface TrackRules {
  readonly kind: TrackKind;
  /** The action of the policy that opens it. */
  readonly opensBy: TrackAction['do'];
  /** What silence or a refusal leads to: the end of the track, or a suit. */
  readonly unheard: 'end' | 'file';
  /** Stages of a suit that may be recorded in a status. */
  readonly stages: Readonly<Partial<Record<TrackStatus, readonly LegalStage[]>>>;
  /** Statuses in which the end of the arrears is written down and ends nothing: costs and judgment stand. */
  readonly outlivesArrears: readonly TrackStatus[];
}

const BEFORE_DEMAND: readonly TrackStatus[] = ['awaitingApproval', 'approved', 'demanding'];

/** Nothing has left yet: what ends now was withdrawn, what ends later was cured or settled. */
export function beforeDemand(state: TrackState): boolean {
  return BEFORE_DEMAND.includes(state.status) && state.demandedOn === null;
}

/** The demand stands and waits for its answer, or for what was answered. */
export function isDemanded(state: TrackState): boolean {
  return state.status === 'demanded' || state.status === 'accepted' || state.status === 'contested';
}
