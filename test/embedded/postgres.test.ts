import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type Postgres } from '../../embedded/postgres.ts';
import { postgresPlace } from '../../embedded/postgres-place.ts';
import { askDatabase, createDatabase, dropDatabase } from './database.ts';

describe('a temporary PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  test.each([
    ['server_encoding', 'UTF8'],
    ['max_connections', '100'],
    ['listen_addresses', '127.0.0.1'],
    ['TimeZone', 'UTC'],
    ['data_checksums', 'on'],
  ])('has %s %s', async (setting, value) => {
    expect(await askDatabase(postgres.url, `SELECT current_setting('${setting}') AS value`)).toEqual({ value });
  });

  test('refuses a wrong password', async () => {
    const stranger = new URL(postgres.url);
    stranger.password = 'guess';
    await expect(askDatabase(stranger.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  test('copies a template with its rows', async () => {
    const template = await createDatabase(postgres.url, 'template_of_tests');
    await askDatabase(template, 'CREATE TABLE loan AS SELECT 7 AS id');
    const copy = await createDatabase(postgres.url, 'copy', 'template_of_tests');
    expect(await askDatabase(copy, 'SELECT id FROM loan')).toEqual({ id: 7 });
    await dropDatabase(postgres.url, 'copy');
    await expect(askDatabase(copy, 'SELECT 1')).rejects.toThrow('does not exist');
  });

  test('keeps what was committed when the server is killed, and comes back on the same port', async () => {
    await askDatabase(postgres.url, 'CREATE TABLE kept AS SELECT 1 AS amount');
    const before = postgres.pid();
    await postgres.crash();
    await expect(askDatabase(postgres.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await postgres.start();
    expect(postgres.pid()).not.toBe(before);
    expect(await askDatabase(postgres.url, 'SELECT amount FROM kept')).toEqual({ amount: 1 });
  });
});

describe('a PostgreSQL that lasts', () => {
  const home = mkdtempSync(join(tmpdir(), 'recoup-lasting-'));
  const dataDir = join(home, 'postgres');
  const cluster = postgresPlace(dataDir).folder;
  const given = process.env['DATABASE_URL'];
  beforeAll(() => {
    delete process.env['DATABASE_URL'];
  });
  afterAll(() => {
    if (given !== undefined) process.env['DATABASE_URL'] = given;
    for (const folder of [cluster, home]) rmSync(folder, { recursive: true, force: true });
  });

  test('finds its rows after a stop, and after a pid file that another process now has', async () => {
    const first = await startPostgres({ dataDir });
    await askDatabase(first.url, 'CREATE TABLE kept AS SELECT 1 AS amount');
    await first.stop();
    writeFileSync(join(cluster, 'data', 'postmaster.pid'), `${process.pid}\n${join(cluster, 'data')}\n`);
    const second = await startPostgres({ dataDir });
    expect(await askDatabase(second.url, 'SELECT amount FROM kept')).toEqual({ amount: 1 });
    await second.stop();
  });

  test('is stopped when its owner is killed, and can be started again', async () => {
    const script = join(home, 'owner.ts');
    const module = join(import.meta.dirname, '../../embedded/postgres.ts');
    writeFileSync(
      script,
      `import { startPostgres } from ${JSON.stringify(module)};
       const postgres = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
       console.log(postgres.pid());
       setInterval(() => undefined, 1000);`,
    );
    const owner = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((settle) => owner.stdout.once('data', (line) => settle(Number(line))));
    expect(pid).toBeGreaterThan(0);
    owner.kill('SIGKILL');
    for (let waited = 0; waited < 100 && existsSync(join(cluster, 'data', 'postmaster.pid')); waited += 1)
      await sleep(100);
    expect(existsSync(join(cluster, 'data', 'postmaster.pid'))).toBe(false);
    const next = await startPostgres({ dataDir });
    expect(await askDatabase(next.url, 'SELECT amount FROM kept')).toEqual({ amount: 1 });
    await next.stop();
  });

  test('leaves the place to DATABASE_URL', async () => {
    process.env['DATABASE_URL'] = 'postgres://someone@db.example:6543/loans';
    const postgres = await startPostgres({ dataDir: join(home, 'unused') });
    delete process.env['DATABASE_URL'];
    expect([postgres.url, postgres.port, postgres.pid()]).toEqual([
      'postgres://someone@db.example:6543/loans',
      6543,
      undefined,
    ]);
    await expect(postgres.crash()).rejects.toThrow('not ours');
    expect(existsSync(join(home, 'unused'))).toBe(false);
  });
});
