import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, loanBody, party, startApiWorld, type ApiWorld, type Reply } from './world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.stop());

/** Friday noon in Shanghai, ten days after the first of twelve instalments fell due: the first call is asked for. */
const FRIDAY = '2025-04-11T04:00:00.000Z';
const MONDAY = '2025-04-14T04:00:00.000Z';
const schedule = {
  kind: 'given',
  instalments: Array.from({ length: 8 }, (_, at) => ({
    number: at + 1,
    dueOn: `2025-${String(at + 4).padStart(2, '0')}-01`,
    principal: '1000.00',
  })),
};
const task = (loanId: string): string => `${loanId}/overdueCall/2025-04-02`;
const path = (loanId: string, rest: string): string => `/v1/tasks/${encodeURIComponent(task(loanId))}/${rest}`;
const by = (who: string, key?: string): Record<string, string> => ({
  'recoup-actor': who.includes(';') ? who : `${who};role=collector`,
  ...(key === undefined ? {} : { 'idempotency-key': key }),
});
const post = (loanId: string, rest: string, who: string, body: object = {}, key?: string): Promise<Reply> =>
  ask(world.app, 'POST', path(loanId, rest), body, by(who, key));

async function open(loanId: string, more: Record<string, unknown> = {}): Promise<void> {
  const body = loanBody(loanId, { principal: '8000.00', disbursedOn: '2025-03-01', schedule, ...more });
  expect(await ask(world.app, 'POST', '/v1/loans', body)).toMatchObject({ status: 201 });
}
const sheet = async (loanId: string): Promise<Reply> => ask(world.app, 'GET', `${path(loanId, 'call')}?lang=en`);
const logged = (): Promise<{ result: string; unsettled: boolean }[]> =>
  world.db.rows(`select result, unsettled from contact_log where channel = 'call' order by at, id`);
const types = async (loanId: string): Promise<string[]> =>
  (
    await world.db.rows<{ type: string }>('select type from journal where case_id = $1 order by seq', [
      `loan/${loanId}`,
    ])
  ).map(({ type }) => type);

beforeEach(async () => {
  await world.clear();
  world.setNow(FRIDAY);
  await open('L1');
});

describe('claiming a call', () => {
  test('gives it to one person, until the claim runs out', async () => {
    expect(await post('L1', 'claim', 'liu')).toMatchObject({
      status: 200,
      body: { until: '2025-04-11T04:30:00.000Z' },
    });
    const other = await post('L1', 'claim', 'chen');
    expect(other).toMatchObject({ status: 409, body: { code: 'TASK_CLAIMED' } });
    expect(other.body['reason']).toBe('liu works on it until 2025-04-11T04:30:00.000Z');
    expect((await post('L1', 'outcome', 'chen', { result: 'NA' })).body['code']).toBe('TASK_CLAIMED');
    const list = async () => (await ask(world.app, 'GET', '/v1/tasks?kind=call')).body['rows'];
    expect(await list()).toMatchObject([{ claimedBy: 'liu' }]);
    world.setNow('2025-04-11T04:30:00.000Z');
    expect(await list()).toMatchObject([{ claimedBy: null }]);
    expect(await post('L1', 'claim', 'chen', { minutes: 60 })).toMatchObject({
      body: { until: '2025-04-11T05:30:00.000Z' },
    });
  });

  test('ends with a release, by its holder or a supervisor', async () => {
    await post('L1', 'claim', 'liu');
    expect((await post('L1', 'release', 'chen')).body['code']).toBe('TASK_CLAIMED');
    expect(await post('L1', 'release', 'liu')).toMatchObject({ status: 200 });
    expect((await post('L1', 'release', 'liu')).body['code']).toBe('NOT_CLAIMED');
    await post('L1', 'claim', 'liu');
    expect(await post('L1', 'release', 'zhao;role=supervisor')).toMatchObject({ status: 200 });
    expect(await types('L1')).toEqual(expect.arrayContaining(['taskClaimed', 'taskReleased', 'refused']));
  });
});

test('the sheet says whom, when, what to say and what is owed, without the number', async () => {
  const { body } = await sheet('L1');
  expect(body).toMatchObject({
    person: { name: 'W*** X*******', phone: '+86*******5678' },
    times: { permittedNow: true, hours: { opensAt: '08:00', closesAt: '22:00' } },
    loans: [{ loanId: 'L1', overdue: '1000.00', overdueDays: 10 }],
    how: 'manual',
  });
  expect(JSON.stringify(body['script'])).toContain('1,000.00');
  expect(JSON.stringify(body)).not.toContain('13812345678');
  expect(body['results']).toHaveLength(20);
  world.setNow('2025-04-11T14:30:00.000Z');
  expect((await sheet('L1')).body['times']).toMatchObject({
    permittedNow: false,
    nextAt: '2025-04-12T00:05:00.000Z',
    rule: 'cn.quiet-hours',
  });
});

