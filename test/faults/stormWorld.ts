// Everything that the storm rages over: real servers, the sandboxes with their ledgers, and a worker in its own process.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { openDb } from '../../db/pool.ts';
import { createSealer } from '../../db/seal.ts';
import { startChild } from '../../embedded/child.ts';
import type { Child } from '../../embedded/child.ts';
import { startMailbox } from '../../embedded/mailbox.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import { startSmsSandbox } from '../../embedded/sms-sandbox.ts';
import { startTemporal } from '../../embedded/temporal.ts';
import { NAMESPACE, SEARCH_ATTRIBUTES, connectEngine } from '../../engine/connect.ts';
import { loadKeys } from '../../worker/config.ts';
import { prepareDatabase } from '../../worker/prepare.ts';
import { PLAIN_TABLE } from './stormPlain.ts';
import { startPostOffice } from './stormPost.ts';
import type { StormWorkerSetup } from './stormWorker.ts';

/** Noon in Shanghai: a contact is permitted there for as long as a storm lasts. */
const BUSINESS_START = '2025-04-05T04:00:00.000Z';
/** Some answers are late, some never come, some come to a cut connection; a request may become a message after all. */
const SMS_BEHAVIOUR = { acceptDelayMs: 10, answerDelayMs: 25, cutEvery: 97, silentEvery: 211 };

const bundle = () =>
  bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, 'stormWorkflows.ts'),
    failureConverterPath: join(import.meta.dirname, '../../engine/failureConverter.ts'),
    logger: new DefaultLogger('WARN'),
  });

/** Starts it all; the worker comes last, with `worker.start`. */
export async function startStormWorld() {
  const home = mkdtempSync(join(tmpdir(), 'recoup-storm-'));
  const [postgres, temporal, workflows, sms, plainSms, mail, post] = await Promise.all([
    startPostgres(),
    startTemporal({
      ...{ namespace: NAMESPACE, searchAttributes: SEARCH_ATTRIBUTES, dbFile: join(home, 'temporal.db') },
      logFile: join(home, 'temporal.log'),
    }),
    bundle(),
    startSmsSandbox({ behaviour: SMS_BEHAVIOUR }),
    startSmsSandbox({ behaviour: SMS_BEHAVIOUR }),
    startMailbox({ behaviour: { recipientDelayMs: 25 } }),
    startPostOffice({ answerDelayMs: 25, cutEvery: 97 }),
  ]);
  const keys = { ...loadKeys(home, {}), codecKey: randomBytes(32).toString('base64') };
  await prepareDatabase({ databaseUrl: postgres.url, mode: 'live', clockStart: BUSINESS_START });
  const owner = openDb({ url: postgres.url, poolSize: 1, as: 'owner' });
  await owner.run(PLAIN_TABLE);
  await owner.close();
  const clockOffsetMs = Date.parse(BUSINESS_START) - Date.now();
  const setup: StormWorkerSetup = {
    ...{ databaseUrl: postgres.url, temporalAddress: temporal.address, keys, home, bundle: workflows, clockOffsetMs },
    ...{ smsUrl: sms.url, plainSmsUrl: plainSms.url, smtpUrl: mail.smtpUrl, postUrl: post.url },
  };
  const setupFile = join(home, 'worker.json');
  writeFileSync(setupFile, JSON.stringify(setup), { mode: 0o600 });
  const db = openDb({ url: postgres.url, poolSize: 6 });
  const worker = workerOf(home, setupFile);
  return {
    ...{ home, postgres, temporal, db, sealer: createSealer(keys.masterKey), worker },
    ledgers: { sms, mail, post },
    plainSms,
    /** Business time. */
    now: () => new Date(Date.now() + clockOffsetMs).toISOString(),
    connect: () => connectEngine({ address: temporal.address, codecKey: keys.codecKey }),
    stop: async () => {
      await worker.stop();
      await db.close();
      await temporal.stop();
      await postgres.stop();
      await Promise.all([sms, plainSms, mail, post].map((one) => one.stop()));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The worker's process: killed, started, and started again when it dies by itself. */
function workerOf(home: string, setupFile: string) {
  const logFile = join(home, 'worker.log');
  let child: Child | undefined;
  let wanted = false;
  let deaths = 0;
  let starts = 0;

  const log = (): string => readFileSync(logFile, 'utf8');
  const readyCount = (): number => log().split('\nREADY').length - 1;

  const launch = async (): Promise<void> => {
    while (wanted) {
      starts += 1;
      writeFileSync(logFile, `\nSTART ${starts}\n`, { flag: 'a' });
      const before = readyCount();
      const mine = startChild({
        command: process.execPath,
        args: [join(import.meta.dirname, 'stormWorker.ts'), setupFile],
        env: { ...process.env, TZ: 'UTC', NODE_OPTIONS: '', NODE_COMPILE_CACHE: join(home, 'compiled') },
        ...{ logFile, stopSignal: 'SIGTERM' as const },
      });
      child = mine;
      while (mine.running() && readyCount() === before) await sleep(25);
      if (!mine.running()) {
        // A server that it needs is away: once more.
        await sleep(100);
        continue;
      }
      void mine.ended.then(() => {
        if (!wanted || child !== mine) return;
        deaths += 1;
        launch().catch(() => undefined);
      });
      return;
    }
  };

  const end = async (): Promise<void> => {
    wanted = false;
    const mine = child;
    child = undefined;
    await mine?.kill();
  };
  return {
    start: async () => {
      wanted = true;
      await launch();
    },
    kill: end,
    stop: end,
    /** How often it died although nobody killed it. */
    deaths: () => deaths,
    /** What it logged, over all its lives. */
    entries: (): Record<string, unknown>[] =>
      log()
        .split('\n')
        .flatMap((line) =>
          line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line) as Record<string, unknown>] : [],
        ),
  };
}

export type StormWorld = Awaited<ReturnType<typeof startStormWorld>>;
