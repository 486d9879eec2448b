// A layout that breaks when a letter is set, although it was checked: nothing leaves, and the loan hears why.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createFolderPost, createLetterAdapter } from '../../activities/letter.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { drainOnce } from '../../activities/send.ts';
import type { SendDeps } from '../../activities/send.ts';
import { createTypesetter } from '../../activities/typeset.ts';
import { loadTemplates, templatesFolder } from '../../policies/templates.ts';
import { factsOf, personOf, queue, savePeople, statusOf } from '../db/world.ts';
import { one, startSendWorld, type SendWorld } from './sendWorld.ts';

const folder = mkdtempSync(join(tmpdir(), 'recoup-broken-'));
const printed = mkdtempSync(join(tmpdir(), 'recoup-printed-'));
let world: SendWorld;
let deps: SendDeps;
beforeAll(async () => {
  cpSync(templatesFolder, folder, { recursive: true });
  const layout = join(folder, 'letter.typ');
  writeFileSync(layout, `${readFileSync(layout, 'utf8')}\n#panic(letter.recipient)\n`);
  world = await startSendWorld();
  const renderMessage = createRenderMessage(loadTemplates(folder), createTypesetter(folder));
  const post = await createFolderPost({ folder: printed, now: () => '2025-04-05T04:00:00.000Z' });
  deps = {
    ...{ ...world.deps, message: { ...world.deps.message, renderMessage } },
    adapters: { ...world.deps.adapters, letter: createLetterAdapter(post) },
  };
});
beforeEach(async () => {
  await world.clear();
  await savePeople(world, personOf('P1', { email: 'broken@x.example', name: '林女士', language: 'zh-CN' }));
});
afterAll(async () => {
  await world.stop();
  for (const made of [folder, printed]) rmSync(made, { recursive: true });
});

const numbered = () => world.db.rows('select * from letter_register');

it('a letter is not made: its loan hears so and takes the next channel, and no number is spent', async () => {
  await queue(world.db, [{ ...one('M1'), channel: 'letter', template: 'collectionLetter' }]);
  expect(await drainOnce(deps, 'letter')).toEqual({ failed: 1 });
  expect(await statusOf(world.db, 'M1')).toBe('failed');
  const facts = await factsOf(world.db);
  expect(facts).toEqual([expect.stringMatching(/^loan\/A noticeReported failed TYPESETTING_FAILED/u)]);
  // What Typst says quotes the letter: it goes no further.
  expect(JSON.stringify(facts)).not.toContain('林女士');
  expect(readdirSync(printed, { recursive: true }).filter((file) => String(file).endsWith('.pdf'))).toEqual([]);
  expect(await numbered()).toEqual([]);
  // The address is good: it was not tried.
  expect(await world.db.rows(`select failed from person where id = 'P1'`)).toEqual([{ failed: [] }]);
});

it('an e-mail whose letter cannot be set does not leave without it', async () => {
  await queue(world.db, [{ ...one('M1', ['A']), channel: 'email', attach: { A: 'collectionLetter' } }]);
  expect(await drainOnce(deps, 'email')).toEqual({ failed: 1 });
  expect(world.mail.mails().filter(({ to }) => to.includes('broken@x.example'))).toEqual([]);
});

it('other messages leave meanwhile', async () => {
  await queue(world.db, [
    { ...one('M1'), channel: 'letter', template: 'collectionLetter' },
    { ...one('M2', ['B']), channel: 'email' },
  ]);
  expect([await drainOnce(deps, 'letter'), await drainOnce(deps, 'email')]).toEqual([{ failed: 1 }, { accepted: 1 }]);
});
