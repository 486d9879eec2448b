import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listen } from '../../api/server.ts';
import type { ClockState } from '../../api/server.ts';
import { runRebuild } from '../../cli/rebuild.ts';
import { table, widthOf } from '../../cli/table.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from '../api/world.ts';

const main = join(import.meta.dirname, '../../cli/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'recoup-cli-'));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function recoup(url: string, ...args: string[]): Promise<Ran> {
  return new Promise((settle) => {
    const env = { ...process.env, RECOUP_API: url, RECOUP_AS: 'li:collector', LANG: 'en_US.UTF-8', LC_ALL: '' };
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => settle({ code, out: out.trim(), err: err.trim() }));
  });
}

describe('the command line on a running API', () => {
  let world: ApiWorld;
  let url: string;
  let clock: ClockState = { now: '2025-04-05T04:00:00.000Z', paused: false, until: null, daysPerSecond: null };
  const move = (change: Partial<ClockState>): Promise<ClockState> => Promise.resolve((clock = { ...clock, ...change }));
  beforeAll(async () => {
    world = await startApiWorld('demo', {
      clock: {
        get: () => move({}),
        pause: () => move({ paused: true }),
        resume: (until) => move({ paused: false, until: until ?? null }),
        jump: (to) => move({ now: to }),
        speed: (daysPerSecond) => move({ daysPerSecond }),
      },
    });
    url = await listen(world.app, 0);
  });
  beforeEach(async () => {
    await world.clear();
    await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
  });
  afterAll(() => world.stop());
  const run = (...args: string[]) => recoup(url, ...args);

  test('a promise is taken, listed, withdrawn and counted; a dispute is opened and resolved', async () => {
    expect((await run('promise', 'make', 'L1', '2025-04-08=400.00', '2025-04-15=500.00')).out).toBe(
      'L1/promise/1: taken; money counts until 2025-04-09, 2025-04-16',
    );
    expect((await run('promise', 'list', 'open')).out).toMatch(/L1\/promise\/1 +L1 +2025-04-08 +400.00 +0.00 +open/);
    expect(await run('promise', 'make', 'L1', '2025-04-08')).toMatchObject({ code: 2 });
    expect((await run('promise', 'make', 'L1', '2025-04-08=1.00')).err).toContain('PROMISE_OPEN');
    expect((await run('promise', 'withdraw', 'L1/promise/1', '--because', 'enteredWrong')).code).toBe(0);
    expect((await run('promise', 'rate', '--from', '2025-04-01', '--to', '2025-04-30')).out).toBe(
      'kept –: 0 of 0 (in part 0, broken 0)\nopen 0, withdrawn 2',
    );
    const opened = await run('dispute', 'open', 'L1', '--about', 'amount', '--owner', 'li', '--text', 'I paid');
    expect(opened.out).toBe('L1/dispute/1: opened, answer by 2025-04-25');
    expect((await run('dispute', 'list')).out).toContain('L1/dispute/1');
    expect((await run('dispute', 'resolve', 'L1/dispute/1', 'rejected')).out).toBe('L1/dispute/1: rejected');
    expect((await run('dispute', 'list', '--json')).out).toBe('{"rows":[],"next":null}');
  });

  test('a loan is shown in words, masked, and as JSON', async () => {
    const { code, out } = await run('loan', 'show', 'L1');
    expect(code).toBe(0);
    expect(out).toContain('2000.00 CNY');
    expect(out).toContain('W*** X*******');
    expect(out).not.toContain('Xiaoming');
    const json = JSON.parse((await run('loan', 'show', 'L1', '--json')).out) as object;
    expect(json).toMatchObject({ overdueDays: 35, stage: 'dunning' });
    expect((await run('loan', 'show', 'L1', '--lang', 'zh-CN')).out).toContain('催收中');
  });

  test('a loan is started from a file, and started again it is known', async () => {
    const file = join(folder, 'L2.json');
    writeFileSync(file, JSON.stringify(loanBody('L2')));
    expect(await run('loan', 'start', file)).toMatchObject({ code: 0, out: 'L2: started' });
    expect(await run('loan', 'start', file)).toMatchObject({ code: 0, out: 'L2: known already, nothing changed' });
  });

  test('money comes in once, is taken back, and an unknown loan keeps it aside', async () => {
    expect((await run('loan', 'pay', 'L1', '500.00', '--key', 'E1')).out).toBe('E1: booked');
    expect((await run('loan', 'pay', 'L1', '500.00', '--key', 'E1')).out).toBe('E1: known already, nothing changed');
    expect(await run('loan', 'reverse', 'L1', 'E1')).toMatchObject({ code: 0 });
    expect(await run('loan', 'pay', 'L2', '500.00', '--key', 'E2')).toMatchObject({
      code: 0,
      out: 'E2: kept aside, the loan is not known yet',
    });
    expect((await run('unmatched')).out).toContain('L2');
    expect((await run('list', '--overdue', '30')).out).toMatch(/L1 .*2000\.00/);
  });

  test('a hold begins and ends in the name of who asks, and the timeline says so', async () => {
    expect(await run('loan', 'hold', 'L1', '--reason', 'dispute', '--as', 'wang:supervisor')).toMatchObject({
      code: 0,
    });
    expect(await run('loan', 'resume', 'L1')).toMatchObject({ code: 0 });
    const { out } = await run('loan', 'timeline', 'L1');
    expect(out).toContain('On hold: dispute');
    expect(out).toContain('(wang)');
    expect(world.given.at(-1)?.actor).toEqual({ id: 'li', role: 'collector', authenticated: false });
  });

  test.each([
    ['a refusal of the core', ['loan', 'resume', 'L1'], 1, 'NOT_HELD'],
    ['a loan that does not exist', ['loan', 'show', 'none'], 1, 'LOAN_UNKNOWN'],
    ['an amount that is not decimal', ['loan', 'pay', 'L1', '5,00'], 1, 'AMOUNT_NOT_DECIMAL'],
    ['a task that does not exist', ['task', 'done', 'L1/call/1', 'PTP'], 1, 'TASK_UNKNOWN'],
    ['a track that does not exist', ['track', 'approve', 'claim/L1/1'], 1, 'CASE_UNKNOWN'],
    ['a track that is none', ['track', 'approve', 'claim'], 2, 'is no track'],
    ['a file that does not exist', ['loan', 'start', 'none.json'], 2, 'no readable JSON'],
    ['an actor without role', ['loan', 'resume', 'L1', '--as', 'li'], 2, 'is not id:role'],
    ['a missing argument', ['loan', 'pay', 'L1'], 2, 'missing required argument'],
    ['a command that does not exist', ['nonsense'], 2, 'unknown command'],
  ])('%s ends with its code and says what to do', async (_what, args, code, said) => {
    const ran = await run(...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(said);
  });

  test('a refusal as JSON is the problem itself', async () => {
    const { code, out } = await run('loan', 'resume', 'L1', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ code: 'NOT_HELD', remedy: expect.any(String) as string });
  });

  test('the clock of a demo is shown, paused, and never moved back', async () => {
    expect((await run('clock')).out).toContain('DEMO clock, running: 2025-04-05');
    expect((await run('clock', 'pause')).out).toContain('paused');
    expect((await run('clock', 'jump', '2025-05-01')).out).toContain('2025-05-01');
    expect(await run('clock', 'jump', '2025-04-01')).toMatchObject({ code: 1 });
  });

  test('where nothing answers, the way out is named', async () => {
    const ran = await recoup('http://127.0.0.1:9', 'list');
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('npm start');
  });

  test.each(['', 'loan', 'task', 'track', 'clock', 'loan start', 'list'])(
    'help of "recoup %s" has an example',
    async (names) => {
      const ran = await run(...names.split(' ').filter((name) => name !== ''), '--help');
      expect(ran.code).toBe(0);
      expect(ran.out).toContain('Example');
    },
  );

  test('a rebuild from the journal finds the rows in use, and an altered row is found', async () => {
    await run('loan', 'pay', 'L1', '500.00', '--key', 'E1');
    expect(await runRebuild(world.url)).toEqual({ cases: 1, differences: [], broken: [] });
    await world.owner.run(`update open_item set open_minor = open_minor + 1 where due_on = '2025-04-01'`);
    expect(await runRebuild(world.url)).toMatchObject({
      differences: [{ table: 'open_item', onlyInUse: 1, onlyRebuilt: 1 }],
    });
  });
});

describe('tables', () => {
  test('columns line up although Chinese characters are two cells wide', () => {
    const lines = table(
      [{ title: '阶段' }, { title: 'Days', right: true }],
      [
        ['催收中', '5'],
        ['ok', '120'],
      ],
    );
    expect(lines).toEqual(['阶段    Days', '催收中     5', 'ok       120']);
    expect(new Set(lines.map(widthOf)).size).toBe(1);
  });
});
