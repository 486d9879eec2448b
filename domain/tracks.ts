import { claim } from './claim.ts';
import { legalAction } from './legalAction.ts';
import type { TrackKind } from './loanState.ts';
import type { TrackCase } from './track.ts';
import { writeOff } from './writeOff.ts';

/** Every kind of track on the machine that all share. */
export const tracks: Readonly<Record<TrackKind, TrackCase>> = { claim, legalAction, writeOff };
