import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const head = { 'recoup-actor': 'wang;role=creditHead' };

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
});
afterAll(() => world.stop());
const post = (url: string, body: object) => ask(world.app, 'POST', url, body, head);

describe('more security over HTTP', () => {
  test('is asked for, listed, and given by a guarantor who is a person of the loan from then on', async () => {
    const wanted = { wanted: 'guarantor', dueOn: '2025-04-30', reason: 'value fell' };
    expect(await post('/v1/loans/L1/securities', { ...wanted, dueOn: '2025-04-06' })).toMatchObject({
      body: { code: 'TOO_SOON' },
    });
    expect(await post('/v1/loans/L1/securities', wanted)).toMatchObject({
      status: 200,
      body: { security: 'L1/security/1' },
    });
    expect((await ask(world.app, 'GET', '/v1/securities')).body['rows']).toMatchObject([
      { loanId: 'L1', status: 'open' },
    ]);
    const content = Buffer.from('yes').toString('base64');
    const document = (await post('/v1/loans/L1/documents', { kind: 'guarantorConsent', content })).body['id'];
    const given = { security: '1', guarantor: party('G9'), documents: [document] };
    expect(await post('/v1/loans/L1/securities/given', { ...given, documents: [] })).toMatchObject({
      body: { code: 'EVIDENCE_MISSING' },
    });
    expect(await post('/v1/loans/L1/securities/given', given)).toMatchObject({
      status: 200,
      body: { given: 'guarantor' },
    });
    expect((await ask(world.app, 'GET', '/v1/securities?status=provided')).body['rows']).toHaveLength(1);
    const rights = (await ask(world.app, 'GET', '/v1/limitation?loan=L1')).body['rows'] as { personId: string }[];
    expect(rights.map(({ personId }) => personId).sort()).toEqual(['G9', 'P-L1']);
    const told = await ask(world.app, 'GET', '/v1/loans/L1/timeline?lang=en&order=newest');
    expect(JSON.stringify(told.body)).toContain('More security: G9 guarantees the loan');
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });
});
