import { refuse } from './case.ts';
import type { Applied, CaseEvent } from './case.ts';
import type { TrackOutcome } from './trackState.ts';

/** An event that does not fit a track: refused with code, reason and remedy, written down, and nothing else changes. */
export function refusedTrack(event: CaseEvent, code: string, reason: string, remedy: string): Applied<TrackOutcome> {
  const by = event.actor?.id;
  return {
    outcomes: [
      {
        type: 'refused',
        eventId: event.id,
        what: event.type,
        code,
        reason,
        ...(by === undefined ? {} : { by }),
      },
    ],
    answer: refuse(code, reason, remedy),
  };
}
