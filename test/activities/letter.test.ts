import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LetterMessage } from '../../activities/channel.ts';
import { createFolderPost, createLetterAdapter } from '../../activities/letter.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'post-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const never = new AbortController().signal;
const now = (): string => '2025-07-08T02:00:00.000Z';
const letter = (reference: string, text = 'one'): LetterMessage => ({
  channel: 'letter',
  reference,
  to: '12 Sample Street',
  letterNumber: `CL-${reference}`,
  pdf: Buffer.from(`%PDF-1.7 ${text}`),
});
const open = async () => createLetterAdapter(await createFolderPost({ folder, now }));
const manifest = (): string[] => readFileSync(join(folder, 'manifest.jsonl'), 'utf8').split('\n').slice(0, -1);

test('a letter lies in the folder under its hash, with a line in the manifest', async () => {
  const post = await open();
  const message = letter('N-1');
  expect(await post.send(message, never)).toEqual({ kind: 'accepted', providerId: 'CL-N-1' });
  const sha256 = createHash('sha256').update(message.pdf).digest('hex');
  expect(readFileSync(join(folder, `${sha256}.pdf`))).toEqual(message.pdf);
  expect(manifest().map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      reference: 'N-1',
      letterNumber: 'CL-N-1',
      to: '12 Sample Street',
      file: `${sha256}.pdf`,
      sha256,
      bytes: message.pdf.byteLength,
      handedInAt: now(),
    },
  ]);
});

test('the same reference is one letter: at once, later, and after a restart', async () => {
  const post = await open();
  const both = await Promise.all([post.send(letter('N-1'), never), post.send(letter('N-1', 'two'), never)]);
  const restarted = await open();
  const third = await restarted.send(letter('N-1', 'three'), never);
  for (const result of [...both, third]) expect(result).toEqual({ kind: 'accepted', providerId: 'CL-N-1' });
  expect(manifest()).toHaveLength(1);
  expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
});

test('a line torn by a crash is cut off and its letter handed in again', async () => {
  await (await open()).send(letter('N-1'), never);
  appendFileSync(join(folder, 'manifest.jsonl'), '{"reference":"N-2","lett');
  const post = await open();
  expect(await post.find?.('N-2', '', now())).toBeNull();
  await post.send(letter('N-2'), never);
  expect(manifest().map((line) => (JSON.parse(line) as { reference: string }).reference)).toEqual(['N-1', 'N-2']);
});

test('the post can be asked for a reference', async () => {
  const post = await open();
  await post.send(letter('N-1'), never);
  expect(await post.find?.('N-1', '', now())).toEqual({ providerId: 'CL-N-1', status: 'accepted' });
  expect(await post.find?.('N-11', '', now())).toBeNull();
});

test.each([
  ['no address', { to: ' ' }, { kind: 'permanent', code: 'BAD_ADDRESS' }],
  ['bytes that are no PDF', { pdf: Buffer.from('hello') }, { kind: 'permanent', code: 'NOT_A_PDF' }],
])('%s is refused', async (_, change, result) => {
  expect(await (await open()).send({ ...letter('N-1'), ...change }, never)).toEqual(result);
});

test('a sending given up before it began is free to be made again', async () => {
  const post = await open();
  expect(await post.send(letter('N-1'), AbortSignal.abort())).toMatchObject({ kind: 'retry', code: 'ABORTED' });
  expect(await post.find?.('N-1', '', now())).toBeNull();
});

test('a folder that fails means try again, and no word of the system leaks', async () => {
  const post = await open();
  rmSync(folder, { recursive: true });
  const result = await post.send(letter('N-1'), never);
  expect(result).toEqual({ kind: 'retry', afterMs: 30_000, code: 'POST_UNAVAILABLE' });
  folder = mkdtempSync(join(tmpdir(), 'post-'));
});
