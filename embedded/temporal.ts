// A real Temporal server on loopback: the dev server with its state in a file, so that nothing is lost between starts.
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild, type Child } from './child.ts';
import { requireExecutable } from './executables.ts';
import { freePorts } from './ports.ts';

const readyWithinMs = 60_000;
const dayMs = 86_400_000;

export type SearchAttributeType = 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

export type TemporalOptions = {
  /** State between starts; in memory when left out. */
  dbFile?: string;
  /** Preferred port of the gRPC service, 0 or left out for any. */
  port?: number;
  /** Preferred port of the web interface; no web interface when left out. */
  uiPort?: number;
  namespace: string;
  searchAttributes?: Readonly<Record<string, SearchAttributeType>>;
  /** How long the server keeps closed runs. */
  retentionDays?: number;
  logFile: string;
  /** Settings of the server besides the usual ones, by their names in its dynamic configuration (tests). */
  limits?: Readonly<Record<string, number | boolean>>;
  say?: (line: string) => void;
};

export type Temporal = {
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl: string | undefined;
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
  /** SIGKILL, as a crash looks to its clients. */
  readonly kill: () => Promise<void>;
  /** Starts again on the same port and file after `stop` or `kill`. */
  readonly start: () => Promise<void>;
};

// The dev server's limits are meant for trying things out; a day of a portfolio passes them at once.
const limits: Readonly<Record<string, number | boolean>> = {
  'frontend.rps': 100_000,
  'frontend.namespaceRPS': 100_000,
  'frontend.namespaceRPS.visibility': 1_000,
  'frontend.namespaceCount': 10_000,
  'frontend.persistenceMaxQPS': 100_000,
  'history.persistenceMaxQPS': 100_000,
  'matching.persistenceMaxQPS': 100_000,
  'history.maxInFlightUpdates': 1_000,
  // A run that rolls seldom must still take the commands of a long life.
  'history.maxTotalUpdates': 20_000,
  'system.forceSearchAttributesCacheRefreshOnRead': true,
};

const flags = (options: TemporalOptions, port: number, uiPort: number | undefined): string[] => [
  ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', options.namespace],
  ...['--log-level', 'warn', '--ui-disable-news-fetch'],
  ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
  // Write-ahead logging: a killed server loses nothing that it acknowledged, and commits cost a third.
  ...(options.dbFile === undefined ? [] : ['--db-filename', options.dbFile]),
  ...(options.dbFile === undefined ? [] : ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=1']),
  ...Object.entries(options.searchAttributes ?? {}).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]),
  ...Object.entries({ ...limits, ...options.limits }).flatMap(([key, value]) => [
    '--dynamic-config-value',
    `${key}=${JSON.stringify(value)}`,
  ]),
];

/** Ready means: the namespace answers and knows every search attribute. */
const isReady = async (address: string, options: TemporalOptions): Promise<boolean> => {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      const { namespace } = options;
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      if (Object.keys(options.searchAttributes ?? {}).some((name) => !(name in customAttributes))) return false;
      const workflowExecutionRetentionTtl = msToTs((options.retentionDays ?? 30) * dayMs);
      const config = { workflowExecutionRetentionTtl };
      await connection.workflowService.updateNamespace({ namespace, config });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
};

const startServer = async (options: TemporalOptions, port: number, uiPort: number | undefined): Promise<Child> => {
  const child = startChild({
    command: requireExecutable('temporal'),
    args: flags(options, port, uiPort),
    logFile: options.logFile,
    stopSignal: 'SIGINT',
    env: {
      // Its collector runs a quarter as often: an eighth less processor time for some 150 MB.
      GOGC: '400',
      // The command reads settings of the person's own cluster from these.
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_'))),
    },
  });
  const giveUpAt = Date.now() + readyWithinMs;
  while (child.running() && Date.now() < giveUpAt) {
    if (await isReady(`127.0.0.1:${port}`, options)) return child;
    await sleep(50);
  }
  await child.kill();
  throw new Error(`Temporal did not start (${await child.ended}); the end of ${options.logFile} says why`);
};

/**
 * Starts the dev server and returns when it is healthy.
 * @throws when the executable is missing or the server does not come up
 */
export const startTemporal = async (options: TemporalOptions): Promise<Temporal> => {
  mkdirSync(dirname(options.logFile), { recursive: true });
  if (options.dbFile !== undefined) mkdirSync(dirname(options.dbFile), { recursive: true });
  const wishes = options.uiPort === undefined ? [options.port ?? 0] : [options.port ?? 0, options.uiPort];
  const [port = 0, uiPort] = await freePorts(wishes, options.say);
  let child: Child | undefined = await startServer(options, port, uiPort);
  return {
    address: `127.0.0.1:${port}`,
    namespace: options.namespace,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}/namespaces/${options.namespace}`,
    pid: () => child?.pid,
    stop: async () => {
      await child?.stop();
      child = undefined;
    },
    kill: async () => {
      await child?.kill();
      child = undefined;
    },
    start: async () => {
      child ??= await startServer(options, port, uiPort);
    },
  };
};

/** The usual file of the dev server's state in a folder. */
export const temporalFile = (home: string): string => join(home, 'temporal', 'temporal.db');
