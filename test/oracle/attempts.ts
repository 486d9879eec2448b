import type { Channel, ContactAsk, ContactEntry, ContactSubject, LocalTimes } from '../../domain/contact.ts';
import { handZones } from './zones.ts';

/** One generated question: everything that `permit` takes, with the rule set by its id. */
export interface Attempt {
  readonly set: string;
  readonly subject: ContactSubject;
  readonly log: readonly ContactEntry[];
  readonly ask: ContactAsk;
  readonly skewMs: 0 | 300_000;
}

const sets = ['cn', 'cn-cba', 'us-regf', 'in-rbi', 'uk-conc'] as const;
const channels = ['sms', 'email', 'letter', 'call', 'call', 'call', 'visit'] as const;
const callResults = [
  'conversation',
  'conversation',
  'no-answer',
  'no-answer',
  'no-answer',
  'voicemail',
  'busy',
  'out-of-service',
  'failed',
  'delivered',
] as const;
const holdKinds = ['dispute', 'hardship', 'bereavement', 'bankruptcy', 'death', 'lawyer'] as const;
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/** A small seeded generator (mulberry32): the same seed gives the same attempts on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Attempts without end, around the days on which clocks are changed as well as on plain ones. */
export function* attempts(seed: number): Generator<Attempt, never> {
  const random = randomOf(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(list: readonly T[]): T => {
    const item = list[below(list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const iso = (ms: number): string => new Date(ms).toISOString();
  const quarter = (ms: number): string => iso(Math.floor(ms / (15 * minuteMs)) * 15 * minuteMs);
  const clock = (quarters: number): string =>
    `${String(Math.floor(quarters / 4) % 24).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
  const zone = (): string | string[] => (chance(0.1) ? [pick(handZones), pick(handZones)] : pick(handZones));
  const someone = (share: number): { person?: string } => (chance(share) ? { person: pick(['p', 'q']) } : {});
  const debt = (): { debt?: string } => (chance(0.4) ? { debt: pick(['a', 'b']) } : {});
  const number = (): { number?: string } => (chance(0.3) ? { number: pick(['1', '2']) } : {});
  const times = (nowMs: number): LocalTimes => {
    const from = below(96);
    return {
      from: clock(from),
      to: clock(from + 1 + below(24)),
      ...(chance(0.3) && { weekdays: [1 + below(7), 1 + below(7)] }),
      ...(chance(0.3) && { channels: [pick(channels)] }),
      ...(chance(0.2) && { validFrom: quarter(nowMs - below(3) * dayMs) }),
      ...(chance(0.2) && { validUntil: quarter(nowMs + below(3) * dayMs + below(86_400_000)) }),
    };
  };
  const turns = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-09-27', '2026-10-04', '2026-10-25', '2026-11-01'];

  for (;;) {
    const baseMs = chance(0.4)
      ? Date.parse(pick(turns)) + (below(8) - 3) * dayMs
      : Date.UTC(2026, 0, 1) + below(700) * dayMs;
    const subject: ContactSubject = {
      role: pick(['debtor', 'debtor', 'debtor', 'debtor', 'guarantor', 'contact', 'relative'] as const),
      timeZone: zone(),
      ...(chance(0.2) && {
        timeZones: Array.from({ length: 1 + below(2) }, () => ({
          from: quarter(baseMs + (below(10) - 5) * dayMs + below(dayMs)),
          zone: zone(),
        })),
      }),
      ...someone(0.3),
      ...(chance(0.5) && { debtorReachable: chance(0.3) }),
      ...(chance(0.2) && { debtRelated: chance(0.5) }),
      ...(chance(0.08) && {
        holds: [
          {
            kind: pick(holdKinds),
            ...debt(),
            ...(chance(0.5) && { from: quarter(baseMs + (below(8) - 5) * dayMs) }),
            ...(chance(0.8) && { until: quarter(baseMs + below(6) * dayMs + below(dayMs)) }),
          },
        ],
      }),
      ...(chance(0.05) && { consents: { [pick(channels)]: pick(['given', 'withdrawn'] as const) } }),
      ...(chance(0.2) && { agreedTimes: Array.from({ length: 1 + below(2) }, () => times(baseMs)) }),
      ...(chance(0.2) && { inconvenientTimes: Array.from({ length: 1 + below(2) }, () => times(baseMs)) }),
      ...(chance(0.05) && { refusedPlaces: ['work'] }),
      ...(chance(0.05) && { unusable: [{ channel: pick(channels), ...number() }] }),
    };
    const lean = random();
    const log = Array.from({ length: below(4) === 0 ? 0 : below(14) }, (): ContactEntry => {
      const channel: Channel = random() < lean ? 'call' : pick(channels);
      const calls = channel === 'call' || channel === 'visit';
      const word = chance(0.03);
      const spreadMs = pick([dayMs / 2, 2 * dayMs, 9 * dayMs]);
      return {
        channel,
        at: iso(baseMs + dayMs - below(spreadMs)),
        result: word
          ? pick(['STOP', 'START', 'START'] as const)
          : calls
            ? pick(callResults)
            : pick(['delivered', 'delivered', 'delivered', 'failed'] as const),
        ...(word || chance(0.1) ? { direction: 'inbound' } : chance(0.5) && { direction: 'outbound' }),
        ...debt(),
        ...someone(0.2),
        ...(chance(0.1) && { role: pick(['debtor', 'guarantor', 'contact'] as const) }),
        ...number(),
        ...(word && chance(0.3) && { names: [pick(channels)] }),
      };
    });
    const set = pick(sets);
    for (let asked = 0; asked < 4; asked += 1) {
      const atMs = baseMs + below(2 * dayMs);
      const ask: ContactAsk = {
        channel: pick(channels),
        at: chance(0.3) ? quarter(atMs) : iso(atMs),
        ...debt(),
        ...number(),
        ...(chance(0.1) && { place: pick(['work', 'home']) }),
        ...(chance(0.1) && { disclosesDebt: chance(0.5) }),
        ...(chance(0.1) && { carriesOptOut: chance(0.5) }),
      };
      yield { set, subject, log, ask, skewMs: chance(0.3) ? 300_000 : 0 };
    }
  }
}
