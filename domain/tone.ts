import { tones } from './strategyRules.ts';
import type { Policy, Step } from './policy.ts';
import type { Tone } from './strategyRules.ts';

/** Only these may speak of courts: the last demand and what counsel sends. Checked on loading (docs/templates.md). */
export const legalTemplates: readonly string[] = ['finalLetter', 'lawyerLetter', 'lawyerLetterEarly'];

/**
 * May the notices of two templates stand in one message? A message speaks with the words of its highest rung, so one
 * that speaks of courts would threaten every loan in it: it takes in only loans that have got there themselves.
 */
export function mayJoin(notice: Worded, other: Worded): boolean {
  return speaksOfCourts(notice) === speaksOfCourts(other);
}

/** The templates of a notice: of its text, and of the letter that goes along, which threatens no less. */
export interface Worded {
  readonly template: string;
  readonly attach?: string | null | undefined;
}

export function speaksOfCourts({ template, attach }: Worded): boolean {
  return [template, attach].some((one) => typeof one === 'string' && legalTemplates.includes(one));
}

/** True when `tone` is no sharper than `limit`. */
export function noSharper(tone: Tone, limit: Tone): boolean {
  return tones.indexOf(tone) <= tones.indexOf(limit);
}

/**
 * The sharpest tone that a step may use. Nothing is overdue at a reminder, so it demands nothing; legal words belong to a
 * trigger (连3, 累6, days) and to what follows one, and to what was written off; never to days of arrears alone.
 */
export function toneReached(
  policy: Pick<Policy, 'ladder'>,
  group: 'reminder' | 'ladder' | 'recovery',
  step: Step,
): Tone {
  switch (group) {
    case 'reminder':
      return 'reminder';
    case 'recovery':
      return 'legal';
    case 'ladder':
      return restsOnTrigger(policy.ladder, step) ? 'legal' : 'demand';
  }
}

/** A trigger is below it: it is one, or it follows one as its anchor or as the rung that it rests on. */
function restsOnTrigger(ladder: readonly Step[], step: Step): boolean {
  const seen = new Set<string>();
  const reaches = (at: Step): boolean => {
    if (at.anchor === 'trigger') return true;
    if (seen.has(at.id)) return false;
    seen.add(at.id);
    return restsOn(ladder, at).some(reaches);
  };
  return reaches(step);
}

function restsOn(ladder: readonly Step[], { id, anchor, after }: Step): readonly Step[] {
  const at = ladder.findIndex((other) => other.id === id);
  const below = after === undefined ? ladder[at - 1]?.id : after;
  const ids = [below, typeof anchor === 'object' ? anchor.step : null];
  return ladder.filter((other) => ids.includes(other.id));
}
