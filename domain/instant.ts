import { fromDayNumber, toDayNumber } from './date.ts';
import type { PlainDate } from './date.ts';

/** A point in time, ISO 8601 in UTC with milliseconds: `2025-04-05T01:00:00.000Z`. Instants of this form sort as text. */
export type Instant = string;

const dayMilliseconds = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  // Every option is explicit: without them the formatter reads the host (design.md, known traps).
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

/** True if the text names a time zone of the IANA database. */
export function isTimeZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** True if the text is an instant in exactly the form of `Instant`. */
export function isInstant(text: unknown): text is Instant {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

/** Milliseconds since 1970-01-01T00:00Z. Throws a RangeError if the text is not an instant. */
export function toMilliseconds(instant: Instant): number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) throw new RangeError(`${JSON.stringify(instant)} is not an instant`);
  return milliseconds;
}

/** The instant of milliseconds since 1970-01-01T00:00Z. */
export function fromMilliseconds(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

// Since 1972 every zone changes its clock on a quarter of an hour, so one reading serves the whole quarter. Plans ask for
// the same few days again and again, and the formatter is by far their dearest call.
const quarterMilliseconds = 15 * 60_000;
const firstWholeQuarter = Date.UTC(1973, 0, 1);
const mostOffsets = 50_000;
const offsets = new Map<string, Map<number, number>>();

/** The wall clock of a zone at an instant, read as if it were UTC, in milliseconds. */
function wallMilliseconds(milliseconds: number, zone: string): number {
  if (milliseconds < firstWholeQuarter) return readWall(milliseconds, zone);
  const quarter = Math.floor(milliseconds / quarterMilliseconds);
  let known = offsets.get(zone);
  if (known === undefined || known.size >= mostOffsets) offsets.set(zone, (known = new Map<number, number>()));
  let offset = known.get(quarter);
  if (offset === undefined) {
    const start = quarter * quarterMilliseconds;
    known.set(quarter, (offset = readWall(start, zone) - start));
  }
  return Math.floor(milliseconds / 1000) * 1000 + offset;
}

function readWall(milliseconds: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(milliseconds)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The date that a calendar in the zone shows at the instant. */
export function localDate(instant: Instant, zone: string): PlainDate {
  return fromDayNumber(Math.floor(wallMilliseconds(toMilliseconds(instant), zone) / dayMilliseconds));
}

/** The time `HH:MM:SS` that a clock in the zone shows at the instant. */
export function localTime(instant: Instant, zone: string): string {
  return new Date(wallMilliseconds(toMilliseconds(instant), zone)).toISOString().slice(11, 19);
}

/**
 * The instant at which a clock in the zone shows the date and `HH:MM` (or `HH:MM:SS`). If the clock is put forward over
 * that time, the first instant after the gap; if it shows it twice, the first of the two.
 */
export function instantAt(date: PlainDate, time: string, zone: string): Instant {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(time);
  if (match === null) throw new RangeError(`${JSON.stringify(time)} is not a time HH:MM`);
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  const wanted = toDayNumber(date) * dayMilliseconds + seconds * 1000;
  // The offset a day before and a day after bracket any single change of the clock.
  const offsetBefore = offsetAt(wanted - dayMilliseconds, zone);
  const offsetAfter = offsetAt(wanted + dayMilliseconds, zone);
  const matching = [wanted - offsetBefore, wanted - offsetAfter].filter(
    (candidate) => wallMilliseconds(candidate, zone) === wanted,
  );
  if (matching.length > 0) return fromMilliseconds(Math.min(...matching));
  return fromMilliseconds(changeBetween(wanted - offsetAfter, wanted - offsetBefore, offsetAfter, zone));
}

function offsetAt(milliseconds: number, zone: string): number {
  const whole = Math.floor(milliseconds / 1000) * 1000;
  return wallMilliseconds(whole, zone) - whole;
}

// The first instant with the new offset, found by halving to the second.
function changeBetween(earlier: number, later: number, newOffset: number, zone: string): number {
  let before = Math.min(earlier, later);
  let after = Math.max(earlier, later);
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (offsetAt(middle, zone) === newOffset) after = middle;
    else before = middle;
  }
  return after;
}

/** The instant so many milliseconds later (negative: earlier). */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return fromMilliseconds(toMilliseconds(instant) + milliseconds);
}

/** Negative, zero or positive as `left` is before, at or after `right`. */
export function compare(left: Instant, right: Instant): number {
  return toMilliseconds(left) - toMilliseconds(right);
}
