/** The work of one channel: claim, send, write down. Everything here commits before it goes on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { claim, leave, settle } from '../../db/outbox.ts';
import type { Claim, Claimed, ClaimOptions, Outcome } from '../../db/outbox.ts';
import { fromMilliseconds } from '../../domain/instant.ts';
import type { Channel, OutgoingMessage } from '../channel.ts';
import { attempt, momentOf } from './attempt.ts';
import type { Moment } from './attempt.ts';
import { codeOf, signal } from './hint.ts';
import { createPrepare } from './message.ts';
import type { Counts, SendDeps } from './types.ts';

/** So long the end of a sending is tried again while the database is away; then the claim grows stale. */
const WRITE_FOR_MS = 300_000;

export class Lane {
  readonly channel: Channel;
  readonly epoch: number;
  readonly #deps: SendDeps;
  readonly #options: Omit<ClaimOptions<OutgoingMessage>, 'limit'>;
  readonly #flying = new Set<Promise<void>>();
  readonly #counts = new Map<string, number>();

  constructor(deps: SendDeps, channel: Channel, epoch: number) {
    const { sealer, now, permitted, clocks, message } = deps;
    this.channel = channel;
    this.epoch = epoch;
    this.#deps = deps;
    this.#options = {
      ...{ channel, epoch, sealer, now, permitted },
      announced: deps.adapters[channel]?.announces === true,
      wallNow: () => fromMilliseconds(clocks.wallMs()),
      render: createPrepare({ ...message, sealer }, channel),
    };
  }

  get inFlight(): number {
    return this.#flying.size;
  }

  counts(): Counts {
    return Object.fromEntries(this.#counts);
  }

  count(kind: string, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }

  /** Claims up to `limit` messages and lets them go; returns when the claim has committed. */
  async start(limit: number): Promise<Claimed<OutgoingMessage>> {
    const claimed = momentOf(this.#deps.clocks);
    const got = await claim(this.#deps.db, { ...this.#options, limit });
    if (got.kind !== 'claimed') return got;
    for (const kind of got.spared) this.count(kind);
    for (const one of got.claims) this.#fly(one, claimed);
    await signal(this.#deps, this.channel, got.wake);
    return got;
  }

  /** Resolves when one of those in flight has been written down; at once when there is none. */
  async one(): Promise<void> {
    if (this.#flying.size > 0) await Promise.race(this.#flying);
  }

  async all(): Promise<void> {
    await Promise.all(this.#flying);
  }

  #fly(one: Claim<OutgoingMessage>, claimed: Moment): void {
    const flight = attempt(this.#deps, one, claimed, () => leave(this.#deps.db, one))
      .then((outcome) => this.#write(one, outcome))
      .finally(() => this.#flying.delete(flight));
    this.#flying.add(flight);
  }

  async #write(one: Claim<OutgoingMessage>, outcome: Outcome): Promise<void> {
    const { db, now, log } = this.#deps;
    const giveUpAt = performance.now() + WRITE_FOR_MS;
    for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        const { changed, wake } = await settle(db, one, outcome, await now(db));
        // A callback that was quicker than the answer has written the same.
        this.count(changed || outcome.kind === 'accepted' ? outcome.kind : 'alreadyReported');
        await signal(this.#deps, this.channel, wake);
        return;
      } catch (error) {
        log?.('SEND_NOT_WRITTEN', { channel: this.channel, reference: one.reference, error: codeOf(error) });
        if (performance.now() > giveUpAt) return;
        await sleep(pauseMs);
      }
    }
  }
}
