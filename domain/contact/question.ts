import { toMilliseconds } from '../instant.ts';
import { dayMs, piecesBetween, zoneSpans } from './clock.ts';
import type { ContactAsk, ContactEntry, ContactSubject } from './types.ts';

export interface KnownEntry extends ContactEntry {
  readonly atMs: number;
}

/** What is asked, with everything that was known at its instant. */
export interface Question {
  readonly subject: ContactSubject;
  readonly ask: ContactAsk;
  readonly askMs: number;
  readonly skewMs: number;
  readonly spans: ReturnType<typeof zoneSpans>;
  /** Oldest first; later ones than the asked instant are not known yet, save what a wrong clock may have dated ahead. */
  readonly log: readonly KnownEntry[];
}

export function questionOf(
  subject: ContactSubject,
  log: readonly ContactEntry[],
  ask: ContactAsk,
  skewMs: number,
): Question {
  const askMs = toMilliseconds(ask.at);
  const known = log
    .map((entry) => ({ ...entry, atMs: toMilliseconds(entry.at) }))
    .filter(({ atMs }) => atMs <= askMs + skewMs)
    .sort((a, b) => a.atMs - b.atMs);
  return { subject, ask, askMs, skewMs, spans: zoneSpans(subject), log: known };
}

/** Left out on either side: the same one (there is only one debt, person or number to speak of). */
export const same = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

/** Is the entry about the person asked about, not with others around the debt? */
export const ofSubject = ({ person, role }: ContactEntry, subject: ContactSubject): boolean =>
  same(person, subject.person) && same(role, subject.role);

/** Days since 1970 of the local date of an instant; the latest where the zone is uncertain. */
export function localDay(question: Question, ms: number): number {
  let day = -Infinity;
  for (const { offsetMs } of piecesBetween(question.spans, ms, ms)) {
    day = Math.max(day, Math.floor((ms + offsetMs) / dayMs));
  }
  return day;
}
