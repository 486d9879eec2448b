// A disposal over HTTP with a real database: from the title document to the surplus.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const by = (id: string, role: string): Record<string, string> => ({ 'recoup-actor': `${id};role=${role}` });
const clerk = by('cy', 'assetManager');

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  const schedule = { kind: 'given', instalments: [{ number: 1, dueOn: '2025-03-01', principal: '1000.00' }] };
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1', { principal: '1000.00', schedule }));
});
afterAll(() => world.stop());

const post = (url: string, body: object, headers = clerk) => ask(world.app, 'POST', `/v1${url}`, body, headers);
const get = (url: string) => ask(world.app, 'GET', `/v1${url}`);
async function turn(): Promise<void> {
  for (let round = 0; round < 4; round++)
    for (const { id } of await world.db.rows<{ id: string }>(`select id from case_file order by id`))
      await world.deps.cases.poke(id);
}

describe('collateral over HTTP', () => {
  test('is valued, approved, taken by a court and sold; the surplus is paid back, and the journal rebuilds it all', async () => {
    const title = await post('/loans/L1/documents', {
      kind: 'title',
      content: Buffer.from('沪A·12345').toString('base64'),
    });
    const item = { id: 'plot', kind: 'land', value: '1200.00', documents: [title.body['id']] };
    expect(await post('/loans/L1/collateral', item)).toMatchObject({ status: 200, body: { item: 'plot' } });
    expect((await get('/collateral?lang=en')).body).toMatchObject({
      rows: [
        {
          itemId: 'plot',
          kindText: 'land',
          value: '1200.00',
          owed: '1000.00',
          ltvPercent: 84,
          mostLtvPercent: 70,
          ltvExceeded: true,
        },
      ],
    });
    expect(await post('/loans/L1/collateral/plot/disposal', { reason: 'no word' })).toMatchObject({
      body: { track: 'collateral/L1/1' },
    });
    await turn();
    expect((await get('/tasks?kind=valuation')).body).toMatchObject({ rows: [{ id: 'collateral/L1/1/valuation' }] });
    await post('/collateral/L1/1/value', { by: 'vera', value: '1300.00' });
    expect(await post('/collateral/L1/1/propose', { way: 'privateSale', least: '10.00' })).toMatchObject({
      status: 422,
      body: { code: 'PRICE_BELOW_RULE' },
    });
    await post('/collateral/L1/1/propose', { way: 'privateSale' });
    expect((await get('/approvals')).body).toMatchObject({
      rows: [{ caseId: 'collateral/L1/1', evidence: { effect: { way: 'privateSale', leastMinor: 84_000 } } }],
    });
    for (const one of [by('hal', 'creditHead'), by('rob', 'riskHead')])
      await post('/tracks/collateral/L1/1/commands', { type: 'approve' }, one);
    await post('/collateral/L1/1/seize', { how: 'court' });
    await post('/collateral/L1/1/costs', { amount: '50.00', what: 'survey' });
    expect(await post('/collateral/L1/1/sell', { price: '1250.00' })).toMatchObject({ body: { surplusMinor: 20_000 } });
    await turn();
    expect((await get('/loans/L1')).body).toMatchObject({ stage: 'settled', owed: { outstanding: '0.00' } });
    expect((await get('/collateral')).body).toMatchObject({
      rows: [{ status: 'sold', price: '1250.00', surplus: '200.00' }],
    });
    await post('/collateral/L1/1/surplus', {});
    const { status, body: file } = await get('/collateral/L1/1?lang=en');
    expect({ status, file }).toMatchObject({
      status: 200,
      file: {
        ...{ status: 'realised', statusText: 'sold', currency: 'CNY', value: '1200.00', costs: '50.00', rounds: [] },
        item: { id: 'plot', kind: 'land', kindText: 'land', value: '1200.00' },
        valuations: [{ by: 'vera', on: '2025-04-05', value: '1300.00' }],
        disposal: { way: 'privateSale', wayText: 'private sale', least: '840.00' },
        realised: { price: '1250.00', costs: '50.00', applied: '1000.00', surplus: '200.00', shortfall: '0.00' },
        ended: { as: 'realised', asText: 'sold' },
      },
    });
    expect(JSON.stringify({ ...file, approval: null })).not.toContain('Minor');
    expect((await get('/collateral/L1/1')).body).toMatchObject({ statusText: '已变现', item: { kindText: '土地' } });
    expect(await get('/collateral/L1/9')).toMatchObject({ status: 404, body: { code: 'CASE_UNKNOWN' } });
    expect(await post('/collateral/L1/1/release', { reason: 'x' })).toMatchObject({ body: { code: 'TRACK_ENDED' } });
    await turn();
    const notices = await world.db.rows<{ template: string }>(
      `select template from notice where case_id = 'collateral/L1/1' order by 1`,
    );
    expect(notices.map(({ template }) => template)).toEqual(['collateralSeizure', 'collateralSurplus']);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    const journal = await world.db.rows(`select 1 from journal where body::text ~ '12345'`);
    expect(journal).toEqual([]);
    expect(JSON.stringify((await get('/loans/L1/timeline?lang=en')).body)).toContain(
      'private sale at 1250.00 CNY: costs 50.00 CNY, debt 1000.00 CNY, surplus 200.00 CNY, still owed 0.00 CNY',
    );
  });
});
