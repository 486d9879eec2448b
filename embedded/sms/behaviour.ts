// How the sandbox misbehaves, on request, and which numbers always meet the same fate.
import { z } from 'zod';

export const behaviourShape = z
  .object({
    /** Every creation is recorded only after this time: a request that was read may still become a message. */
    acceptDelayMs: z.number().int().min(0).max(600_000),
    /** Every create-message answer waits this long. */
    answerDelayMs: z.number().int().min(0).max(600_000),
    /** Each status callback waits this long after the change it tells. */
    callbackDelayMs: z.number().int().min(0).max(600_000),
    /** Every status callback is posted this many times. */
    callbackCopies: z.number().int().min(0).max(10),
    /** Later status first. */
    callbacksReversed: z.boolean(),
    /** The next so many creations are refused with 503. */
    refuseNext: z.number().int().min(0),
    /** The next so many creations are recorded, and their answer never comes. */
    silentNext: z.number().int().min(0),
    /** Every so-manieth creation is recorded without an answer; 0 for none. */
    silentEvery: z.number().int().min(0),
    /** Every so-manieth creation is recorded and its connection cut; 0 for none. */
    cutEvery: z.number().int().min(0),
    /** More creations a second than this get 429; 0 for no limit. */
    rateLimitPerSecond: z.number().int().min(0),
  })
  .strict();

export type Behaviour = z.infer<typeof behaviourShape>;

export const wellBehaved: Behaviour = {
  acceptDelayMs: 0,
  answerDelayMs: 0,
  callbackDelayMs: 0,
  callbackCopies: 1,
  callbacksReversed: false,
  refuseNext: 0,
  silentNext: 0,
  silentEvery: 0,
  cutEvery: 0,
  rateLimitPerSecond: 0,
};

export type Fate = { refusedWith?: { status: number; code: number }; undeliveredWith?: number };

const refusals: Readonly<Record<string, { status: number; code: number }>> = {
  '21211': { status: 400, code: 21_211 },
  '21610': { status: 400, code: 21_610 },
  '21614': { status: 400, code: 21_614 },
  '20429': { status: 429, code: 20_429 },
};

/**
 * What happens to texts to this number. Twilio's published magic numbers are known; besides, a number that ends in an
 * error code of five digits meets that error: +8613800030003 is never reached, +8613800021610 has opted out.
 */
export const fateOf = (number: string): Fate => {
  if (!/^\+[1-9]\d{6,14}$/.test(number) || number === '+15005550001')
    return { refusedWith: { status: 400, code: 21_211 } };
  if (number === '+15005550004') return { refusedWith: { status: 400, code: 21_610 } };
  if (number === '+15005550009') return { refusedWith: { status: 400, code: 21_614 } };
  const ending = number.slice(-5);
  const refusedWith = refusals[ending];
  if (refusedWith !== undefined) return { refusedWith };
  return /^3000[3-8]$/.test(ending) ? { undeliveredWith: Number(ending) } : {};
};

/** Counts creations in the running second and tells whether one more is too many. */
export const rateMeter = (): ((perSecond: number) => boolean) => {
  let second = 0;
  let used = 0;
  return (perSecond) => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) [second, used] = [now, 0];
    used += 1;
    return perSecond > 0 && used > perSecond;
  };
};
