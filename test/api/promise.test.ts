import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { readDocument } from '../../db/document.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const collector = { 'recoup-actor': 'li;role=collector' };
const owner = { 'recoup-actor': 'olga;role=supervisor' };
const promise = (dueOn = '2025-04-08', amount = '900.00'): object => ({ instalments: [{ dueOn, amount }] });

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
});
afterAll(() => world.stop());
const post = (url: string, body: object, headers: Record<string, string> = collector) =>
  ask(world.app, 'POST', url, body, headers);
const get = (url: string) => ask(world.app, 'GET', url);
const pay = (id: string, amount: string, on: string) =>
  post('/v1/loans/L1/payments', { id, amount, currency: 'CNY', valueDate: on, bookedOn: on });
const listed = async (list: string): Promise<unknown[]> => {
  const { body } = await get(`/v1/promises?list=${list}`);
  return (body['rows'] as { promiseId: string }[]).map(({ promiseId }) => promiseId);
};

describe('promises over HTTP', () => {
  test('are taken, listed by day, judged by the receipts, and counted with their denominator', async () => {
    expect(await post('/v1/loans/L1/promises', promise())).toMatchObject({
      status: 200,
      body: { promise: 'L1/promise/1', dates: [{ dueOn: '2025-04-08', untilOn: '2025-04-09' }] },
    });
    expect([await listed('today'), await listed('tomorrow'), await listed('open')]).toEqual([[], [], ['L1/promise/1']]);
    world.setNow('2025-04-07T01:00:00.000Z');
    expect(await listed('tomorrow')).toEqual(['L1/promise/1']);
    await pay('P1', '400.00', '2025-04-07');
    expect((await get('/v1/loans/L1')).body['promises']).toMatchObject([
      { status: 'open', amount: '900.00', received: '400.00', receipts: [{ id: 'P1', amount: '400.00' }] },
    ]);
    world.setNow('2025-04-09T01:00:00.000Z');
    expect(await listed('overdue')).toEqual(['L1/promise/1']);
    world.setNow('2025-04-10T04:00:00.000Z');
    await world.deps.cases.poke('loan/L1');
    expect(await listed('broken')).toEqual(['L1/promise/1']);
    expect((await get('/v1/figures/promises?from=2025-04-01&to=2025-04-30')).body).toMatchObject({
      ...{ kept: 0, part: 1, broken: 0, open: 0, withdrawn: 0, matured: 1, keptRate: 0 },
    });
    expect((await get('/v1/figures/promises?from=2025-05-01&to=2025-05-30')).body).toMatchObject({ keptRate: null });
    await pay('P2', '500.00', '2025-04-10');
    await post('/v1/loans/L1/payments', {
      ...{ id: 'P3', amount: '500.00', currency: 'CNY', valueDate: '2025-04-09', bookedOn: '2025-04-10' },
    });
    expect(await listed('kept')).toEqual(['L1/promise/1']);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    const { body } = await get('/v1/loans/L1/timeline?lang=en');
    expect(JSON.stringify(body)).toContain(
      'Promise of 900.00 CNY by 2025-04-08: kept, 900.00 CNY came (P1, P3); it was told as kept in part before',
    );
  });

  test('are withdrawn with a word for the reason', async () => {
    await post('/v1/loans/L1/promises', promise());
    const url = '/v1/loans/L1/promises/1/withdraw';
    expect(await post(url, { because: 'he was rude' })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect(await post(url, { because: 'enteredWrong' })).toMatchObject({ status: 200 });
    expect(await listed('withdrawn')).toEqual(['L1/promise/1']);
    expect(await post(url, { because: 'enteredWrong' })).toMatchObject({ status: 409, body: { code: 'PROMISE_OVER' } });
  });

  test('that are refused say why and what to do, are written down, and change nothing', async () => {
    expect(await post('/v1/loans/L1/promises', promise('2025-05-08'))).toMatchObject({
      status: 422,
      body: { code: 'PROMISE_TOO_FAR', remedy: 'name 2025-04-20 at the latest' },
    });
    const [row] = await world.db.rows<{ body: object }>(`select body from journal where type = 'refused'`);
    expect(row?.body).toMatchObject({ what: 'promise', code: 'PROMISE_TOO_FAR', by: 'li' });
    expect(await listed('open')).toEqual([]);
    await post('/v1/loans/L1/promises', promise());
    expect(await post('/v1/loans/L1/promises', promise())).toMatchObject({
      status: 409,
      body: { code: 'PROMISE_OPEN' },
    });
  });

  test('under the same key are taken once', async () => {
    const headers = { ...collector, 'idempotency-key': 'K1' };
    const first = await post('/v1/loans/L1/promises', promise(), headers);
    expect((await post('/v1/loans/L1/promises', promise(), headers)).body).toEqual(first.body);
    expect(await listed('open')).toHaveLength(1);
  });
});

describe('disputes over HTTP', () => {
  const asked = { kind: 'complaint', about: 'conduct', ownerId: 'olga', text: 'They called my mother, Zhang Lan.' };

  test('keep what was said sealed, stop contact with the person, and end with an answer to them', async () => {
    expect(await post('/v1/loans/L1/disputes', asked)).toMatchObject({
      status: 200,
      body: { dispute: 'L1/dispute/1', answerBy: '2025-04-25' },
    });
    expect((await get('/v1/disputes')).body).toMatchObject({ rows: [{ disputeId: 'L1/dispute/1', ownerId: 'olga' }] });
    expect((await get('/v1/tasks')).body).toMatchObject({ rows: [{ id: 'L1/dispute/1', kind: 'dispute' }] });
    expect((await get('/v1/loans/L1')).body).toMatchObject({ stage: 'held' });
    const [row] = await world.db.rows<{ body: { documentId: string } }>(
      `select body from journal where type = 'disputeOpened'`,
    );
    const document = await readDocument(world.db, world.deps.sealer, row?.body.documentId ?? '');
    expect(document?.kind === 'open' && document.content.toString()).toBe(asked.text);
    const open = await world.db.rows(`select 1 from journal where body::text ~ 'Zhang' union all
      select 1 from inbox where content::text ~ 'Zhang'`);
    expect(open).toEqual([]);
    const contact = async (): Promise<unknown> =>
      (
        await world.db.row<{ contact: unknown }>(
          `select p.contact from person p join loan_view v on v.debtor_id = p.id where v.loan_id = 'L1'`,
        )
      )?.contact;
    expect(await contact()).toMatchObject({ holds: [{ kind: 'dispute', debt: 'L1' }] });
    expect(await post('/v1/loans/L1/disputes/1/resolve', { outcome: 'upheld' })).toMatchObject({
      status: 422,
      body: { code: 'NOT_OWNER' },
    });
    await post('/v1/loans/L1/disputes/1/resolve', { outcome: 'upheld', text: 'We are sorry.' }, owner);
    // The person is free again, which the loan is told at once.
    await world.deps.cases.poke('loan/L1');
    const notices = await world.db.rows<{ template: string }>(
      `select template from notice where step = 'disputeAnswer'`,
    );
    expect(notices).toEqual([{ template: 'disputeUpheld' }]);
    expect(await contact()).not.toMatchObject({ holds: [{ kind: 'dispute', debt: 'L1', until: undefined }] });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    expect((await get('/v1/disputes')).body).toMatchObject({ rows: [] });
    expect((await get('/v1/disputes?status=all')).body).toMatchObject({ rows: [{ outcome: 'upheld' }] });
  });

  test('that are refused keep no text', async () => {
    await post('/v1/loans/L1/disputes', asked);
    expect(await post('/v1/loans/L1/disputes', asked)).toMatchObject({ status: 409, body: { code: 'DISPUTE_OPEN' } });
    expect(await world.db.rows(`select id from document where kind = 'dispute'`)).toHaveLength(1);
  });

  test('with other words under the same key are another command', async () => {
    const headers = { ...collector, 'idempotency-key': 'K1' };
    const first = await post('/v1/loans/L1/disputes', asked, headers);
    expect((await post('/v1/loans/L1/disputes', asked, headers)).body).toEqual(first.body);
    expect(await post('/v1/loans/L1/disputes', { ...asked, text: 'no' }, headers)).toMatchObject({
      body: { code: 'ID_REUSED' },
    });
  });
});
