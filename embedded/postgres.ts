// A real PostgreSQL on loopback, from the binaries that npm installed.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startChild, type Child } from './child.ts';
import { freePort } from './ports.ts';
import { postgresPlace, type Place } from './postgres-place.ts';

const execute = promisify(execFile);
const superuser = 'recoup';
const database = 'recoup';
const readyWithinMs = 60_000;

export type Postgres = {
  /** Connection string with password; the database `recoup` exists. */
  readonly url: string;
  readonly port: number;
  /** Undefined when DATABASE_URL names a server that is not ours. */
  readonly pid: () => number | undefined;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  readonly stop: () => Promise<void>;
  /** SIGKILL of the postmaster, as a power cut looks to its clients. */
  readonly crash: () => Promise<void>;
  /** Starts again on the same port after `stop` or `crash`; PostgreSQL recovers by itself. */
  readonly start: () => Promise<void>;
};

export type PostgresOptions = {
  /** Where the cluster lives between starts; a temporary folder that is removed by `stop` when left out. */
  dataDir?: string;
  /** Preferred port, 0 or left out for any. */
  port?: number;
  say?: (line: string) => void;
};

const as = (place: Place): object => place.runAs ?? {};
const quietEnv = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', PGTZ: 'UTC' };

const createCluster = async (place: Place): Promise<void> => {
  const data = join(place.folder, 'data');
  if (existsSync(join(data, 'PG_VERSION')) && existsSync(join(place.folder, 'created'))) return;
  // Without the mark an earlier start was interrupted half way: nothing in there was ever used.
  rmSync(data, { recursive: true, force: true });
  const secret = join(place.folder, 'password');
  writeFileSync(secret, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (place.runAs !== undefined) chownSync(secret, place.runAs.uid, place.runAs.gid);
  const options = { cwd: place.folder, env: quietEnv, ...as(place) };
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = [`--username=${superuser}`, `--pwfile=${secret}`, '--auth=scram-sha-256'];
  await execute(join(place.bin, 'initdb'), [`--pgdata=${data}`, ...locale, ...login, '--no-sync'], options);
  // Single-user mode creates the database before anything listens.
  const single = execute(join(place.bin, 'postgres'), ['--single', '-D', data, 'postgres'], options);
  single.child.stdin?.end(`CREATE DATABASE ${database};\n`);
  await single;
  writeFileSync(join(place.folder, 'created'), `${new Date().toISOString()}\n`);
};

/** Is this process a PostgreSQL on that folder? Pids are used again after a reboot or in another container. */
const servesFolder = async (pid: number, data: string): Promise<boolean> => {
  const { stdout } = await execute('ps', ['-p', String(pid), '-o', 'args=']).catch(() => ({ stdout: '' }));
  return stdout.includes(data);
};

const clearStalePid = async (data: string): Promise<void> => {
  const pidFile = join(data, 'postmaster.pid');
  const giveUpAt = Date.now() + 15_000;
  while (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    if (!(pid > 0) || !(await servesFolder(pid, data))) return rmSync(pidFile, { force: true });
    // A server whose owner was killed is being stopped by its guard: give it the time.
    if (Date.now() > giveUpAt)
      throw new Error(`PostgreSQL already runs on ${data} as process ${pid}: kill -INT ${pid}`);
    await sleep(200);
  }
};

const settings = (port: number, temporary: boolean): string[] =>
  Object.entries({
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    // Tests throw their cluster away: what a kill leaves in the page cache is all they need. Asynchronous commit would
    // lose committed rows even then.
    ...(temporary ? { fsync: 'off', full_page_writes: 'off' } : {}),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** The eighth line of postmaster.pid is the server's own word on whether it takes connections. */
const isReady = (data: string, pid: number): boolean => {
  const file = join(data, 'postmaster.pid');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
};

const startServer = async (place: Place, port: number, temporary: boolean): Promise<Child> => {
  const data = join(place.folder, 'data');
  const logFile = join(place.folder, 'postgres.log');
  const giveUpAt = Date.now() + readyWithinMs;
  await clearStalePid(data);
  for (;;) {
    const child = startChild({
      command: join(place.bin, 'postgres'),
      args: ['-D', data, ...settings(port, temporary)],
      cwd: place.folder,
      env: quietEnv,
      logFile,
      stopSignal: 'SIGINT',
      runAs: place.runAs,
    });
    while (child.running() && !isReady(data, child.pid) && Date.now() < giveUpAt) await sleep(20);
    if (child.running() && isReady(data, child.pid)) return child;
    await child.kill();
    // After a crash the old backends need a moment to notice; until then the shared memory is "still in use".
    if (Date.now() > giveUpAt || !readFileSync(logFile, 'utf8').slice(-2000).includes('shared memory block')) {
      throw new Error(`PostgreSQL did not start (${await child.ended}); the end of ${logFile} says why`);
    }
    await sleep(200);
  }
};

const temporaryFolder = (): string => {
  const parent = mkdtempSync(join(tmpdir(), 'recoup-postgres-'));
  // The user who runs PostgreSQL for root must be able to pass.
  chmodSync(parent, 0o711);
  return join(parent, 'cluster');
};

const external = (url: string): Postgres => {
  const nothing = (): Promise<void> => Promise.resolve();
  const refuse = (): Promise<void> => Promise.reject(new Error('DATABASE_URL names a server that is not ours to stop'));
  const port = Number(new URL(url).port || 5432);
  return { url, port, pid: () => undefined, stop: nothing, crash: refuse, start: nothing };
};

/**
 * Starts PostgreSQL and returns when it takes connections. The environment's DATABASE_URL is used instead when set and
 * the cluster is meant to last.
 * @throws when the binaries are missing, the folder is in use, or the server does not come up
 */
export const startPostgres = async (options: PostgresOptions = {}): Promise<Postgres> => {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '' && options.dataDir !== undefined) return external(given);
  const temporary = options.dataDir === undefined;
  const wish = options.dataDir ?? temporaryFolder();
  const place = postgresPlace(wish);
  await createCluster(place);
  const port = await freePort(options.port ?? 0, options.say);
  let child: Child | undefined = await startServer(place, port, temporary);
  const password = readFileSync(join(place.folder, 'password'), 'utf8');
  return {
    url: `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`,
    port,
    pid: () => child?.pid,
    stop: async () => {
      await child?.stop();
      child = undefined;
      if (!temporary) return;
      rmSync(place.folder, { recursive: true, force: true });
      rmSync(dirname(wish), { recursive: true, force: true });
    },
    crash: async () => {
      await child?.kill();
      child = undefined;
    },
    start: async () => {
      child ??= await startServer(place, port, temporary);
    },
  };
};
