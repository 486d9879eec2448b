import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const as = (id: string, role: string) => ({ 'recoup-actor': `${id};role=${role}` });

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
});
afterAll(() => world.stop());
const post = (url: string, body: object, who = as('li', 'collector')) => ask(world.app, 'POST', url, body, who);
const handIn = async (kind: string): Promise<string> => {
  const content = Buffer.from(kind).toString('base64');
  return (await post('/v1/loans/L1/documents', { kind, content })).body['id'] as string;
};

describe('calling a loan in over HTTP', () => {
  test('is simulated, asked with its document, approved by two, served by hand, listed, and takes effect', async () => {
    const asked = { kind: 'acceleration', terms: { ground: 'fundsFlowedBack' }, reason: 'flowed back' };
    expect(await post('/v1/loans/L1/requests', asked)).toMatchObject({
      status: 422,
      body: { code: 'EVIDENCE_MISSING' },
    });
    const full = { ...asked, documents: [await handIn('accountCheck')] };
    const simulated = await post('/v1/loans/L1/requests/simulate', full);
    expect(simulated.body['after']).toHaveLength(3);
    expect(await post('/v1/loans/L1/requests', full)).toMatchObject({ status: 200 });
    for (const [id, role] of [
      ['bob', 'creditHead'],
      ['eve', 'riskHead'],
    ] as const)
      expect(await post('/v1/loans/L1/requests/1/approve', {}, as(id, role))).toMatchObject({ status: 200 });
    const url = '/v1/loans/L1/accelerations/1';
    const receipt = { party: 'debtor', on: '2025-04-05', documents: [await handIn('receipt')] };
    expect(await post(`${url}/receipts`, { ...receipt, documents: [] })).toMatchObject({
      body: { code: 'EVIDENCE_MISSING' },
    });
    expect(await post(`${url}/receipts`, receipt)).toMatchObject({ status: 200, body: { party: 'debtor' } });
    const listed = await ask(world.app, 'GET', '/v1/accelerations?status=announced');
    expect(listed.body['rows']).toMatchObject([{ loanId: 'L1', ground: 'fundsFlowedBack', received: 1, parties: 1 }]);
    const [row] = listed.body['rows'] as { effectiveOn: string }[];
    world.setNow(`${row?.effectiveOn ?? ''}T04:00:00.000Z`);
    await world.deps.cases.poke('loan/L1');
    const after = await ask(world.app, 'GET', '/v1/accelerations?loan=L1');
    expect(after.body['rows']).toMatchObject([{ status: 'inEffect', effectiveOn: row?.effectiveOn }]);
    expect(await post(`${url}/withdraw`, { reason: 'no' }, as('lee', 'legalCounsel'))).toMatchObject({
      body: { code: 'IN_EFFECT' },
    });
    const told = await ask(world.app, 'GET', '/v1/loans/L1/timeline?lang=en&order=newest');
    expect(JSON.stringify(told.body)).toContain('The whole rest, ');
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });
});
