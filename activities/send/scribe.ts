/** Writes down what became of messages: all that have come to their end while the last statement ran go into the next. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../domain/instant.ts';
import { settleAll } from '../../db/outbox.ts';
import type { Ended } from '../../db/outbox.ts';
import type { Channel } from '../channel.ts';
import { Bell } from './bell.ts';
import { codeOf, signal } from './hint.ts';
import { spoolOf } from './spool.ts';
import type { Spool } from './spool.ts';
import type { SendDeps } from './types.ts';

/** So long the end of a sending is tried again while the database is away; then the claim grows stale. */
const WRITE_FOR_MS = 300_000;
const PAUSE_MS = { first: 100, most: 5_000 };
/**
 * Where the provider can be asked, endings are gathered for so long while others are under way: one statement for many
 * costs much less.
 */
const GATHER_MS = 40;

export class Scribe {
  readonly #deps: SendDeps;
  readonly #channel: Channel;
  readonly #count: (kind: string) => void;
  readonly #gatherMs: number;
  readonly #spool: Spool | undefined;
  /** Rings when there is nothing to gather for: no other message is under way, or somebody waits for the last of it. */
  readonly #hurry = new Bell();
  #ended: Ended[] = [];
  /** The clock row of a demo as the last claim read it: it stands still while a message is with a sender. */
  #clock: Instant | null = null;
  #writing: Promise<void> | undefined;

  constructor(deps: SendDeps, channel: Channel, count: (kind: string) => void) {
    this.#deps = deps;
    this.#channel = channel;
    // What is not written when the process dies is asked for, or else a person has to look: then nothing waits.
    this.#gatherMs = deps.adapters[channel]?.find === undefined ? 0 : GATHER_MS;
    this.#count = count;
    this.#spool = spoolOf(deps, channel);
  }

  set clock(read: Instant | null) {
    this.#clock = read;
  }

  /** `last`: no other message is under way. */
  write(ended: Ended, last: boolean): void {
    this.#ended.push(ended);
    this.#writing ??= this.#writeAll();
    if (last) this.#hurry.ring();
  }

  /** Resolves when everything has been written, or given up. */
  async done(): Promise<void> {
    this.#hurry.ring();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#ended.length > 0) {
      if (this.#gatherMs > 0) await this.#hurry.wait(this.#gatherMs);
      const batch = this.#ended;
      this.#ended = [];
      await this.#writeBatch(batch);
    }
    this.#writing = undefined;
  }

  async #writeBatch(batch: readonly Ended[]): Promise<void> {
    const { db, now, log } = this.#deps;
    const giveUpAt = performance.now() + WRITE_FOR_MS;
    for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS.most)) {
      try {
        const { changed, wake } = await settleAll(db, batch, await now(db, this.#clock));
        // Of what nobody knows yet, the mail carrier may still bring the answer.
        for (const { row, outcome } of batch) if (outcome.kind !== 'ambiguous') this.#spool?.forget(row);
        // A callback that was quicker than the answer has written the same.
        for (const { row, outcome } of batch)
          this.#count(changed.has(row.id) || outcome.kind === 'accepted' ? outcome.kind : 'alreadyReported');
        await signal(this.#deps, this.#channel, wake);
        return;
      } catch (error) {
        log?.('SEND_NOT_WRITTEN', { channel: this.#channel, messages: batch.length, error: codeOf(error) });
        if (performance.now() > giveUpAt) return;
        await sleep(pauseMs);
      }
    }
  }
}
