import { isReleased } from './contactState.ts';
import type { ContactFactContent, ContactState } from './contactState.ts';
import type { LocalTimes } from './contact/types.ts';
import { isInstant, isTimeZone } from './instant.ts';
import type { Instant } from './instant.ts';

export interface ContactRefusal {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
  readonly field?: string;
}

const refusal = (code: string, field: string | undefined, reason: string, remedy: string): ContactRefusal => ({
  code,
  reason,
  remedy,
  ...(field === undefined ? {} : { field }),
});

/** Why a fact about contact does not fit where the person stands at the instant; null when it does. */
export function refuseContactFact(
  state: ContactState,
  content: ContactFactContent,
  at: Instant,
): ContactRefusal | null {
  switch (content.kind) {
    case 'held':
      return refuseHold(state, content, at);
    case 'released': {
      const runs = (state.holds ?? []).some(
        (hold) => isReleased(hold, content) && (hold.until === undefined || hold.until > at),
      );
      if (runs) return null;
      const about = content.debt === undefined ? '' : ` about ${content.debt}`;
      return refusal('NOT_HELD', 'hold', `no ${content.hold} hold${about} runs`, 'look at the holds of the person');
    }
    case 'consented':
      return content.channels.length > 0
        ? null
        : refusal('CHANNEL_MISSING', 'channels', 'no channel is named', 'name sms, email, letter, call or visit');
    case 'agreed':
    case 'inconvenient':
      return refuseTimes(content.times);
    case 'withdrawn': {
      const rows = [...(state.agreedTimes ?? []), ...(state.inconvenientTimes ?? []), ...(state.refusedPlaces ?? [])];
      if (rows.some(({ id }) => id === content.of)) return null;
      const remedy = 'give the id of an agreed or inconvenient time, or of a refused place';
      return refusal('NOT_AGREED', 'of', `nothing that holds has the id ${content.of}`, remedy);
    }
    case 'moved': {
      if (!isInstant(content.from))
        return refusal('INSTANT_INVALID', 'from', 'the move has no instant', 'write 2025-04-05T01:00:00.000Z');
      const zones = typeof content.zone === 'string' ? [content.zone] : content.zone;
      const bad = zones.find((zone) => !isTimeZone(zone));
      if (zones.length > 0 && bad === undefined) return null;
      return refusal(
        'ZONE_UNKNOWN',
        'zone',
        `${bad ?? 'none'} is no time zone`,
        'name one of the IANA database, such as Asia/Shanghai',
      );
    }
    case 'placeRefused':
    case 'reachable':
    case 'related':
    case 'failed':
    case 'corrected':
      return null;
  }
}

function refuseHold(
  { holds = [] }: ContactState,
  { hold, from, until, debt }: Extract<ContactFactContent, { readonly kind: 'held' }>,
  at: Instant,
): ContactRefusal | null {
  for (const [field, instant] of [
    ['from', from],
    ['until', until],
  ] as const)
    if (instant !== undefined && !isInstant(instant))
      return refusal('INSTANT_INVALID', field, 'that is no instant', 'write 2025-04-05T01:00:00.000Z');
  const start = from ?? at;
  if (until !== undefined && until <= at)
    return refusal('HOLD_ENDED', 'until', `the hold ended on ${until} already`, 'give a later end, or none');
  if (until !== undefined && until <= start)
    return refusal(
      'HOLD_EMPTY',
      'until',
      `the hold ends on ${until}, not after its start`,
      'give a later end, or none',
    );
  // Touching is allowed. The same kind about every debt covers that about one.
  const clash = holds.find(
    (other) =>
      other.kind === hold &&
      (other.debt === undefined || debt === undefined || other.debt === debt) &&
      (other.until === undefined || other.until > start) &&
      (until === undefined || (other.from ?? '') < until),
  );
  if (clash === undefined) return null;
  const reason = `a ${hold} hold ${clash.until === undefined ? 'runs until it is released' : `runs to ${clash.until}`}`;
  return refusal('HOLD_OVERLAPS', undefined, reason, 'release it first, or begin the new one after its end');
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

function refuseTimes({ from, to, weekdays, channels, validFrom, validUntil }: LocalTimes): ContactRefusal | null {
  if (!clock.test(from)) return refusal('TIME_INVALID', 'from', `${from} is no time`, 'write HH:MM');
  if (!clock.test(to) && to !== '24:00')
    return refusal('TIME_INVALID', 'to', `${to} is no time`, 'write HH:MM, up to 24:00');
  if (
    weekdays !== undefined &&
    (weekdays.length === 0 || weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
  )
    return refusal(
      'WEEKDAY_INVALID',
      'weekdays',
      'a weekday is 1 Monday to 7 Sunday',
      'name weekdays, or leave them out',
    );
  if (channels?.length === 0)
    return refusal('CHANNEL_MISSING', 'channels', 'no channel is named', 'name channels, or leave them out');
  for (const [field, instant] of [
    ['validFrom', validFrom],
    ['validUntil', validUntil],
  ] as const)
    if (instant !== undefined && !isInstant(instant))
      return refusal('INSTANT_INVALID', field, 'that is no instant', 'write 2025-04-05T01:00:00.000Z');
  if (validFrom !== undefined && validUntil !== undefined && validUntil <= validFrom)
    return refusal('TIMES_EMPTY', 'validUntil', 'it ends before it begins', 'give a later end, or none');
  return null;
}
