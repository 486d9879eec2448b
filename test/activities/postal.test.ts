import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolderPost, createLetterAdapter } from '../../activities/letter.ts';
import { closeBatches, lastClosing } from '../../activities/postalBatch.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { drainOnce } from '../../activities/send.ts';
import type { SendDeps } from '../../activities/send.ts';
import { takePostalEvents } from '../../api/post.ts';
import { readEvents } from '../../cli/post.ts';
import { claimBatch, postalCounts } from '../../db/postal.ts';
import type { PostalEvent } from '../../db/postal.ts';
import { personFacts } from '../../db/person.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { factsOf, noon, openCase, personOf, queue, savePeople, startWorld, statusOf, type World } from '../db/world.ts';

let world: World;
let home = '';
let deps: SendDeps;
let now = noon;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  now = noon;
  if (home !== '') rmSync(home, { recursive: true });
  home = mkdtempSync(join(tmpdir(), 'recoup-post-'));
  const post = await createFolderPost({ folder: home, now: () => now });
  const lender = {
    ...{ lenderName: 'Harbour', lenderAddress: '1 Quay', lenderPhone: '1', paymentAccount: '62', officerName: 'Zhou' },
    optOut: { sms: '', email: 'stop', letter: '' },
  };
  deps = {
    ...{ db: world.db, sealer: world.sealer, adapters: { letter: createLetterAdapter(post) } },
    ...{ now: () => Promise.resolve(now), signalCases: () => Promise.resolve() },
    clocks: { wallMs: () => Date.now(), steadyMs: () => performance.now() },
    message: {
      // A letter's number makes its bytes its own.
      renderMessage: createRenderMessage(loadTemplates(), ({ particulars }) =>
        Buffer.from(`%PDF-1.7 /Type /Page ${JSON.stringify(particulars)}`),
      ),
      lender: { en: lender, 'zh-CN': lender },
      timeZone: 'Asia/Shanghai',
    },
    permitted: () => ({ answer: 'allowed' }),
  };
});

const letter = (reference: string, more: object = {}) => ({
  ...{
    reference,
    personId: `P-${reference}`,
    loans: [reference],
    channel: 'letter' as const,
    template: 'collectionLetter',
  },
  ...more,
});
async function send(...references: string[]): Promise<void> {
  await savePeople(world, ...references.map((one) => personOf(`P-${one}`, { address: `=1 ${one} Road` })));
  await queue(
    world.db,
    references.map((one) => letter(one)),
  );
  await drainOnce(deps, 'letter');
}
const batching = () => ({ db: world.db, folder: home, now: () => Promise.resolve(now), timeZone: 'Asia/Shanghai' });
const numbers = async (): Promise<string[]> =>
  (
    await world.db.rows<{ text: string }>(
      `select concat_ws(' ', year, n, reference) as text from letter_register order by year, n`,
    )
  ).map(({ text }) => text);
const csvOf = (batch: string, file: string): Record<string, string>[] =>
  parse(readFileSync(join(home, batch, file)), { columns: true });

