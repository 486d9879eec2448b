import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drain, drainOnce } from '../../activities/send.ts';
import { ChannelError } from '../../activities/channel.ts';
import type { SendResult } from '../../activities/channel.ts';
import { readDocument } from '../../db/document.ts';
import { personFacts } from '../../db/person.ts';
import { factsOf, openCase, personOf, queue, savePeople, statusOf } from '../db/world.ts';
import { adapterOf, one, startSendWorld, until, type SendWorld } from './sendWorld.ts';

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
});
afterAll(async () => {
  for (const { release } of dead) release();
  await Promise.all(dead.map(({ ended }) => ended));
  await world.stop();
});
beforeEach(async () => {
  world.sms.behave({ callbackDelayMs: 0, callbackCopies: 1, callbacksReversed: false, answerDelayMs: 0 });
  await world.clear();
  await savePeople(world, personOf('P1', { phone: numberOf() }), personOf('P2', { phone: numberOf() }));
});

let numbers = 0;
const numberOf = (): string => `+86138001${String((numbers += 1)).padStart(5, '0')}`;

const settledAs = (reference: string, status: string): Promise<void> =>
  until(async () => (await statusOf(world.db, reference)) === status);

const dead: { readonly release: () => void; readonly ended: Promise<unknown> }[] = [];

/** A worker that hangs between claim and answer, for as long as the tests last. */
async function claimAndDie(reference: string, send: () => Promise<unknown>): Promise<void> {
  const told = new AbortController();
  const never = Promise.withResolvers<SendResult>();
  const adapters = adapterOf({
    send: async () => {
      await send();
      return never.promise;
    },
  });
  const ended = drain({ ...world.deps, ...adapters }, { channel: 'sms', epoch: 1 }, told.signal);
  dead.push({ release: () => never.resolve({ kind: 'retry', afterMs: 0, code: 'TOO_LATE' }), ended });
  await settledAs(reference, 'claimed');
  told.abort();
}

describe('an SMS through the real adapter', () => {
  it('joined for two loans is sent once, tells both, and its delivery is told by callback', async () => {
    const phone = '+8613900000001';
    await savePeople(world, personOf('P3', { phone, name: 'Ms Lin' }));
    await queue(world.db, [{ ...one('M1', ['A', 'B'], 'P3'), mustReach: true }]);
    expect(await drainOnce(world.deps, 'sms')).toEqual({ accepted: 1 });
    const [text, ...more] = world.sms.texts(phone);
    expect(more).toEqual([]);
    expect(text?.body).toMatch(/Harbour Finance: Ms Lin.*Ref M1\. Reply STOP/u);
    await settledAs('M1', 'delivered');
    await until(() => world.woken.length === 2);
    expect(await factsOf(world.db)).toEqual(
      ['A', 'B'].flatMap((loan) => [
        `loan/${loan} noticeReported accepted quiet`,
        `loan/${loan} noticeReported delivered`,
      ]),
    );
    expect(world.woken.toSorted()).toEqual(['loan/A', 'loan/B']);
    const kept = await readDocument(world.db, world.sealer, 'M1');
    expect(kept).toMatchObject({ kind: 'open', content: Buffer.from(text?.body ?? '') });
  });

  it('with callbacks late, twice and reversed ends the same', async () => {
    world.sms.behave({ callbackCopies: 2, callbacksReversed: true, callbackDelayMs: 30 });
    await queue(world.db, [one('M1')]);
    await drainOnce(world.deps, 'sms');
    await settledAs('M1', 'delivered');
    await until(() => world.sms.pendingCallbacks() === 0);
    expect(await factsOf(world.db)).toEqual([
      'loan/A noticeReported accepted quiet',
      'loan/A noticeReported delivered quiet',
    ]);
  });

  it.each([
    [
      'a bad number',
      '+8613800021211',
      { failed: 1 },
      ['loan/A noticeReported failed 21211', 'loan/A contactChanged'],
      { failed: ['sms'] },
    ],
    [
      'a number that opted out',
      '+8613800021610',
      { optedOut: 1 },
      ['loan/A noticeReported optedOut 21610', 'loan/A optedOut'],
      { optedOut: ['sms'] },
    ],
  ])('to %s is told to the case', async (_name, phone, counts, facts, marks) => {
    await openCase(world.db, 'loan/A', ['P4']);
    await savePeople(world, personOf('P4', { phone }));
    await queue(world.db, [one('M1', ['A'], 'P4')]);
    expect(await drainOnce(world.deps, 'sms')).toEqual(counts);
    expect(await factsOf(world.db)).toEqual(facts);
    expect((await personFacts(world.db, ['P4']))[0]).toMatchObject(marks);
    expect(world.woken).toContain('loan/A');
  });

  it('that cannot be delivered is told by callback', async () => {
    await savePeople(world, personOf('P5', { phone: '+8613800030005' }));
    await queue(world.db, [one('M1', ['A'], 'P5')]);
    await drainOnce(world.deps, 'sms');
    await settledAs('M1', 'failed');
    expect((await personFacts(world.db, ['P5']))[0]?.failed).toEqual(['sms']);
  });

  it('refused for now is sent again later, once', async () => {
    world.sms.behave({ refuseNext: 1 });
    // A reference of its own: a callback about the message of another test may still come.
    await queue(world.db, [one('M429')]);
    expect(await drainOnce(world.deps, 'sms')).toEqual({ retry: 1 });
    const later = '2025-04-05T05:00:00.000Z';
    expect(await drainOnce({ ...world.deps, now: () => Promise.resolve(later) }, 'sms')).toEqual({ accepted: 1 });
  });

  it('whose answer never came is found at the provider, and not sent again', async () => {
    const phone = '+8613900000002';
    await savePeople(world, personOf('P6', { phone }));
    world.sms.behave({ silentNext: 1, callbackDelayMs: 60_000 });
    await queue(world.db, [one('M1', ['A'], 'P6')]);
    expect(await drainOnce(world.deps, 'sms')).toEqual({ ambiguous: 1 });
    expect(await factsOf(world.db)).toEqual([]);
    expect(await drainOnce(world.deps, 'sms')).toEqual({ 'reconciled.delivered': 1 });
    expect(await factsOf(world.db)).toEqual([
      'loan/A noticeReported accepted quiet',
      'loan/A noticeReported delivered quiet',
    ]);
    expect(world.sms.texts(phone)).toHaveLength(1);
  });

  it('lacking a field is not sent, and the field is named', async () => {
    await queue(world.db, [{ ...one('M1'), template: 'promiseBroken' }]);
    expect(await drainOnce(world.deps, 'sms')).toEqual({ failed: 1 });
    expect(await factsOf(world.db)).toEqual(['loan/A noticeReported failed MISSING_FIELD promisedAmount']);
  });
});

