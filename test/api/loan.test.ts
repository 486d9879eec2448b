import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

describe('loans over HTTP', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
  });
  beforeEach(() => world.clear());
  afterAll(() => world.stop());
  const post = (url: string, body: object, headers?: Record<string, string>) =>
    ask(world.app, 'POST', url, body, headers);
  const get = (url: string) => ask(world.app, 'GET', url);

  test('a loan is started, shown with masked people, and owes what is past due today', async () => {
    expect(await post('/v1/loans', loanBody('L1'))).toMatchObject({ status: 201, body: { duplicate: false } });
    const { body } = await get('/v1/loans/L1');
    expect(body).toMatchObject({
      stage: 'dunning',
      stageText: '催收中',
      asOf: '2025-04-05',
      overdueDays: 35,
      owed: { overdue: '2000.00', outstanding: '12000.00', split: { principal: '12000.00', interest: '0.00' } },
      consecutiveMissed: 2,
      cumulativeMissed: 2,
      bucket: 'M2',
      parties: [{ role: 'debtor', id: 'P-L1', name: 'W*** X*******', phone: '+86*******5678' }],
    });
    expect(JSON.stringify(body)).not.toContain('13812345678');
    expect(body['next']).toMatchObject({ text: expect.stringMatching(/^2025-/) as string });
  });

  test('names and numbers stand sealed, and nowhere in case, journal or inbox', async () => {
    await post('/v1/loans', loanBody('L1'));
    const row = await world.owner.row<{ all: string }>(
      `select concat((select json_agg(j)::text from journal j), (select json_agg(c)::text from case_file c),
                     (select json_agg(i)::text from inbox i), (select json_agg(p)::text from person p)) as all`,
    );
    for (const value of ['Xiaoming', '13812345678', 'example.com', 'Test Road']) expect(row?.all).not.toContain(value);
  });

  test('the same loan twice with the same terms is a duplicate, with other terms refused', async () => {
    await post('/v1/loans', loanBody('L1'));
    world.setNow('2026-05-05T04:00:00.000Z');
    expect(await post('/v1/loans', loanBody('L1'))).toMatchObject({ status: 200, body: { duplicate: true } });
    expect(await post('/v1/loans', loanBody('L1', { branch: 'west' }))).toMatchObject({
      status: 409,
      body: { code: 'LOAN_DIFFERS' },
    });
    const other = { ...party('P-L1'), phone: '+8613800000000' };
    expect(await post('/v1/loans', loanBody('L1', { debtor: other }))).toMatchObject({
      status: 409,
      body: { code: 'PERSON_DIFFERS' },
    });
    const rows = await world.db.rows('select 1 from inbox');
    expect(rows).toHaveLength(1);
  });

  test.each([
    ['an amount that is not decimal', { principal: '12,000' }, 422, 'AMOUNT_NOT_DECIMAL', 'principal'],
    ['more decimals than the currency has', { principal: '12000.001' }, 422, 'AMOUNT_DECIMALS', 'principal'],
    ['a date that does not exist', { disbursedOn: '2025-02-30' }, 400, 'INPUT_INVALID', 'disbursedOn'],
    ['a schedule that does not add up', { principal: '11000.00' }, 422, 'PRINCIPAL_MISMATCH', 'schedule.instalments'],
    ['a due date before disbursement', { disbursedOn: '2025-03-02' }, 422, 'DUE_BEFORE_DISBURSEMENT', undefined],
    ['an unknown policy', { policy: 'none' }, 422, 'POLICY_UNKNOWN', 'policy'],
    ['a product that no policy serves', { product: 'none' }, 422, 'POLICY_UNKNOWN', 'product'],
    ['a currency that the policy is not for', { currency: 'USD' }, 422, 'CURRENCY_OF_POLICY', 'currency'],
    ['a guarantor who is the debtor', { guarantor: party('P-L1') }, 422, 'PERSON_TWICE', undefined],
    [
      'a payment before disbursement',
      { payments: [{ id: 'E1', amount: '5.00', valueDate: '2025-01-31' }] },
      422,
      'BEFORE_DISBURSEMENT',
      'payments[0]',
    ],
    [
      'an earlier payment of the future',
      { payments: [{ id: 'E1', amount: '5.00', valueDate: '2025-04-06' }] },
      422,
      'FUTURE_BOOKING',
      'payments[0].bookedOn',
    ],
  ])('%s is refused, names its field, and stores nothing', async (_what, more, status, code, field) => {
    const reply = await post('/v1/loans', loanBody('L1', more));
    expect(reply).toMatchObject({ status, body: { code } });
    expect(reply.type).toContain('application/problem+json');
    if (field !== undefined) expect(reply.body['field']).toBe(field);
    expect(reply.body['remedy']).not.toBe('');
    expect(await world.db.rows('select 1 from case_file')).toEqual([]);
    expect(await world.db.rows('select 1 from person')).toEqual([]);
  });

  test('a schedule is computed from its terms, and every computed instalment adds up to the principal', async () => {
    const schedule = { kind: 'equalInstalment', annualRate: '0.12', months: 12, firstDueOn: '2025-05-01' };
    expect(await post('/v1/loans', loanBody('L1', { schedule }))).toMatchObject({ status: 201 });
    expect((await get('/v1/loans/L1')).body).toMatchObject({
      stage: 'current',
      owed: { split: { principal: '12000.00' } },
      overdueDays: 0,
    });
  });

  test('a policy that was edited while loans run on its version is refused, and those loans keep theirs', async () => {
    await post('/v1/loans', loanBody('L1'));
    await world.owner.run(`insert into policy select 'edited', id, version + 1, body from policy`);
    const policies = new Map([...world.deps.policies].map(([id, served]) => [id, { ...served, hash: 'edited-text' }]));
    const { createApi } = await import('../../api/server.ts');
    const app = createApi({ ...world.deps, policies });
    expect(await ask(app, 'POST', '/v1/loans', loanBody('L2'))).toMatchObject({
      status: 409,
      body: { code: 'POLICY_EDITED' },
    });
    await app.close();
    expect((await get('/v1/loans/L1')).status).toBe(200);
  });

  test('lists filter, page by cursor without gap or repeat, and count from today without waking anybody', async () => {
    for (const id of ['L1', 'L2', 'L3', 'L4', 'L5'])
      await post('/v1/loans', loanBody(id, { branch: id === 'L3' ? 'west' : 'east' }));
    const seen: unknown[] = [];
    let cursor = '';
    for (let pages = 0; pages < 5; pages += 1) {
      const { body } = await get(`/v1/loans?branch=east&limit=3${cursor}`);
      seen.push(...(body['rows'] as { loanId: string }[]).map(({ loanId }) => loanId));
      if (body['next'] === null) break;
      cursor = `&cursor=${body['next'] as string}`;
    }
    expect(seen).toEqual(['L1', 'L2', 'L4', 'L5']);
    world.setNow('2025-05-10T04:00:00.000Z');
    const { body } = await get('/v1/loans?bucket=M3&limit=2');
    expect(body['rows']).toMatchObject([
      { loanId: 'L1', overdueDays: 70, overdue: '3000.00', bucket: 'M3', asOf: '2025-05-10' },
      { loanId: 'L2', overdueDays: 70 },
    ]);
    expect((await get('/v1/loans?bucket=M1')).body).toEqual({ rows: [], next: null });
    expect((await get('/v1/loans?overdueDaysAtLeast=71')).body).toEqual({ rows: [], next: null });
    expect((await get('/v1/loans?cursor=nonsense')).body).toMatchObject({ code: 'CURSOR_INVALID' });
  });

  test('figures of a day are refused once something was booked after it', async () => {
    await post('/v1/loans', loanBody('L1'));
    expect((await get('/v1/figures/month-end?asOf=2025-04-30')).body['rows']).toMatchObject([
      { loanId: 'L1', openInstalments: 2, overdueDays: 60, overdueAmount: '2000.00', asOf: '2025-04-30' },
    ]);
    await post('/v1/loans/L1/payments', { id: 'E1', amount: '1000.00' });
    expect((await get('/v1/figures/month-end?asOf=2025-04-05')).body['rows']).toMatchObject([
      { openInstalments: 1, overdueDays: 4, overdueAmount: '1000.00' },
    ]);
    expect((await get('/v1/figures/month-end?asOf=2025-04-04')).body).toMatchObject({ code: 'FIGURES_MOVED_ON' });
  });

  test('nothing is served under a name that is not the loopback, and an unknown place says so', async () => {
    expect(await ask(world.app, 'GET', '/v1/loans', undefined, { host: 'evil.example' })).toMatchObject({
      status: 403,
      body: { code: 'HOST_UNKNOWN' },
    });
    expect((await get('/v1/none')).body).toMatchObject({ status: 404, code: 'ROUTE_UNKNOWN' });
    expect((await get('/v1/loans/none')).body).toMatchObject({ status: 404, code: 'LOAN_UNKNOWN' });
  });
});
