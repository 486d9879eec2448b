import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const as = (id: string, role: string, key?: string) => ({
  'recoup-actor': `${id};role=${role}`,
  ...(key === undefined ? {} : { 'idempotency-key': key }),
});
const contract = { licenceUntil: '2025-12-31', maxPlaced: '15000.00', currency: 'CNY', commissionPercent: '20' };

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  for (const id of ['L1', 'L2']) await ask(world.app, 'POST', '/v1/loans', loanBody(id));
  await post('/v1/agencies', { id: 'A1', name: 'Agency One', ...contract });
});
afterAll(() => world.stop());
const post = (url: string, body: object, who = as('li', 'collector')) => ask(world.app, 'POST', url, body, who);
const wish = (agencyId: string, until = '2025-06-30') => ({
  kind: 'placement',
  terms: { agencyId, until },
  reason: 'r',
});
async function placeLoan(loanId: string): Promise<Record<string, unknown>[]> {
  await post(`/v1/loans/${loanId}/requests`, wish('A1'));
  const answers = [];
  for (const [id, role] of [
    ['bob', 'creditHead'],
    ['eve', 'riskHead'],
  ] as const)
    answers.push((await post(`/v1/loans/${loanId}/requests/1/approve`, {}, as(id, role))).body);
  return answers;
}
const url = '/v1/placements/L1/1';

describe('a placement over HTTP', () => {
  test('is held to the contract of the agency: known, licensed, with room', async () => {
    expect(await post('/v1/loans/L1/requests', wish('A9'))).toMatchObject({
      status: 422,
      body: { code: 'AGENCY_UNKNOWN' },
    });
    expect(await post('/v1/loans/L1/requests', wish('A1', '2025-09-30'))).toMatchObject({ status: 200 });
    await post('/v1/agencies', { id: 'A1', name: 'Agency One', ...contract, licenceUntil: '2025-08-01' });
    expect(await post('/v1/loans/L2/requests', wish('A1', '2025-08-02'))).toMatchObject({
      body: { code: 'LICENCE_ENDS' },
    });
    await world.clear();
    for (const id of ['L1', 'L2']) await ask(world.app, 'POST', '/v1/loans', loanBody(id));
    await post('/v1/agencies', { id: 'A1', name: 'Agency One', ...contract });
    // 12,000.00 of at most 15,000.00: the second loan finds no room when it is asked for.
    expect((await placeLoan('L1')).at(-1)).toMatchObject({ ended: 'executed' });
    expect(await post('/v1/loans/L2/requests', wish('A1'))).toMatchObject({ body: { code: 'LIMIT_EXCEEDED' } });
    // One that was marked gets no loan, whatever room it has; reinstating it takes two people.
    await post('/v1/agencies', { id: 'A2', name: 'Agency Two', ...contract });
    await post('/v1/partners/A2/mark', { reason: 'wrote to neighbours' }, as('mo', 'partnerManager'));
    expect(await post('/v1/loans/L2/requests', wish('A2'))).toMatchObject({ body: { code: 'PARTNER_NOT_PERFORMING' } });
    await post('/v1/partners/A2/reinstatement', { reason: 'changed its people' }, as('mo', 'partnerManager'));
    await post('/v1/partners/A2/proposals/1/approve', {}, as('wang', 'creditHead'));
    expect(await post('/v1/loans/L2/requests', wish('A2'))).toMatchObject({ status: 200 });
  });

  test('counts the contacts of the agency in our caps, binds by its answers, and takes late reports', async () => {
    await placeLoan('L1');
    world.setNow('2025-04-07T02:00:00.000Z');
    const permitted = async (key: string): Promise<Record<string, unknown>> =>
      (await post(`${url}/permit`, { channel: 'call' }, as('agency', 'agency', key))).body;
    const first = await permitted('k1');
    expect(first).toMatchObject({ permit: 'k1', allowed: true });
    expect(await permitted('k1')).toEqual(first);
    // Three effective conversations a day: what is not reported yet counts as one.
    expect([(await permitted('k2'))['allowed'], (await permitted('k3'))['allowed']]).toEqual([true, true]);
    expect(await permitted('k4')).toMatchObject({ allowed: false });
    const told = (contacts: object[]) => post(`${url}/contacts`, { contacts }, as('agency', 'agency'));
    const at = '2025-04-07T01:58:00.000Z';
    const report = { id: 'c1', permit: 'k1', channel: 'call', at, result: 'no-answer' };
    expect((await told([report])).body['rows']).toMatchObject([{ acceptance: 'accepted', violation: null }]);
    expect((await told([report])).body['rows']).toMatchObject([{ acceptance: 'duplicate' }]);
    expect((await told([{ ...report, result: 'busy' }])).body['rows']).toMatchObject([{ acceptance: 'reused' }]);
    expect(await permitted('k5')).toMatchObject({ allowed: true });
    // Nobody asked, at night: it counts all the same.
    const night = { id: 'c2', channel: 'call', at: '2025-04-06T15:30:00.000Z', result: 'conversation' };
    const [answer] = (await told([night])).body['rows'] as { violation: string | null }[];
    expect(answer?.violation).toMatch(/\w+/);
    expect((await told([{ ...night, id: 'c3', permit: 'k2', result: 'notMade' }])).body['rows']).toMatchObject([
      { acceptance: 'accepted' },
    ]);
    expect(await told([{ ...night, id: 'c4', at: '2027-01-01T00:00:00.000Z' }])).toMatchObject({ status: 422 });
    expect((await ask(world.app, 'GET', url)).body).toMatchObject({ contacts: [{ id: 'c1' }, { id: 'c2' }] });
    const recalled = await post(`${url}/recall`, { reason: 'night call' }, as('sue', 'supervisor'));
    expect(recalled).toMatchObject({ status: 200, body: { ended: 'recalled' } });
    expect(await permitted('k6')).toMatchObject({ code: 'PLACEMENT_OVER' });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('hands over only what the policy names, says who took it, and rates the work with denominators', async () => {
    await placeLoan('L1');
    const taken = await post('/v1/agencies/A1/files', {}, as('mia', 'partnerManager'));
    expect(taken.body).toMatchObject({
      loans: 1,
      fields: ['loanId', 'name', 'phone', 'overdueDays', 'overdue', 'outstanding'],
    });
    expect(taken.body['csv']).toContain('L1,');
    expect(await post('/v1/agencies/A1/files', { loans: ['L2'] })).toMatchObject({ body: { code: 'NOTHING_PLACED' } });
    world.setNow('2025-04-08T02:00:00.000Z');
    await post('/v1/loans/L1/payments', {
      id: 'p1',
      type: 'payment',
      amount: '600.00',
      currency: 'CNY',
      valueDate: '2025-04-08',
      payer: 'agency',
    });
    await world.deps.cases.poke('loan/L1');
    const { rows } = (await ask(world.app, 'GET', '/v1/agencies')).body as { rows: Record<string, unknown>[] };
    expect(rows).toMatchObject([
      {
        agency: 'A1',
        placed: '12000.00',
        maxPlaced: '15000.00',
        figures: {
          cash: '600.00',
          placedBalance: '12000.00',
          liquidation: 0.05,
          commission: '120.00',
          contacts: 0,
          violationRate: null,
        },
      },
    ]);
    const timeline = await ask(world.app, 'GET', '/v1/loans/L1/timeline?lang=en&order=newest');
    expect(JSON.stringify(timeline.body)).toContain('mia took file placement-file/');
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });
});
