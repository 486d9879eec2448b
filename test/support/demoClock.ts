// The clock of a demo over a real dev server: it stands still until it is moved, and cases are told when it was. Nothing
// waits in the engine, so a play of many cases that wake one another at one hour takes no luck.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../domain/instant.ts';
import { startTemporal } from '../../embedded/temporal.ts';
import { SEARCH_ATTRIBUTES } from '../../engine/connect.ts';
import type { LenderClock } from './lenderWorld.ts';

/** Starts the server; at this moment it is `start` in business time. */
export async function startDemoClock(start: Instant): Promise<LenderClock> {
  const home = mkdtempSync(join(tmpdir(), 'recoup-demo-clock-'));
  const server = await startTemporal({
    ...{ namespace: 'default', searchAttributes: SEARCH_ATTRIBUTES },
    logFile: join(home, 'temporal.log'),
  });
  let now = start;
  return {
    ...{ address: server.address, namespace: server.namespace, mode: 'demo' },
    now: () => now,
    skipTo(instant) {
      if (instant > now) now = instant;
      return Promise.resolve();
    },
    // In a demo the database tells what time it is.
    shifted: (decide) => decide,
    async stop() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
