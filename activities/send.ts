/**
 * Sending: one sender per channel empties the outbox (design.md, "Contact and sending"). A claim commits before its
 * request leaves; what became of it is written after; what nobody knows is asked for, never sent again blindly.
 */
import { Context } from '@temporalio/activity';
import { setTimeout as sleep } from 'node:timers/promises';
import { currentEpoch } from '../db/outbox.ts';
import { ChannelError } from './channel.ts';
import type { Channel } from './channel.ts';
import { Bell } from './send/bell.ts';
import { codeOf } from './send/hint.ts';
import { Lane } from './send/lane.ts';
import { Rate } from './send/rate.ts';
import { reconcile } from './send/reconcile.ts';
import type { Counts, SendDeps } from './send/types.ts';

export { hostClocks } from './send/attempt.ts';
export type { Adapters, Counts, SendDeps } from './send/types.ts';
export type { LenderFacts, MessageLine } from './send/fields.ts';

export interface DrainInput {
  readonly channel: Channel;
  /** Engine epoch of the sender. */
  readonly epoch: number;
}

export interface Drained {
  /** `superseded`: another epoch holds; this sender ends. */
  readonly end: 'superseded' | 'told' | 'time';
  readonly counts: Counts;
}

/** One activity stays below the 10 minutes of the design. */
const DRAIN_FOR_MS = 570_000;
const RECONCILE_EVERY_MS = 15_000;
/** As long as the engine waits for a heartbeat, where nobody says otherwise. */
const HEARTBEAT_TIMEOUT_MS = 30_000;

/** The work of a channel. @throws ChannelError NO_ADAPTER when the deployment has none for it */
function laneOf(deps: SendDeps, { channel, epoch }: DrainInput): Lane {
  if (deps.adapters[channel] === undefined) throw new ChannelError('NO_ADAPTER');
  return new Lane(deps, channel, epoch);
}

async function listen(deps: SendDeps, channel: Channel, bell: Bell): Promise<() => Promise<void>> {
  try {
    return await deps.db.listen('outbox', (payload) => {
      if (payload === '' || payload === channel) bell.ring();
    });
  } catch (error) {
    deps.log?.('NOT_LISTENING', { channel, error: codeOf(error) });
    return () => Promise.resolve();
  }
}

/** Works until told, superseded or out of time; then lets what is in flight come to its end. */
export async function drain(deps: SendDeps, input: DrainInput, told: AbortSignal): Promise<Drained> {
  const lane = laneOf(deps, input);
  const bell = new Bell();
  const stop = (): void => bell.ring();
  told.addEventListener('abort', stop);
  const unlisten = await listen(deps, input.channel, bell);
  try {
    const end = await work(deps, lane, bell, told);
    await lane.all();
    return { end, counts: lane.counts() };
  } finally {
    told.removeEventListener('abort', stop);
    await unlisten();
  }
}

async function work(deps: SendDeps, lane: Lane, bell: Bell, told: AbortSignal): Promise<Drained['end']> {
  const { clocks, pollMs = 2_000, reconcileEveryMs = RECONCILE_EVERY_MS } = deps;
  const endMs = clocks.steadyMs() + DRAIN_FOR_MS;
  const perSecond = deps.ratePerSecond?.[lane.channel];
  const rate = perSecond === undefined ? undefined : new Rate(perSecond, clocks.steadyMs);
  let reconcileMs = clocks.steadyMs();
  let failures = 0;
  while (!told.aborted && clocks.steadyMs() < endMs) {
    try {
      if (clocks.steadyMs() >= reconcileMs) {
        reconcileMs = clocks.steadyMs() + reconcileEveryMs;
        for (const kind of await reconcile(deps, lane.channel, lane.epoch)) lane.count(`reconciled.${kind}`);
      }
      // Half of what may be claimed at a time: a claim of many costs little more than a claim of one.
      if (lane.inFlight > lane.capacity / 2) {
        await lane.one();
        continue;
      }
      const free = lane.capacity - lane.inFlight;
      const limit = rate?.allowed(free) ?? free;
      if (limit < 1) {
        await bell.wait(100);
        continue;
      }
      const got = await lane.start(limit);
      failures = 0;
      if (got.kind === 'superseded') return 'superseded';
      if (got.kind === 'stopped') await bell.wait(pollMs);
      else {
        rate?.take(got.claims.length);
        const moved = got.claims.length + got.spared.length;
        // Where fewer were found than asked for, what falls due later rings the bell, or is found by the next look.
        if (got.busy === 0 && !got.more) await bell.wait(pollMs);
        else if (moved === 0) await bell.wait(50);
      }
    } catch (error) {
      failures += 1;
      deps.log?.('SENDER_WAITS', { channel: lane.channel, error: codeOf(error) });
      await bell.wait(Math.min(200 * 2 ** failures, 10_000));
    }
  }
  return told.aborted ? 'told' : 'time';
}

/**
 * Sends everything of a channel that is due at the present business time, and returns when it is written down: for a
 * demo's clock and for tests whose time skips. @throws ChannelError NO_ADAPTER; database errors are passed on
 */
export async function drainOnce(deps: SendDeps, channel: Channel): Promise<Counts> {
  const lane = laneOf(deps, { channel, epoch: (await currentEpoch(deps.db)) ?? 0 });
  for (const kind of await reconcile(deps, channel, lane.epoch)) lane.count(`reconciled.${kind}`);
  /** Everything that was claimed was written down before the last look. */
  let rested = false;
  for (;;) {
    if (lane.inFlight > lane.capacity / 2) {
      await lane.one();
      continue;
    }
    const got = await lane.start(lane.capacity - lane.inFlight);
    if (got.kind !== 'claimed') break;
    const moved = got.claims.length + got.spared.length > 0;
    if (moved) rested = false;
    else if (got.busy > 0) await sleep(20);
    else if (rested) break;
    else {
      // What is under way may come back into the queue.
      await lane.all();
      rested = true;
    }
  }
  await lane.all();
  return lane.counts();
}

/** The activities of the senders. `drain` heartbeats, so that a dead worker is noticed. */
export function createSendActivities(deps: SendDeps) {
  return {
    async drain(input: DrainInput): Promise<Drained> {
      const context = Context.current();
      const { heartbeatTimeoutMs = HEARTBEAT_TIMEOUT_MS } = context.info;
      const beat = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 6);
      try {
        return await drain(deps, input, context.cancellationSignal);
      } finally {
        clearInterval(beat);
      }
    },
  };
}

export type SendActivities = ReturnType<typeof createSendActivities>;
