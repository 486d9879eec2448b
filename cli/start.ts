import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { runImport } from '../api/import/run.ts';
import type { ImportReport } from '../api/import/run.ts';
import { readClock } from '../db/clock.ts';
import { openDb } from '../db/pool.ts';
import { createSealer } from '../db/seal.ts';
import { createSigner } from '../db/signature.ts';
import { localDate } from '../domain/instant.ts';
import { startEmbedded } from '../embedded/all.ts';
import type { Embedded } from '../embedded/all.ts';
import { freePort } from '../embedded/ports.ts';
import { connectEngine, SEARCH_ATTRIBUTES } from '../engine/connect.ts';
import { loadCalendar } from '../policies/calendar.ts';
import { policyForProduct } from '../policies/index.ts';
import { voiceSettings } from '../worker/callDesk.ts';
import { ratesOf } from '../worker/rates.ts';
import { loadKeys } from '../worker/config.ts';
import type { Keys } from '../worker/config.ts';
import { prepareDatabase } from '../worker/prepare.ts';
import { casesOf, runWorker } from '../worker/run.ts';
import type { Running } from '../worker/run.ts';
import { homeOf } from '../worker/settings.ts';
import { logToFile } from '../worker/worker.ts';
import { createChecklist, preparedText } from './checklist.ts';
import type { Checklist } from './checklist.ts';
import { startDemoCast } from './demoCast.ts';
import { writeSample } from './sample.ts';
import { LENDER, serveApi } from './serveApi.ts';
import type { ServedApi } from './serveApi.ts';

/** The first morning of the demo, before payments are posted (07:00 lender time). */
const DEMO_BEGINS = '2025-03-31T22:00:00.000Z';
/** Where the demo stops by itself; `recoup clock resume` goes on. */
const DEMO_ENDS = '2025-10-01T00:00:00.000Z';
const SAMPLE = { seed: 2025, loans: 42, clockStart: '2025-04-01' };
/** Ceiling of the demo: half a year in about two minutes. */
const DAYS_PER_SECOND = 2.5;
const API_PORT = 8080;
const SMS_FROM = '+15005550006';
const MAIL_DOMAIN = 'bank.example';

export interface StartOptions {
  readonly mode: 'live' | 'demo';
  readonly home: string;
  /** Ceiling of the demo clock; null: as fast as the book settles. */
  readonly daysPerSecond?: number | null;
  readonly portfolio?: string;
}

/** Everything that one command brought up. */
export interface Started {
  readonly embedded: Embedded;
  readonly running: Running;
  readonly api: ServedApi;
  stop(): Promise<void>;
}

