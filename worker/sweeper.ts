import { setTimeout as sleep } from 'node:timers/promises';
import { OVERDUE_PAGE, overdueCases } from '../db/overdue.ts';
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
    const before = new Date(Date.now() - overdueMs).toISOString();
    const overdue = new Set<string>();
    let page: string[] = [];
    do {
      page = await overdueCases(db, before, page.at(-1) ?? '');
      for (const caseId of page) overdue.add(caseId);
      for (const caseId of page)
        if (isTimeFor(caseId)) await cases.poke(caseId).catch(() => options.log?.('POKE_LOST'));
      // Page by page: a thousand cases that stay overdue must not hide the others.
    } while (page.length === OVERDUE_PAGE && !stopping.signal.aborted);
    for (const caseId of pausedUntil.keys()) if (!overdue.has(caseId)) pausedUntil.delete(caseId);
  };
  const isTimeFor = (caseId: string): boolean => {
    const pause = pausedUntil.get(caseId);
    if (pause !== undefined && pause.at > Date.now()) return false;
    const pauseMs = Math.min((pause?.pauseMs ?? everyMs / 2) * 2, BACK_OFF_MAX_MS);
    pausedUntil.set(caseId, { at: Date.now() + pauseMs, pauseMs });
    return true;
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
