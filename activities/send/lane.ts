/** The work of one channel: claim, send, write down. Everything here commits before it goes on. */
import { claim, leave } from '../../db/outbox.ts';
import type { Claim, Claimed, ClaimOptions } from '../../db/outbox.ts';
import { fromMilliseconds } from '../../domain/instant.ts';
import type { Channel, OutgoingMessage } from '../channel.ts';
import { LEAVES_WITHIN_MS, attempt, momentOf } from './attempt.ts';
import type { Moment } from './attempt.ts';
import { Bell } from './bell.ts';
import { signal } from './hint.ts';
import { createPrepare } from './message.ts';
import { Scribe } from './scribe.ts';
import type { Slip } from './slip.ts';
import { spoolOf } from './spool.ts';
import type { Spool } from './spool.ts';
import type { Counts, SendDeps } from './types.ts';

/**
 * So many messages are claimed for each that may be in flight, where the provider is quick: a claim of many costs little
 * more than a claim of one. Letters are typeset while their person is locked, so of these only a few.
 */
const CLAIMED_FOR_ONE: { readonly [C in Channel]: number } = { sms: 40, email: 4, letter: 4 };
/** What is claimed leaves within about this time: a payment or a hold must still be able to cancel what waits. */
const AHEAD_MS = 1_000;

/** A running mean over about so many. */
const lately = (before: number | undefined, now: number, over: number): number =>
  before === undefined ? now : before + (now - before) / over;

interface Waiting {
  readonly one: Claim<OutgoingMessage>;
  readonly claimed: Moment;
}

export class Lane {
  readonly channel: Channel;
  readonly epoch: number;
  readonly #deps: SendDeps;
  readonly #options: Omit<ClaimOptions<OutgoingMessage>, 'limit'>;
  readonly #scribe: Scribe;
  readonly #spool: Spool | undefined;
  readonly #concurrency: number;
  readonly #waiting: Waiting[] = [];
  readonly #counts = new Map<string, number>();
  /** Rings when a message has been sent. */
  readonly #sent = new Bell();
  #sending = 0;
  /** How long a message takes, of late; unknown before the first. */
  #flightMs: number | undefined;
  /** How long it takes to claim one, of late. */
  #claimMs: number | undefined;

  constructor(deps: SendDeps, channel: Channel, epoch: number) {
    const { sealer, now, permitted, clocks, message } = deps;
    this.channel = channel;
    this.epoch = epoch;
    this.#deps = deps;
    this.#concurrency = deps.concurrency ?? 8;
    this.#spool = spoolOf(deps, channel);
    this.#scribe = new Scribe(deps, channel, (kind) => this.count(kind));
    this.#options = {
      ...{ channel, epoch, sealer, now, permitted, timeZone: message.timeZone },
      announced: deps.adapters[channel]?.announces === true,
      wallNow: () => fromMilliseconds(clocks.wallMs()),
      render: createPrepare({ ...message, sealer }, channel),
    };
  }

  /** Messages claimed and not sent yet. */
  get inFlight(): number {
    return this.#waiting.length + this.#sending;
  }

  /** Most messages that may be claimed and not sent. */
  get capacity(): number {
    const most = this.#concurrency * CLAIMED_FOR_ONE[this.channel];
    const ahead = Math.floor((this.#concurrency * AHEAD_MS) / (this.#flightMs ?? AHEAD_MS));
    return Math.min(Math.max(this.#concurrency, Math.min(most, ahead)), this.#claimable);
  }

  /** So many that the last of them is claimed well before the first has to be given back, however slow the machine is. */
  get #claimable(): number {
    if (this.#claimMs === undefined) return this.#concurrency;
    const withinMs = (this.#deps.leavesWithinMs ?? LEAVES_WITHIN_MS) / 4;
    return Math.max(1, Math.floor(withinMs / this.#claimMs));
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
    this.#scribe.clock = got.clock;
    const count = got.claims.length + got.spared.length;
    if (count > 0) this.#claimMs = lately(this.#claimMs, (this.#deps.clocks.steadyMs() - claimed.steadyMs) / count, 4);
    for (const kind of got.spared) this.count(kind);
    this.#waiting.push(...got.claims.map((one) => ({ one, claimed })));
    this.#pump();
    await signal(this.#deps, this.channel, got.wake);
    return got;
  }

  /** Resolves when one more has been sent; at once when there is none. */
  async one(): Promise<void> {
    if (this.inFlight > 0) await this.#sent.wait();
  }

  /** Resolves when all that was claimed has been sent and written down. */
  async all(): Promise<void> {
    while (this.inFlight > 0) await this.#sent.wait();
    await this.#scribe.done();
  }

  #pump(): void {
    while (this.#sending < this.#concurrency) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#sending += 1;
      void this.#fly(next);
    }
  }

  async #leave(one: Claim<OutgoingMessage>): Promise<boolean | Slip> {
    const slip = this.#spool?.ask(one) ?? true;
    return (await leave(this.#deps.db, one)) && slip;
  }

  async #fly({ one, claimed }: Waiting): Promise<void> {
    const { clocks } = this.#deps;
    const begun = clocks.steadyMs();
    const outcome = await attempt(this.#deps, one, claimed, () => this.#leave(one));
    const tookMs = clocks.steadyMs() - begun;
    this.#flightMs = lately(this.#flightMs, tookMs, 16);
    // Before anything else can happen: it may be the only one who knows.
    this.#spool?.keep(one, outcome);
    this.#sending -= 1;
    this.#scribe.write({ row: one, outcome }, this.inFlight === 0);
    this.#pump();
    this.#sent.ring();
  }
}
