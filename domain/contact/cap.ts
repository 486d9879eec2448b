import { localDay, ofSubject, same } from './question.ts';
import type { Question, KnownEntry } from './question.ts';
import { dayMs } from './clock.ts';
import type { Piece } from './clock.ts';
import type { RuleBody } from './types.ts';

type Cap = RuleBody & { readonly kind: 'cap' };

function inScope(scope: Cap['scope'], entry: KnownEntry, question: Question): boolean {
  switch (scope) {
    case 'debtor':
      return true;
    case 'personDebt':
      return ofSubject(entry, question.subject) && same(entry.debt, question.ask.debt);
    case 'number':
      // Two people may share a number; where it is not known, a person stands for it.
      return entry.number !== undefined && question.ask.number !== undefined
        ? entry.number === question.ask.number
        : ofSubject(entry, question.subject);
  }
}

/**
 * The first local date (days since 1970) on which the cap leaves room again: with `max` counted contacts in the
 * window, the oldest of the newest `max` has to fall out of it. A date counts in the zone of its own instant.
 */
export function openDay(rule: Cap, question: Question): number | undefined {
  if (!rule.asks.includes(question.ask.channel)) return undefined;
  const { channels, results, direction } = rule.counts;
  // A local date is at most 14 hours from UTC and a move may add a day: older entries cannot matter.
  const oldestMs = question.askMs - (rule.days + 3) * dayMs;
  const days: number[] = [];
  for (const entry of question.log) {
    if (entry.atMs < oldestMs || !channels.includes(entry.channel) || !results.includes(entry.result)) continue;
    if (direction !== 'any' && (entry.direction ?? 'outbound') !== direction) continue;
    if (inScope(rule.scope, entry, question)) days.push(localDay(question, entry.atMs));
  }
  const decisive = days.sort((a, b) => b - a)[rule.max - 1];
  return decisive === undefined ? undefined : decisive + rule.days;
}

/** Within a piece, everything before the beginning of the date that leaves room again is closed. */
export function cappedUntil(day: number, piece: Piece, loMs: number): number | undefined {
  const endMs = Math.min(day * dayMs - piece.offsetMs, piece.toMs);
  return endMs > loMs && endMs > piece.fromMs ? endMs : undefined;
}