describe('dialling by hand', () => {
  test('reveals the number to the holder alone, once for a key, and stands in the log before it is known what it was', async () => {
    expect((await post('L1', 'dial', 'liu')).body['code']).toBe('NOT_CLAIMED');
    await post('L1', 'claim', 'liu');
    expect((await post('L1', 'dial', 'chen')).body['code']).toBe('TASK_CLAIMED');
    const first = await post('L1', 'dial', 'liu', {}, 'K1');
    expect(first).toMatchObject({ status: 200, body: { phone: '+8613812345678', how: 'manual' } });
    expect((await post('L1', 'dial', 'liu', {}, 'K1')).body).toEqual(first.body);
    expect(await logged()).toEqual([{ result: 'conversation', unsettled: true }]);
    await post('L1', 'outcome', 'liu', { result: 'NA' }, 'R1');
    expect(await post('L1', 'outcome', 'liu', { result: 'NA' }, 'R1')).toMatchObject({ status: 200 });
    expect(await logged()).toEqual([{ result: 'no-answer', unsettled: false }]);
    expect((await types('L1')).slice(-4)).toEqual(['taskClaimed', 'callDialled', 'callEnded', 'taskClosed']);
    for (const lang of ['en', 'zh-CN'])
      expect(await ask(world.app, 'GET', `/v1/loans/L1/timeline?lang=${lang}`)).toMatchObject({ status: 200 });
    expect(await world.db.row(`select count(*) as n from journal where body::text like '%13812345678%'`)).toEqual({
      n: 0,
    });
  });

  test.each([
    ['at night', '2025-04-11T14:30:00.000Z', { rule: 'cn.quiet-hours', until: '2025-04-12T00:05:00.000Z' }],
    ['five minutes before the night', '2025-04-11T13:56:00.000Z', { rule: 'cn.quiet-hours' }],
  ])('is refused %s, with the rule, and the refusal is written down', async (_when, now, body) => {
    world.setNow(now);
    await post('L1', 'claim', 'liu');
    expect(await post('L1', 'dial', 'liu')).toMatchObject({ status: 422, body: { code: 'NOT_PERMITTED', ...body } });
    expect(await logged()).toEqual([]);
    await post('L1', 'release', 'liu');
    const refusal = `select body->>'code' as code from journal where type = 'refused' and body->>'what' = 'dialRefused'`;
    expect(await world.db.row(refusal)).toEqual({ code: 'NOT_PERMITTED' });
  });

  test('is refused while calls are stopped, and without a number', async () => {
    await post('L1', 'claim', 'liu');
    await world.owner.run(`insert into channel_stop (channel, reason) values ('call', 'audit')`);
    expect(await post('L1', 'dial', 'liu')).toMatchObject({ status: 503, body: { code: 'CALLS_STOPPED' } });
    const { phone: _phone, ...silent } = party('P-L2');
    await open('L2', { debtor: silent });
    await world.owner.run('delete from channel_stop');
    await post('L2', 'claim', 'liu');
    expect(await post('L2', 'dial', 'liu')).toMatchObject({ status: 422, body: { code: 'NO_NUMBER' } });
  });

  test('counts an attempt that nobody ended as whatever counts most', async () => {
    await open('L2', { debtor: party('P-L1') });
    for (const [loanId, key] of [
      ['L1', 'a'],
      ['L1', 'b'],
      ['L2', 'c'],
    ] as const) {
      await post(loanId, 'claim', 'liu');
      expect(await post(loanId, 'dial', 'liu', {}, key)).toMatchObject({ status: 200 });
    }
    expect(await post('L2', 'dial', 'liu', {}, 'd')).toMatchObject({
      status: 422,
      body: { rule: 'cn.conversations-per-day' },
    });
    // Known to have been none, it leaves room for another.
    await post('L2', 'outcome', 'liu', { result: 'NA' });
    expect(await post('L1', 'dial', 'liu', {}, 'e')).toMatchObject({ status: 200 });
  });
});

