// Loan lives a second through the real engine and database, against workflows that do as much and decide nothing, on the
// same server and interleaved, so that other work on the machine hits both. Senders are off: they have a bench of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { createDecide } from '../activities/decide.ts';
import { openDb } from '../db/pool.ts';
import type { Db, Queries } from '../db/pool.ts';
import { policyByHash } from '../db/policy.ts';
import { createSealer } from '../db/seal.ts';
import { createVerifier } from '../db/signature.ts';
import type { Policy } from '../domain/policy.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { startTemporal } from '../embedded/temporal.ts';
import { NAMESPACE, SEARCH_ATTRIBUTES, connectEngine, dataConverterOf } from '../engine/connect.ts';
import type { Engine } from '../engine/connect.ts';
import { loadCalendar } from '../policies/calendar.ts';
import { contactRules } from '../policies/contact.ts';
import { loadKeys } from '../worker/config.ts';
import { prepareDatabase } from '../worker/prepare.ts';
import { casesOf } from '../worker/run.ts';
import { logToFile, startWorker } from '../worker/worker.ts';
import type { BareActivities, BareTurn } from './bareLife.ts';
import { timed } from './decideTimes.ts';
import { LIFE_PAYMENTS, LIFE_START, lifeCase, openLives, payLife } from './loanLife.ts';
import { createPacer } from './paced.ts';

const RATIO_LIMIT = 0.8;
const lives = Number(process.env['BENCH_LIVES'] ?? '120');
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '4');
const WAITS = { waitMs: 20, waitForPaymentMs: 2_000 } as const;
const CONCURRENT = 16;

const wait = (ms: number = WAITS.waitMs): BareTurn => ({ wait: 'timer', waitMs: ms });
/** The turns of the life in `loanLife.ts`, as its history has them. */
const TURNS: readonly BareTurn[] = [
  { ...wait(), stage: 'regular' },
  { wait: 'signalled', waitMs: WAITS.waitForPaymentMs },
  { wait: 'kept', waitMs: 0 },
  ...[wait(), wait(), wait()],
  { wait: 'signalled', waitMs: WAITS.waitForPaymentMs },
  { ...wait(), stage: 'settled' },
  { wait: 'end', waitMs: 0 },
];

const home = mkdtempSync(join(tmpdir(), 'recoup-lives-'));
logToFile(join(home, 'worker.log'));
const [postgres, temporal] = await Promise.all([
  startPostgres(),
  startTemporal({
    ...{ namespace: NAMESPACE, searchAttributes: SEARCH_ATTRIBUTES, logFile: join(home, 'temporal.log') },
    dbFile: join(home, 'temporal.db'),
  }),
]);
const { address } = temporal;
const keys = loadKeys(home, {});
await prepareDatabase({ databaseUrl: postgres.url, mode: 'live', clockStart: LIFE_START });
const db = openDb({ url: postgres.url, poolSize: CONCURRENT + 10 });
const engine = await connectEngine({ address, codecKey: keys.codecKey });
const watched = timed(db);
const real = await realLives(db, watched.db, engine);
const bare = await bareLives(engine);
let peakRssBytes = 0;

/** Lives a second; all begin at once, so that the engine never waits for one of them. */
async function livesASecond(live: (loanId: string) => Promise<void>, loanIds: readonly string[]): Promise<number> {
  const started = performance.now();
  await Promise.all(loanIds.map(live));
  peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  return (loanIds.length / (performance.now() - started)) * 1_000;
}

