// `recoup doctor`: what is missing or unhealthy on this machine, why, and what to type.
import { Connection } from '@temporalio/client';
import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { stoppedChannels } from '../db/channel.ts';
import { migrationFiles } from '../db/migrate.ts';
import { openDb } from '../db/pool.ts';
import { readRun, type Run } from '../embedded/all.ts';
import { findExecutable, projectRoot, type ServerName } from '../embedded/executables.ts';
import { freePort } from '../embedded/ports.ts';
import { postgresBinaries } from '../embedded/postgres-place.ts';

export type Finding = {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, or why it is not well. */
  readonly detail: string;
  /** What to type; absent when all is well. */
  readonly type?: string;
};

const wantedNodeMajor = 24;
const leastFreeBytes = 2_000_000_000;
const patienceMs = 3_000;

const well = (name: string, detail: string): Finding => ({ name, ok: true, detail });
const ill = (name: string, detail: string, type: string): Finding => ({ name, ok: false, detail, type });
const words = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

const checkNode = (): Finding =>
  process.versions.node.startsWith(`${wantedNodeMajor}.`)
    ? well('Node.js', process.version)
    : ill('Node.js', `${process.version}, ${wantedNodeMajor} is needed`, 'npm run recoup -- doctor');

const checkPackages = (): Finding =>
  existsSync(join(projectRoot, 'node_modules', '.package-lock.json'))
    ? well('npm packages', 'installed')
    : ill('npm packages', 'node_modules is missing', 'node cli/prepare.mjs');

const checkServer = (name: ServerName): Finding => {
  const path = findExecutable(name);
  const missing = 'neither on PATH nor in .recoup/bin';
  return path === undefined ? ill(name, missing, 'node cli/prepare.mjs') : well(name, path);
};

const checkPostgresBinaries = (): Finding => {
  const folder = postgresBinaries();
  if (folder !== undefined) return well('PostgreSQL programs', folder);
  const why = `npm has none installed for ${process.platform} ${process.arch}`;
  return ill('PostgreSQL programs', why, 'node cli/prepare.mjs (or set DATABASE_URL)');
};

const checkDisk = async (home: string): Promise<Finding> => {
  const { bavail, bsize } = await statfs(existsSync(home) ? home : projectRoot);
  const freeBytes = bavail * bsize;
  const detail = `${(freeBytes / 1e9).toFixed(1)} GB free`;
  return freeBytes >= leastFreeBytes
    ? well('disk space', detail)
    : ill('disk space', `${detail}, 2 GB are needed`, `df -h ${home}`);
};

const checkPorts = async (): Promise<Finding> => {
  try {
    return well('free ports', `127.0.0.1 gives ports (${await freePort()})`);
  } catch (error) {
    return ill('free ports', words(error), 'ss -ltn');
  }
};

const checkDatabase = async (url: string): Promise<Finding> => {
  const db = openDb({ url, poolSize: 1, as: 'owner' });
  try {
    const files = await migrationFiles();
    const known = await db.row<{ there: string | null }>("select to_regclass('migration')::text as there");
    const done = known?.there ? await db.rows<{ name: string }>('select name from migration') : [];
    const missing = files.filter((file) => !done.some(({ name }) => name === file)).length;
    if (done.some(({ name }) => !files.includes(name))) {
      return ill('database', 'its schema is newer than this release', 'git pull && npm start');
    }
    if (missing > 0)
      return ill('database', `${missing} of ${files.length} migrations are missing`, 'npm run recoup -- migrate');
    const stopped = await stoppedChannels(db, new Date().toISOString());
    const names = stopped.map(({ channel, reason }) => `${channel} (${reason})`).join(', ');
    if (names !== '') return ill('channels', `stopped: ${names}`, 'recoup channel list, then recoup channel start …');
    return well('database', `schema ${files.at(-1) ?? 'empty'}`);
  } catch (error) {
    return ill('database', words(error), 'npm start (or check DATABASE_URL)');
  } finally {
    await db.close();
  }
};

