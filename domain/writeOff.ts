import { trackKind } from './track.ts';

/**
 * The write-off of a loss (核销): approved by two people → written off, which the loan books; the debt stays on file and
 * is asked for all the same (账销案存, domain.md §1 row 7).
 */
export const writeOff = trackKind({
  kind: 'writeOff',
  opensBy: 'writeOff',
  unheard: 'end',
  stages: {},
  outlivesArrears: [],
});
