import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { hashOf } from '../../db/chain.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import type { ApprovalRow } from '../../domain/approval.ts';
import { withoutRequests } from './withoutRequests.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const as = (id: string, role: string, key?: string): Record<string, string> => ({
  'recoup-actor': `${id};role=${role}`,
  ...(key === undefined ? {} : { 'idempotency-key': key }),
});
const [li, wang, zhao] = [as('li', 'collector'), as('wang', 'creditHead'), as('zhao', 'riskHead')];
const asked = (terms: object = { toOn: '2025-06-01' }) => ({ kind: 'deferment', terms, reason: 'flood' });

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', { policies: withoutRequests() });
});
beforeEach(async () => {
  await world.clear();
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
});
afterAll(() => world.stop());

const post = (path: string, body: object, headers: Record<string, string>) =>
  ask(world.app, 'POST', `/v1${path}`, body, headers);
const get = async (path: string) => (await ask(world.app, 'GET', `/v1${path}`)).body;
const request = (body: object = asked()) => post('/loans/L1/requests', body, li);
const approve = (headers: Record<string, string>, body: object = {}) =>
  post('/loans/L1/requests/1/approve', body, headers);
const rows = async (path: string): Promise<readonly Record<string, unknown>[]> =>
  (await get(path))['rows'] as Record<string, unknown>[];
const approvals = async (): Promise<ApprovalRow[]> =>
  (
    await world.db.rows<{ row: ApprovalRow }>(`select body->'row' as row from journal where body ? 'row' order by seq`)
  ).map(({ row }) => row);

