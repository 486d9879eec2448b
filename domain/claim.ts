import { trackKind } from './track.ts';

/**
 * A claim on a dealer, an insurer or a guarantor (domain.md §7): approved where the policy asks for it → demanded →
 * accepted or contested → performed, refused or not performed in time.
 */
export const claim = trackKind({
  kind: 'claim',
  opensBy: 'claim',
  unheard: 'end',
  outlivesArrears: [],
});