/** Brings everything up in order, and stops what came up when a part does not. */
export async function start(options: StartOptions, list: Checklist): Promise<Started> {
  const { mode, home } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const embedded = await list.step(
      'engine, database, mail inbox, SMS sandbox',
      () =>
        startEmbedded({
          home,
          searchAttributes: SEARCH_ATTRIBUTES,
          handleSignals: false,
          say: (line) => list.note(line),
        }),
      (set) => `Temporal ${set.temporalAddress}`,
    );
    stops.push(() => embedded.stop());
    logToFile(join(home, 'worker.log'));
    const keys = loadKeys(home);
    const { databaseUrl } = embedded;
    await list.step(
      'schema and policies',
      () => prepareDatabase({ databaseUrl, mode, clockStart: DEMO_BEGINS }),
      preparedText,
    );
    if (mode === 'demo') await list.step('sample portfolio', () => importSample(options, embedded, keys), imported);
    const port = await freePort(API_PORT, (line) => list.note(line));
    const running = await list.step('worker, senders, clock', () => work(embedded, keys, home, port));
    stops.push(() => running.stop());
    if (running.bounceUrl !== null) embedded.reportTo(running.bounceUrl);
    const api = await list.step(
      'API',
      () => serve(embedded, running, keys, home, port),
      (served) => served.url,
    );
    stops.push(() => api.close());
    if (mode === 'demo') {
      const cast = startDemoCast({
        db: running.db,
        cases: running.cases,
        sign: createSigner(keys.signing.privateKey),
        calendar: loadCalendar('cn'),
        sealer: running.deployment.sealer,
        timeZone: LENDER.timeZone,
        begins: DEMO_BEGINS,
        ends: DEMO_ENDS,
      });
      stops.push(() => cast.stop());
    }
    embedded.announce({ apiUrl: api.url });
    return { embedded, running, api, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function work(embedded: Embedded, keys: Keys, home: string, apiPort: number): Promise<Running> {
  return runWorker({
    databaseUrl: embedded.databaseUrl,
    temporalAddress: embedded.temporalAddress,
    namespace: embedded.temporalNamespace,
    keys,
    home,
    sms: {
      accountSid: embedded.smsAccountSid,
      authToken: embedded.smsAuthToken,
      baseUrl: embedded.smsUrl,
      from: SMS_FROM,
    },
    smtpUrl: embedded.smtpUrl,
    mailFrom: `collections@${MAIL_DOMAIN}`,
    returnDomain: MAIL_DOMAIN,
    bounce: { port: 0 },
    publicUrl: `http://127.0.0.1:${apiPort}`,
    statusCallbackUrl: `http://127.0.0.1:${apiPort}/twilio/status`,
    rates: ratesOf(),
    // A process that was stopped has no request in flight any more: its claims are asked after soon.
    staleAfterMs: 60_000,
  });
}

function serve(embedded: Embedded, running: Running, keys: Keys, home: string, port: number): Promise<ServedApi> {
  const voice = voiceSettings({
    accountSid: embedded.smsAccountSid,
    authToken: embedded.smsAuthToken,
    baseUrl: embedded.smsUrl,
  });
  return serveApi({
    ...(voice === undefined ? {} : { voice }),
    db: running.db,
    sealer: running.deployment.sealer,
    cases: running.cases,
    keys,
    port,
    ...{ rates: ratesOf(), twilioAuthTokens: [embedded.smsAuthToken] },
    log: { level: 'warn', file: join(home, 'api.log') },
    links: {
      sms: embedded.smsUrl,
      mail: embedded.mailboxUrl,
      ...(embedded.temporalUiUrl === undefined ? {} : { engine: embedded.temporalUiUrl }),
    },
  });
}

/** The bundled portfolio, before anything can move the clock; what is there already changes nothing. */
async function importSample(options: StartOptions, embedded: Embedded, keys: Keys): Promise<ImportReport> {
  const folder = options.portfolio ?? join(options.home, 'sample');
  if (options.portfolio === undefined && !existsSync(folder)) writeSample(folder, SAMPLE);
  const db = openDb({ url: embedded.databaseUrl, poolSize: 8 });
  const engine = await connectEngine({
    address: embedded.temporalAddress,
    namespace: embedded.temporalNamespace,
    codecKey: keys.codecKey,
  });
  try {
    const cases = casesOf(db, engine);
    const now = async (): Promise<string> => (await readClock(db))?.now ?? DEMO_BEGINS;
    const report = await runImport(
      {
        db,
        sealer: createSealer(keys.masterKey),
        mode: 'demo',
        now,
        policyForProduct,
        lender: LENDER,
        startCase: (caseId) => cases.poke(caseId),
      },
      folder,
      { errorFile: join(options.home, 'import-errors.csv') },
    );
    if (!report.ok) throw new Error(`the portfolio has ${report.problemCount} problems: see ${report.errorFile ?? ''}`);
    const daysPerSecond = options.daysPerSecond === undefined ? DAYS_PER_SECOND : options.daysPerSecond;
    await db.run('update clock set until = coalesce(until, $1), days_per_second = $2', [DEMO_ENDS, daysPerSecond]);
    return report;
  } finally {
    await engine.close();
    await db.close();
  }
}

function imported({ counts }: ImportReport): string {
  if (counts === null) return '';
  return counts.loans.new > 0 ? `${counts.loans.new} loans` : `${counts.loans.duplicates} loans, already here`;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

async function runUntilStopped(options: StartOptions): Promise<void> {
  const list = createChecklist();
  const interrupted = untilStopped();
  process.stdout.write(
    options.mode === 'demo'
      ? '\n  recoup · \u001b[41m DEMO \u001b[0m its clock is not real, its borrowers are made up\n\n'
      : '\n  recoup · live, on the wall clock\n\n',
  );
  const started = await start(options, list);
  process.stdout.write(
    `\n  ${started.api.url}\n\n  Ctrl-C stops everything that was started here; the same command goes on later.\n\n`,
  );
  const clock = setInterval(() => void tellTime(started, list), 5_000);
  await interrupted;
  clearInterval(clock);
  process.stdout.write('\n  stopping …\n');
  await started.stop();
}

/** The demo's date as it passes, so that a terminal shows that something happens. */
async function tellTime({ running }: Started, list: Checklist): Promise<void> {
  const clock = await readClock(running.db).catch(() => null);
  const today = clock === null ? null : localDate(clock.now, LENDER.timeZone);
  if (today === null || today === told) return;
  told = today;
  list.note(`the demo's clock: ${today}`);
}
let told = '';

/** Adds `recoup start` and `recoup serve`. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('bring everything up and play the sample portfolio on a virtual clock (what `npm start` does)')
    .option('--days-per-second <n>', 'ceiling of the virtual clock', Number)
    .option('--portfolio <dir>', 'a loan tape to play instead of the sample portfolio')
    .addHelpText('after', '\nExamples:\n  $ npm start\n  $ npm start -- --days-per-second 2\n')
    .action((flags: { daysPerSecond?: number; portfolio?: string }) =>
      runUntilStopped({ mode: 'demo', home: homeOf(), ...flags }),
    );
  program
    .command('serve')
    .description('run the same set on the wall clock, with real timers, for daily use')
    .addHelpText('after', '\nExample:\n  $ npm run recoup -- serve\n')
    .action(() => runUntilStopped({ mode: 'live', home: join(homeOf(), 'live') }));
}
