import { setTimeout as sleep } from 'node:timers/promises';
import { overdueCases } from '../db/overdue.ts';
import type { Db } from '../db/pool.ts';
import type { Cases } from '../engine/cases.ts';

export interface SweeperOptions {
  readonly db: Db;
  readonly cases: Pick<Cases, 'poke'>;
  /** How often the book is looked through, in milliseconds. Default 30 seconds. */
  readonly everyMs?: number;
  /** How late a wake or a fact may be before its case is poked, in milliseconds. Default 2 minutes. */
  readonly overdueMs?: number;
  readonly log?: (code: string) => void;
}

const BACK_OFF_MAX_MS = 3_600_000;

/** Signals-with-start every case whose wake or oldest fact is overdue, closed or not: no wake can be lost. */
export function startSweeper(options: SweeperOptions): { stop(): Promise<void> } {
  const { db, cases, everyMs = 30_000, overdueMs = 120_000 } = options;
  const stopping = new AbortController();
  // A case that stays overdue is poked less and less often; what heals is forgotten.
  const pausedUntil = new Map<string, { at: number; pauseMs: number }>();

  const sweep = async (): Promise<void> => {
    const due = await overdueCases(db, new Date(Date.now() - overdueMs).toISOString());
    for (const caseId of pausedUntil.keys()) if (!due.includes(caseId)) pausedUntil.delete(caseId);
    for (const caseId of due) {
      const pause = pausedUntil.get(caseId);
      if (pause !== undefined && pause.at > Date.now()) continue;
      const pauseMs = Math.min((pause?.pauseMs ?? everyMs / 2) * 2, BACK_OFF_MAX_MS);
      pausedUntil.set(caseId, { at: Date.now() + pauseMs, pauseMs });
      await cases.poke(caseId);
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sweep().catch(() => options.log?.('SWEEP_FAILED'));
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