describe('a request over HTTP', () => {
  test('is simulated, asked, decided by two and carried out; every list tells where it stands', async () => {
    expect(await post('/loans/L1/requests/simulate', asked(), li)).toMatchObject({
      status: 200,
      body: {
        effect: { before: { overdueDays: 35, consecutiveMissed: 2 }, after: { overdueDays: 35 } },
        before: [{ number: 1, dueOn: '2025-03-01', open: '1000.00' }, ...Array<object>(11).fill({})],
      },
    });
    expect(await rows('/requests')).toEqual([]);
    expect(await request()).toMatchObject({ status: 200, body: { request: 'L1/request/1', approvalsMissing: 2 } });
    expect(await rows('/requests')).toMatchObject([
      { requestId: 'L1/request/1', kind: 'deferment', maker: 'li', approvals: 0, atStake: '12000.00' },
    ]);
    expect(await rows('/approvals?role=creditHead')).toMatchObject([
      { id: 'L1/request/1', maker: 'li', approvers: 2, evidence: { overdueDays: 35, effect: { before: {} } } },
    ]);
    await approve(wang);
    expect(await approve(zhao)).toMatchObject({ status: 200, body: { ended: 'executed' } });
    expect(await rows('/requests?status=ended')).toMatchObject([{ status: 'executed', approvals: 2 }]);
    expect(await rows('/approvals')).toEqual([]);
    expect((await get('/loans/L1'))['requests']).toMatchObject([
      { status: 'executed', approvals: [{ actorId: 'wang' }, { actorId: 'zhao' }] },
    ]);
    expect(JSON.stringify(await get('/loans/L1/timeline?lang=en'))).toContain(
      'li asks for a deferment; to be decided by 2025-04-12 (flood)',
    );
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('is refused to its maker, to the wrong role, and after its end, and each refusal is written down', async () => {
    await request();
    expect(await approve(li)).toMatchObject({ status: 422, body: { code: 'SAME_PERSON' } });
    expect(await approve(as('gus', 'guest'))).toMatchObject({ body: { code: 'ROLE_MISSING' } });
    expect(await post('/loans/L1/requests/1/reject', {}, wang)).toMatchObject({ body: { code: 'REASON_MISSING' } });
    await post('/loans/L1/requests/1/reject', { reason: 'no proof' }, wang);
    expect(await approve(zhao)).toMatchObject({ body: { code: 'REQUEST_OVER' } });
    expect(await approvals()).toMatchObject([{ decision: 'rejected' }]);
    const refusals = await world.db.rows<{ code: string }>(
      `select body->>'code' as code from journal where type = 'refused' order by seq`,
    );
    expect(refusals.map(({ code }) => code)).toEqual(['SAME_PERSON', 'ROLE_MISSING', 'REASON_MISSING', 'REQUEST_OVER']);
  });

  test('keeps what an approver had before them, with its hash; what has changed since is not approved', async () => {
    await request();
    const [shown] = await rows('/approvals');
    expect(shown?.['evidenceHash']).toBe(hashOf(shown?.['evidence']));
    await post(
      '/loans/L1/payments',
      { id: 'P1', amount: '500.00', currency: 'CNY', valueDate: '2025-04-05', bookedOn: '2025-04-05' },
      li,
    );
    expect(await approve(wang, { seen: shown?.['evidenceHash'] })).toMatchObject({
      status: 409,
      body: { code: 'EVIDENCE_CHANGED' },
    });
    const [now] = await rows('/approvals');
    await approve(as('wang', 'creditHead', 'K1'), { seen: now?.['evidenceHash'] });
    const [row] = await approvals();
    expect(row).toMatchObject({ evidence: now?.['evidence'], evidenceHash: now?.['evidenceHash'] });
    // The same again, a day and a payment later, is the first word once more.
    world.setNow('2025-04-06T04:00:00.000Z');
    expect(await approve(as('wang', 'creditHead', 'K1'))).toMatchObject({ status: 200, body: { approvalsMissing: 1 } });
    expect(await approvals()).toHaveLength(1);
  });

  test('is decided from the work list too', async () => {
    await request();
    const [task] = await rows('/tasks?kind=request');
    expect(task).toMatchObject({ id: 'L1/request/1', step: 'deferment', role: 'creditHead' });
    await post('/tasks/L1%2Frequest%2F1/outcome', { result: 'approve' }, wang);
    await post('/tasks/L1%2Frequest%2F1/outcome', { result: 'reject', reason: 'no' }, zhao);
    expect(await rows('/requests?status=ended')).toMatchObject([{ status: 'rejected' }]);
  });
});

describe('authority that is lent over HTTP', () => {
  const lend = (headers: Record<string, string>, body: object = { to: 'ida', untilOn: '2025-04-20' }) =>
    post('/delegations', body, headers);
  const ida = as('ida', 'collector');

  test('lets another answer, in the name of who lent it, until it is taken back', async () => {
    await request();
    const lent = await lend(as('wang', 'creditHead', 'D1'));
    expect(lent).toMatchObject({ status: 200, body: { id: 'D1', from: 'wang', role: 'creditHead' } });
    expect(await lend(as('wang', 'creditHead', 'D1'))).toEqual(lent);
    expect(await approve(ida)).toMatchObject({ status: 200, body: { approvalsMissing: 1 } });
    expect(await approvals()).toMatchObject([
      { actorId: 'ida', role: 'creditHead', onBehalfOf: 'wang', delegationId: 'D1' },
    ]);
    expect(await approve(wang)).toMatchObject({ body: { code: 'SAME_PERSON' } });
    await post('/delegations/D1/revoke', {}, wang);
    expect(await rows('/delegations')).toEqual([]);
    await post('/loans/L1/requests/1/withdraw', { reason: 'anew' }, li);
    await request();
    expect(await post('/loans/L1/requests/2/approve', {}, ida)).toMatchObject({ body: { code: 'ROLE_MISSING' } });
  });

  test.each([
    ['to oneself', { to: 'wang', untilOn: '2025-04-20' }, 'DELEGATION_TO_SELF'],
    ['for days that are over', { to: 'ida', untilOn: '2025-04-05' }, 'DELEGATION_EMPTY'],
    ['for longer than may be', { to: 'ida', untilOn: '2025-07-05' }, 'DELEGATION_TOO_LONG'],
    ['until no day', { to: 'ida', untilOn: '2025-02-30' }, 'INPUT_INVALID'],
  ])('is not lent %s', async (_name, body, code) => {
    expect((await lend(wang, body)).body).toMatchObject({ code });
    expect(await rows('/delegations')).toEqual([]);
  });

  test('that nobody signed lends nothing', async () => {
    await request();
    await lend(as('wang', 'creditHead', 'D1'));
    for (const forged of [`to_id = 'eve'`, `role = 'riskHead'`, `until_on = '2025-09-09'`]) {
      await world.owner.run(`update delegation set ${forged}`);
      expect((await approve(as('eve', 'collector'))).body).toMatchObject({ code: 'ROLE_MISSING' });
      expect((await approve(ida)).body).toMatchObject({ code: 'ROLE_MISSING' });
    }
    await expect(world.db.run(`update delegation set to_id = 'eve'`)).rejects.toThrow('permission denied');
    expect(await approvals()).toEqual([]);
  });
});
