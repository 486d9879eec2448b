import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../../api/server.ts';
import { withoutRequests } from '../api/withoutRequests.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from '../api/world.ts';

const main = join(import.meta.dirname, '../../cli/main.ts');

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let world: ApiWorld;
let url: string;
beforeAll(async () => {
  world = await startApiWorld('live', { policies: withoutRequests() });
  await world.clear();
  url = await listen(world.app, 0);
  for (const loanId of ['L1', 'L2']) await ask(world.app, 'POST', '/v1/loans', loanBody(loanId));
});
afterAll(() => world.stop());

function recoup(...args: string[]): Promise<Ran> {
  return new Promise((settle) => {
    const env = { ...process.env, RECOUP_API: url, RECOUP_AS: 'li:collector', LANG: 'en_US.UTF-8', LC_ALL: '' };
    const child = spawn(process.execPath, [main, 'relief', 'mass', ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => settle({ code, out: out.trim(), err: err.trim() }));
  });
}

const flood = ['deferment', '--branch', 'east', '--terms', '{"toOn":"2025-06-01"}', '--reason', 'flood'];

test('mass relief is simulated, proposed by its hash, decided by two, watched and taken back by command line', async () => {
  const dry = await recoup('simulate', ...flood);
  expect(dry.out).toMatch(/Would get it +2\n/);
  expect(dry.out).toMatch(/Deferred +24000.00 CNY/);
  expect(dry.out).toMatch(/L2 +fits +12000.00 +2000.00 +12000.00/);
  const hash = /Hash of the list +(\w{64})/.exec(dry.out)?.[1] ?? '';
  const propose = ['propose', ...flood, '--name', 'east-1', '--seen'];
  expect(await recoup(...propose, 'a'.repeat(64))).toMatchObject({ code: 1 });
  expect((await recoup(...propose, hash)).out).toBe('east-1: proposed, to be decided by 2025-04-12');
  expect((await recoup('list')).out).toMatch(/east-1 +deferment +2025-04-05 +li +waiting for approval/);
  expect((await recoup('lines', 'east-1')).out).toMatch(/L1 +fits/);
  expect((await recoup('approve', 'east-1', '--as', 'wang:creditHead')).err).toContain('EVIDENCE_CHANGED');
  expect((await recoup('approve', 'east-1', '--seen', hash, '--as', 'wang:creditHead')).out).toBe('east-1: proposed');
  expect((await recoup('approve', 'east-1', '--seen', hash, '--as', 'zhao:riskHead')).out).toBe('east-1: running');
  expect((await recoup('show', 'east-1')).out).toMatch(/Words +wang \(creditHead\) 2025-04-05, zhao \(riskHead\)/);
  expect((await recoup('loans', 'east-1')).out).toMatch(/L1 +asked\nL2 +asked/);
  expect((await recoup('timeline', 'east-1')).out).toContain(
    'zhao (risk head) approves the campaign; approval is complete',
  );
  expect((await recoup('withdraw', 'east-1', '--reason', 'wrong county')).out).toBe('east-1: withdrawn');
  expect((await recoup('refuse', 'east-1', '--seen', hash, '--as', 'zhao:riskHead')).err).toContain('CAMPAIGN_OVER');
});

test('input that cannot be used is told with its remedy', async () => {
  expect(await recoup('simulate', ...flood.slice(0, 3), '--terms', '[', '--reason', 'flood')).toMatchObject({
    code: 2,
  });
  expect((await recoup('simulate', ...flood, '--every', 'x')).err).toContain('--every is no whole number');
  expect((await recoup('simulate', ...flood, '--branch', 'Est')).err).toContain('SELECTION_UNKNOWN');
});
