import type { BusinessTime, Permitted } from '../../db/outbox.ts';
import type { Db } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import type { Channel, ChannelAdapter } from '../channel.ts';
import type { Clocks } from './attempt.ts';
import type { MessageOptions } from './fields.ts';
import type { Spool } from './spool.ts';

/** The channels of this deployment. */
export type Adapters = { readonly [C in Channel]?: ChannelAdapter<C> };

/** What a sender needs; one set serves all channels. */
export interface SendDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly adapters: Adapters;
  readonly message: Omit<MessageOptions, 'sealer'>;
  readonly permitted: Permitted;
  readonly now: BusinessTime;
  readonly clocks: Clocks;
  /** A hint to the cases that something waits for them; what is lost the sweeper finds. */
  readonly signalCases: (caseIds: readonly string[]) => Promise<void>;
  /** What this host knows of messages to providers that cannot be asked. Left out: they are parked when their sender dies. */
  readonly spool?: Spool;
  /** Messages in flight at once, per channel. Default 8. */
  readonly concurrency?: number;
  /** Most messages a second, per channel; left out: no limit of ours. */
  readonly ratePerSecond?: { readonly [C in Channel]?: number };
  /**
   * After how long a claim cannot have a request in flight any more: longer than the two times below together. Default
   * 10 minutes.
   */
  readonly staleAfterMs?: number;
  /** The first byte leaves within this time of the claim, else the claim is given back. Default 10 seconds. */
  readonly leavesWithinMs?: number;
  /** No answer within this time is no answer. Default 30 seconds. */
  readonly answerWithinMs?: number;
  /** How often stale and ambiguous messages are looked for. Default 15 seconds. */
  readonly reconcileEveryMs?: number;
  /** How often the outbox is looked at although nothing woke the sender. Default 2 seconds. */
  readonly pollMs?: number;
  /** For the log: codes and counts only. */
  readonly log?: (code: string, facts: Readonly<Record<string, string | number>>) => void;
}

/** What became of the messages, by name: accepted, held, failed … */
export type Counts = Readonly<Record<string, number>>;
