import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drain, drainOnce } from '../../activities/send.ts';
import type { SendDeps } from '../../activities/send.ts';
import type { SendResult } from '../../activities/channel.ts';
import { advanceClock } from '../../db/clock.ts';
import { queueNotice } from '../../db/joined.ts';
import type { NoticeLine } from '../../domain/notice.ts';
import { factsOf, lineOf, noon, personOf, queue, savePeople } from '../db/world.ts';
import { adapterOf, one, startSendWorld, until, type SendWorld } from './sendWorld.ts';

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  await savePeople(world, personOf('P1'));
});

describe('a running sender', () => {
  const start = (more: Partial<SendDeps> = {}) => {
    const told = new AbortController();
    const ended = drain({ ...world.deps, ...more }, { channel: 'sms', epoch: 1 }, told.signal);
    return { stop: () => told.abort(), ended };
  };

  it('is woken by a notification and stops when told', async () => {
    const sender = start({ pollMs: 60_000 });
    await sleep(200);
    await queue(world.db, [one('M1')]);
    await world.db.run(`select pg_notify('outbox', 'sms')`);
    await until(async () => (await factsOf(world.db)).length > 0);
    sender.stop();
    expect(await sender.ended).toEqual({ end: 'told', counts: { accepted: 1 } });
  });

  /** As a decision queues it: nobody is told. */
  const queueQuietly = (notBefore: string): Promise<void> =>
    world.db.tx((q) =>
      queueNotice(q, {
        ...{ key: 'loan/A/overdue1', caseId: 'loan/A', step: 'overdue1', personId: 'P1', channel: 'sms' },
        ...{ template: 'overdue1', rank: 1, mustReach: false, notBefore, reference: 'M1' },
        line: lineOf('A') as unknown as NoticeLine,
      }),
    );

  it('finds by its next look what a decision has queued, of which nobody told it', async () => {
    const sender = start({ pollMs: 300 });
    await sleep(200);
    await queueQuietly(noon);
    await until(async () => (await factsOf(world.db)).length > 0);
    sender.stop();
    expect((await sender.ended).counts).toEqual({ accepted: 1 });
  });

  it('is woken by the clock of a demo when that comes to what a decision has queued, and not before', async () => {
    await world.db.run('insert into clock (now) values ($1)', [noon]);
    const sender = start({ pollMs: 60_000, now: (_q, clock) => Promise.resolve(clock ?? noon) });
    await sleep(200);
    await queueQuietly('2025-04-05T04:01:00.000Z');
    await advanceClock(world.db, '2025-04-05T04:00:59.000Z', 10);
    await sleep(200);
    expect(await factsOf(world.db)).toEqual([]);
    await advanceClock(world.db, '2025-04-05T04:01:00.000Z', 10);
    await until(async () => (await factsOf(world.db)).length > 0);
    sender.stop();
    expect((await sender.ended).counts).toEqual({ accepted: 1 });
  });

  it('ends when another epoch holds', async () => {
    const sender = start();
    await sleep(50);
    await world.db.run('update deployment set epoch = 2');
    expect((await sender.ended).end).toBe('superseded');
  });

  it('gives a claim back when its clock stood still, by either clock', async () => {
    for (const clock of ['wallMs', 'steadyMs'] as const) {
      await world.clear();
      await savePeople(world, personOf('P1'));
      await queue(world.db, [one('M1')]);
      const { clocks } = world.deps;
      let asleepMs = 0;
      const slept = { ...clocks, [clock]: () => clocks[clock]() + asleepMs };
      const permitted: SendDeps['permitted'] = () => {
        asleepMs += asleepMs === 0 ? 11_000 : 0;
        return { answer: 'allowed' };
      };
      const counts = await drainOnce({ ...world.deps, clocks: slept, permitted }, 'sms');
      expect(counts).toEqual({ retry: 1, accepted: 1 });
    }
  });

  it('claims no more at once than can leave in time, however slow the machine is', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `S${n}`);
    await savePeople(world, ...ids.map((id) => personOf(id)));
    await queue(
      world.db,
      ids.map((id) => one(id, [id], id)),
    );
    // Eight at once take longer to claim than the first of them may wait.
    const permitted: SendDeps['permitted'] = async () => {
      await sleep(40);
      return { answer: 'allowed' };
    };
    const sender = start({ permitted, leavesWithinMs: 250 });
    const open = `select 1 from outbox where status in ('queued', 'claimed')`;
    await until(async () => (await world.db.rows(open)).length === 0);
    sender.stop();
    await sender.ended;
    const taken = `select 1 from outbox where status in ('accepted', 'delivered')`;
    expect(await world.db.rows(taken)).toHaveLength(ids.length);
  });

  it('keeps to its rate', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `R${n}`);
    await savePeople(world, ...ids.map((id) => personOf(id)));
    await queue(
      world.db,
      ids.map((id) => one(id, [id], id)),
    );
    const sentMs: number[] = [];
    const send = (): Promise<SendResult> => {
      sentMs.push(performance.now());
      return Promise.resolve({ kind: 'accepted', providerId: 'SM' });
    };
    const sender = start({ ...adapterOf({ send }), ratePerSecond: { sms: 10 } });
    await until(() => sentMs.length === 30);
    sender.stop();
    await sender.ended;
    expect((sentMs.at(-1) ?? 0) - (sentMs[0] ?? 0)).toBeGreaterThan(1_700);
  });

  it('lets no personal value into its log', async () => {
    const lines: string[] = [];
    await queue(world.db, [one('M1')]);
    const send = (): Promise<SendResult> => Promise.reject(new Error('no way to +8613800000000'));
    const log: SendDeps['log'] = (...line) => void lines.push(JSON.stringify(line));
    const signalCases = (): Promise<void> => Promise.reject(new Error('+8613800000000'));
    const deps = { ...world.deps, ...adapterOf({ send }), log, signalCases };
    expect(await drainOnce(deps, 'sms')).toEqual({ ambiguous: 1 });
    expect(await drainOnce(deps, 'sms')).toEqual({ 'reconciled.parked': 1 });
    expect(lines.join()).not.toContain('138');
    expect(lines.join()).toContain('SIGNAL_LOST');
  });
});

it('business time is what is asked with', async () => {
  const asked: string[] = [];
  await queue(world.db, [one('M1')]);
  await drainOnce(
    {
      ...world.deps,
      permitted: (_q, { now }) => {
        asked.push(now);
        return { answer: 'allowed' };
      },
    },
    'sms',
  );
  expect(asked).toEqual([noon]);
});
