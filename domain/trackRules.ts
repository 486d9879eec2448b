import type { Actor, Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Instant } from './instant.ts';
import type { LoansWord, TrackKind, TrackReport } from './loanState.ts';
import type { TrackAction, TrackOutcome, TrackState, TrackStatus } from './trackState.ts';
import type { World } from './world.ts';

/** A command to a track, with everything that it is judged by. */
export interface TrackAsked {
  readonly rules: TrackRules;
  readonly state: TrackState;
  readonly event: CaseEvent;
  readonly actor: Actor;
  readonly world: World;
  readonly today: PlainDate;
}

/** What sets one kind of track apart; everything else is the machine that all kinds share. */
export interface TrackRules {
  readonly kind: TrackKind;
  /** The action of the policy that opens it. */
  readonly opensBy: TrackAction['do'];
  /** What silence or a refusal leads to: the end of the track, or a suit. */
  readonly unheard: 'end' | 'file';
  /** Statuses in which the end of the arrears is written down and ends nothing: costs and judgment stand. */
  readonly outlivesArrears: readonly TrackStatus[];
  /** What is asked before the approval when it is opened; empty: the approval is asked at once. */
  readonly opening?: (state: TrackState, world: World, on: PlainDate) => readonly TrackOutcome[];
  /** What the loan is told besides where it stands. */
  readonly tells?: (state: TrackState) => Partial<TrackReport>;
  /** Commands that only this kind knows; null: it does not know this one either. */
  readonly command?: (asked: TrackAsked) => Applied<TrackOutcome> | null;
  /** Commands that it takes also after its end. */
  readonly afterEnd?: readonly string[];
  /** Why a command that all kinds share does not fit yet; null: it may go on. */
  readonly notYet?: (asked: TrackAsked) => Applied<TrackOutcome> | null;
  /** What a word of the loan brings about beyond its being written down. */
  readonly told?: (state: TrackState, what: LoansWord, because: string, on: PlainDate) => readonly TrackOutcome[];
  /** What is due by the day of what only this kind has. Asked at the policy's hour, until the track has ended. */
  readonly due?: (state: TrackState, world: World, on: PlainDate) => readonly TrackOutcome[];
  /** What the loan makes of the track at every look, also after its end. */
  readonly follow?: (state: TrackState, world: World, on: PlainDate) => readonly TrackOutcome[];
  /** What leaves beside the demand. Asked at the policy's hour, also after the end of the track. */
  readonly letters?: (state: TrackState, world: World, now: Instant) => readonly TrackOutcome[];
  /** The approved demand does not leave yet. */
  readonly waits?: (state: TrackState) => boolean;
  /** What an answer comes to where the kind has a say; empty: as for all kinds. */
  readonly answered?: (
    state: TrackState,
    world: World,
    said: { readonly answer: 'accepted' | 'contested'; readonly reason: string | null; readonly by: string },
    on: PlainDate,
  ) => readonly TrackOutcome[];
  /** Documents that an approver decides on. */
  readonly documents?: (state: TrackState) => readonly DocumentRef[];
  /** Every day on which `due` or `letters` may find something. */
  readonly deadlines?: (state: TrackState, world: World, today: PlainDate) => readonly PlainDate[];
}

const BEFORE_DEMAND: readonly TrackStatus[] = ['gathering', 'preserving', 'awaitingApproval', 'approved', 'demanding'];

/** Nothing has left yet: what ends now was withdrawn, what ends later was cured or settled. */
export function beforeDemand(state: TrackState): boolean {
  return BEFORE_DEMAND.includes(state.status) && state.demandedOn === null;
}

/** The demand stands and waits for its answer, or for what was answered. */
export function isDemanded(state: TrackState): boolean {
  switch (state.status) {
    case 'demanded':
    case 'accepted':
    case 'contested':
    case 'partPerformed':
      return true;
    default:
      return false;
  }
}
