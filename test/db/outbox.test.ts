import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ambiguous, claim, markStale, report, settle, stopChannel } from '../../db/outbox.ts';
import type { Ask, Claim, ClaimOptions, Report } from '../../db/outbox.ts';
import { contactLog, logContact } from '../../db/contactLog.ts';
import { readDocument } from '../../db/document.ts';
import { markFailed, optOut } from '../../db/contactFact.ts';
import { forgetPerson, personFacts } from '../../db/person.ts';
import { permit } from '../../domain/contact.ts';
import type { ContactRules } from '../../domain/contact.ts';
import { factsOf, noon, openCase, personOf, queue, savePeople, startWorld, statusOf, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  await savePeople(world, personOf('P1'), personOf('P2'));
});

type Options = ClaimOptions<string>;
const allow = (): { answer: 'allowed' } => ({ answer: 'allowed' });

const options = (more: Partial<Options> = {}): Options => ({
  ...{ channel: 'sms', epoch: 1, limit: 10, sealer: world.sealer, permitted: allow },
  now: () => Promise.resolve(noon),
  wallNow: () => noon,
  render: (_q, { reference, recipient, lines }) => {
    const message = `${reference} ${recipient.name} ${lines.map(({ key }) => key).join(' ')}`;
    return { kind: 'ready', message, content: Buffer.from(message) };
  },
  ...more,
});

async function claims(more: Partial<Options> = {}): Promise<readonly Claim<string>[]> {
  const got = await claim(world.db, options(more));
  if (got.kind !== 'claimed') throw new Error(got.kind);
  return got.claims;
}

async function claimOne(more: Partial<Options> = {}): Promise<Claim<string>> {
  const [one] = await claims(more);
  if (one === undefined) throw new Error('nothing was claimed');
  return one;
}

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
    await stopChannel(world.db, 'sms', 'complaints');
    expect(await claim(world.db, options())).toEqual({ kind: 'stopped', reason: 'complaints' });
    await stopChannel(world.db, 'sms', null);
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

describe('the end of a sending', () => {
  it('accepted: one quiet fact for each loan of a joined message', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A', 'B'] }]);
    const one = await claimOne();
    expect(await settle(world.db, one, { kind: 'accepted', providerId: 'SM1' }, noon)).toEqual({
      changed: true,
      wake: [],
    });
    expect(await factsOf(world.db)).toEqual([
      'loan/A noticeReported accepted quiet',
      'loan/B noticeReported accepted quiet',
    ]);
    const log = (await contactLog(world.db, ['P1'])).get('P1');
    expect(log).toEqual([{ person: 'P1', channel: 'sms', at: noon, result: 'delivered', direction: 'outbound' }]);
  });

  it('a bad number: the channel is marked and the cases are woken', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A', 'B'] }]);
    const settled = await settle(world.db, await claimOne(), { kind: 'failed', code: '21614', badAddress: true }, noon);
    expect(settled.wake.toSorted()).toEqual(['loan/A', 'loan/B']);
    expect((await personFacts(world.db, ['P1']))[0]?.failed).toEqual(['sms']);
    expect((await contactLog(world.db, ['P1'])).get('P1')).toMatchObject([{ result: 'failed' }]);
  });

  it('opted out: told to every open case of the person, and to no other', async () => {
    await openCase(world.db, 'loan/A', ['P1']);
    await openCase(world.db, 'loan/C', ['P2', 'P1']);
    await openCase(world.db, 'loan/D', ['P1'], true);
    await openCase(world.db, 'loan/E', ['P2']);
    await openCase(world.db, 'claim/A/1', ['P1']);
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    const settled = await settle(world.db, await claimOne(), { kind: 'optedOut', code: '21610' }, noon);
    expect(settled.wake.toSorted()).toEqual(['claim/A/1', 'loan/A', 'loan/C']);
    expect(await factsOf(world.db)).toEqual([
      'claim/A/1 optedOut',
      'loan/A noticeReported optedOut 21610',
      'loan/A optedOut',
      'loan/C optedOut',
    ]);
    expect((await contactLog(world.db, ['P1'])).get('P1')).toMatchObject([{ result: 'STOP', direction: 'inbound' }]);
  });

  it('put off: queued again for later, as if nothing had been said', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    await settle(world.db, await claimOne(), { kind: 'retry', afterMs: 5_000, code: '429' }, noon);
    const row = await world.db.row('select status, tries, not_before from outbox');
    expect(row).toEqual({ status: 'queued', tries: 1, not_before: '2025-04-05T04:00:05.000Z' });
    expect(await contactLog(world.db, ['P1'])).toEqual(new Map());
    await world.db.run('update outbox set tries = 19');
    const again = await claimOne({ now: () => Promise.resolve('2025-04-05T04:00:05.000Z') });
    await settle(world.db, again, { kind: 'retry', afterMs: 5_000, code: '429' }, noon);
    expect(await factsOf(world.db)).toEqual(['loan/A noticeReported parked 429']);
  });

  it('of a claim that is not ours any more changes nothing', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    const one = await claimOne();
    await world.db.run(`update outbox set attempt = 'another'`);
    const settled = await settle(world.db, one, { kind: 'accepted', providerId: 'SM1' }, noon);
    expect(settled).toEqual({ changed: false, wake: [] });
    expect(await factsOf(world.db)).toEqual([]);
  });
});