describe('numbers', () => {
  it('count up without a gap within a year, whatever was refused in between, and begin anew', async () => {
    await send('A');
    await savePeople(world, personOf('P-B'));
    await queue(world.db, [letter('B', { template: 'lawyerLetter' })]);
    expect(await drainOnce(deps, 'letter'), 'no law firm is named').toEqual({ failed: 1 });
    await send('C', 'D');
    now = '2025-12-31T17:00:00.000Z'; // 1 January in Shanghai
    await send('E');
    expect(await numbers()).toEqual(['2025 1 A', '2025 2 C', '2025 3 D', '2026 1 E']);
  });

  it('stay with a letter that is set anew', async () => {
    await send('A');
    await world.db.run(`update outbox set status = 'queued' where reference = 'A'`);
    await drainOnce(deps, 'letter');
    await send('B');
    expect(await numbers()).toEqual(['2025 1 A', '2025 2 B']);
  });

  it('go on after the last one when a letter that has one is claimed together with new ones', async () => {
    await send('A', 'B', 'C');
    await world.db.run(`update outbox set status = 'queued' where reference = 'A'`);
    await send('D', 'E');
    expect(await numbers()).toEqual(['2025 1 A', '2025 2 B', '2025 3 C', '2025 4 D', '2025 5 E']);
  });

  it('are given once when four senders claim at the same time', async () => {
    const references = Array.from({ length: 24 }, (_, at) => `N${at}`);
    await savePeople(world, ...references.map((one) => personOf(`P-${one}`)));
    await queue(
      world.db,
      references.map((one) => letter(one)),
    );
    await Promise.all(Array.from({ length: 4 }, () => drainOnce({ ...deps, concurrency: 4 }, 'letter')));
    expect((await numbers()).map((text) => Number(text.split(' ')[1]))).toEqual(references.map((_, at) => at + 1));
  });
});

