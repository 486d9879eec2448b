import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChannel, stopChannel } from '../../db/channel.ts';
import { claim } from '../../db/outbox.ts';
import type { Ask, Claim } from '../../db/outbox.ts';
import { contactLog } from '../../db/contactLog.ts';
import { readDocument } from '../../db/document.ts';
import { markFailed, optOut } from '../../db/contactFact.ts';
import { forgetPerson } from '../../db/person.ts';
import { permit } from '../../domain/contact.ts';
import type { ContactRules } from '../../domain/contact.ts';
import { claimsOf } from './claims.ts';
import { factsOf, noon, personOf, queue, savePeople, startWorld, statusOf, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  await savePeople(world, personOf('P1'), personOf('P2'));
});

const { options, claims, claimOne } = claimsOf(() => world);

/** One SMS a day to a person, and none at night. */
const rules: ContactRules = {
  ...{ id: 't', name: 't', source: 't' },
  rules: [
    {
      kind: 'hours',
      id: 'night',
      source: 't',
      opensAt: '08:00',
      closesAt: '22:00',
      channels: ['sms'],
      unlessAgreed: false,
    },
    {
      ...{ kind: 'cap', id: 'once', source: 't', asks: ['sms'], max: 1, days: 1, scope: 'personDebt' },
      counts: { channels: ['sms'], results: ['delivered'], direction: 'outbound' },
    },
  ],
};
const byRules = ({ person, log, channel, now }: Ask) =>
  permit(rules, { role: 'debtor', timeZone: person.timeZone, person: person.id }, log, { channel, at: now });

