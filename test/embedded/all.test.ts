import { Command } from 'commander';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { doctorCommand, examine } from '../../cli/doctor.ts';
import { readRun, startEmbedded } from '../../embedded/all.ts';
import { postgresPlace } from '../../embedded/postgres-place.ts';
import { askDatabase } from './database.ts';
import { clientFor } from './twilio.ts';

vi.stubEnv('DATABASE_URL', undefined);
const home = mkdtempSync(join(tmpdir(), 'recoup-home-'));
const cluster = postgresPlace(join(home, 'postgres')).folder;
afterAll(() => {
  vi.unstubAllEnvs();
  for (const folder of [cluster, home]) rmSync(folder, { recursive: true, force: true });
});

const gone = async (pid: number): Promise<boolean> => {
  for (let waited = 0; waited < 150; waited += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(100);
  }
  return false;
};

test('the set starts on free ports, tells where it is, and takes its file away when it stops', async () => {
  const set = await startEmbedded({ home, usualPorts: false, handleSignals: false });
  expect(readRun(home)).toMatchObject({ pid: process.pid, smsUrl: set.smsUrl, databaseUrl: set.databaseUrl });
  expect(statSync(join(home, 'run.json')).mode & 0o077).toBe(0);
  set.announce({ apiUrl: 'http://127.0.0.1:1' });
  expect(readRun(home)?.apiUrl).toBe('http://127.0.0.1:1');
  await askDatabase(set.databaseUrl, 'CREATE TABLE kept AS SELECT 1 AS amount');
  const { url, accountSid, authToken } = {
    url: set.smsUrl,
    accountSid: set.smsAccountSid,
    authToken: set.smsAuthToken,
  };
  await clientFor({ url, accountSid, authToken }).messages.create({
    from: '+861065550000',
    to: '+8613800000001',
    body: '您好',
  });

  const findings = await examine(home);
  const unwell = findings.filter(({ ok }) => !ok).map(({ name }) => name);
  // Nothing has migrated this database: that, and nothing else, is what the doctor finds.
  expect(unwell).toEqual(['database']);
  await set.stop();
  expect(existsSync(join(home, 'run.json'))).toBe(false);
});

test('a second start goes on with the data of the first, over a stale file', async () => {
  writeFileSync(join(home, 'run.json'), '{"pid": 1');
  const set = await startEmbedded({ home, usualPorts: false, handleSignals: false });
  expect(await askDatabase(set.databaseUrl, 'SELECT amount FROM kept')).toEqual({ amount: 1 });
  const ledger = (await (await fetch(`${set.smsUrl}/api/messages`)).json()) as { count: number };
  expect(ledger.count).toBe(1);
  await set.stop();
});

test.each(['SIGINT', 'SIGKILL'] as const)('%s to the starter ends every server it started', async (signal) => {
  const script = join(home, 'starter.ts');
  const module = join(import.meta.dirname, '../../embedded/all.ts');
  writeFileSync(
    script,
    `import { startEmbedded } from ${JSON.stringify(module)};
     await startEmbedded({ home: ${JSON.stringify(home)}, usualPorts: false });
     console.log('ready');`,
  );
  const starter = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((settle) => starter.stdout.once('data', settle));
  const postmaster = Number(readFileSync(join(cluster, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const run = readRun(home);
  await expect(startEmbedded({ home, usualPorts: false, handleSignals: false })).rejects.toThrow('already running');
  starter.kill(signal);
  expect(await gone(postmaster)).toBe(true);
  await vi.waitFor(() => expect(fetch(`http://${run?.temporalAddress ?? ''}`)).rejects.toThrow('fetch failed'), 15_000);
  expect(readRun(home)).toBeUndefined();
});

test('the doctor names what is unhealthy, why and what to type, and exits with 1', async () => {
  vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:1');
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const program = new Command().exitOverride();
  doctorCommand(program);
  await program.parseAsync(['doctor', '--json', '--home', home], { from: 'user' });
  const report = JSON.parse(String(printed.mock.calls[0]?.[0])) as {
    ok: boolean;
    findings: { name: string; type?: string }[];
  };
  await program.parseAsync(['doctor', '--home', home], { from: 'user' });
  const lines = String(printed.mock.calls[1]?.[0]);
  printed.mockRestore();
  const { exitCode } = process;
  process.exitCode = 0;
  expect([report.ok, exitCode]).toEqual([false, 1]);
  expect(report.findings.find(({ name }) => name === 'SMTP')?.type).toBe('npm start (or check SMTP_URL)');
  expect(lines).toContain('✗ SMTP: smtp://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1\n    type: npm start');
});
