import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ambiguous, markStale, report, settle } from '../../db/outbox.ts';
import type { Report } from '../../db/outbox.ts';
import { contactLog, logContact } from '../../db/contactLog.ts';
import { personFacts } from '../../db/person.ts';
import { claimsOf } from './claims.ts';
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

const { claims, claimOne } = claimsOf(() => world);

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
    [['failed', 'sent'], 'failed', [accepted, failed]],
    [['failed', 'sent', 'delivered'], 'delivered', [accepted, failed, delivered]],
    [['delivered', 'failed'], 'delivered', [accepted, delivered]],
  ];
  it.each(table)('%j before the answer → %s', async (order, status, facts) => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    const one = await claimOne();
    for (const word of order) await report(world.db, 'M1', said[word], noon);
    expect(await settle(world.db, one, said.sent, noon)).toEqual({ changed: false, wake: [] });
    expect([await statusOf(world.db, 'M1'), await factsOf(world.db)]).toEqual([status, facts]);
  });

  it.each([
    ['before its answer', ['failed', 'sent']],
    ['after it', ['sent', 'failed']],
  ] as const)('that it failed, %s, means the same to message and contact log', async (_name, order) => {
    await queue(world.db, [{ reference: 'M1', personId: 'P1', loans: ['A'] }]);
    const one = await claimOne();
    for (const word of order) await report(world.db, 'M1', said[word], noon);
    await settle(world.db, one, said.sent, noon);
    const [row] = await world.db.rows('select status, code, accepted_at from outbox');
    expect(row).toEqual({ status: 'failed', code: '30003', accepted_at: noon });
    expect((await contactLog(world.db, ['P1'])).get('P1')).toMatchObject([{ result: 'no-answer', at: noon }]);
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
