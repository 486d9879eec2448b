import { toMilliseconds } from '../instant.ts';
import type { Question } from './question.ts';
import { dayMs, localDayOf, wallMs } from './clock.ts';
import type { Piece } from './clock.ts';
import type { LocalTimes, RuleBody } from './types.ts';

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

const touches = (range: Range, loMs: number, hiMs: number): boolean => range.fromMs <= hiMs && range.toMs > loMs;

/** Instants of a piece whose wall clock lies in the times, as ranges around `[loMs, hiMs]`. */
function rangesIn(piece: Piece, times: LocalTimes, loMs: number, hiMs: number): readonly Range[] {
  const start = wallMs(times.from);
  const end = wallMs(times.to);
  const lengthMs = end > start ? end - start : end + dayMs - start;
  const leastMs = Math.max(piece.fromMs, times.validFrom === undefined ? -Infinity : toMilliseconds(times.validFrom));
  const mostMs = Math.min(piece.toMs, times.validUntil === undefined ? Infinity : toMilliseconds(times.validUntil));
  const ranges: Range[] = [];
  // One day on either side: a range may have begun yesterday, and the one to subtract may begin tomorrow.
  for (let day = localDayOf(piece, loMs) - 1; day <= localDayOf(piece, hiMs) + 1; day += 1) {
    // 1970-01-01 (day 0) was a Thursday, the fourth weekday.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    if (times.weekdays !== undefined && !times.weekdays.includes(weekday)) continue;
    const beginsMs = day * dayMs + start - piece.offsetMs;
    const range = { fromMs: Math.max(beginsMs, leastMs), toMs: Math.min(beginsMs + lengthMs, mostMs) };
    if (range.fromMs < range.toMs) ranges.push(range);
  }
  return ranges;
}

const without = (ranges: readonly Range[], cut: Range): readonly Range[] =>
  ranges.flatMap((range) =>
    touches(range, cut.fromMs, cut.toMs - 1)
      ? [
          { fromMs: range.fromMs, toMs: cut.fromMs },
          { fromMs: cut.toMs, toMs: range.toMs },
        ].filter(({ fromMs, toMs }) => fromMs < toMs)
      : [range],
  );

const onChannel = (question: Question, times: readonly LocalTimes[] | undefined): readonly LocalTimes[] =>
  (times ?? []).filter(({ channels }) => channels === undefined || channels.includes(question.ask.channel));

function latestEnd(ranges: readonly Range[], loMs: number, hiMs: number): number | undefined {
  let endMs: number | undefined;
  for (const range of ranges) if (touches(range, loMs, hiMs)) endMs = Math.max(endMs ?? -Infinity, range.toMs);
  return endMs;
}

/** Permitted hours: closed from `closesAt` to the next `opensAt`, apart from what was agreed (domain.md §5). */
export function closedUntil(
  rule: RuleBody & { readonly kind: 'hours' },
  question: Question,
  piece: Piece,
  loMs: number,
  hiMs: number,
): number | undefined {
  if (!rule.channels.includes(question.ask.channel)) return undefined;
  let closed = rangesIn(piece, { from: rule.closesAt, to: rule.opensAt }, loMs, hiMs);
  if (rule.unlessAgreed) {
    for (const times of onChannel(question, question.subject.agreedTimes)) {
      for (const cut of rangesIn(piece, times, loMs, hiMs)) closed = without(closed, cut);
    }
  }
  return latestEnd(closed, loMs, hiMs);
}

/** Times that the person named as inconvenient. They also beat an agreed time: the person's no is the later word. */
export function inconvenientUntil(question: Question, piece: Piece, loMs: number, hiMs: number): number | undefined {
  const ranges = onChannel(question, question.subject.inconvenientTimes).flatMap((times) =>
    rangesIn(piece, times, loMs, hiMs),
  );
  return latestEnd(ranges, loMs, hiMs);
}
