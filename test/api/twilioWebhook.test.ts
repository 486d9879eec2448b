import { setTimeout as sleep } from 'node:timers/promises';
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drainOnce } from '../../activities/send.ts';
import { saysStop } from '../../api/twilioWebhook.ts';
import { personFacts } from '../../db/person.ts';
import { sandboxAccount } from '../../embedded/sms-sandbox.ts';
import { startSendWorld, type SendWorld } from '../activities/sendWorld.ts';
import { factsOf, openCase, personOf, queue, savePeople, statusOf } from '../db/world.ts';

const phone = '+8613811112222';
let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  world.sms.behave({ callbackDelayMs: 60_000 });
  await savePeople(world, personOf('P1', { phone }), personOf('P2', { phone }), personOf('P3'));
});

const post = async (path: string, params: Record<string, string>, token: string, signedPath = path) => {
  const signature = twilio.getExpectedTwilioSignature(token, world.webhookUrl + signedPath, params);
  const headers = { 'x-twilio-signature': signature };
  const body = new URLSearchParams(params);
  return (await fetch(world.webhookUrl + path, { method: 'POST', headers, body })).status;
};
const status = (MessageStatus: string): Record<string, string> => ({ MessageSid: 'SM1', MessageStatus });

describe('a status callback', () => {
  beforeEach(async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P3', loans: ['A'] }]);
    await drainOnce(world.deps, 'sms');
  });

  it.each([
    ['signed with the current token', sandboxAccount.authToken, '/twilio/status?reference=M1', 204, 'delivered'],
    ['signed with the other token', 'old token', '/twilio/status?reference=M1', 204, 'delivered'],
    ['signed with a token of nobody', 'stolen', '/twilio/status?reference=M1', 403, 'accepted'],
    ['signed for another message', sandboxAccount.authToken, '/twilio/status?reference=M2', 403, 'accepted'],
  ])('%s', async (_name, token, signedPath, answer, standing) => {
    expect(await post('/twilio/status?reference=M1', status('delivered'), token, signedPath)).toBe(answer);
    expect(await statusOf(world.db, 'M1')).toBe(standing);
    expect(world.counted).toEqual([answer === 204 ? 'status' : 'signatureWrong']);
  });

  it('without a signature is refused', async () => {
    const body = new URLSearchParams(status('delivered'));
    const { status: answer } = await fetch(`${world.webhookUrl}/twilio/status?reference=M1`, { method: 'POST', body });
    expect(answer).toBe(403);
  });

  it('for a message that is not ours, or in words that are not known, changes nothing', async () => {
    expect(await post('/twilio/status?reference=M9', status('delivered'), sandboxAccount.authToken)).toBe(204);
    expect(await post('/twilio/status?reference=M1', status('pondering'), sandboxAccount.authToken)).toBe(204);
    expect(world.counted).toEqual(['status', 'unknownReference', 'status']);
    expect(await statusOf(world.db, 'M1')).toBe('accepted');
  });
});

describe('a text that says stop', () => {
  it('opts out everybody with the number at once, tells their open loans once, and holds back what is queued', async () => {
    await openCase(world.db, 'loan/A', ['P1']);
    await openCase(world.db, 'loan/B', ['P1', 'P2']);
    await openCase(world.db, 'loan/C', ['P3']);
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    world.sms.inbound(phone, '+15005550006', '退订');
    for (let waited = 0; waited < 300 && world.woken.length < 2; waited += 1) await sleep(10);
    expect(world.woken.toSorted()).toEqual(['loan/A', 'loan/B']);
    const marked = await personFacts(world.db, ['P1', 'P2', 'P3']);
    expect(marked.map(({ optedOut }) => optedOut)).toEqual([['sms'], ['sms'], []]);
    expect(await drainOnce(world.deps, 'sms')).toEqual({ optedOut: 1 });
    expect(world.sms.texts().filter(({ direction, to }) => direction !== 'inbound' && to === phone)).toEqual([]);
  });

  it('twice is one word', async () => {
    await openCase(world.db, 'loan/A', ['P1']);
    const params = { From: phone, Body: 'Stop.', MessageSid: 'SM2' };
    for (let times = 0; times < 2; times += 1) {
      expect(await post('/twilio/inbound', params, sandboxAccount.authToken)).toBe(200);
    }
    expect(await factsOf(world.db)).toEqual(['loan/A optedOut']);
    expect(world.woken).toEqual(['loan/A']);
  });

  it.each([
    ['STOP', true],
    [' stop! ', true],
    ['T', true],
    ['退订，谢谢', true],
    ['ＳＴＯＰ', true],
    ['opt out', true],
    ['I will not stop by today', false],
    ['Thanks', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(saysStop(text)).toBe(expected);
  });
});
