import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSmsSandbox, type SmsSandbox } from '../../embedded/sms-sandbox.ts';
import { clientFor, errorOf, startReceiver, until, type Receiver } from './twilio.ts';

const folder = mkdtempSync(join(tmpdir(), 'recoup-sms-'));
const lender = '+861065550000';
let sandbox: SmsSandbox;
let receiver: Receiver;

beforeEach(async () => {
  sandbox = await startSmsSandbox();
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all([sandbox.stop(), receiver.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const send = (to: string, body = '您好', extra: object = {}): Promise<{ sid: string; status: string }> =>
  clientFor(sandbox, 500).messages.create({ from: lender, to, body, ...extra });
const statuses = (): string[] => receiver.callbacks.map(({ params }) => params['MessageStatus'] ?? '');

describe('the real client', () => {
  test('sends, reads and lists', async () => {
    const { sid, status } = await send('+8613800000001');
    expect([/^SM[0-9a-f]{32}$/.test(sid), status]).toEqual([true, 'queued']);
    await send('+8613800000002');
    await until(() => sandbox.texts().every((text) => text.status === 'delivered'));
    const client = clientFor(sandbox);
    expect(await client.messages(sid).fetch()).toMatchObject({
      sid,
      status: 'delivered',
      body: '您好',
      numSegments: '1',
    });
    const dateSentAfter = new Date(Date.now() - 60_000);
    expect(await client.messages.list({ to: '+8613800000001', dateSentAfter })).toMatchObject([{ sid }]);
    expect(await client.messages.list({ dateSentBefore: dateSentAfter })).toEqual([]);
    expect(await client.messages.list({ dateSent: new Date() })).toHaveLength(2);
    expect(await client.messages.list({ from: '+861065559999' })).toEqual([]);
  });

  test('reads a list over several pages', async () => {
    for (let count = 0; count < 5; count += 1) await send('+8613800000001');
    expect(await clientFor(sandbox).messages.list({ pageSize: 2 })).toHaveLength(5);
  });

  test('is turned away with a wrong token', async () => {
    const stranger = twilio(sandbox.accountSid, 'guess');
    stranger.api.baseUrl = sandbox.url;
    expect(await errorOf(stranger.messages.list())).toBe(20_003);
  });

  test('places a call and hears how it ended', async () => {
    const twiml = '<Response><Say>您好</Say></Response>';
    const place = { from: lender, twiml, statusCallback: receiver.url };
    const call = await clientFor(sandbox).calls.create({ ...place, to: '+8613800000001' });
    await clientFor(sandbox).calls.create({ ...place, to: '+8613800030003' });
    await until(() => receiver.callbacks.length === 2);
    expect(receiver.callbacks.map(({ params }) => params['CallStatus']).sort()).toEqual(['completed', 'no-answer']);
    expect(await clientFor(sandbox).calls(call.sid).fetch()).toMatchObject({
      status: 'completed',
      direction: 'outbound-api',
    });
  });
});

describe('numbers with a fate', () => {
  test.each([
    ['12', 21_211],
    ['13800000001', 21_211],
    ['+8613800021610', 21_610],
    ['+8613800021614', 21_614],
    ['+8613800020429', 20_429],
    ['+8613800000001', 'accepted'],
  ])('%s gets %s', async (to, code) => {
    expect(await errorOf(send(to))).toBe(code);
  });

  test.each(['30003', '30004', '30005', '30006'])(
    'a number ending in %s is accepted and not reached',
    async (ending) => {
      await send(`+86138000${ending}`, '您好', { statusCallback: receiver.url });
      await until(() => receiver.callbacks.length === 2);
      expect(statuses()).toEqual(['sent', 'undelivered']);
      expect(receiver.callbacks[1]?.params['ErrorCode']).toBe(ending);
      expect(sandbox.texts()[0]).toMatchObject({ status: 'undelivered', errorCode: Number(ending) });
    },
  );

  test.each([
    [{ body: '' }, 21_602],
    [{ body: '长'.repeat(1601) }, 21_617],
    [{ from: '' }, 21_603],
  ])('a request with %o gets %s', async (fault, code) => {
    expect(await errorOf(send('+8613800000001', '您好', fault))).toBe(code);
  });
});

describe('callbacks', () => {
  test('are signed so that the real package accepts them', async () => {
    await send('+8613800000001', '您好', { statusCallback: receiver.url });
    await until(() => receiver.callbacks.length === 2);
    expect(statuses()).toEqual(['sent', 'delivered']);
    for (const { params, signature } of receiver.callbacks) {
      expect(twilio.validateRequest(sandbox.authToken, signature, receiver.url, params)).toBe(true);
      expect(twilio.validateRequest('another token', signature, receiver.url, params)).toBe(false);
    }
  });

  test.each([
    [{ callbackCopies: 2 }, ['delivered', 'delivered', 'sent', 'sent']],
    [{ callbackCopies: 0 }, []],
    [{ callbackDelayMs: 100 }, ['delivered', 'sent']],
  ])('with %o come as %j', async (behaviour, expected) => {
    sandbox.behave(behaviour);
    await send('+8613800000001', '您好', { statusCallback: receiver.url });
    await until(() => sandbox.texts()[0]?.status === 'delivered' && receiver.callbacks.length === expected.length);
    expect(statuses().sort()).toEqual(expected);
  });

  test('come again after the receiver was down', async () => {
    const flaky = await startReceiver(1);
    await send('+8613800030003', '您好', { statusCallback: flaky.url });
    await until(() => flaky.callbacks.length === 2);
    expect(flaky.callbacks).toHaveLength(2);
    await flaky.stop();
  });

  test('can tell the end before the middle', async () => {
    sandbox.behave({ callbacksReversed: true });
    for (let count = 0; count < 5; count += 1) await send('+8613800000001', '您好', { statusCallback: receiver.url });
    await until(() => receiver.callbacks.length === 10);
    const sid = receiver.callbacks[0]?.params['MessageSid'];
    const ofFirst = receiver.callbacks.filter(({ params }) => params['MessageSid'] === sid);
    expect(ofFirst.map(({ params }) => params['MessageStatus'])).toEqual(['delivered', 'sent']);
  });
});

describe('bad days', () => {
  test('a message can be recorded without an answer, and the list tells so', async () => {
    sandbox.behave({ silentNext: 1 });
    expect(await errorOf(send('+8613800000001', '编号 n-77'))).toBe('ECONNABORTED');
    const [found] = await clientFor(sandbox).messages.list({ to: '+8613800000001' });
    expect(found?.body).toBe('编号 n-77');
  });

  test('a message can be recorded and its connection cut, and a request cut early can still become a message', async () => {
    sandbox.behave({ cutEvery: 1 });
    expect(await errorOf(send('+8613800000001'))).toBe('ECONNRESET');
    expect(sandbox.texts()).toHaveLength(1);
    sandbox.behave({ cutEvery: 0, acceptDelayMs: 1_200 });
    expect(await errorOf(send('+8613800000002'))).toBe('ECONNABORTED');
    expect(sandbox.texts()).toHaveLength(1);
    await until(() => sandbox.texts().length === 2);
  });

  test('refusals and the rate limit leave nothing in the ledger', async () => {
    sandbox.behave({ refuseNext: 1 });
    expect(await errorOf(send('+8613800000001'))).toBe(20_503);
    sandbox.behave({ rateLimitPerSecond: 1 });
    const answers = await Promise.all(['1', '2', '3', '4', '5'].map((last) => errorOf(send(`+861380000000${last}`))));
    const accepted = answers.filter((answer) => answer === 'accepted').length;
    expect(answers).toContain(20_429);
    expect(sandbox.texts()).toHaveLength(accepted);
  });

  test('are switched on and off over HTTP, by JSON alone', async () => {
    const control = `${sandbox.url}/api/control`;
    const post = (body: string, type = 'application/json'): Promise<Response> =>
      fetch(control, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await post('{"behaviour":{"refuseNext":1}}')).status).toBe(200);
    expect(await errorOf(send('+8613800000001'))).toBe(20_503);
    expect((await post('{"behaviour":{"refuseNxt":1}}')).status).toBe(400);
    expect((await post('{"behaviour":{"refuseNext":1}}', 'text/plain')).status).toBe(415);
    expect(await errorOf(send('+8613800000001'))).toBe('accepted');
  });
});

describe('a person answers', () => {
  test.each(['STOP', ' stop ', '退订', 'TD'])('%j opts out until START', async (word) => {
    const stop = sandbox.inbound('+8613800000001', lender, word);
    expect(stop.direction).toBe('inbound');
    expect(await errorOf(send('+8613800000001'))).toBe(21_610);
    expect(await errorOf(send('+8613800000002'))).toBe('accepted');
    sandbox.inbound('+8613800000001', lender, 'START');
    expect(await errorOf(send('+8613800000001'))).toBe('accepted');
  });

  test('the text is posted to the lender, signed', async () => {
    const other = await startSmsSandbox({ inboundUrl: receiver.url });
    other.inbound('+8613800000001', lender, '退订');
    await until(() => receiver.callbacks.length === 1);
    await other.stop();
    const [{ params, signature } = { params: {}, signature: '' }] = receiver.callbacks;
    expect(params).toMatchObject({ From: '+8613800000001', To: lender, Body: '退订', OptOutType: 'STOP' });
    expect(twilio.validateRequest(other.authToken, signature, receiver.url, params)).toBe(true);
  });
});

test('the inbox shows texts as text, in Chinese and in English', async () => {
  await send('+8613800000001', '<b>您好</b>');
  const list = await (await fetch(sandbox.url)).text();
  const phone = await (await fetch(`${sandbox.url}/to/%2B8613800000001?lang=en`)).text();
  const json = (await (await fetch(`${sandbox.url}/api/messages?to=%2B8613800000001`)).json()) as { count: number };
  expect(list).toContain('短信沙盒');
  expect(list).toContain('&lt;b&gt;您好&lt;/b&gt;');
  expect(phone).toContain('<html lang="en">');
  expect(json.count).toBe(1);
});

test('ledger and opt-outs survive a restart', async () => {
  const ledgerFile = join(folder, 'ledger.jsonl');
  const first = await startSmsSandbox({ ledgerFile });
  await clientFor(first).messages.create({ from: lender, to: '+8613800000001', body: '您好' });
  await until(() => first.texts()[0]?.status === 'delivered');
  first.inbound('+8613800000009', lender, 'STOP');
  const before = first.texts();
  await first.stop();
  const second = await startSmsSandbox({ ledgerFile });
  expect(second.texts()).toEqual(before);
  expect(await errorOf(clientFor(second).messages.create({ from: lender, to: '+8613800000009', body: '您好' }))).toBe(
    21_610,
  );
  await second.stop();
});

test('thousands of texts go through at several hundred a second, with their callbacks', async () => {
  const count = 3_000;
  const started = performance.now();
  const authorization = `Basic ${Buffer.from(`${sandbox.accountSid}:${sandbox.authToken}`).toString('base64')}`;
  const url = `${sandbox.url}/2010-04-01/Accounts/${sandbox.accountSid}/Messages.json`;
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  let next = 0;
  const sendOn = async (): Promise<void> => {
    while (next < count) {
      const To = `+86138${String((next += 1)).padStart(8, '1')}`;
      const body = new URLSearchParams({ From: lender, To, Body: '您好', StatusCallback: receiver.url });
      await (await fetch(url, { method: 'POST', headers, body })).text();
    }
  };
  await Promise.all(Array.from({ length: 16 }, sendOn));
  await until(() => receiver.callbacks.length === 2 * count);
  const perSecond = count / ((performance.now() - started) / 1000);
  console.log(`sandbox: ${perSecond.toFixed(0)} texts a second with two callbacks each`);
  expect(receiver.callbacks).toHaveLength(2 * count);
  expect(perSecond).toBeGreaterThan(200);
});
