import type { Minor } from './money.ts';
import { amountOf } from './trackEvents.ts';
import type { TrackState } from './trackState.ts';

/** What is demanded of the other side: what the demand named, less what was given up since. Minor units. */
export function amountDemanded({ action, line, claim }: TrackState): Minor {
  return Math.max(0, amountOf(action, line) - (claim?.concededMinor ?? 0));
}

/** What is still to come of it. */
export function amountLeft(state: TrackState): Minor {
  return Math.max(0, amountDemanded(state) - (state.claim?.receivedMinor ?? 0));
}
