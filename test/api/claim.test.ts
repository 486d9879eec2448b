import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const supervisor = { 'recoup-actor': 'song;role=supervisor' };
const accounting = { 'recoup-actor': 'wu;role=accounting' };

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(() => world.clear());
afterAll(() => world.stop());
const post = (url: string, body: object, headers: Record<string, string> = supervisor) =>
  ask(world.app, 'POST', url, body, headers);
const get = (url: string) => ask(world.app, 'GET', url);

/** One instalment of 3,000.00, due on 10 July 2025; the dealer is asked for an advance on 8 September. */
async function demanded(): Promise<void> {
  world.setNow('2025-06-20T01:00:00.000Z');
  const dealer = { ...party('D1'), name: 'Dealer' };
  await post(
    '/v1/loans',
    loanBody('L1', {
      ...{ product: 'auto', principal: '3000.00', disbursedOn: '2025-06-20', dealer },
      schedule: { kind: 'given', instalments: [{ number: 1, dueOn: '2025-07-10', principal: '3000.00' }] },
    }),
  );
  const day = async (on: string): Promise<void> => {
    world.setNow(`${on}T06:00:00.000Z`);
    await world.deps.cases.poke('loan/L1');
    const keys = await world.db.rows<{ key: string; caseId: string }>(
      `select key, case_id as "caseId" from notice where not cancelled`,
    );
    for (const { key, caseId } of keys)
      await world.db.run(
        `insert into inbox (case_id, event_id, kind, type, content, content_hash, received_at)
         values ($1, 'sent/' || $2::text, 'fact', 'noticeReported', $3, '', $4) on conflict do nothing`,
        [caseId, key, JSON.stringify({ key, status: 'accepted', at: `${on}T06:01:00.000Z` }), `${on}T06:01:00.000Z`],
      );
    const open = await world.db.rows<{ id: string }>(`select id from case_file where kind = 'claim'`);
    for (const { id } of open) await world.deps.cases.poke(id);
    await world.deps.cases.poke('loan/L1');
  };
  const days = ['07-21', '07-24', '07-31', '08-11', '08-29', '09-01', '09-08', '09-09'];
  for (const on of days) await day(`2025-${on}`);
}

async function pays(id: string, amount: string, on: string, payer?: string): Promise<void> {
  world.setNow(`${on}T06:00:00.000Z`);
  await post('/v1/loans/L1/payments', {
    ...{ id, amount, currency: 'CNY', valueDate: on, bookedOn: on },
    ...(payer === undefined ? {} : { payer }),
  });
  await world.deps.cases.poke('claim/L1/1');
  await world.deps.cases.poke('loan/L1');
}

describe('claims over HTTP', () => {
  test('are listed, performed by money, owe back what the borrower pays, and are counted by partner', async () => {
    await demanded();
    expect((await get('/v1/claims?partner=D1')).body['rows']).toMatchObject([
      { claimId: 'claim/L1/1', loanId: 'L1', on: 'dealer', status: 'demanded', demanded: '3000.00', received: '0.00' },
    ]);
    await pays('P1', '3000.00', '2025-09-12', 'dealer');
    await pays('P2', '1000.00', '2025-09-20');
    expect((await get('/v1/claims?list=refund')).body['rows']).toMatchObject([
      { status: 'performed', received: '3000.00', owedBack: '1000.00', refunded: '0.00' },
    ]);
    const refund = '/v1/claims/L1/1/refund';
    expect(await post(refund, { reference: 'FT1' }, { 'recoup-actor': 'li;role=collector' })).toMatchObject({
      status: 422,
      body: { code: 'ROLE_MISSING' },
    });
    expect(await post(refund, { reference: 'FT1' }, accounting)).toMatchObject({ status: 200 });
    expect((await get('/v1/claims?list=refund')).body['rows']).toEqual([]);
    expect((await get('/v1/partners/D1')).body['figures']).toMatchObject([
      {
        ...{ role: 'dealer', loans: 1, demanded: 1, decided: 1, inTime: 1, late: 0, inPart: 0, notPerformed: 0 },
        ...{ performedShare: 1, inTimeShare: 1, receivedShare: 1, meanDays: 3 },
      },
    ]);
    expect((await get('/v1/partners')).body['rows']).toHaveLength(1);
    expect(await get('/v1/partners/D9')).toMatchObject({ status: 404, body: { code: 'PARTNER_UNKNOWN' } });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    const told = JSON.stringify((await get('/v1/loans/L1/timeline?lang=en&limit=200')).body);
    expect(told).toContain('Refunded to the partner: 1000.00 CNY, booking FT1 (wu)');
  });

  test('are contested, and decided by the role that the policy names', async () => {
    await demanded();
    await post('/v1/tracks/claim/L1/1/commands', { type: 'answer', content: { answer: 'contested', reason: 'no' } });
    const contest = '/v1/claims/L1/1/contest';
    const decided = { result: 'partlyUpheld', reason: 'fees', amount: '2400.00' };
    expect(await post(contest, decided)).toMatchObject({ status: 422, body: { code: 'ROLE_MISSING' } });
    const manager = { 'recoup-actor': 'mo;role=partnerManager' };
    expect(await post(contest, decided, manager)).toMatchObject({ status: 200 });
    expect((await get('/v1/claims')).body['rows']).toMatchObject([{ demanded: '2400.00', contested: true }]);
  });
});
