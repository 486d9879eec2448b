// The time-skipping server, its clock read as business time: the server begins today, a journey on a fixed day.
import { setTimeout as sleep } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { fromMilliseconds, toMilliseconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { requireExecutable } from '../../embedded/executables.ts';
import { SEARCH_ATTRIBUTES } from '../../engine/connect.ts';
import type { LenderClock } from './lenderWorld.ts';

/** `INDEXED_VALUE_TYPE_KEYWORD` of the engine's API. */
const KEYWORD = 2;

/**
 * How far a skip goes beyond its instant. A timer starts when the task that sets it is completed, so it is late by as long
 * as that task took; one that is still to fire while a fact reaches its workflow is cancelled as it fires, and this server
 * then never gives that workflow a task again (temporalio/sdk-java#3088).
 */
const GUARD_MS = 2_000;
const SKIPPED_WITHIN_MS = 20_000;

/** Starts the server; at this moment it is `start` in business time. */
export async function startSkippingClock(start: Instant): Promise<LenderClock> {
  const path = requireExecutable('temporal-test-server');
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  // This server cannot list what it knows, as `prepareNamespace` does.
  const namespace = env.namespace ?? 'default';
  const searchAttributes = Object.fromEntries(Object.keys(SEARCH_ATTRIBUTES).map((name) => [name, KEYWORD]));
  await env.connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  const offsetMs = (await env.currentTimeMs()) - toMilliseconds(start);
  let now = start;
  const toBusiness = (instant: Instant): Instant => fromMilliseconds(toMilliseconds(instant) - offsetMs);
  const toEngine = (instant: Instant): Instant => fromMilliseconds(toMilliseconds(instant) + offsetMs);
  const read = async (): Promise<void> => {
    now = fromMilliseconds((await env.currentTimeMs()) - offsetMs);
  };
  return {
    ...{ address: env.address, namespace, mode: 'live' },
    now: () => now,
    async skipTo(instant) {
      await read();
      const waitMs = toMilliseconds(instant) - toMilliseconds(now);
      if (waitMs <= 0) return read();
      const skipped = env.sleep(waitMs + GUARD_MS).then(() => true);
      // Whoever gave up on it stops the server, and so fails it.
      skipped.catch(() => undefined);
      if (!(await Promise.race([skipped, sleep(SKIPPED_WITHIN_MS, false, { ref: false })])))
        throw new Error(`the engine does not skip to ${instant}: it has stranded a run`);
      await read();
    },
    shifted: (decide) => async (request) => {
      const answer = await decide({ ...request, now: toBusiness(request.now) });
      return answer.wakeAt === null ? answer : { ...answer, wakeAt: toEngine(answer.wakeAt) };
    },
    stop: () => env.teardown(),
  };
}
