import { createServer } from 'node:http';
import type { Command } from 'commander';
import { currentEpoch } from '../db/outbox.ts';
import { openDb } from '../db/pool.ts';
import type { Db } from '../db/pool.ts';
import { createSealer } from '../db/seal.ts';
import { connectEngine, prepareNamespace } from '../engine/connect.ts';
import { voiceSettings } from '../worker/callDesk.ts';
import { ratesOf } from '../worker/rates.ts';
import { loadKeys } from '../worker/config.ts';
import { prepareDatabase } from '../worker/prepare.ts';
import { casesOf, runWorker } from '../worker/run.ts';
import { settingsOf } from '../worker/settings.ts';
import type { Settings } from '../worker/settings.ts';
import { logToFile } from '../worker/worker.ts';
import { preparedText } from './checklist.ts';
import { serveApi } from './serveApi.ts';

/** The processes of a deployment with servers of its own; their settings are those of `.env.example`. */
export function serviceCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring database and engine to this release, then end (containers run it once before the others)')
    .addHelpText('after', '\nExample:\n  recoup migrate')
    .action(migrateOnce);
  program
    .command('api')
    .description('serve the HTTP interface (containers)')
    .addHelpText('after', '\nExample:\n  recoup api')
    .action(apiService);
  program
    .command('worker')
    .description('run cases, senders and the sweeper (containers)')
    .addHelpText('after', '\nExample:\n  recoup worker')
    .action(workerService);
}

async function migrateOnce(): Promise<void> {
  const settings = settingsOf();
  loadKeys(settings.home);
  const prepared = await prepareDatabase({
    databaseUrl: settings.databaseUrl,
    mode: 'live',
    clockStart: new Date().toISOString(),
  });
  await prepareNamespace({ address: settings.temporalAddress, namespace: settings.namespace });
  process.stdout.write(`${preparedText(prepared)}\n`);
}

async function apiService(): Promise<void> {
  const settings = settingsOf();
  const keys = loadKeys(settings.home);
  const db = openDb({ url: settings.databaseUrl, poolSize: 20 });
  const { temporalAddress: address, namespace, apiKey } = settings;
  const engine = await connectEngine({
    address,
    namespace,
    codecKey: keys.codecKey,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  const voice = voiceSettings(settings.sms);
  const api = await serveApi({
    ...(voice === undefined ? {} : { voice }),
    db,
    sealer: createSealer(keys.masterKey),
    cases: casesOf(db, engine),
    keys,
    host: process.env['API_HOST'] ?? '127.0.0.1',
    port: Number(process.env['API_PORT'] ?? 8080),
    ...{ rates: ratesOf(), twilioAuthTokens: tokensOf(settings), log: { level: 'warn' } },
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
  });
  await untilTold();
  await api.close();
  await engine.close();
  await db.close();
}

async function workerService(): Promise<void> {
  const settings = settingsOf();
  logToFile(process.env['RECOUP_LOG_FILE'] ?? '/dev/stderr');
  const keys = loadKeys(settings.home);
  const { publicUrl } = settings;
  const running = await runWorker({
    ...settings,
    ...{ keys, rates: ratesOf() },
    ...(publicUrl === undefined ? {} : { statusCallbackUrl: `${publicUrl}/twilio/status` }),
  });
  const health = serveHealth(running.db, Number(process.env['WORKER_HEALTH_PORT'] ?? 8081));
  await Promise.race([untilTold(), running.died]);
  health.close();
  await running.stop();
}

const tokensOf = ({ sms: { authToken, otherAuthToken } }: Settings): string[] =>
  otherAuthToken === undefined ? [authToken] : [authToken, otherAuthToken];

/** A worker answers for itself: 200 while it reaches its database. */
function serveHealth(db: Db, port: number) {
  return createServer((_request, reply) => {
    currentEpoch(db).then(
      () => reply.writeHead(200).end('ok\n'),
      () => reply.writeHead(503).end('the database does not answer\n'),
    );
  }).listen(port, process.env['API_HOST'] ?? '127.0.0.1');
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
