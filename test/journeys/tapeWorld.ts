// The real embedded set on a home of its own, in demo mode, and a clock that is played up to given instants.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runImport } from '../../api/import/run.ts';
import type { ImportReport } from '../../api/import/run.ts';
import { LENDER, serveApi } from '../../cli/serveApi.ts';
import type { ServedApi } from '../../cli/serveApi.ts';
import { readClock, setClock } from '../../db/clock.ts';
import type { Instant } from '../../domain/instant.ts';
import { startEmbedded } from '../../embedded/all.ts';
import type { Embedded } from '../../embedded/all.ts';
import { freePort } from '../../embedded/ports.ts';
import { SEARCH_ATTRIBUTES } from '../../engine/connect.ts';
import { policyForProduct } from '../../policies/index.ts';
import { loadKeys } from '../../worker/config.ts';
import type { Keys } from '../../worker/config.ts';
import { prepareDatabase } from '../../worker/prepare.ts';
import { runWorker } from '../../worker/run.ts';
import type { Running } from '../../worker/run.ts';

/** 06:00 lender time on the take-over day: before held payments are posted (07:00). */
const FIRST_MORNING: Instant = '2025-03-31T22:00:00.000Z';

export interface TapeWorld {
  readonly home: string;
  readonly embedded: Embedded;
  readonly running: Running;
  readonly keys: Keys;
  /** What worker, senders and clock had to say: codes with their facts. */
  readonly said: readonly string[];
  /** Takes in a folder while the clock stands still. */
  takeIn(folder: string): Promise<ImportReport>;
  /** Plays until the clock stands at the instant and everything due is settled; then it is paused. */
  playTo(instant: Instant): Promise<void>;
  stop(): Promise<void>;
}

export interface TapeWorldOptions {
  /** Called when a virtual day begins. */
  readonly onDay?: (now: Instant) => void;
  /** Called with the home before anything runs. */
  readonly before?: (home: string) => void;
}

export async function startTapeWorld(options: TapeWorldOptions = {}): Promise<TapeWorld> {
  const home = mkdtempSync(join(tmpdir(), 'recoup-journey-'));
  const stops: (() => Promise<void> | void)[] = [() => rmSync(home, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    options.before?.(home);
    const embedded = await startEmbedded({
      home,
      searchAttributes: SEARCH_ATTRIBUTES,
      usualPorts: false,
      handleSignals: false,
    });
    stops.push(() => embedded.stop());
    const keys = loadKeys(home);
    await prepareDatabase({ databaseUrl: embedded.databaseUrl, mode: 'demo', clockStart: FIRST_MORNING });
    const apiPort = await freePort();
    const said: string[] = [];
    const running = await work(embedded, keys, home, apiPort, said, options.onDay);
    stops.push(() => running.stop());
    await setClock(running.db, { paused: true });
    const api = await serve(embedded, running, keys, apiPort);
    stops.push(() => api.close());
    return {
      ...{ home, embedded, running, keys, said, stop },
      takeIn: (folder) => takeIn(running, folder, join(home, 'import-errors.csv')),
      playTo: (instant) => playTo(running, instant),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function work(
  embedded: Embedded,
  keys: Keys,
  home: string,
  apiPort: number,
  said: string[],
  onDay?: (now: Instant) => void,
): Promise<Running> {
  return runWorker({
    ...{ databaseUrl: embedded.databaseUrl, temporalAddress: embedded.temporalAddress, keys, home },
    namespace: embedded.temporalNamespace,
    sms: {
      baseUrl: embedded.smsUrl,
      accountSid: embedded.smsAccountSid,
      authToken: embedded.smsAuthToken,
      from: '+15005550006',
    },
    smtpUrl: embedded.smtpUrl,
    statusCallbackUrl: `http://127.0.0.1:${apiPort}/twilio/status`,
    ...(onDay === undefined ? {} : { clock: { onDay } }),
    report: (code) => said.push(code),
    log: (code, facts) => said.push(`${code} ${JSON.stringify(facts)}`),
  });
}

function serve(embedded: Embedded, running: Running, keys: Keys, port: number): Promise<ServedApi> {
  const { db, cases, deployment } = running;
  return serveApi({
    db,
    cases,
    sealer: deployment.sealer,
    keys,
    port,
    rates: {},
    twilioAuthTokens: [embedded.smsAuthToken],
  });
}

async function takeIn({ db, cases, deployment }: Running, folder: string, errorFile: string): Promise<ImportReport> {
  const report = await runImport(
    {
      ...{ db, sealer: deployment.sealer, mode: 'demo' as const, policyForProduct, lender: LENDER },
      now: async () => (await readClock(db))?.now ?? FIRST_MORNING,
      startCase: (caseId) => cases.poke(caseId),
    },
    folder,
    { errorFile },
  );
  if (!report.ok)
    throw new Error(`the import found ${report.problemCount} problems: ${JSON.stringify(report.problems[0])}`);
  return report;
}

async function playTo({ db, clock, died }: Running, instant: Instant): Promise<void> {
  if (clock === null) throw new Error('there is no clock to play');
  await setClock(db, { paused: false, until: instant });
  for (;;) {
    await Promise.race([clock.idle(), died]);
    // The player may have come to rest just before it was told to go on.
    if (((await readClock(db))?.now ?? '') >= instant) break;
    await sleep(5);
  }
  await setClock(db, { paused: true });
}
