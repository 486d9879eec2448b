import { fromMilliseconds, localDate, localTime, toMilliseconds } from '../instant.ts';
import type { ContactSubject, Zones } from './types.ts';

export const dayMs = 86_400_000;

/** A stretch of time in which a zone keeps one offset: local wall clock = instant + offsetMs. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

const memo = new Map<string, Map<number, number>>();

function offsetAt(zone: string, ms: number): number {
  const wholeMs = Math.floor(ms / 1000) * 1000;
  const instant = fromMilliseconds(wholeMs);
  return toMilliseconds(`${localDate(instant, zone)}T${localTime(instant, zone)}Z`) - wholeMs;
}

/** Offset at the beginning of a UTC day, remembered: formatting costs more than all the rules together. */
function offsetOfDay(zone: string, day: number): number {
  let days = memo.get(zone);
  if (days === undefined) {
    days = new Map<number, number>();
    memo.set(zone, days);
  }
  let offsetMs = days.get(day);
  if (offsetMs === undefined) days.set(day, (offsetMs = offsetAt(zone, day * dayMs)));
  return offsetMs;
}

/** First millisecond of the second offset within a UTC day whose two ends differ. */
function transitionIn(zone: string, day: number, before: number): number {
  let low = day * dayMs;
  let high = low + dayMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const transitions = new Map<string, number>();

function piecesOfDay(zone: string, day: number, into: Piece[]): void {
  const fromMs = day * dayMs;
  const toMs = fromMs + dayMs;
  const before = offsetOfDay(zone, day);
  const after = offsetOfDay(zone, day + 1);
  if (before === after) {
    into.push({ fromMs, toMs, offsetMs: before });
    return;
  }
  const key = `${zone} ${day}`;
  let changesMs = transitions.get(key);
  if (changesMs === undefined) transitions.set(key, (changesMs = transitionIn(zone, day, before)));
  into.push({ fromMs, toMs: changesMs, offsetMs: before }, { fromMs: changesMs, toMs, offsetMs: after });
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zones: readonly string[];
}

function listOf(zones: Zones): readonly string[] {
  const list = typeof zones === 'string' ? [zones] : zones;
  // No zone at all would close nothing and allow everything.
  if (list.length === 0) throw new RangeError('a person without any time zone cannot be judged');
  return list;
}

/** The zones of a person through time, moves included, oldest first and without gaps. */
export function zoneSpans(subject: ContactSubject): readonly Span[] {
  const moves = (subject.timeZones ?? [])
    .map(({ from, zone }) => ({ fromMs: toMilliseconds(from), zones: listOf(zone) }))
    .sort((a, b) => a.fromMs - b.fromMs);
  const starts = [{ fromMs: -Infinity, zones: listOf(subject.timeZone) }, ...moves];
  return starts.map((start, index) => ({ ...start, toMs: starts[index + 1]?.fromMs ?? Infinity }));
}

/**
 * Every stretch of one zone and one offset that meets `[loMs, hiMs]` (both included). Wall-clock rules become plain
 * arithmetic within a piece, so an hour that daylight saving skips or repeats needs no case of its own.
 * Where a zone is uncertain the pieces of all candidates are given, and a rule has to hold in each.
 */
export function piecesBetween(spans: readonly Span[], loMs: number, hiMs: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const span of spans) {
    if (span.fromMs > hiMs || span.toMs <= loMs) continue;
    for (const zone of span.zones) {
      const whole: Piece[] = [];
      for (let day = Math.floor(loMs / dayMs); day * dayMs <= hiMs; day += 1) piecesOfDay(zone, day, whole);
      for (const { fromMs, toMs, offsetMs } of whole) {
        const clipped = { fromMs: Math.max(fromMs, span.fromMs), toMs: Math.min(toMs, span.toMs), offsetMs };
        if (clipped.fromMs < clipped.toMs && clipped.fromMs <= hiMs && clipped.toMs > loMs) pieces.push(clipped);
      }
    }
  }
  return pieces;
}

export const localDayOf = (piece: Piece, ms: number): number => Math.floor((ms + piece.offsetMs) / dayMs);

/** `HH:MM` (up to `24:00`) as milliseconds after local midnight. Throws a RangeError for anything else. */
export function wallMs(time: string): number {
  const match = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(time);
  if (match === null) throw new RangeError(`${JSON.stringify(time)} is not a time HH:MM`);
  return time === '24:00' ? dayMs : (Number(match[1]) * 60 + Number(match[2])) * 60_000;
}