describe('a batch', () => {
  it('holds each letter with number, hash and pages, and addresses in a file of their own', async () => {
    await send('A', 'B');
    const [batch, ...more] = await closeBatches(batching(), null);
    expect(more).toEqual([]);
    expect(batch).toMatchObject({ id: '2025-04-05-001', letters: 2, withdrawn: {} });
    const rows = csvOf('2025-04-05-001', 'manifest.csv');
    expect(rows.map(({ number, reference, pages }) => [number, reference, pages])).toEqual([
      ['CL-2025-000001', 'A', '1'],
      ['CL-2025-000002', 'B', '1'],
    ]);
    for (const { file = '', sha256, reference } of rows) {
      const pdf = readFileSync(join(home, '2025-04-05-001', file));
      expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256);
      const kept = await world.db.row<{ sha256: string }>('select sha256 from document where id = $1', [reference]);
      expect(kept?.sha256).toBe(sha256);
    }
    expect(csvOf('2025-04-05-001', 'recipients.csv').map(({ address }) => address)).toEqual([
      "'=1 A Road",
      "'=1 B Road",
    ]);
    for (const file of ['manifest.csv', 'manifest.json'])
      expect(readFileSync(join(home, '2025-04-05-001', file), 'utf8')).not.toMatch(/Road|Name of/u);
    expect(await closeBatches(batching(), null)).toEqual([]);
  });

  it('takes in what was handed in before its time, and leaves the rest to the next', async () => {
    await send('A');
    const before = lastClosing('2025-04-05T10:00:00.000Z', '17:00', 'Asia/Shanghai');
    now = '2025-04-05T10:00:00.000Z';
    await send('B');
    expect((await closeBatches(batching(), before)).map(({ letters }) => letters)).toEqual([1]);
    expect((await closeBatches(batching(), null)).map(({ id, letters }) => [id, letters])).toEqual([
      ['2025-04-05-002', 1],
    ]);
  });

  it.each([
    ['2025-04-05T08:59:59.000Z', '2025-04-04T09:00:00.000Z'],
    ['2025-04-05T09:00:00.000Z', '2025-04-05T09:00:00.000Z'],
  ])('at %s the last closing at 17:00 was %s', (at, closing) => {
    expect(lastClosing(at, '17:00', 'Asia/Shanghai')).toBe(closing);
  });

  it('closed by three at once has each letter in one of them', async () => {
    const references = Array.from({ length: 9 }, (_, at) => `A${at}`);
    await send(...references);
    await Promise.all([1, 2, 3].map(() => closeBatches(batching(), null)));
    const batches = readdirSync(home).filter((name) => /^\d{4}-/u.test(name));
    expect(batches.flatMap((one) => csvOf(one, 'manifest.csv').map(({ reference }) => reference)).sort()).toEqual(
      references,
    );
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.each([
    ['after the claim', () => undefined],
    [
      'while it was written',
      () => {
        mkdirSync(join(home, `.2025-04-05-001.${process.pid}.part`));
        writeFileSync(join(home, `.2025-04-05-001.${process.pid}.part`, 'A.pdf'), 'half');
      },
    ],
  ])('whose maker died %s is finished by the next, once', async (_, left) => {
    await send('A');
    await claimBatch(world.db, { before: null, now, day: '2025-04-05' });
    left();
    expect((await closeBatches(batching(), null)).map(({ letters }) => letters)).toEqual([1]);
    expect(await closeBatches(batching(), null)).toEqual([]);
    expect(csvOf('2025-04-05-001', 'manifest.csv')).toHaveLength(1);
  });

  it('whose maker died before the mark keeps its folder as it was written', async () => {
    await send('A');
    await closeBatches(batching(), null);
    await world.db.run('update postal_batch set written_at = null');
    const before = readFileSync(join(home, '2025-04-05-001', 'manifest.json'), 'utf8');
    expect(await closeBatches(batching(), null)).toHaveLength(1);
    expect(readFileSync(join(home, '2025-04-05-001', 'manifest.json'), 'utf8')).toBe(before);
  });

  it('leaves out a letter whose PDF is gone or was altered, and says so', async () => {
    await send('A', 'B', 'C');
    const [, altered = '', missing = ''] = readFileSync(join(home, 'manifest.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { file: string }).file);
    appendFileSync(join(home, altered), 'x');
    rmSync(join(home, missing));
    const [batch] = await closeBatches(batching(), null);
    expect(batch?.letters).toBe(1);
    expect(Object.values(batch?.withdrawn ?? {}).sort()).toEqual(['ALTERED', 'MISSING']);
    expect(await postalCounts(world.db)).toMatchObject({ withdrawn: 2, printing: 1 });
  });
});

describe('what the post says', () => {
  const at = '2025-04-09T02:00:00.000Z';
  const say = async (...events: PostalEvent[]) => {
    const taken = await takePostalEvents(world.db, events, '2025-04-20T02:00:00.000Z');
    return 'counts' in taken ? taken.counts : taken;
  };
  const posted: PostalEvent = { reference: 'A', kind: 'posted', at: '2025-04-06T02:00:00.000Z' };
  const delivered: PostalEvent = { reference: 'A', kind: 'delivered', at, proof: 'XA1234567' };
  const returned: PostalEvent = { reference: 'A', kind: 'returned', at, reason: 'moved' };
  const counts = (taken: number, more: object = {}) => ({ taken, duplicate: 0, reused: 0, unknown: 0, ...more });
  const failed = async (): Promise<readonly string[]> => (await personFacts(world.db, ['P-A']))[0]?.failed ?? [];

  it('delivered is the proof that a rung waits for, dated as the post dates it', async () => {
    await savePeople(world, personOf('P-A'));
    await queue(world.db, [letter('A', { mustReach: true })]);
    await drainOnce(deps, 'letter');
    await closeBatches(batching(), null);
    expect(await say(posted, delivered)).toEqual(counts(2));
    expect(await factsOf(world.db)).toEqual([
      'loan/A noticeReported accepted quiet',
      'loan/A noticeReported delivered',
    ]);
    const told = await world.db.row<{ at: string }>(
      `select content->>'at' as at from inbox where content->>'status' = 'delivered'`,
    );
    expect(told?.at).toBe(at);
    expect(await world.db.row('select number, proof from postal_letter')).toEqual({
      number: 'CL-2025-000001',
      proof: 'XA1234567',
    });
  });

  it.each([
    ['unknown', ['letter']],
    ['moved', ['letter']],
    ['incomplete', ['letter']],
    ['refused', []],
    ['unclaimed', []],
    ['deceased', []],
  ] as const)('returned as %s fails the letter, and marks %j', async (reason, marked) => {
    await openCase(world.db, 'loan/B', ['P-A']);
    await send('A');
    expect(await say({ ...returned, reason })).toEqual(counts(1));
    expect(await statusOf(world.db, 'A')).toBe('failed');
    expect(await failed()).toEqual(marked);
    const word = `loan/A noticeReported failed RETURNED_${reason.toUpperCase()}`;
    expect((await factsOf(world.db)).slice(1)).toEqual([
      word,
      ...marked.flatMap(() => ['loan/B contactChanged', 'loan/B newAddress']),
    ]);
  });

  it.each([
    ['in order', [posted, returned, delivered]],
    ['out of order', [delivered, returned, posted]],
    ['twice', [returned, returned, delivered, posted, delivered]],
  ])('%s comes to the same: delivered wins, and the address is good', async (_, events) => {
    await send('A');
    for (const event of events) await say(event);
    expect(await statusOf(world.db, 'A')).toBe('delivered');
    expect(await failed()).toEqual([]);
  });

  it('the same again is known, another event under its id is refused', async () => {
    await send('A');
    expect(await say({ ...delivered, id: 'E1' }, { ...delivered, id: 'E1' }, { ...returned, id: 'E1' })).toEqual(
      counts(1, { duplicate: 1, reused: 1 }),
    );
  });

  it('of a letter that nobody handed in is kept aside, and taken when the letter is there', async () => {
    expect(await say(delivered, delivered)).toEqual(counts(0, { unknown: 1, duplicate: 1 }));
    expect(await postalCounts(world.db)).toMatchObject({ unknownEvents: 1 });
    await send('A');
    expect(await say(delivered)).toEqual(counts(1));
    expect(await statusOf(world.db, 'A')).toBe('delivered');
    expect(await postalCounts(world.db)).toMatchObject({ unknownEvents: 0 });
  });

  it('one event of the future has nothing of the file taken', async () => {
    await send('A');
    expect(await say(delivered, { ...posted, at: '2030-01-01T00:00:00.000Z' })).toEqual({ future: 1 });
    expect(await statusOf(world.db, 'A')).toBe('accepted');
  });
});

describe('a file of events', () => {
  it('is read as CSV and as JSON alike', () => {
    const csv =
      'reference,kind,at,reason,proof\nA,delivered,2025-04-09T10:00:00+08:00,,X1\nB,returned,2025-04-09T02:00:00.000Z,moved,\n';
    const json = '[{"reference":"B","kind":"returned","at":"2025-04-09T02:00:00.000Z","reason":"moved"}]';
    const second = { reference: 'B', kind: 'returned', at: '2025-04-09T02:00:00.000Z', reason: 'moved' };
    expect(readEvents('e.csv', csv)).toMatchObject({
      events: [{ reference: 'A', proof: 'X1', at: second.at }, second],
    });
    expect(readEvents('e.json', json)).toEqual({ events: [second] });
  });

  it.each([
    ['reference,kind,at\nA,lost,2025-04-09T02:00:00.000Z\n', /row 1 kind/u],
    ['reference,kind,at\nA,posted,yesterday\n', /row 1 at: an instant with its zone/u],
    [
      'reference,kind,at,reason\nA,posted,2025-04-09T02:00:00.000Z,moved\n',
      /row 1 reason: only a letter that came back/u,
    ],
    [
      'reference,kind,at,proof\nA,delivered,2025-04-09T02:00:00.000Z,signed by Ada\n',
      /row 1 proof: the number of the receipt/u,
    ],
    ['reference,kind,at\n', /holds no event/u],
    ['{"reference":"A"}', /write an array/u],
    ['[', /cannot be read as CSV or JSON/u],
  ])('%j is refused with its place and rule', (source, problem) => {
    const read = readEvents('e', source);
    expect('problems' in read ? read.problems.join('\n') : '').toMatch(problem);
  });
});

it('nothing is printed where there is no letter', async () => {
  expect(await closeBatches(batching(), null)).toEqual([]);
  expect(existsSync(join(home, '2025-04-05-001'))).toBe(false);
});
