import { trackKind } from './track.ts';

/**
 * Legal action (domain.md §7): approved by two people → the lawyer's letter → unanswered or refused → filed → judged →
 * effective → enforcement → closed; a settlement or full performance ends it in any state.
 */
export const legalAction = trackKind({
  kind: 'legalAction',
  opensBy: 'legal',
  unheard: 'file',
  stages: { readyToFile: ['filed'], filed: ['judged'], judged: ['effective'], effective: ['enforcement'] },
  outlivesArrears: ['filed', 'judged', 'effective', 'enforcement'],
});
