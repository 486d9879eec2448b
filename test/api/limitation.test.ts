import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const collector = { 'recoup-actor': 'li;role=collector' };

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  const guarantor = { guarantor: party('G1'), guaranteeUntil: '2026-06-30' };
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1', guarantor));
});
afterAll(() => world.stop());
const post = (url: string, body: object) => ask(world.app, 'POST', url, body, collector);
const rows = async (query: string): Promise<Record<string, unknown>[]> => {
  const { body } = await ask(world.app, 'GET', `/v1/limitation?lang=en&${query}`);
  return body['rows'] as Record<string, unknown>[];
};
const texts = async (query: string): Promise<unknown[]> => (await rows(query)).map(({ text }) => text);
const handIn = async (): Promise<string> => {
  const content = Buffer.from('signed').toString('base64');
  return (await post('/v1/loans/L1/documents', { kind: 'receipt', content })).body['id'] as string;
};

describe('rights over HTTP', () => {
  test('are listed by the day on which they lapse, within so many days, and told on the loan', async () => {
    expect(await texts('')).toEqual([
      'the claim on the guarantor lapses after 2026-06-30 (guarantee period from maturity 2026-02-01)',
      'the claim on the borrower lapses after 2029-02-01 (due date 2026-02-01)',
    ]);
    expect(await rows('within=451')).toMatchObject([
      { loanId: 'L1', right: 'guarantee', personId: 'G1', daysLeft: 451, lapsed: false, outstanding: '12000.00' },
    ]);
    expect(await rows('within=450')).toEqual([]);
    const first = await ask(world.app, 'GET', '/v1/limitation?limit=1');
    expect(await rows(`cursor=${String(first.body['next'])}`)).toMatchObject([{ right: 'debt' }]);
    expect((await ask(world.app, 'GET', '/v1/loans/L1?lang=en')).body['rights']).toMatchObject([
      { kind: 'debt', lapsesOn: '2029-02-01', cause: 'due' },
      { kind: 'guarantee', lapsesOn: '2026-06-30' },
    ]);
  });

  test('are kept by what a person records with its document, and by nothing else', async () => {
    world.setNow('2026-05-05T04:00:00.000Z');
    const signed = { how: 'acknowledgement', party: 'debtor', on: '2026-05-04' };
    const url = '/v1/loans/L1/rights';
    expect(await post(url, signed)).toMatchObject({ status: 422, body: { code: 'EVIDENCE_MISSING' } });
    expect(await post(url, { ...signed, documents: ['evidence/L1/receipt/no'] })).toMatchObject({
      ...{ status: 422, body: { code: 'DOCUMENT_UNKNOWN' } },
    });
    const documents = [await handIn()];
    expect(await post(url, { ...signed, documents })).toMatchObject({ status: 200, body: { kept: 'L1/kept/1' } });
    const claimed = { how: 'demand', party: 'guarantor', on: '2026-05-02', documents };
    expect(await post(url, claimed)).toMatchObject({ status: 200, body: { kept: 'L1/kept/2' } });
    expect(await texts('')).toEqual([
      'the claim on the guarantor lapses after 2029-05-02 (demand received 2026-05-02)',
      'the claim on the borrower lapses after 2029-05-04 (signed acknowledgement 2026-05-04)',
    ]);
    await post(`${url}/withdraw`, { kept: 'L1/kept/2', reason: 'another guarantor' });
    expect((await texts(''))[0]).toContain('2026-06-30');
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('alarm by a task, and a lapse is listed with who was alarmed', async () => {
    world.setNow('2026-06-02T02:30:00.000Z');
    await world.deps.cases.poke('loan/L1');
    const { body } = await ask(world.app, 'GET', '/v1/tasks?kind=limitation');
    expect(body['rows']).toMatchObject([{ role: 'legalCounsel', dueOn: '2026-06-30', personId: 'G1' }]);
    world.setNow('2026-07-02T02:30:00.000Z');
    await world.deps.cases.poke('loan/L1');
    expect(await rows('lapsed=true')).toMatchObject([{ right: 'guarantee', daysLeft: -2, lapsed: true }]);
    const timeline = await ask(world.app, 'GET', '/v1/loans/L1/timeline?lang=en&order=newest');
    expect(JSON.stringify(timeline.body)).toContain(
      'Defect: the claim on the guarantor lapsed after 2026-06-30; alarmed were legalCounsel on 2026-06-02',
    );
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });
});
