import { setTimeout as sleep } from 'node:timers/promises';
import { advanceClock, horizon } from '../db/clock.ts';
import type { Horizon } from '../db/clock.ts';
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

/** Cases looked for at once. */
const MOST_CASES = 2_000;
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

  /** How it stood when the clock was moved, to begin the next step with. */
  let moved: Horizon | null = null;

  /** What is due at this instant is brought to rest. Null: the clock is gone, paused from the start, or nobody plays. */
  const settled = async (): Promise<Horizon | null> => {
    const begin = moved ?? (await horizon(db, MOST_CASES));
    moved = null;
    for (let look = begin, first = true; look !== null && running; first = false) {
      if (first && look.paused) return null;
      if (look.due.length > 0) await tellCases(options, look.due, () => running);
      else if (look.unsettled > 0) await sleep(POLL_MS);
      else return look;
      look = await horizon(db, MOST_CASES);
    }
    return null;
  };

  const step = async (): Promise<boolean> => {
    const at = await settled();
    // Whoever paused it or set its end meanwhile is heeded at once.
    if (at === null || at.paused) return false;
    const target = at.next === null || (at.until !== null && at.next > at.until) ? at.until : at.next;
    if (target === null || target <= at.now) return false;
    await pace(at.now, target, at.daysPerSecond ?? undefined);
    moved = await advanceClock(db, target, MOST_CASES);
    if (target.slice(0, 10) !== at.now.slice(0, 10)) options.onDay?.(target);
    return true;
  };

  const loop = async (): Promise<void> => {
    while (running) {
      try {
        if (await step()) continue;
        for (const done of waiters.splice(0)) done();
      } catch (error) {
        moved = null;
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
      // A case that does not come to rest must not hold up the end; it is told again at the next start.
      await Promise.race([done, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

const STOP_WITHIN_MS = 5_000;

/** Tells cases, a few at a time; resolves when all of them are quiet again. */
async function tellCases(
  { cases, concurrency = 24 }: ClockPlayerOptions,
  due: readonly string[],
  running: () => boolean,
): Promise<void> {
  const waiting = [...due];
  const tellNext = async (): Promise<void> => {
    for (let caseId = waiting.pop(); caseId !== undefined && running(); caseId = waiting.pop())
      await cases.tick(caseId);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, due.length) }, tellNext));
}

async function pace(from: Instant, to: Instant, daysPerSecond = Infinity): Promise<void> {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const waitMs = (days / daysPerSecond) * 1_000;
  if (waitMs >= 1) await sleep(waitMs);
}
