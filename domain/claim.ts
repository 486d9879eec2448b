import { claimCommand } from './claimCommands.ts';
import { claimLetters, letterDays } from './claimLetter.ts';
import { claimAnswered, claimDue, claimMoney, claimWaits } from './claimPlan.ts';
import { trackKind } from './track.ts';

/**
 * A claim on a dealer, an insurer or a guarantor (domain.md §7): its documents complete, approved where the policy asks
 * for it → demanded → accepted or contested → performed in full or in part, refused or not performed in time; and a refund
 * to the partner when the borrower pays afterwards.
 */
export const claim = trackKind({
  kind: 'claim',
  opensBy: 'claim',
  unheard: 'end',
  outlivesArrears: [],
  command: claimCommand,
  afterEnd: ['bookRefund'],
  follow: claimMoney,
  due: claimDue,
  waits: claimWaits,
  answered: claimAnswered,
  documents: ({ claim: slice }) => slice?.documents ?? [],
  letters: claimLetters,
  deadlines: letterDays,
  tells: ({ action, terms }) =>
    action.do === 'claim' && action.on !== 'guarantor' && terms.partnerId !== null
      ? { partnerId: terms.partnerId }
      : {},
});