describe('a claim', () => {
  it('carries every line of a joined message, the highest rung first, and keeps what was said', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A', 'B'] }]);
    const one = await claimOne();
    expect(one.message).toBe('M1 Name of P1 M1/B M1/A');
    expect(await statusOf(world.db, 'M1')).toBe('claimed');
    const kept = await readDocument(world.db, world.sealer, 'M1');
    expect(kept).toMatchObject({ kind: 'open', content: Buffer.from(one.message) });
  });

  it.each([
    ['a message that is not due', { notBefore: '2025-04-05T04:00:00.001Z' }, 'queued'],
    ['a message without lines', { loans: [] }, 'cancelled'],
  ])('leaves out %s', async (_name, more, status) => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'], ...more }]);
    expect(await claims()).toEqual([]);
    expect(await statusOf(world.db, 'M1')).toBe(status);
  });

  it('is given to one of many workers', async () => {
    const references = Array.from({ length: 20 }, (_, n) => `M${n}`);
    await savePeople(world, ...references.map((id) => personOf(id)));
    await queue(
      world.db,
      references.map((reference) => ({ reference, personId: reference, loans: [reference] })),
    );
    const all = await Promise.all(Array.from({ length: 6 }, () => claims({ limit: 20 })));
    expect(
      all
        .flat()
        .map(({ reference }) => reference)
        .toSorted(),
    ).toEqual(references.toSorted());
  });

  it('of the last permitted contact is won by one worker of two; the other is held', async () => {
    for (let round = 0; round < 5; round += 1) {
      await world.clear();
      await savePeople(world, personOf('P1'));
      await queue(
        world.db,
        ['M1', 'M2'].map((reference) => ({ reference, personId: 'P1', loans: [reference] })),
      );
      const race = (): Promise<readonly Claim<string>[]> => claims({ limit: 2, permitted: (_q, ask) => byRules(ask) });
      await Promise.all([race(), race(), race()]);
      await race();
      const rows = await world.db.rows<{ status: string }>('select status from outbox order by status');
      expect(rows.map(({ status }) => status)).toEqual(['claimed', 'queued']);
    }
    expect(await factsOf(world.db)).toHaveLength(1);
  });

  it('deferred by a rule waits until that instant, and says so quietly', async () => {
    const night = '2025-04-05T15:00:00.000Z';
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    expect(await claims({ now: () => Promise.resolve(night), permitted: (_q, ask) => byRules(ask) })).toEqual([]);
    const row = await world.db.row('select status, not_before from outbox');
    expect(row).toEqual({ status: 'queued', not_before: '2025-04-06T00:00:00.000Z' });
    const fact = await world.db.row('select event_id, content, quiet from inbox');
    expect(fact).toEqual({
      event_id: 'noticeHeld/M1/A/2025-04-06T00:00:00.000Z',
      content: { key: 'M1/A', until: '2025-04-06T00:00:00.000Z', rule: 'night', at: night },
      quiet: true,
    });
  });

  it('is refused where the rule says never, with the rule in the fact', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    const got = await claim(world.db, options({ permitted: () => ({ answer: 'never', rule: 'cn.hold' }) }));
    expect(got).toMatchObject({ claims: [], spared: ['failed'], wake: ['loan/A'] });
    const fact = await world.db.row('select content from inbox');
    expect(fact).toEqual({
      content: { key: 'M1/A', status: 'failed', code: 'NOT_PERMITTED', rule: 'cn.hold', at: noon },
    });
    expect(await contactLog(world.db, ['P1'])).toEqual(new Map());
  });

  it.each([
    [
      'opted out',
      () => optOut(world.db, { personId: 'P1', channel: 'sms', source: 'M0', at: noon }),
      'loan/A noticeReported optedOut OPTED_OUT',
    ],
    [
      'whose address failed',
      () => markFailed(world.db, { personId: 'P1', channel: 'sms', source: 'M0', at: noon }),
      'loan/A noticeReported failed ADDRESS_FAILED',
    ],
    ['forgotten', () => forgetPerson(world.db, 'P1'), 'loan/A noticeReported failed FORGOTTEN'],
    [
      'without a number',
      () => world.db.run(`update person set channels = '{email}'`),
      'loan/A noticeReported failed NO_ADDRESS',
    ],
    [
      'whose seal is broken',
      () => world.db.run(`update person set sealed = sealed || '{"phone": "AAAA"}'`),
      'loan/A noticeReported parked SEAL_BROKEN',
    ],
  ])('is not made for a person %s', async (_name, change, fact) => {
    await change();
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    expect(await claims()).toEqual([]);
    expect(await factsOf(world.db)).toEqual([fact]);
  });

  it('of one bad message does not stop the others', async () => {
    await queue(world.db, [
      { reference: 'M1', personId: 'P1', loans: ['A'] },
      { reference: 'M2', personId: 'P2', loans: ['B'] },
    ]);
    const permitted = ({ person }: Ask): { answer: 'allowed' } => {
      if (person.id === 'P1') throw new RangeError('of a number +8613800000000');
      return { answer: 'allowed' };
    };
    expect((await claims({ permitted: (_q, ask) => permitted(ask) })).map(({ reference }) => reference)).toEqual([
      'M2',
    ]);
    expect(await statusOf(world.db, 'M1')).toBe('parked');
  });

  it('is not made by a sender of another epoch, nor while sends are stopped', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    expect(await claim(world.db, options({ epoch: 2 }))).toEqual({ kind: 'superseded' });
    await stopChannel(world.db, 'sms', { reason: 'complaints', by: 'li;supervisor', at: noon });
    expect(await claim(world.db, options())).toEqual({ kind: 'stopped', reason: 'complaints' });
    await startChannel(world.db, 'sms');
    await world.db.run(`update deployment set sends_stopped = 'restored'`);
    expect(await claim(world.db, options())).toEqual({ kind: 'stopped', reason: 'restored' });
    expect(await statusOf(world.db, 'M1')).toBe('queued');
  });

  it('passes by a person who is locked, and the next one gets through', async () => {
    await queue(world.db, [
      { reference: 'M1', personId: 'P1', loans: ['A'] },
      { reference: 'M2', personId: 'P2', loans: ['B'] },
    ]);
    await world.db.tx(async (q) => {
      await q.run(`select 1 from person where id = 'P1' for no key update`);
      const got = await claim(world.db, options());
      expect(got).toMatchObject({ kind: 'claimed', busy: 1, claims: [{ reference: 'M2' }] });
    });
    expect(await claims()).toHaveLength(1);
  });
});
