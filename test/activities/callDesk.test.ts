import { createHmac } from 'node:crypto';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCallDesk } from '../../activities/callDesk.ts';
import type { CallDesk, CallDeskDeps } from '../../activities/callDesk.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { createVoiceAdapter } from '../../activities/voice.ts';
import { twilioPaths, twilioWebhook } from '../../api/twilioWebhook.ts';
import { contactRulesId } from '../../db/call/loans.ts';
import { openDb, type Db } from '../../db/pool.ts';
import { freePort } from '../../embedded/ports.ts';
import { sandboxAccount, startSmsSandbox, type SmsSandbox } from '../../embedded/sms-sandbox.ts';
import { contactRules } from '../../policies/contact.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { lenderFacts } from '../../worker/lender.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from '../api/world.ts';

const NOW = '2025-04-11T04:00:00.000Z';
const schedule = {
  kind: 'given',
  instalments: Array.from({ length: 8 }, (_, at) => ({
    ...{ number: at + 1, dueOn: `2025-${String(at + 4).padStart(2, '0')}-01`, principal: '1000.00' },
  })),
};
const taskId = (loanId: string): string => `${loanId}/overdueCall/2025-04-02`;
const collectorPhone = '+8613900000000';

let world: ApiWorld;
let other: Db;
let sandbox: SmsSandbox;
let webhook: FastifyInstance;
let webhookUrl: string;
const counted: string[] = [];

beforeAll(async () => {
  world = await startApiWorld();
  other = openDb({ url: world.url, poolSize: 10 });
  sandbox = await startSmsSandbox();
  const port = await freePort(0);
  webhookUrl = `http://127.0.0.1:${port}`;
  webhook = fastify();
  await webhook.register(twilioWebhook, {
    ...{ db: world.db, sealer: world.deps.sealer, publicUrl: webhookUrl, authTokens: [sandboxAccount.authToken] },
    now: () => Promise.resolve(NOW),
    signalCases: () => Promise.resolve(),
    count: (name) => void counted.push(name),
  });
  await webhook.listen({ host: '127.0.0.1', port });
});
afterAll(async () => {
  await webhook.close();
  await sandbox.stop();
  await other.close();
  await world.stop();
});
beforeEach(async () => {
  await world.clear();
  world.setNow(NOW);
  counted.length = 0;
});
afterEach(() =>
  sandbox.behave({ callbackCopies: 1, callbacksReversed: false, silentNext: 0, refuseNext: 0, rateLimitPerSecond: 0 }),
);

const deskOn = (db: Db, more: Partial<CallDeskDeps> = {}): CallDesk =>
  createCallDesk({
    ...{ db, sealer: world.deps.sealer, sign: world.deps.sign, voice: null, timeZone: 'Asia/Shanghai' },
    ...{ lender: lenderFacts({}), now: () => Promise.resolve(NOW) },
    rulesOf: async (q, caseId) => contactRules(await contactRulesId(q, caseId)),
    renderMessage: createRenderMessage(loadTemplates(), () => new Uint8Array()),
    ...more,
  });

