import { claim } from './claim.ts';
import { legalAction } from './legalAction.ts';
import type { TrackKind } from './loanState.ts';
import type { TrackCase } from './track.ts';
import { writeOff } from './writeOff.ts';

/** Every kind of track on the machine that all share. */
export const tracks: Readonly<Record<Exclude<TrackKind, 'collateral'>, TrackCase>> = { claim, legalAction, writeOff };

/** The kind of a track's case file; a disposal of collateral runs on a machine of its own. */
export function trackOf(kind: TrackKind): TrackCase {
  if (kind === 'collateral') throw new Error('KIND_UNKNOWN');
  return tracks[kind];
}
