import { setTimeout as sleep } from 'node:timers/promises';
import { dueCases, nextInstant, postHeld, readClock, setClock, unsettledMessages } from '../db/clock.ts';
import { notifyOutbox } from '../db/joined.ts';
import type { Db } from '../db/pool.ts';
import type { Instant } from '../domain/instant.ts';
import type { Cases } from '../engine/cases.ts';

export interface ClockPlayerOptions {
  readonly db: Db;
  readonly cases: Pick<Cases, 'tick'>;
  /** Cases told at once. */
  readonly concurrency?: number;
  /** Called when a virtual day begins. */
  readonly onDay?: (now: Instant) => void;
  readonly log?: (code: string) => void;
}

export interface ClockPlayer {
  /** Resolves when the clock has come to its end, or nothing more is to come. */
  readonly idle: () => Promise<void>;
  stop(): Promise<void>;
}

const CHANNELS = ['sms', 'email', 'letter'] as const;
const POLL_MS = 10;
const IDLE_POLL_MS = 250;
const DAY_MS = 86_400_000;

/**
 * Moves the clock of a demo to the next instant at which anything happens, and only when nothing that is due is
 * unsettled (design.md, "Clock"). Only the cases that are due are told.
 */
export function startClockPlayer(options: ClockPlayerOptions): ClockPlayer {
  const { db } = options;
  let running = true;
  const waiters: (() => void)[] = [];

  const settle = async (now: Instant): Promise<void> => {
    for (;;) {
      const told = await tellDueCases(options, now, () => running);
      if (!running) return;
      if ((await unsettledMessages(db, now)) === 0 && told === 0) return;
      if (told === 0) await sleep(POLL_MS);
    }
  };

  const step = async (): Promise<boolean> => {
    const clock = await readClock(db);
    if (clock === null || clock.paused) return false;
    await settle(clock.now);
    const next = await nextInstant(db);
    const target = next === null || (clock.until !== null && next > clock.until) ? clock.until : next;
    if (target === null || target <= clock.now) return false;
    await pace(clock.now, target, clock.daysPerSecond ?? undefined);
    await db.tx(async (q) => {
      await setClock(q, { now: target });
      await postHeld(q, target);
      for (const channel of CHANNELS) await notifyOutbox(q, channel);
    });
    if (target.slice(0, 10) !== clock.now.slice(0, 10)) options.onDay?.(target);
    return true;
  };

  const loop = async (): Promise<void> => {
    while (running) {
      try {
        if (await step()) continue;
        for (const done of waiters.splice(0)) done();
      } catch (error) {
        options.log?.(error instanceof Error ? error.message : 'CLOCK_FAILED');
      }
      await sleep(IDLE_POLL_MS);
    }
    for (const done of waiters.splice(0)) done();
  };
  const done = loop();
  return {
    idle: () => new Promise((resolve) => waiters.push(resolve)),
    async stop() {
      running = false;
      await done;
    },
  };
}

/** Tells every case that is due; returns how many were. */
async function tellDueCases(options: ClockPlayerOptions, now: Instant, running: () => boolean): Promise<number> {
  const { db, cases, concurrency = 24 } = options;
  const due = await dueCases(db, now, 2_000);
  const waiting = [...due];
  const tellNext = async (): Promise<void> => {
    for (let caseId = waiting.pop(); caseId !== undefined && running(); caseId = waiting.pop())
      await cases.tick(caseId);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, due.length) }, tellNext));
  return due.length;
}

async function pace(from: Instant, to: Instant, daysPerSecond = Infinity): Promise<void> {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const waitMs = (days / daysPerSecond) * 1_000;
  if (waitMs >= 1) await sleep(waitMs);
}
