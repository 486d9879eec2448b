// The embedded set: everything recoup needs around it, started side by side and stopped together.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startMailbox } from './mailbox.ts';
import { startPostgres } from './postgres.ts';
import { startSmsSandbox } from './sms-sandbox.ts';
import { startTemporal, temporalFile, type SearchAttributeType } from './temporal.ts';

const runShape = z.object({
  /** Process that started the set. */
  pid: z.number(),
  startedAt: z.string(),
  startedBy: z.string(),
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  temporalNamespace: z.string(),
  temporalUiUrl: z.string().optional(),
  smtpUrl: z.string(),
  mailboxUrl: z.string(),
  smsUrl: z.string(),
  smsAccountSid: z.string(),
  smsAuthToken: z.string(),
  /** Written by whoever serves the API on top of the set. */
  apiUrl: z.string().optional(),
});

/** Where the parts of a running set are. */
export type Run = z.infer<typeof runShape>;

export type Embedded = Run & {
  /** Adds to the run file what is served on top of the set. */
  readonly announce: (more: Pick<Run, 'apiUrl'>) => void;
  /** Tells the mailbox which server takes reports about mail that bounces later. */
  readonly reportTo: (smtpUrl: string) => void;
  /** Stops everything this set started; a second call waits for the first. */
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** Folder of everything the set keeps, `.recoup` as a rule. */
  home: string;
  namespace?: string;
  searchAttributes?: Readonly<Record<string, SearchAttributeType>>;
  /** Where persons' texts are posted to. */
  smsInboundUrl?: string;
  /** Usual ports when free; false for any (tests). */
  usualPorts?: boolean;
  /** Signals end the set and the process; true unless the caller has handlers of its own. */
  handleSignals?: boolean;
  say?: (line: string) => void;
};

const usual = { postgres: 54_320, temporal: 7233, temporalUi: 8233, smtp: 1025, mailbox: 8025, sms: 8026 };

const runFile = (home: string): string => join(home, 'run.json');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** The set that runs on a home folder; undefined when there is none or its starter is gone. */
export const readRun = (home: string): Run | undefined => {
  if (!existsSync(runFile(home))) return undefined;
  try {
    const run = runShape.parse(JSON.parse(readFileSync(runFile(home), 'utf8')));
    // Pids start anew with the machine.
    const bootedAt = Date.now() - uptime() * 1000;
    return isAlive(run.pid) && Date.parse(run.startedAt) > bootedAt ? run : undefined;
  } catch {
    // A torn or foreign file is as good as none.
    return undefined;
  }
};

/** Starts all, or none: when one fails, the ones that came up are stopped and its error is thrown. */
const startTogether = async <Parts extends Record<string, Promise<{ stop: () => Promise<void> }>>>(
  starting: Parts,
): Promise<{ [Name in keyof Parts]: Awaited<Parts[Name]> }> => {
  const settled = await Promise.allSettled(Object.values(starting));
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await Promise.allSettled(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.stop()] : [])));
    throw failed.reason instanceof Error ? failed.reason : new Error(String(failed.reason));
  }
  const entries = await Promise.all(Object.entries(starting).map(async ([name, part]) => [name, await part] as const));
  return Object.fromEntries(entries) as { [Name in keyof Parts]: Awaited<Parts[Name]> };
};

/**
 * Starts PostgreSQL, Temporal, the mailbox and the SMS sandbox on loopback. Data of an earlier start is carried on.
 * @throws when a set runs on this home folder already, or when a part does not come up
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const { home, say, namespace = 'recoup' } = options;
  const running = readRun(home);
  if (running !== undefined && running.pid !== process.pid) {
    throw new Error(`already running as process ${running.pid} since ${running.startedAt}: kill -INT ${running.pid}`);
  }
  mkdirSync(home, { recursive: true });
  const ports = options.usualPorts === false ? undefined : usual;
  const told = say === undefined ? {} : { say };
  const parts = await startTogether({
    postgres: startPostgres({ dataDir: join(home, 'postgres'), port: ports?.postgres ?? 0, ...told }),
    temporal: startTemporal({
      ...{ dbFile: temporalFile(home), logFile: join(home, 'temporal', 'temporal.log'), namespace },
      ...{ port: ports?.temporal ?? 0, uiPort: ports?.temporalUi ?? 0, ...told },
      searchAttributes: options.searchAttributes ?? {},
    }),
    mailbox: startMailbox({
      ...{ folder: join(home, 'mail'), smtpPort: ports?.smtp ?? 0, webPort: ports?.mailbox ?? 0, ...told },
    }),
    sms: startSmsSandbox({
      ...{ ledgerFile: join(home, 'sms', 'ledger.jsonl'), port: ports?.sms ?? 0, ...told },
      ...(options.smsInboundUrl === undefined ? {} : { inboundUrl: options.smsInboundUrl }),
    }),
  });

  const { postgres, temporal, mailbox, sms } = parts;
  let run: Run = {
    ...{ pid: process.pid, startedAt: new Date().toISOString(), startedBy: process.argv.slice(1, 3).join(' ') },
    ...{ databaseUrl: postgres.url, temporalAddress: temporal.address, temporalNamespace: namespace },
    ...(temporal.uiUrl === undefined ? {} : { temporalUiUrl: temporal.uiUrl }),
    ...{ smtpUrl: mailbox.smtpUrl, mailboxUrl: mailbox.url },
    ...{ smsUrl: sms.url, smsAccountSid: sms.accountSid, smsAuthToken: sms.authToken },
  };
  // The database's password is in it.
  const write = (): void => writeFileSync(runFile(home), `${JSON.stringify(run, undefined, 2)}\n`, { mode: 0o600 });
  write();

  const stopAll = async (): Promise<void> => {
    await Promise.allSettled([mailbox.stop(), sms.stop(), temporal.stop()]);
    await postgres.stop();
    rmSync(runFile(home), { force: true });
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
    return (stopping ??= stopAll());
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    // Once more the default action, so that the parent sees which signal it was.
    void stop().finally(() => process.kill(process.pid, signal));
  };
  if (options.handleSignals !== false) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  }
  return {
    ...run,
    announce: (more) => {
      run = { ...run, ...more };
      write();
    },
    reportTo: (reportTo) => mailbox.behave({ reportTo }),
    stop,
  };
};
