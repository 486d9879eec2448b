import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const actor = { 'recoup-actor': 'li;role=collector' };

describe('money in real time', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
  });
  beforeEach(async () => {
    await world.clear();
    await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
  });
  afterAll(() => world.stop());
  const post = (url: string, body: object, headers?: Record<string, string>) =>
    ask(world.app, 'POST', url, body, headers);
  const loan = async (id = 'L1') => (await ask(world.app, 'GET', `/v1/loans/${id}`)).body;

  test('a payment is applied at once and moves what is owed', async () => {
    const payment = { id: 'E1', amount: '1500.00', valueDate: '2025-04-03' };
    expect(await post('/v1/loans/L1/payments', payment)).toMatchObject({
      status: 200,
      body: { id: 'E1', applied: true, duplicate: false },
    });
    expect(await loan()).toMatchObject({ owed: { overdue: '500.00', outstanding: '10500.00' }, overdueDays: 4 });
  });

  test('the same event again is reported as a duplicate and changes nothing, also after midnight', async () => {
    const headers = { 'idempotency-key': 'E1' };
    await post('/v1/loans/L1/payments', { amount: '1000.00' }, headers);
    world.setNow('2025-04-07T04:00:00.000Z');
    expect(await post('/v1/loans/L1/payments', { amount: '1000.00' }, headers)).toMatchObject({
      status: 200,
      body: { duplicate: true },
    });
    expect(await loan()).toMatchObject({ owed: { outstanding: '11000.00' } });
  });

  test.each([
    ['the same id with other content', { id: 'E1', amount: '2.00' }, 409, 'ID_REUSED'],
    ['a booking in the future', { id: 'E2', amount: '1.00', bookedOn: '2025-04-06' }, 422, 'FUTURE_BOOKING'],
    [
      'a value date before disbursement',
      { id: 'E2', amount: '1.00', valueDate: '2025-01-31' },
      422,
      'BEFORE_DISBURSEMENT',
    ],
    [
      'a value date after the booking date',
      { id: 'E2', amount: '1.00', bookedOn: '2025-04-01', valueDate: '2025-04-02' },
      422,
      'VALUE_AFTER_BOOKING',
    ],
    ['another currency than that of the loan', { id: 'E2', amount: '1.00', currency: 'USD' }, 422, 'CURRENCY_OF_LOAN'],
    ['nothing', { id: 'E2', amount: '0.00' }, 422, 'AMOUNT_NOT_POSITIVE'],
    ['no decimal amount', { id: 'E2', amount: '1e3' }, 422, 'AMOUNT_NOT_DECIMAL'],
    ['no id', { amount: '1.00' }, 400, 'ID_MISSING'],
    ['a date that does not exist', { id: 'E2', amount: '1.00', valueDate: '2025-02-29' }, 400, 'INPUT_INVALID'],
  ])('%s is refused with its code, and nothing is owed less', async (_what, body, status, code) => {
    await post('/v1/loans/L1/payments', { id: 'E1', amount: '1000.00' });
    expect(await post('/v1/loans/L1/payments', body)).toMatchObject({ status, body: { code } });
    expect(await loan()).toMatchObject({ owed: { outstanding: '11000.00' } });
  });

  test('a reversal undoes its payment, a returned debit is a debt of its own', async () => {
    await post('/v1/loans/L1/payments', { id: 'E1', amount: '1000.00' });
    await post('/v1/loans/L1/payments', { id: 'E2', amount: '1000.00' });
    await post('/v1/loans/L1/reversals', { id: 'R1', of: 'E1' });
    await post('/v1/loans/L1/chargebacks', { id: 'C1', of: 'E2', amount: '400.00' });
    expect(await loan()).toMatchObject({ owed: { outstanding: '11400.00', returned: '400.00' } });
    expect(await post('/v1/loans/L1/reversals', { id: 'R2', of: 'E1' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_REVERSED' },
    });
  });

  test('a payment to an unknown loan is kept aside, shown, and applied when the loan arrives', async () => {
    const payment = { id: 'E9', amount: '1000.00', valueDate: '2025-04-01' };
    expect(await post('/v1/loans/L2/payments', payment)).toMatchObject({ status: 202, body: { waiting: true } });
    expect(await post('/v1/loans/L2/payments', payment)).toMatchObject({ status: 202, body: { duplicate: true } });
    const { body } = await ask(world.app, 'GET', '/v1/unmatched');
    expect(body['rows']).toMatchObject([
      { loanId: 'L2', eventId: 'E9', content: { amount: '1000.00', currency: 'CNY' } },
    ]);
    await post('/v1/loans', loanBody('L2'));
    expect(await loan('L2')).toMatchObject({ owed: { outstanding: '11000.00' }, waitingEvents: 0 });
    expect((await ask(world.app, 'GET', '/v1/unmatched')).body['rows']).toEqual([]);
    expect(await post('/v1/loans/L2/payments', payment)).toMatchObject({ status: 200, body: { duplicate: true } });
  });

  test('a payment stands although the engine is away, and a repeat later gets the answer', async () => {
    world.pauseEngine(true);
    const payment = { id: 'E1', amount: '1000.00' };
    expect(await post('/v1/loans/L1/payments', payment)).toMatchObject({ status: 202, body: { applied: false } });
    expect(await post('/v1/loans/L1/holds', { reason: 'dispute' }, actor)).toMatchObject({
      status: 503,
      body: { code: 'ENGINE_UNREACHABLE', remedy: expect.stringContaining('Idempotency-Key') as string },
    });
    world.pauseEngine(false);
    await world.deps.cases.poke('loan/L1');
    expect(await post('/v1/loans/L1/payments', payment)).toMatchObject({
      status: 200,
      body: { applied: true, duplicate: true },
    });
  });
});

describe('money in a demo', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld('demo');
  });
  beforeEach(async () => {
    await world.clear();
    await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
  });
  afterAll(() => world.stop());

  test('a booking of a later day is held until 07:00 of the lender on that day', async () => {
    const body = { id: 'E1', amount: '1000.00', bookedOn: '2025-04-20' };
    const first = await ask(world.app, 'POST', '/v1/loans/L1/payments', body);
    expect(first).toMatchObject({ status: 202, body: { heldUntil: '2025-04-19T23:00:00.000Z' } });
    expect(await ask(world.app, 'POST', '/v1/loans/L1/payments', body)).toMatchObject({ body: { duplicate: true } });
    const other = { ...body, amount: '5.00' };
    expect(await ask(world.app, 'POST', '/v1/loans/L1/payments', other)).toMatchObject({ body: { code: 'ID_REUSED' } });
    expect(await world.db.rows('select event_id as id, case_id as loan from held_posting')).toEqual([
      { id: 'E1', loan: 'loan/L1' },
    ]);
  });

  test('every answer says that the time is not real', async () => {
    const response = await world.app.inject({ url: '/v1/clock', headers: { host: 'localhost' } });
    expect(response.headers['recoup-mode']).toBe('demo');
    expect(response.json()).toMatchObject({ mode: 'demo', today: '2025-04-05' });
  });
});