async function open(loanId: string, debtor: Record<string, string>): Promise<void> {
  const terms = { principal: '8000.00', disbursedOn: '2025-03-01', schedule, debtor };
  expect(await ask(world.app, 'POST', '/v1/loans', loanBody(loanId, terms))).toMatchObject({ status: 201 });
}
const hold = (loanId: string, by: string): Promise<number> =>
  world.db.run('update task set claimed_by = $2, claimed_until = $3 where id = $1', [
    ...[taskId(loanId), by, '2025-04-11T05:00:00.000Z'],
  ]);

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('of workers who race for the last permitted calls over two loans, as many get one as the cap leaves', async () => {
  await open('L1', party('P-1'));
  await open('L2', party('P-1'));
  await hold('L1', 'liu');
  await hold('L2', 'chen');
  const desks = [deskOn(world.db), deskOn(other)];
  const random = seeded(11);
  const wrong: string[] = [];
  for (let race = 0; race < 200; race += 1) {
    await world.db.run('delete from contact_log');
    const before = race % 2 === 0 ? 2 : Math.floor(random() * 4);
    for (let at = 0; at < before; at += 1)
      await world.db.run(
        `insert into contact_log (id, person_id, channel, at, result, direction)
         values ($1, 'P-1', 'call', $2, 'conversation', 'outbound')`,
        [`before/${race}/${at}`, '2025-04-11T03:00:00.000Z'],
      );
    const racers = race % 2 === 0 ? 2 : 2 + Math.floor(random() * 3);
    const answers = await Promise.all(
      Array.from({ length: racers }, (_, at) => {
        const first = (at + race) % 2 === 0;
        const actor = { id: first ? 'liu' : 'chen', role: 'collector', authenticated: false };
        const desk = desks[at % 2] ?? deskOn(world.db);
        return desk.dial({ taskId: taskId(first ? 'L1' : 'L2'), actor, key: `${race}/${at}` });
      }),
    );
    const got = answers.filter(({ kind }) => kind === 'dialled').length;
    const refused = answers.filter((one) => one.kind === 'notPermitted' && one.rule === 'cn.conversations-per-day');
    if (got !== Math.min(racers, 3 - before) || got + refused.length !== racers)
      wrong.push(`${race}: ${before} before, ${answers.map(({ kind }) => kind).join(' ')}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

let keys = 0;
const dialByVoice = async (phone: string) => {
  // A late callback of another test must not find this attempt.
  const key = `K${(keys += 1)}`;
  await open('L1', { ...party('P-1'), phone });
  await hold('L1', 'liu');
  const voice = createVoiceAdapter({
    ...sandboxAccount,
    ...{ from: '+15005550006', baseUrl: sandbox.url, timeoutMs: 500 },
    statusCallbackUrl: webhookUrl + twilioPaths.voice,
  });
  const actor = { id: 'liu', role: 'collector', authenticated: false };
  const answer = await deskOn(world.db, { voice }).dial({ taskId: taskId('L1'), actor, key, collectorPhone });
  await voice.close();
  return answer;
};
const logged = (): Promise<{ result: string; unsettled: boolean }[]> =>
  world.db.rows(`select result, unsettled from contact_log where channel = 'call'`);
const settled = async (result: string): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const [row] = await logged();
    if (row?.result === result && !row.unsettled) return;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  expect(await logged()).toEqual([{ result, unsettled: false }]);
};

test.each([
  ['+8613800000001', 'conversation', {}],
  ['+8613800090001', 'no-answer', { callbacksReversed: true }],
  ['+8613800090002', 'busy', { callbackCopies: 3 }],
  ['+8613800090003', 'out-of-service', {}],
  ['+8613800090004', 'voicemail', { callbacksReversed: true, callbackCopies: 2 }],
  ['+8613800090005', 'no-answer', {}],
])('a click-to-call to %s counts as %s, however its callbacks come (%j)', async (phone, result, behaviour) => {
  sandbox.behave(behaviour);
  const answer = await dialByVoice(phone);
  expect(answer).toMatchObject({ kind: 'dialled', how: 'voice', request: 'placed' });
  expect(answer).not.toHaveProperty('phone');
  await settled(result);
});

test('a request whose answer never came counts, is not repeated, and is settled by its callbacks', async () => {
  sandbox.behave({ silentNext: 1 });
  expect(await dialByVoice('+8613800090002')).toMatchObject({ kind: 'dialled', request: 'ambiguous' });
  await settled('busy');
});

test('a call that surely rang nowhere counts as nothing', async () => {
  sandbox.behave({ refuseNext: 1 });
  expect(await dialByVoice('+8613800000001')).toMatchObject({ kind: 'dialled', request: 'notPlaced' });
  expect(await logged()).toEqual([]);
});

test('a callback with a wrong signature changes nothing, and one about an unknown call is counted', async () => {
  await dialByVoice('+8613800000001');
  await settled('conversation');
  const url = `${webhookUrl}${twilioPaths.voice}?reference=D0&leg=debtor`;
  const post = (signature: string): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
      body: 'CallStatus=busy',
    });
  expect((await post('wrong')).status).toBe(403);
  const signature = createHmac('sha1', sandboxAccount.authToken).update(`${url}CallStatusbusy`).digest('base64');
  expect((await post(signature)).status).toBe(204);
  expect(counted).toEqual(expect.arrayContaining(['signatureWrong', 'unknownReference']));
  expect(await logged()).toEqual([{ result: 'conversation', unsettled: false }]);
});
