import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelAdapter, Leave, SendResult } from '../../activities/channel.ts';
import { drain, drainOnce } from '../../activities/send.ts';
import { depart } from '../../activities/send/slip.ts';
import type { Slip } from '../../activities/send/slip.ts';
import { openSpool } from '../../activities/send/spool.ts';
import type { Spool } from '../../activities/send/spool.ts';
import { factsOf, personOf, queue, savePeople, statusOf } from '../db/world.ts';
import { startSendWorld, type SendWorld } from './sendWorld.ts';

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
});
afterAll(() => world.stop());

let people = 0;
let to = '';
beforeEach(async () => {
  await world.clear();
  const person = personOf(`P${(people += 1)}`);
  to = person.email ?? '';
  await savePeople(world, person);
  await queue(world.db, [{ reference: 'M1', personId: person.id, channel: 'email', loans: ['A'] }]);
});
const arrived = (): number => world.mail.mails().filter((mail) => mail.to.includes(to)).length;

describe('a mail is handed over whole only after it was written down that it leaves', () => {
  const send = (leave: Leave): Promise<SendResult | undefined> => {
    const { email } = world.deps.adapters;
    const message = { channel: 'email', reference: 'M1', to, subject: 'S', text: 'T', html: '<p>T' } as const;
    return email?.send(message, AbortSignal.timeout(5_000), leave) ?? Promise.resolve(undefined);
  };
  it.each<[string, Leave, string, number]>([
    ['it may', () => Promise.resolve(true), 'accepted', 1],
    ['it may not', () => Promise.resolve(false), 'retry', 0],
    ['nobody knows', () => Promise.reject(new Error('away')), 'retry', 0],
  ])('%s', async (_name, leave, kind, count) => {
    expect(await send(leave)).toMatchObject({ kind });
    expect(arrived()).toBe(count);
  });
});

describe('a sender that died with a mail in its hands', () => {
  /** Claims the mail, does so much of the sending, and is never heard of again. */
  async function claimAndDie(upTo: (leave: Leave) => Promise<unknown>, spool?: Spool): Promise<Leave> {
    const told = new AbortController();
    const taken = Promise.withResolvers<Leave>();
    const never = Promise.withResolvers<SendResult>();
    const email: ChannelAdapter<'email'> = {
      ...{ channel: 'email', announces: true, close: () => Promise.resolve() },
      send: async (_message, _signal, leave = () => Promise.resolve(true)) => {
        await upTo(leave);
        taken.resolve(leave);
        return never.promise;
      },
    };
    const ended = drain(
      { ...world.deps, adapters: { email }, ...(spool && { spool }) },
      { channel: 'email', epoch: 1 },
      told.signal,
    );
    const leave = await taken.promise;
    told.abort();
    dead.push(() => {
      never.resolve({ kind: 'retry', afterMs: 0, code: 'TOO_LATE' });
      return ended;
    });
    return leave;
  }
  const dead: (() => Promise<unknown>)[] = [];
  // Before the tables are emptied for the next test: a drain that still writes would wait for that, and that for it.
  afterEach(async () => {
    for (const bury of dead.splice(0)) await bury();
  });
  const stale = { staleAfterMs: -1 };

  it('before it left: another sends it, and the first one may not any more', async () => {
    const leave = await claimAndDie(() => Promise.resolve());
    expect(await drainOnce({ ...world.deps, ...stale }, 'email')).toEqual({ 'reconciled.retry': 1, accepted: 1 });
    expect(await leave()).toBe(false);
    expect(arrived()).toBe(1);
  });

  it('after it left: nobody can be asked, and a person looks', async () => {
    await claimAndDie((leave) => leave());
    expect(await drainOnce({ ...world.deps, ...stale }, 'email')).toEqual({ 'reconciled.parked': 1 });
    expect(await statusOf(world.db, 'M1')).toBe('parked');
    expect(await factsOf(world.db)).toEqual(['loan/A noticeReported parked CANNOT_BE_ASKED']);
  });

  describe('on a host that keeps a spool', () => {
    const folder = mkdtempSync(join(tmpdir(), 'recoup-spool-'));
    const spool = openSpool(folder, 'boot');
    afterAll(() => rmSync(folder, { recursive: true }));
    const departed = (leaving: boolean | Slip): boolean => typeof leaving === 'object' && depart(leaving);
    const next = () => drainOnce({ ...world.deps, ...stale, spool }, 'email');

    it('when the database had only just heard that it leaves: another sends it', async () => {
      const untilHeard = (): Spool => ({
        ...spool,
        ask: (attempt) => {
          spool.ask(attempt);
          return null;
        },
      });
      await claimAndDie((leave) => leave(), untilHeard());
      expect(await next()).toEqual({ 'reconciled.retry': 1, accepted: 1 });
      expect(arrived()).toBe(1);
    });

    it('after it left: a person looks', async () => {
      await claimAndDie(async (leave) => departed(await leave()), spool);
      expect(await drainOnce({ ...world.deps, spool }, 'email')).toEqual({});
      expect(await next()).toEqual({ 'reconciled.parked': 1 });
    });

    it('with the answer in its hands: the answer stands', async () => {
      const row = await world.db.row<{ id: number }>(`select id from outbox where reference = 'M1'`);
      await claimAndDie(async (leave) => departed(await leave()), spool);
      const claimed = await world.db.row<{ attempt: string }>(`select attempt from outbox where reference = 'M1'`);
      spool.keep({ id: row?.id ?? 0, attempt: claimed?.attempt ?? '' }, { kind: 'accepted', providerId: '<M1>' });
      expect(await next()).toEqual({ 'reconciled.accepted': 1 });
      expect(await statusOf(world.db, 'M1')).toBe('accepted');
    });
  });

  it('while it may still be at work: left alone', async () => {
    await claimAndDie(() => Promise.resolve());
    expect(await drainOnce(world.deps, 'email')).toEqual({});
    expect(await statusOf(world.db, 'M1')).toBe('claimed');
  });
});
