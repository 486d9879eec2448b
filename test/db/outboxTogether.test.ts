import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queueNotice } from '../../db/joined.ts';
import { settle, settleAll } from '../../db/outbox.ts';
import { contactLog } from '../../db/contactLog.ts';
import { personFacts } from '../../db/person.ts';
import type { NoticeLine } from '../../domain/notice.ts';
import { claimsOf } from './claims.ts';
import { factsOf, lineOf, noon, personOf, queue, savePeople, startWorld, statusOf, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
const references = ['M1', 'M2', 'M3', 'M4'];
beforeEach(async () => {
  await world.clear();
  await savePeople(world, ...references.map((id) => personOf(id)));
  await queue(
    world.db,
    references.map((reference) => ({ reference, personId: reference, loans: [`${reference}A`] })),
  );
});
const { claims, claimOne } = claimsOf(() => world);
const statuses = (): Promise<(string | undefined)[]> => Promise.all(references.map((one) => statusOf(world.db, one)));

describe('the ends of many sendings, written together', () => {
  it('are each what they would be alone', async () => {
    const [one, two, three, four] = await claims();
    if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('four');
    const ended = [
      { row: one, outcome: { kind: 'accepted', providerId: 'SM1' } },
      { row: two, outcome: { kind: 'retry', afterMs: 5_000, code: '429' } },
      { row: three, outcome: { kind: 'failed', code: '21614', badAddress: true } },
      { row: four, outcome: { kind: 'ambiguous', code: 'NO_ANSWER' } },
    ] as const;
    const written = await settleAll(world.db, ended, noon);
    expect([...written.changed].toSorted()).toEqual([one.id, two.id, three.id, four.id].toSorted());
    expect(written.wake).toEqual(['loan/M3A']);
    expect(await statuses()).toEqual(['accepted', 'queued', 'failed', 'ambiguous']);
    expect(await factsOf(world.db)).toEqual([
      'loan/M1A noticeReported accepted quiet',
      'loan/M3A noticeReported failed 21614',
    ]);
    expect([...(await contactLog(world.db, references)).keys()].toSorted()).toEqual(['M1', 'M3', 'M4']);
    expect((await personFacts(world.db, ['M3']))[0]?.failed).toEqual(['sms']);
  });

  it('change nothing of a message that has moved on, and all of the others', async () => {
    const made = await claims();
    await world.db.run(`update outbox set status = 'delivered' where reference = 'M2'`);
    const ended = made.map((row) => ({ row, outcome: { kind: 'accepted', providerId: row.reference } as const }));
    const { changed } = await settleAll(world.db, ended, noon);
    expect(changed.size).toBe(3);
    expect(await statuses()).toEqual(['accepted', 'delivered', 'accepted', 'accepted']);
    expect(await factsOf(world.db)).toHaveLength(3);
  });
});

it('a message that we gave back ourselves is never parked, however often', async () => {
  await world.db.run(`update outbox set tries = 19 where reference = 'M1'`);
  for (let times = 0; times < 3; times += 1) {
    const mine = (await claims()).find(({ reference }) => reference === 'M1');
    if (mine === undefined) throw new Error('not claimed');
    await settle(world.db, mine, { kind: 'retry', afterMs: 0, code: 'CLAIM_GIVEN_BACK', uncounted: true }, noon);
  }
  expect(await world.db.row(`select status, tries from outbox where reference = 'M1'`)).toEqual({
    ...{ status: 'queued', tries: 19 },
  });
});

it('a message that was claimed once is joined no more: the provider may have it after all', async () => {
  await world.db.run(`update outbox set status = 'cancelled' where reference <> 'M1'`);
  const one = await claimOne();
  await settle(world.db, one, { kind: 'retry', afterMs: 0, code: 'NOT_TAKEN', uncounted: true }, noon);
  await queueNotice(world.db, {
    ...{ key: 'later', caseId: 'loan/M1B', step: 'overdue1', personId: 'M1', channel: 'sms', template: 'overdue1' },
    ...{ rank: 1, mustReach: false, notBefore: noon, reference: 'M5', line: lineOf('M1B') as unknown as NoticeLine },
  });
  expect(await statusOf(world.db, 'M5')).toBe('queued');
});