describe('a result', () => {
  const contact = async (): Promise<unknown> =>
    (await world.db.row<{ contact: unknown }>(`select contact from person where id = 'P-L1'`))?.contact;

  test.each([
    ['HRD', { holds: [{ kind: 'hardship' }] }],
    ['DEC', { holds: [{ kind: 'death' }] }],
    ['INV', { failed: ['call', 'sms'] }],
    ['LST', { failed: ['call', 'sms'], debtorReachable: false }],
  ])('%s says something about contact with the person, over all their loans', async (result, known) => {
    await open('L2', { debtor: party('P-L1') });
    expect(await post('L1', 'outcome', 'liu', { result })).toMatchObject({ status: 200 });
    expect(await contact()).toMatchObject(known);
    await post('L2', 'claim', 'liu');
    // Of the dead no call is left at all.
    expect((await post('L2', 'dial', 'liu')).body['code']).toBe(result === 'DEC' ? 'TASK_NOT_OPEN' : 'NOT_PERMITTED');
  });

  test('with a refusal ends calls: to the person as their word, to a line where somebody else answers', async () => {
    await post('L1', 'outcome', 'liu', { result: 'RTP', refusesContact: true });
    expect(await contact()).toMatchObject({ consents: { call: 'withdrawn' } });
    await open('L2');
    await post('L2', 'outcome', 'liu', { result: 'MSG', refusesContact: true });
    expect(await world.db.row(`select contact->'failed' as failed from person where id = 'P-L2'`)).toEqual({
      failed: ['call'],
    });
  });

  test('with a time to call back keeps the call open until then, and the agreed time is permission', async () => {
    const late = '2025-04-11T15:00:00.000Z';
    await post('L1', 'claim', 'liu');
    expect(await post('L1', 'outcome', 'liu', { result: 'NA', callBackAt: late })).toMatchObject({
      status: 422,
      body: { code: 'NOT_PERMITTED' },
    });
    expect(await post('L1', 'outcome', 'liu', { result: 'NEG', callBackAt: late })).toMatchObject({
      status: 200,
      body: { callAt: late, dueOn: '2025-04-14' },
    });
    await post('L1', 'claim', 'liu', { minutes: 480 });
    expect((await post('L1', 'dial', 'liu', {}, 'early')).body['code']).toBe('CALL_BACK_LATER');
    world.setNow('2025-04-11T15:01:00.000Z');
    await post('L1', 'claim', 'liu');
    expect(await post('L1', 'dial', 'liu', {}, 'then')).toMatchObject({ status: 200 });
    await post('L1', 'outcome', 'liu', { result: 'PAID' });
    expect(await logged()).toMatchObject([{ result: 'conversation' }, { result: 'conversation' }]);
  });

  test.each([
    ['an unknown code', { result: 'XYZ' }, 'RESULT_UNKNOWN'],
    ['a call back in the past', { result: 'NEG', callBackAt: '2025-04-11T03:00:00.000Z' }, 'CALL_BACK_INVALID'],
    ['a call back after a dispute', { result: 'DSP', callBackAt: MONDAY }, 'CALL_BACK_INVALID'],
    ['a call back in half a year', { result: 'NEG', callBackAt: '2025-10-11T03:00:00.000Z' }, 'CALL_BACK_INVALID'],
    ['a call back that is no instant', { result: 'NEG', callBackAt: 'Monday' }, 'INPUT_INVALID'],
    ['a refusal of nobody', { result: 'NA', refusesContact: true }, 'NOBODY_REFUSED'],
  ])('%s is refused and changes nothing', async (_what, body, code) => {
    expect((await post('L1', 'outcome', 'liu', body)).body['code']).toBe(code);
    expect([await logged(), await contact()]).toEqual([[], {}]);
    expect((await ask(world.app, 'GET', '/v1/tasks?kind=call')).body['rows']).toHaveLength(1);
  });

  test('that threatens a complaint goes to a supervisor, and so does a call that nobody made', async () => {
    await open('L2');
    await post('L1', 'outcome', 'liu', { result: 'CMP' });
    world.setNow(MONDAY);
    await world.deps.cases.poke('loan/L2');
    expect((await ask(world.app, 'GET', '/v1/tasks?role=supervisor')).body['rows']).toMatchObject([
      { loanId: 'L1', escalatedOn: '2025-04-11' },
      { loanId: 'L2', escalatedOn: '2025-04-14', dueOn: '2025-04-15' },
    ]);
  });
});

test('a promise to pay comes with its day and amount, and the ladder waits for it', async () => {
  expect((await post('L1', 'outcome', 'liu', { result: 'PTP' })).body['code']).toBe('PROMISE_EMPTY');
  const promise = { instalments: [{ dueOn: '2025-04-15', amount: '1000.00' }] };
  expect((await post('L1', 'outcome', 'liu', { result: 'NEG', promise })).body['code']).toBe('PROMISE_NOT_TAKEN');
  expect(await post('L1', 'outcome', 'liu', { result: 'PTP', promise })).toMatchObject({
    status: 200,
    body: { promise: 'L1/promise/1' },
  });
  expect((await types('L1')).slice(-3)).toEqual(['callEnded', 'promiseMade', 'taskClosed']);
});

test('a dispute is opened as one, for the caller unless somebody else answers it', async () => {
  expect(await post('L1', 'outcome', 'liu', { result: 'DSP', about: 'amount', ownerId: 'zhao' })).toMatchObject({
    status: 200,
    body: { dispute: 'L1/dispute/1' },
  });
  expect(await types('L1')).toEqual(expect.arrayContaining(['callEnded', 'disputeOpened', 'taskOpened', 'taskClosed']));
});
