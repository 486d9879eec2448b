import { AFTER_END, legalCommand, preservationFirst } from './legalCommands.ts';
import { dueLegal, legalDays, toldLegal } from './legalPlan.ts';
import { IN_COURT } from './legalStages.ts';
import { trackKind } from './track.ts';

/**
 * Legal action (domain.md §7): approved by two people → the lawyer's letter → unanswered or refused → filed → served →
 * judged → effective → enforcement → closed; preservation at any time, a settlement from any state that goes back when it
 * is broken. Opened by the ladder, or by a person as soon as risk shows. Its deadlines are data (docs/legal.md).
 */
export const legalAction = trackKind({
  kind: 'legalAction',
  opensBy: 'legal',
  unheard: 'file',
  outlivesArrears: IN_COURT,
  command: legalCommand,
  afterEnd: AFTER_END,
  notYet: preservationFirst,
  told: toldLegal,
  documents: ({ legal }) => legal?.documents ?? [],
  due: dueLegal,
  deadlines: legalDays,
});
