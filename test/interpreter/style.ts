import type { Day } from './days.ts';
import type { Channel, Policy, Step, Strategy } from './format.ts';
import { segmentOf } from './fits.ts';
import type { Owed } from './owed.ts';
import type { LoanRow } from './tape.ts';

/** FNV-1a, 32 bit, over code points; in BigInt, so that nothing overflows unseen. */
function fnv1a(text: string): bigint {
  let hash = 0x811c9dc5n;
  for (const character of text) {
    hash ^= BigInt(character.codePointAt(0) ?? 0);
    hash = (hash * 0x01000193n) % 2n ** 32n;
  }
  return hash;
}

/** True when the borrower is one on whom the challenger of the experiment is tried. */
export function isChallenged(experiment: { id: string; sharePercent: number }, borrowerId: string): boolean {
  const tenThousandth = Number(fnv1a(`${experiment.id}\n${borrowerId}`) % 10_000n);
  return tenThousandth < Math.round(experiment.sharePercent * 100);
}

/** The entry by which the borrower is spoken to on the day; null when the steps say it all. */
export function styleOf(policy: Policy, loan: LoanRow, owed: Owed, asOf: Day): Strategy | null {
  if (policy.strategy === undefined && policy.experiments === undefined) return null;
  const segment = segmentOf(policy, loan, owed, asOf);
  const tried = (policy.experiments ?? [])
    .filter((experiment) => isChallenged(experiment, loan.borrower_id))
    .flatMap((experiment) => experiment.challenger);
  return [...tried, ...(policy.strategy ?? [])].find((entry) => entry.segment === segment) ?? null;
}

/** True of a notice or call to the debtor: a contact. */
export function isContact(step: Step): boolean {
  return (step.action.do === 'notify' || step.action.do === 'call') && step.action.to === 'debtor';
}

/** True of a contact that need not be proven: a strategy may choose its style. */
export function isFree(step: Step): boolean {
  return isContact(step) && step.mustReach === undefined;
}

/** The strategy of the segment leaves the step out. */
export function isLeftOut(step: Step, policy: Policy, loan: LoanRow, owed: Owed, asOf: Day): boolean {
  const all = [...(policy.strategy ?? []), ...(policy.experiments ?? []).flatMap(({ challenger }) => challenger)];
  // Most steps are named by no entry, and the segment is long to work out.
  if (!isFree(step) || !all.some((entry) => entry.skip?.includes(step.id) === true)) return false;
  return styleOf(policy, loan, owed, asOf)?.skip?.includes(step.id) === true;
}

/** Delinquent days from which the rung is due: the first call is where people take over. */
export function offsetOf(policy: Policy, step: Step, style: Strategy | null): number {
  if (style?.handOverAtDays === undefined) return step.offsetDays;
  const calls = policy.ladder.filter((it) => it.action.do === 'call' && isFree(it) && it.anchor === 'firstMissed');
  return calls[0] === step ? style.handOverAtDays : step.offsetDays;
}

/** Those of the strategy's channels that the step has come first, in the strategy's order. */
export function inOrder(step: Step, channels: readonly Channel[], style: Strategy | null): Channel[] {
  const rank = (channel: Channel): number => {
    const at = style?.channels?.indexOf(channel) ?? -1;
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  };
  if (!isFree(step)) return [...channels];
  return channels
    .map((channel, at) => ({ channel, at }))
    .sort((a, b) => (rank(a.channel) === rank(b.channel) ? a.at - b.at : rank(a.channel) - rank(b.channel)))
    .map(({ channel }) => channel);
}

export function templateOf(step: Step, template: string, style: Strategy | null): string {
  const other = style?.templates ?? {};
  return isFree(step) ? (other[step.id] ?? other[template] ?? template) : template;
}

/** The contact would come too soon after those of `days`. */
export function isTooSoon(step: Step, style: Strategy | null, days: readonly Day[], today: Day): boolean {
  if (style === null || !isFree(step)) return false;
  const { minDaysBetween, maxPerMonth } = style;
  if (minDaysBetween !== undefined && days.some((day) => today - day < minDaysBetween)) return true;
  return maxPerMonth !== undefined && days.filter((day) => today - day < 30).length >= maxPerMonth;
}