async function realLives(plain: Db, decideDb: Db, { client }: Engine) {
  const cases = casesOf(plain, engine);
  const known = new Map<string, Policy>();
  const decide = createDecide({
    db: decideDb,
    policyOf: async (q: Queries, hash: string) => {
      const policy = known.get(hash) ?? (await policyByHash(q, hash));
      known.set(hash, policy);
      return policy;
    },
    ...{ calendarOf: loadCalendar, contactRulesOf: contactRules, verify: createVerifier(keys.signing.publicKey) },
    ...{ build: 'bench', poke: () => undefined },
  });
  const pacer = createPacer({
    ...WAITS,
    pay: (caseId, at) => void payLife(plain, caseId, at).then(() => cases.poke(caseId)),
  });
  const activities = { decide: pacer.paced(decide) };
  const worker = await startWorker({ address, codecKey: keys.codecKey, activities, concurrentDecides: CONCURRENT });
  return {
    open: (loanIds: readonly string[]) => openLives(plain, createSealer(keys.masterKey), loanIds),
    live: async (loanId: string): Promise<void> => {
      pacer.begin(lifeCase(loanId), LIFE_START, LIFE_PAYMENTS);
      await cases.poke(lifeCase(loanId));
      await client.workflow.getHandle(lifeCase(loanId)).result();
    },
    stop: () => worker.stop(),
  };
}

async function bareLives({ client }: Engine) {
  const connection = await NativeConnection.connect({ address });
  const nothing: BareActivities['nothing'] = (lifeId, turn) => {
    if (TURNS[turn]?.wait === 'signalled') void client.workflow.getHandle(lifeId).signal('fact');
    return Promise.resolve();
  };
  const worker = await Worker.create({
    ...{ connection, namespace: NAMESPACE, taskQueue: 'bare', activities: { nothing } },
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./bareLife.ts', import.meta.url)),
      logger: new DefaultLogger('WARN'),
      failureConverterPath: fileURLToPath(new URL('../engine/failureConverter.ts', import.meta.url)),
    }),
    ...{ maxConcurrentLocalActivityExecutions: CONCURRENT, maxConcurrentWorkflowTaskExecutions: 40 },
    maxCachedWorkflows: 5_000,
    dataConverter: dataConverterOf(keys.codecKey),
  });
  const run = worker.run();
  return {
    live: async (loanId: string): Promise<void> => {
      const options = { taskQueue: 'bare', workflowId: `bare/${loanId}`, args: [`bare/${loanId}`, TURNS] };
      const handle = await client.workflow.signalWithStart('bareLife', { ...options, signal: 'fact' });
      await handle.result();
    },
    async stop() {
      worker.shutdown();
      await run;
      await connection.close();
    },
  };
}

/** Of all rounds together: as many lives, by the time that they took. */
const overall = (values: readonly number[]): number => values.length / values.reduce((sum, one) => sum + 1 / one, 0);
const speeds: { real: number; bare: number }[] = [];
try {
  // The first round warms both up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const loanIds = Array.from({ length: round === 0 ? 10 : lives }, (_, at) => `R${round}-${at}`);
    await real.open(loanIds);
    // In turns, so that neither always comes second.
    const measured: Record<string, number> = {};
    for (const which of round % 2 === 0 ? (['bare', 'real'] as const) : (['real', 'bare'] as const))
      measured[which] = await livesASecond({ bare, real }[which].live, loanIds);
    const speed = { bare: measured['bare'] ?? 0, real: measured['real'] ?? 0 };
    if (round === 0) continue;
    speeds.push(speed);
    console.log(`  lives a second: ${speed.real.toFixed(2)} real, ${speed.bare.toFixed(2)} bare`);
  }
} finally {
  await real.stop();
  await bare.stop();
  await engine.close();
  await db.close();
  await temporal.stop();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
const ratio = overall(speeds.map((speed) => speed.real)) / overall(speeds.map((speed) => speed.bare));
for (const { part, milliseconds, statements } of watched.perDecide())
  console.log(`  decide, ${part}: ${milliseconds.toFixed(2)} ms, ${statements.toFixed(2)} round trips`);
const counted = watched.perDecide().reduce((sum, { statements }) => sum + statements, 0);
console.log(
  `lives: ${ratio.toFixed(2)} × a bare workflow of the same commands (${speeds.length} rounds of ${lives} lives; ` +
    `limit ${RATIO_LIMIT}); ${(watched.decides() / (lives * rounds + 10)).toFixed(2)} decides a life, ` +
    `${counted.toFixed(1)} round trips a decide; peak rss ${(peakRssBytes / 1_048_576).toFixed(0)} MB`,
);
if (ratio < RATIO_LIMIT) process.exitCode = 1;