describe('a worker killed between claim and answer', () => {
  const stale = { staleAfterMs: -1 };

  it('after the provider took the message: found there, never sent twice', async () => {
    const phone = '+8613900000003';
    await savePeople(world, personOf('P7', { phone }));
    await queue(world.db, [one('M1', ['A'], 'P7')]);
    const { sms } = world.deps.adapters;
    const message = { channel: 'sms', reference: 'M1', to: phone, text: 'Ref M1.' } as const;
    await claimAndDie('M1', () => sms?.send(message, AbortSignal.timeout(5_000)) ?? Promise.resolve());
    await until(() => world.sms.texts(phone).length === 1);
    await drainOnce({ ...world.deps, ...stale }, 'sms');
    await settledAs('M1', 'delivered');
    expect(world.sms.texts(phone)).toHaveLength(1);
  });

  it('before the request left: asked for, surely not taken, sent once', async () => {
    const phone = '+8613900000004';
    await savePeople(world, personOf('P8', { phone }));
    await queue(world.db, [one('M1', ['A'], 'P8')]);
    await claimAndDie('M1', () => Promise.resolve());
    expect(await drainOnce(world.deps, 'sms')).toEqual({});
    expect(await statusOf(world.db, 'M1')).toBe('claimed');
    expect(await drainOnce({ ...world.deps, ...stale }, 'sms')).toMatchObject({ 'reconciled.retry': 1, accepted: 1 });
    expect(world.sms.texts(phone)).toHaveLength(1);
  });

  it('on a channel that cannot be asked: parked for a person', async () => {
    await queue(world.db, [one('M1')]);
    await claimAndDie('M1', () => Promise.resolve());
    expect(await drainOnce({ ...world.deps, ...stale, ...adapterOf({}) }, 'sms')).toEqual({ 'reconciled.parked': 1 });
    expect(await factsOf(world.db)).toEqual(['loan/A noticeReported parked CANNOT_BE_ASKED']);
    expect(world.woken).toEqual(['loan/A']);
  });

  it('while the provider does not answer the question: asked again later', async () => {
    await queue(world.db, [one('M1')]);
    await claimAndDie('M1', () => Promise.resolve());
    const find = (): Promise<null> => Promise.reject(new ChannelError('ECONNREFUSED'));
    expect(await drainOnce({ ...world.deps, ...stale, ...adapterOf({ find }) }, 'sms')).toEqual({});
    expect(await statusOf(world.db, 'M1')).toBe('ambiguous');
  });
});

describe('an e-mail', () => {
  it('arrives, and one whose answer was lost is parked', async () => {
    await queue(world.db, [{ ...one('M1'), channel: 'email' }]);
    expect(await drainOnce(world.deps, 'email')).toEqual({ accepted: 1 });
    expect(world.mail.mails()).toHaveLength(1);
    world.mail.behave({ silentNext: 1 });
    await queue(world.db, [{ ...one('M2', ['B'], 'P2'), channel: 'email' }]);
    expect(await drainOnce(world.deps, 'email')).toEqual({ ambiguous: 1 });
    expect(await drainOnce(world.deps, 'email')).toEqual({ 'reconciled.parked': 1 });
    expect(world.mail.mails()).toHaveLength(2);
  });
});
