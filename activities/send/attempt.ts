/** One sending of one claimed message, and what its answer means. */
import { refusedAddress } from '../../db/outbox.ts';
import type { Claim, Outcome } from '../../db/outbox.ts';
import type { Leave, OutgoingMessage, SendResult } from '../channel.ts';
import type { Adapters, SendDeps } from './types.ts';

/** The first byte leaves within this time of the claim, by wall and monotonic clock, else the claim is given back. */
export const LEAVES_WITHIN_MS = 10_000;
/** No answer within this time is no answer. */
const ANSWER_WITHIN_MS = 30_000;
/** So long after that an adapter that heeds no signal is given up. */
const HUNG_AFTER_MS = 5_000;

/** When the claim was made, by both clocks: a host that slept, or whose clock was set, is seen by one of them. */
export interface Moment {
  readonly wallMs: number;
  readonly steadyMs: number;
}
export interface Clocks {
  readonly wallMs: () => number;
  readonly steadyMs: () => number;
}
export const hostClocks: Clocks = { wallMs: () => Date.now(), steadyMs: () => performance.now() };
export const momentOf = (clocks: Clocks): Moment => ({ wallMs: clocks.wallMs(), steadyMs: clocks.steadyMs() });

function isLate(claimed: Moment, clocks: Clocks, leavesWithinMs: number): boolean {
  const wallMs = clocks.wallMs() - claimed.wallMs;
  const steadyMs = clocks.steadyMs() - claimed.steadyMs;
  return wallMs > leavesWithinMs || wallMs < 0 || steadyMs > leavesWithinMs;
}

/** A permanent refusal marks the address, unless the text was at fault. */
export function outcomeOf(result: SendResult): Outcome {
  if (result.kind !== 'permanent') return result;
  return { kind: 'failed', code: result.code, badAddress: refusedAddress(result.code) };
}

const noAdapter: SendResult = { kind: 'retry', afterMs: 60_000, code: 'NO_ADAPTER' };

async function sendBy(
  adapters: Adapters,
  message: OutgoingMessage,
  signal: AbortSignal,
  leave: Leave,
): Promise<SendResult> {
  switch (message.channel) {
    case 'sms':
      return (await adapters.sms?.send(message, signal, leave)) ?? noAdapter;
    case 'email':
      return (await adapters.email?.send(message, signal, leave)) ?? noAdapter;
    case 'letter':
      return (await adapters.letter?.send(message, signal, leave)) ?? noAdapter;
  }
}

/** Sends a claimed message once. Never throws: what nobody knows is `ambiguous`. */
export async function attempt(
  deps: Pick<SendDeps, 'adapters' | 'clocks' | 'leavesWithinMs' | 'answerWithinMs'>,
  claim: Claim<OutgoingMessage>,
  claimed: Moment,
  leave: Leave,
): Promise<Outcome> {
  const { adapters, clocks, leavesWithinMs = LEAVES_WITHIN_MS, answerWithinMs = ANSWER_WITHIN_MS } = deps;
  if (isLate(claimed, clocks, leavesWithinMs)) {
    return { kind: 'retry', afterMs: 0, code: 'CLAIM_GIVEN_BACK', uncounted: true };
  }
  const over = new AbortController();
  const hung = Promise.withResolvers<SendResult>();
  const enough = setTimeout(() => over.abort(), answerWithinMs);
  // An adapter that does not even heed its signal must not hold up the sender.
  const given = setTimeout(
    () => hung.resolve({ kind: 'ambiguous', code: 'ADAPTER_HUNG' }),
    answerWithinMs + HUNG_AFTER_MS,
  );
  try {
    return outcomeOf(await Promise.race([sendBy(adapters, claim.message, over.signal, leave), hung.promise]));
  } catch {
    // Adapters do not throw; one that does may have sent, and its words may hold a number.
    return { kind: 'ambiguous', code: 'ADAPTER_THREW' };
  } finally {
    clearTimeout(enough);
    clearTimeout(given);
  }
}
