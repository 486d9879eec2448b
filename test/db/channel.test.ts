// Breakers and races of sending: a budget that is used up, something that runs away, two senders and one place left.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPermitted } from '../../activities/permitted.ts';
import { channelView, setBudget, startChannel, stopChannel, stoppedChannels } from '../../db/channel.ts';
import { logContact } from '../../db/contactLog.ts';
import { claim } from '../../db/outbox.ts';
import type { Claimed, ClaimOptions } from '../../db/outbox.ts';
import type { ContactRules } from '../../domain/contact.ts';
import { addMilliseconds } from '../../domain/instant.ts';
import type { Policy } from '../../domain/policy.ts';
import { factsOf, noon, openCase, personOf, queue, savePeople, startWorld, statusOf, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  await savePeople(world, personOf('P1'), personOf('P2'), personOf('P3'));
});

/** Midnight after `noon` where the lender is. */
const nextDay = '2025-04-05T16:00:00.000Z';
const send = (more: Partial<ClaimOptions<string>> = {}): Promise<Claimed<string>> =>
  claim(world.db, {
    ...{ channel: 'sms', epoch: 1, limit: 10, sealer: world.sealer, timeZone: 'Asia/Shanghai' },
    now: () => Promise.resolve(noon),
    wallNow: () => noon,
    permitted: () => ({ answer: 'allowed' }),
    render: () => ({ kind: 'ready', message: 'text', content: Buffer.from('text'), units: 2 }),
    ...more,
  });
const claimed = (got: Claimed<string>): string[] =>
  got.kind === 'claimed' ? got.claims.map(({ reference }) => reference).toSorted() : [];
const three = (): Promise<void> =>
  queue(
    world.db,
    ['P1', 'P2', 'P3'].map((personId, at) => ({ reference: `M${at + 1}`, personId, loans: ['A'] })),
  );

describe('a budget', () => {
  it.each([
    ['of messages', { dayMessagesMax: 2, dayCostMaxMinor: null, unitCostMinor: 0 }],
    ['of money, two segments at 5 each', { dayMessagesMax: null, dayCostMaxMinor: 29, unitCostMinor: 5 }],
  ])('%s that is used up stops the channel visibly, loses nothing, and ends with the day', async (_what, budget) => {
    await setBudget(world.db, 'sms', budget);
    await three();
    expect(claimed(await send())).toEqual(['M1', 'M2']);
    expect(await statusOf(world.db, 'M3')).toBe('queued');
    expect(await send()).toEqual({ kind: 'stopped', reason: 'BUDGET' });
    const view = await channelView(world.db, 'sms', noon, '2025-04-05');
    expect(view).toMatchObject({
      stopped: { reason: 'BUDGET', by: 'breaker', at: noon, until: nextDay },
      backlog: { due: 1, unsettled: 2 },
      today: { messages: 2, units: 4, costMinor: 4 * budget.unitCostMinor },
    });
    expect(claimed(await send({ now: () => Promise.resolve(nextDay) }))).toEqual(['M3']);
    expect(await stoppedChannels(world.db, nextDay)).toEqual([]);
  });

  it('that a person raises lets the channel send again at once; a stop by a person stands', async () => {
    await setBudget(world.db, 'sms', { dayMessagesMax: 1, dayCostMaxMinor: null, unitCostMinor: 0 });
    await three();
    expect(claimed(await send())).toEqual(['M1']);
    await setBudget(world.db, 'sms', { dayMessagesMax: 2, dayCostMaxMinor: null, unitCostMinor: 0 });
    expect(claimed(await send())).toEqual(['M2']);
    await stopChannel(world.db, 'sms', { reason: 'complaints', by: 'li;supervisor', at: noon });
    await setBudget(world.db, 'sms', { dayMessagesMax: null, dayCostMaxMinor: null, unitCostMinor: 0 });
    expect(await send()).toEqual({ kind: 'stopped', reason: 'complaints' });
    expect(await startChannel(world.db, 'sms')).toBe(true);
    expect(claimed(await send())).toEqual(['M3']);
  });

  it('is not spent beyond its end by two senders at once', async () => {
    await setBudget(world.db, 'sms', { dayMessagesMax: 2, dayCostMaxMinor: null, unitCostMinor: 0 });
    await three();
    const got = await Promise.all([send({ limit: 2 }), send({ limit: 2 }), send({ limit: 2 })]);
    await send();
    expect(got.flatMap(claimed).length).toBeLessThanOrEqual(2);
    expect((await channelView(world.db, 'sms', noon, '2025-04-05')).today.messages).toBe(2);
  });
});

it('what runs away is held to the next day: so many messages to one person are no policy', async () => {
  await world.db.run('update deployment set person_day_messages_max = 3');
  for (const [at, channel] of (['sms', 'email', 'letter'] as const).entries())
    await logContact(world.db, {
      ...{ id: `C${at}`, personId: 'P1', channel, direction: 'outbound', result: 'delivered' },
      at: addMilliseconds(noon, -at * 60_000),
    });
  await three();
  const got = await send();
  expect(claimed(got)).toEqual(['M2', 'M3']);
  expect(got).toMatchObject({ spared: ['held'] });
  const row = await world.db.row(`select status, not_before from outbox where reference = 'M1'`);
  expect(row).toEqual({ status: 'queued', not_before: nextDay });
  expect(await factsOf(world.db)).toEqual(['loan/A noticeHeld quiet']);
});

describe('two senders', () => {
  const rules: ContactRules = {
    ...{ id: 'once', name: 'once', source: 'test' },
    rules: [
      {
        ...{ id: 'once.cap', source: 'test', kind: 'cap', asks: ['sms'], max: 1, days: 1, scope: 'debtor' },
        counts: { channels: ['sms'], results: ['delivered'], direction: 'outbound' },
      },
    ],
  };
  const permitted = createPermitted({
    policyOf: () => Promise.resolve({ contactRules: 'once' } as Policy),
    contactRulesOf: () => rules,
  });

  it('and two loans of one debtor, with room for one message: one leaves, whoever is quicker', async () => {
    for (let round = 0; round < 10; round += 1) {
      await world.clear();
      await savePeople(world, personOf('P1'));
      await openCase(world.db, 'loan/A', ['P1']);
      await openCase(world.db, 'loan/B', ['P1']);
      await queue(world.db, [
        { reference: 'M1', personId: 'P1', loans: ['A'] },
        { reference: 'M2', personId: 'P1', loans: ['B'] },
      ]);
      const first = await Promise.all([send({ permitted, limit: 1 }), send({ permitted, limit: 2 })]);
      const then = await Promise.all([send({ permitted }), send({ permitted })]);
      expect([...first, ...then].flatMap(claimed)).toHaveLength(1);
    }
  });
});
