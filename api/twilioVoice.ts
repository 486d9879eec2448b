/** What Twilio says of calls: both legs, signed, late, twice or out of order. */
import { LEG_STATUSES } from '../domain/callLeg.ts';
import type { CallLeg, LegWord } from '../domain/callLeg.ts';
import { reportLeg } from '../db/call/attempt.ts';
import type { Db } from '../db/pool.ts';

/** Path of the route; it takes `?reference=` and `&leg=collector|debtor`. */
export const voicePath = '/twilio/voice';

/** The word of a callback; null when it says nothing about a leg. */
export function legWordOf(leg: unknown, text: (name: string) => string): LegWord | null {
  const known: CallLeg | null = leg === 'collector' || leg === 'debtor' ? leg : null;
  const status = LEG_STATUSES.find((one) => one === text('CallStatus'));
  if (known === null || status === undefined) return null;
  const answeredBy = text('AnsweredBy');
  const duration = text('CallDuration') === '' ? text('Duration') : text('CallDuration');
  return {
    ...{ leg: known, status },
    ...(/^[a-z_]{1,40}$/u.test(answeredBy) ? { answeredBy } : {}),
    ...(/^\d{1,6}$/u.test(duration) ? { durationSeconds: Number(duration) } : {}),
  };
}

/** Writes down what a callback says; tells what it was, for the counters. */
export async function voiceStatus(
  db: Db,
  query: { readonly reference?: unknown; readonly leg?: unknown },
  text: (name: string) => string,
): Promise<'voice' | 'voiceIgnored' | 'unknownReference'> {
  const word = legWordOf(query.leg, text);
  if (word === null || typeof query.reference !== 'string') return 'voiceIgnored';
  return (await reportLeg(db, query.reference, word)) ? 'voice' : 'unknownReference';
}