const checkTemporal = async (address: string, namespace: string): Promise<Finding> => {
  try {
    const connection = await Connection.connect({ address, connectTimeout: patienceMs });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return well('Temporal', `${address}, namespace ${namespace}`);
    } finally {
      await connection.close();
    }
  } catch (error) {
    return ill('Temporal', `${address}: ${words(error)}`, 'npm start (or check TEMPORAL_ADDRESS)');
  }
};

/** The first line that an SMTP server greets with. */
const greeting = (url: string): Promise<string> =>
  new Promise((settle, fail) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port || 25), timeout: patienceMs });
    socket.once('data', (line) => (socket.destroy(), settle(line.toString().trim())));
    socket.once('error', fail);
    socket.once('timeout', () => (socket.destroy(), fail(new Error('no greeting'))));
  });

const checkSmtp = async (url: string): Promise<Finding> => {
  try {
    const line = await greeting(url);
    return line.startsWith('220') ? well('SMTP', url) : ill('SMTP', line, 'check SMTP_URL');
  } catch (error) {
    return ill('SMTP', `${url}: ${words(error)}`, 'npm start (or check SMTP_URL)');
  }
};

const checkSms = async (url: string): Promise<Finding> => {
  try {
    const answer = await fetch(`${url}/api/control`, { signal: AbortSignal.timeout(patienceMs) });
    return answer.ok ? well('SMS sandbox', url) : ill('SMS sandbox', `${url} answers ${answer.status}`, 'npm start');
  } catch (error) {
    return ill('SMS sandbox', `${url}: ${words(error)}`, 'npm start');
  }
};

/** Where the parts are: the environment first, then the set that runs on the home folder. */
const places = (
  run: Run | undefined,
): Record<'database' | 'temporal' | 'namespace' | 'smtp' | 'sms', string | undefined> => {
  const { env } = process;
  return {
    database: env['DATABASE_URL'] ?? run?.databaseUrl,
    temporal: env['TEMPORAL_ADDRESS'] ?? run?.temporalAddress,
    namespace: env['TEMPORAL_NAMESPACE'] ?? run?.temporalNamespace,
    smtp: env['SMTP_URL'] ?? run?.smtpUrl,
    sms: env['TWILIO_BASE_URL'] ?? run?.smsUrl,
  };
};

/** Examines the machine and, where something runs or is named by the environment, the running parts. */
export const examine = async (home = join(projectRoot, '.recoup')): Promise<Finding[]> => {
  const { database, temporal, namespace = 'recoup', smtp, sms } = places(readRun(home));
  const still = [checkNode(), checkPackages(), checkServer('temporal'), checkServer('temporal-test-server')];
  const running = [database, temporal, smtp, sms].every((place) => place === undefined)
    ? [well('running parts', 'none; npm start starts them')]
    : [];
  const asked = await Promise.all([
    ...[checkPorts(), checkDisk(home)],
    ...(database === undefined ? [] : [checkDatabase(database)]),
    ...(temporal === undefined ? [] : [checkTemporal(temporal, namespace)]),
    ...(smtp === undefined ? [] : [checkSmtp(smtp)]),
    ...(sms === undefined ? [] : [checkSms(sms)]),
  ]);
  return [...still, checkPostgresBinaries(), ...asked, ...running];
};

const lineOf = ({ name, ok, detail, type }: Finding): string =>
  `${ok ? '✓' : '✗'} ${name}: ${detail}${type === undefined ? '' : `\n    type: ${type}`}`;

/** Adds `recoup doctor [--json]`. Exit code 0 when all is well, 1 when something is missing or unhealthy. */
export const doctorCommand = (program: Command): void => {
  program
    .command('doctor')
    .description('name what is missing or unhealthy, why, and what to type')
    .option('--json', 'print the findings as JSON')
    .option('--home <folder>', 'folder of the running set', join(projectRoot, '.recoup'))
    .addHelpText('after', '\nExit code: 0 all is well, 1 something is not.\n\nExample:\n  recoup doctor --json')
    .action(async ({ json, home }: { json?: true; home: string }) => {
      const findings = await examine(home);
      const ok = findings.every((finding) => finding.ok);
      console.log(json ? JSON.stringify({ ok, findings }, undefined, 2) : findings.map(lineOf).join('\n'));
      process.exitCode = ok ? 0 : 1;
    });
};