describe('reports of the provider', () => {
  const said = {
    sent: { kind: 'accepted', providerId: 'SM1' },
    delivered: { kind: 'delivered', providerId: 'SM1' },
    failed: { kind: 'failed', code: '30003', badAddress: false },
  } as const satisfies Record<string, Report>;
  const accepted = 'loan/A noticeReported accepted quiet';
  const delivered = 'loan/A noticeReported delivered quiet';
  const failed = 'loan/A noticeReported failed 30003';

  const table: readonly [(keyof typeof said)[], string, string[]][] = [
    [['sent', 'delivered'], 'delivered', [accepted, delivered]],
    [['delivered', 'sent'], 'delivered', [accepted, delivered]],
    [['delivered', 'delivered', 'sent', 'sent'], 'delivered', [accepted, delivered]],
    [['sent', 'failed', 'failed'], 'failed', [accepted, failed]],
    [['failed', 'sent'], 'failed', [failed]],
    [['failed', 'sent', 'delivered'], 'delivered', [failed, accepted, delivered]],
    [['delivered', 'failed'], 'delivered', [accepted, delivered]],
  ];
  it.each(table)('%j before the answer → %s', async (order, status, facts) => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    const one = await claimOne();
    for (const word of order) await report(world.db, 'M1', said[word], noon);
    expect(await settle(world.db, one, said.sent, noon)).toEqual({ changed: false, wake: [] });
    expect([await statusOf(world.db, 'M1'), await factsOf(world.db)]).toEqual([status, facts]);
  });

  it('delivered wakes the case only where a rung rests on the proof', async () => {
    await queue(world.db, [
      { reference: 'M1', personId: 'P1', loans: ['A'], mustReach: true },
      { reference: 'M2', personId: 'P2', loans: ['B'] },
    ]);
    await claims();
    expect(await report(world.db, 'M1', said.delivered, noon)).toEqual({ changed: true, wake: ['loan/A'] });
    expect(await report(world.db, 'M2', said.delivered, noon)).toEqual({ changed: true, wake: [] });
    expect(await report(world.db, 'M1', said.delivered, noon)).toEqual({ changed: false, wake: [] });
  });

  it('of a message that is unknown, or was never claimed, are unknown', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    expect(await report(world.db, 'M1', said.sent, noon)).toEqual({ unknown: true });
    expect(await report(world.db, 'M9', said.sent, noon)).toEqual({ unknown: true });
  });

  it('take a message that was believed never taken out of the queue again', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    await settle(world.db, await claimOne(), { kind: 'retry', afterMs: 0, code: '503' }, noon);
    await report(world.db, 'M1', said.sent, noon);
    expect(await claims()).toEqual([]);
    expect((await contactLog(world.db, ['P1'])).get('P1')).toMatchObject([{ result: 'delivered' }]);
  });
});

describe('a claim that nobody will finish', () => {
  const stale = (wallNow: string, epoch = 1): Promise<number> =>
    markStale(world.db, { channel: 'sms', epoch, wallNow, staleAfterMs: 600_000 });

  it.each([
    ['is left to its sender for ten minutes', '2025-04-05T04:10:00.000Z', 1, 'claimed'],
    ['is ambiguous after them', '2025-04-05T04:10:00.001Z', 1, 'ambiguous'],
    ['is ambiguous at once when its epoch is dead', noon, 2, 'ambiguous'],
  ])('%s', async (_name, wallNow, epoch, status) => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    await claimOne();
    await stale(wallNow, epoch);
    expect(await statusOf(world.db, 'M1')).toBe(status);
    expect(await claims()).toEqual([]);
  });

  it('can be asked for with the address of its person, and is settled by the answer', async () => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    const one = await claimOne();
    await stale('2025-04-06T00:00:00.000Z');
    const [row] = await ambiguous(world.db, world.sealer, 'sms', 10);
    expect(row?.recipient()).toMatchObject({ kind: 'open', data: { phone: '+8613800000000' } });
    await report(world.db, 'M1', { kind: 'accepted', providerId: 'SM1' }, noon);
    expect(await settle(world.db, one, { kind: 'retry', afterMs: 0, code: 'x' }, noon)).toMatchObject({
      changed: false,
    });
    expect(await statusOf(world.db, 'M1')).toBe('accepted');
  });
});

it('a contact is logged once', async () => {
  const contact = {
    id: 'c1',
    personId: 'P1',
    channel: 'call',
    at: noon,
    result: 'no-answer',
    direction: 'outbound',
  } as const;
  expect([await logContact(world.db, contact), await logContact(world.db, contact)]).toEqual([true, false]);
});
