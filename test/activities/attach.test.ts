// A letter that goes along with an e-mail: over real SMTP, from the claim to the mailbox and back out of the archive.
import { createHash } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createRenderMessage } from '../../activities/render.ts';
import { drainOnce } from '../../activities/send.ts';
import type { SendDeps } from '../../activities/send.ts';
import { createTypesetter } from '../../activities/typeset.ts';
import { attachedId, readDocument } from '../../db/document.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { factsOf, personOf, queue, savePeople, statusOf } from '../db/world.ts';
import { one, startSendWorld, type SendWorld } from './sendWorld.ts';

let world: SendWorld;
let deps: SendDeps;
const templates = loadTemplates();
const typeset = createTypesetter();
/** Letters that were set, by template and language. */
const set: string[] = [];
beforeAll(async () => {
  world = await startSendWorld();
  const render = createRenderMessage(templates, typeset);
  const renderMessage: typeof render = (channel, template, language, data) => {
    if (channel === 'letter') set.push(`${template} ${language} ${data.loans.map(({ loanId }) => loanId).join()}`);
    return render(channel, template, language, data);
  };
  deps = { ...world.deps, message: { ...world.deps.message, renderMessage } };
});
afterAll(() => world.stop());

let addresses = 0;
let email = '';
beforeEach(async () => {
  await world.clear();
  set.length = 0;
  email = `debtor${String((addresses += 1))}@x.example`;
  await savePeople(world, personOf('P1', { email, name: '林女士', language: 'zh-CN' }));
});

/** The attachments of the only mail to the address. */
async function attachmentsOf(address: string): Promise<{ filename: string | null; content: Buffer }[]> {
  const [mail, ...more] = world.mail.mails().filter(({ to }) => to.includes(address));
  expect(more).toEqual([]);
  const source = await fetch(`${world.mail.url}/mail/${mail?.id ?? ''}/source`);
  const { attachments } = await PostalMime.parse(await source.arrayBuffer());
  return attachments.map(({ filename, content }) => ({ filename, content: Buffer.from(content as ArrayBuffer) }));
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

it('arrives byte for byte as it is kept, under its number, in the language of the person', async () => {
  await queue(world.db, [{ ...one('M1', ['A']), channel: 'email', attach: { A: 'collectionLetter' } }]);
  expect(await drainOnce(deps, 'email')).toEqual({ accepted: 1 });
  const [letter, ...more] = await attachmentsOf(email);
  expect(more).toEqual([]);
  expect(letter?.filename).toBe('催字〔2025〕000001号.pdf');
  expect(letter?.content.subarray(0, 5).toString()).toBe('%PDF-');
  expect(set).toEqual(['collectionLetter zh-CN A']);
  const kept = await readDocument(world.db, world.sealer, attachedId('M1'));
  expect(kept).toEqual({
    ...{ kind: 'open', personId: 'P1', documentKind: 'letter', sha256: sha256(letter?.content ?? Buffer.of()) },
    content: letter?.content,
  });
  const said = await readDocument(world.db, world.sealer, 'M1');
  const text = JSON.parse(said?.kind === 'open' ? said.content.toString() : '{}') as object;
  expect(text).toMatchObject({
    attached: [{ filename: letter?.filename, sha256: kept?.kind === 'open' && kept.sha256 }],
  });
});

it('lists all loans of the e-mail, in the words of the highest rung that asks for a letter', async () => {
  const attach = { A: 'overdue1', B: 'collectionLetter' };
  await queue(world.db, [{ ...one('M1', ['A', 'B', 'C']), channel: 'email', attach }]);
  expect(await drainOnce(deps, 'email')).toEqual({ accepted: 1 });
  expect(set).toEqual(['collectionLetter zh-CN C,B,A']);
});

it('does not go along once the notice that asked for it was cancelled', async () => {
  await queue(world.db, [{ ...one('M1', ['A', 'B']), channel: 'email', attach: { B: 'collectionLetter' } }]);
  await world.db.run(`update notice set cancelled = true where key = 'M1/B'`);
  expect(await drainOnce(deps, 'email')).toEqual({ accepted: 1 });
  expect(await attachmentsOf(email)).toEqual([]);
  expect(await readDocument(world.db, world.sealer, attachedId('M1'))).toBeNull();
});

it('that cannot be set holds back the whole e-mail, takes no number and says why', async () => {
  await queue(world.db, [{ ...one('M1', ['A']), channel: 'email', attach: { A: 'noSuchLetter' } }]);
  expect(await drainOnce(deps, 'email')).toEqual({ failed: 1 });
  expect(await statusOf(world.db, 'M1')).toBe('failed');
  expect(await factsOf(world.db)).toEqual(['loan/A noticeReported failed UNKNOWN_TEMPLATE zh-CN/noSuchLetter.letter']);
  expect(await attachmentsOf(email)).toEqual([]);
  expect(await world.db.rows('select 1 from letter_register')).toEqual([]);
});
