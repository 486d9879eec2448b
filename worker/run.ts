import { join } from 'node:path';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { currentEpoch } from '../db/outbox.ts';
import { deploymentMode, runStartOf } from '../db/deployment.ts';
import { openDb } from '../db/pool.ts';
import type { Db } from '../db/pool.ts';
import { createCases } from '../engine/cases.ts';
import type { Cases } from '../engine/cases.ts';
import { connectEngine } from '../engine/connect.ts';
import type { Engine } from '../engine/connect.ts';
import { ensureSenders } from '../engine/senders.ts';
import { startBounceListener } from './bounceListener.ts';
import { startClockPlayer } from './clockPlayer.ts';
import type { ClockPlayer, ClockPlayerOptions } from './clockPlayer.ts';
import type { Keys } from './config.ts';
import { assembleDeployment } from './deployment.ts';
import type { Deployment, DeploymentOptions } from './deployment.ts';
import { startPostCloser } from './postCloser.ts';
import { startSweeper } from './sweeper.ts';
import type { SweeperOptions } from './sweeper.ts';
import { startWorker } from './worker.ts';

export interface RunOptions extends Omit<DeploymentOptions, 'db' | 'poke' | 'keys'> {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace?: string;
  readonly apiKey?: string;
  readonly keys: Keys;
  readonly bundle?: WorkflowBundleWithSourceMap;
  readonly concurrentDecides?: number;
  readonly sweeper?: Partial<Pick<SweeperOptions, 'everyMs' | 'overdueMs'>>;
  /** Where mail that comes back is taken; needs `returnDomain`. Left out: nowhere. */
  readonly bounce?: { readonly port: number; readonly host?: string };
  /** Time of the lender's day at which the day's letters go to the printer, HH:MM. Default 17:00. */
  readonly postBatchAt?: string;
  /** Demo only. */
  readonly clock?: Pick<ClockPlayerOptions, 'onDay'>;
  readonly report?: (code: string) => void;
}

/** A worker process with everything that belongs to it. */
export interface Running {
  readonly db: Db;
  readonly engine: Engine;
  readonly cases: Cases;
  readonly deployment: Deployment;
  /** Null in live mode. */
  readonly clock: ClockPlayer | null;
  /** `smtp://host:port` of the listener for mail that comes back; null without one. */
  readonly bounceUrl: string | null;
  /** Rejects when the worker dies by itself. */
  readonly died: Promise<void>;
  stop(): Promise<void>;
}

/** How each process reaches the cases: by the epoch and the journal as they stand. */
export function casesOf(db: Db, engine: Engine): Cases {
  return createCases(engine.client, (caseId) => runStartOf(db, caseId));
}

/** Starts worker, senders, sweeper and, in a demo, the clock; stops in the opposite order. */
export async function runWorker(options: RunOptions): Promise<Running> {
  const { report } = options;
  const concurrentDecides = options.concurrentDecides ?? 16;
  const db = openDb({ url: options.databaseUrl, poolSize: concurrentDecides + 34 });
  const engine = await connectEngine({ ...engineOptions(options) });
  const cases = casesOf(db, engine);
  const poke = (caseIds: readonly string[]): void => {
    // A hint: what is lost the sweeper finds, so nobody waits for it.
    for (const caseId of caseIds) cases.poke(caseId).catch(() => report?.('POKE_LOST'));
  };
  const deployment = await assembleDeployment({ ...options, db, poke });
  const worker = await startWorker({
    ...engineOptions(options),
    address: options.temporalAddress,
    activities: deployment.activities,
    concurrentDecides,
    ...(options.bundle === undefined ? {} : { bundle: options.bundle }),
  });
  await ensureSenders(engine.client, (await currentEpoch(db)) ?? 1);
  const sweeper = startSweeper({ db, cases, ...options.sweeper, ...(report === undefined ? {} : { log: report }) });
  const demo = (await deploymentMode(db)) === 'demo';
  const clock = demo
    ? startClockPlayer({ db, cases, ...options.clock, ...(report === undefined ? {} : { log: report }) })
    : null;
  const post = startPostCloser({
    ...{ db, folder: join(options.home, 'letters'), now: deployment.send.now },
    ...{ timeZone: deployment.send.message.timeZone, at: options.postBatchAt ?? '17:00' },
    ...(report === undefined ? {} : { log: report }),
  });
  const { mailReturn } = deployment;
  const bounces =
    options.bounce === undefined || mailReturn === null
      ? null
      : await startBounceListener({ ...options.bounce, mailReturn, ...(report === undefined ? {} : { log: report }) });
  return {
    db,
    engine,
    cases,
    deployment,
    clock,
    bounceUrl: bounces === null ? null : `smtp://127.0.0.1:${bounces.port}`,
    died: worker.done,
    async stop() {
      await clock?.stop();
      await bounces?.stop();
      await post.stop();
      await sweeper.stop();
      await worker.stop();
      await deployment.close();
      await engine.close();
      await db.close();
    },
  };
}

function engineOptions(options: RunOptions) {
  return {
    address: options.temporalAddress,
    codecKey: options.keys.codecKey,
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
  };
}
