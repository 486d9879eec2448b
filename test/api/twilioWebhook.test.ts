import { setTimeout as sleep } from 'node:timers/promises';
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drainOnce } from '../../activities/send.ts';
import { saidBy, saysStop } from '../../api/inboundWords.ts';
import { contactLog } from '../../db/contactLog.ts';
import { readDocument } from '../../db/document.ts';
import { unknownTexts } from '../../db/inboundText.ts';
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

it('a report about a message that is not known is kept aside, and taken when it is', async () => {
  await post('/twilio/status?reference=M1', status('delivered'), sandboxAccount.authToken);
  await queue(world.db, [
    { reference: 'M1', personId: 'P3', loans: ['A'] },
    { reference: 'M2', personId: 'P3', loans: ['A'] },
  ]);
  await drainOnce(world.deps, 'sms');
  expect(await statusOf(world.db, 'M1')).toBe('accepted');
  await post('/twilio/status?reference=M2', status('delivered'), sandboxAccount.authToken);
  expect(await statusOf(world.db, 'M1')).toBe('delivered');
  expect(await world.db.rows('select * from unknown_report')).toEqual([]);
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
    ['S\0T\0O\0P\0', true],
    ['\uFEFF退订', true],
    ['退订🙏', true],
    [Buffer.from('cdcbb6a9', 'hex').toString('latin1'), true],
    [Buffer.from('退订', 'utf8').toString('latin1'), true],
    ['%CD%CB%B6%A9', true],
    ['%E9%80%80%E8%AE%A2', true],
    [Buffer.from('c4e3bac3', 'hex').toString('latin1'), false],
    ['%FF%FF', false],
    ['100%', false],
    ['café', false],
    ['I will not stop by today', false],
    ['Thanks', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(saysStop(text)).toBe(expected);
  });
});

describe('what else people write', () => {
  const inbound = (id: string, Body: string, From = phone): Promise<string> =>
    ask('/twilio/inbound', { From, Body, MessageSid: id });
  const ask = async (path: string, params: Record<string, string>): Promise<string> => {
    const signature = twilio.getExpectedTwilioSignature(sandboxAccount.authToken, world.webhookUrl + path, params);
    const headers = { 'x-twilio-signature': signature };
    const body = new URLSearchParams(params);
    return (await fetch(world.webhookUrl + path, { method: 'POST', headers, body })).text();
  };

  it('START after STOP lets messages go again, and the loans hear of both', async () => {
    await openCase(world.db, 'loan/A', ['P1']);
    await inbound('SM1', 'T');
    await inbound('SM2', 'start');
    await inbound('SM1', 'T');
    expect((await personFacts(world.db, ['P1']))[0]).toMatchObject({
      optedOut: [],
      contact: { consents: { sms: 'given' } },
    });
    expect(await factsOf(world.db)).toEqual(['loan/A optedOut', 'loan/A contactChanged']);
  });

  it('HELP is answered once a day, with the lender', async () => {
    expect(await inbound('SM1', 'Help!')).toContain('<Message>Example Bank 400-555-0100</Message>');
    expect(await inbound('SM2', '帮助')).not.toContain('<Message>');
  });

  it.each([
    ['plain', 'I will pay on Friday'],
    ['emoji', '👍🏽🙏'],
    ['empty', ''],
    ['what was GB18030 and is declared as something else', Buffer.from('c4e3bac3', 'hex').toString('latin1')],
    ['very long', '长'.repeat(1600)],
    ['with a zero byte', 'a\u0000b'],
  ])('%s text is kept word for word, sealed, and logged as a contact of theirs', async (_what, text) => {
    await inbound('SM9', text);
    await inbound('SM9', text);
    const read = await readDocument(world.db, world.sealer, 'inbound/SM9/P1');
    expect(read?.kind === 'open' && read.content.toString('utf8')).toBe(text);
    const log = (await contactLog(world.db, ['P1'])).get('P1');
    expect(log).toMatchObject([{ channel: 'sms', direction: 'inbound', result: 'delivered' }]);
    expect(log).toHaveLength(1);
  });

  it.each([
    [
      'raw GB18030',
      Buffer.concat([
        Buffer.from(`From=${encodeURIComponent(phone)}&MessageSid=SM8&Body=`),
        Buffer.from('cdcbb6a9', 'hex'),
      ]),
    ],
    ['GB18030 behind percent signs', Buffer.from(`From=${encodeURIComponent(phone)}&MessageSid=SM8&Body=%CD%CB%B6%A9`)],
    ['half a character', Buffer.from(`From=${encodeURIComponent(phone)}&MessageSid=SM8&Body=%E9%80`)],
    ['UTF-16', Buffer.from(`From=${phone}&MessageSid=SM8&Body=退订`, 'utf16le')],
  ])(
    '%s, which nobody can have signed as it arrives, is refused, counted, and nothing of it kept',
    async (_what, body) => {
      const signed = { From: phone, MessageSid: 'SM8', Body: '退订' };
      const signature = twilio.getExpectedTwilioSignature(
        ...([sandboxAccount.authToken, `${world.webhookUrl}/twilio/inbound`, signed] as const),
      );
      const headers = { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(`${world.webhookUrl}/twilio/inbound`, { method: 'POST', headers, body });
      expect([answer.status, world.counted]).toEqual([403, ['signatureWrong']]);
      expect(await world.db.rows('select id from document')).toEqual([]);
      expect(await unknownTexts(world.db)).toBe(0);
    },
  );

  it('of a number that nobody has is kept aside, sealed and counted', async () => {
    await inbound('SM5', 'who are you?', '+8613899990000');
    expect([await unknownTexts(world.db), world.counted]).toEqual([1, ['inbound', 'text', 'unknownNumber']]);
    expect(JSON.stringify(await world.db.rows('select * from inbound_text'))).not.toContain('who are you');
  });

  it.each([
    ['UNSTOP', 'start'],
    ['N', 'stop'],
    ['拒收', 'stop'],
    ['info', 'help'],
    ['No, thank you', 'text'],
  ])('%s says %s', (text, said) => expect(saidBy(text)).toBe(said));
});
