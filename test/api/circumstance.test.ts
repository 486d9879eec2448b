import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { EvidenceFrozen, forgetPerson } from '../../db/person.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const li = { 'recoup-actor': 'li;role=collector' };
const olga = { 'recoup-actor': 'olga;role=supervisor' };

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  const debtor = party('P1');
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1', { debtor }));
  await ask(world.app, 'POST', '/v1/loans', loanBody('L2', { debtor }));
});
afterAll(() => world.stop());

const post = (url: string, body: object, headers: Record<string, string> = li) =>
  ask(world.app, 'POST', url, body, headers);
const settle = async (...loans: string[]): Promise<void> => {
  const asked = loans.length === 0 ? ['L1', 'L2'] : loans;
  for (const id of [...asked, ...asked]) await world.deps.cases.poke(`loan/${id}`);
};
const handIn = async (loan = 'L1'): Promise<string[]> => {
  const content = Buffer.from('order').toString('base64');
  return [(await post(`/v1/loans/${loan}/documents`, { kind: 'courtOrder', content })).body['id'] as string];
};
const queued = async (): Promise<string[]> =>
  (await world.db.rows<{ key: string }>('select key from notice where not cancelled order by key')).map(
    ({ key }) => key,
  );
const said = async (loan: string): Promise<string> =>
  JSON.stringify((await ask(world.app, 'GET', `/v1/loans/${loan}/timeline?lang=en`)).body);
const list = async (query: string): Promise<unknown> =>
  (await ask(world.app, 'GET', `/v1/circumstances?${query}`)).body['rows'];

describe('a death over HTTP', () => {
  test('stops what is queued on every loan of the person with the rule named, and a wrong report is taken back without harm', async () => {
    // Two loans of another person, on the first day on which something is queued for them.
    const instalments = ['2025-05-01', '2025-06-01'].map((dueOn, at) => ({
      number: at + 1,
      dueOn,
      principal: '6000.00',
    }));
    const terms = { debtor: party('P3'), disbursedOn: '2025-04-01', schedule: { kind: 'given', instalments } };
    for (const id of ['L3', 'L4']) await ask(world.app, 'POST', '/v1/loans', loanBody(id, terms));
    for (let day = 6; day < 31 && (await queued()).length < 2; day += 1) {
      world.setNow(`2025-04-${String(day).padStart(2, '0')}T08:00:00.000Z`);
      await settle('L3', 'L4');
    }
    const before = await queued();
    expect(before.length).toBeGreaterThan(0);
    const reported = { kind: 'death', source: 'family' };
    expect(await post('/v1/loans/L3/circumstances', reported)).toMatchObject({
      ...{ status: 200, body: { circumstance: 'L3/circumstance/1' } },
    });
    await settle('L3', 'L4');
    expect(await queued()).toEqual([]);
    for (const loan of ['L3', 'L4']) expect(await said(loan)).toContain('cn');
    expect(await list('person=P3')).toMatchObject([
      { circumstanceId: 'L3/circumstance/1', loanId: 'L3', status: 'reported' },
      { circumstanceId: 'L3/circumstance/1', loanId: 'L4', status: 'reported' },
    ]);
    const contact = await ask(world.app, 'GET', '/v1/persons/P3/contact');
    expect(JSON.stringify(contact.body)).toContain('"kind":"death"');
    const refute = '/v1/loans/L3/circumstances/1/refute';
    expect(await post(refute, { reason: 'namesake' })).toMatchObject({ body: { code: 'SAME_PERSON' } });
    expect(await post(refute, { reason: 'namesake' }, olga)).toMatchObject({ status: 200 });
    await settle('L3', 'L4');
    expect((await queued()).map((key) => key.replace(/~\d+$/, ''))).toEqual(before);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('lets only the executor be written to, after the days of bereavement, on each loan', async () => {
    await post('/v1/loans/L1/circumstances', { kind: 'death', source: 'family' });
    const documents = await handIn();
    const verified = { happenedOn: '2025-04-02', documents };
    expect(await post('/v1/loans/L1/circumstances/1/verify', verified, olga)).toMatchObject({
      ...{ status: 200, body: { claimBy: '2025-10-02' } },
    });
    const executor = { capacity: 'executor', person: party('E1'), documents };
    expect(await post('/v1/loans/L1/circumstances/1/representative', executor)).toMatchObject({ status: 200 });
    await settle();
    world.setNow('2025-05-03T03:00:00.000Z');
    await settle();
    const rows = await world.db.rows<{ key: string; person: string; template: string }>(
      `select n.key, o.person_id as person, n.template from notice n join outbox o on o.id = n.outbox_id
        where not n.cancelled order by n.key`,
    );
    expect(rows).toEqual(
      ['L1', 'L2'].map((loan) => ({
        ...{ key: `${loan}/estateClaim/L1.circumstance.1.E1`, person: 'E1', template: 'estateClaim' },
      })),
    );
    const tasks = await ask(world.app, 'GET', '/v1/tasks?kind=circumstanceClaim');
    expect(tasks.body['rows']).toMatchObject([{ dueOn: '2025-10-02' }, { dueOn: '2025-10-02' }]);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('is known on the other loan, and not reported there again', async () => {
    await post('/v1/loans/L1/circumstances', { kind: 'death', source: 'call' });
    expect(await post('/v1/loans/L2/circumstances', { kind: 'death', source: 'call' })).toMatchObject({
      body: { code: 'CIRCUMSTANCE_OPEN' },
    });
  });
});

describe('a bankruptcy over HTTP', () => {
  test('is claimed in on each loan as of its acceptance, and shown on the loan', async () => {
    await post('/v1/loans/L1/circumstances', { kind: 'bankruptcy', source: 'court' });
    const verified = { happenedOn: '2025-03-20', announcedOn: '2025-03-25', claimBy: '2025-05-10' };
    const url = '/v1/loans/L1/circumstances/1/verify';
    expect(await post(url, verified, olga)).toMatchObject({ status: 422, body: { code: 'EVIDENCE_MISSING' } });
    await post(url, { ...verified, documents: await handIn() }, olga);
    await settle();
    expect(await list('unclaimed=true')).toMatchObject([{ loanId: 'L1' }, { loanId: 'L2' }]);
    expect((await ask(world.app, 'GET', '/v1/loans/L2')).body['circumstances']).toMatchObject([
      { kind: 'bankruptcy', status: 'verified', claim: { asOf: '2025-03-20', total: '12000.00' } },
    ]);
    const claim = { circumstance: 'L1/circumstance/1', documents: await handIn('L2') };
    expect(await post('/v1/loans/L2/claims-registered', claim)).toMatchObject({ status: 200, body: { late: false } });
    expect(await list('unclaimed=true')).toMatchObject([{ loanId: 'L1' }]);
    expect(await said('L2')).toContain('Claim of 12000.00 CNY as of 2025-03-20 registered');
    expect(await post('/v1/loans/L2/circumstances/1/verify', verified, olga)).toMatchObject({
      body: { code: 'CIRCUMSTANCE_UNKNOWN' },
    });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });
});

test('whoever a case of fraud names is not forgotten before it has ended', async () => {
  await post('/v1/loans/L1/circumstances', { kind: 'identityFraud', source: 'person' });
  await expect(forgetPerson(world.db, 'P1')).rejects.toBeInstanceOf(EvidenceFrozen);
  await post('/v1/loans/L1/circumstances/1/refute', { reason: 'it was theirs' }, olga);
  await settle();
  expect(await forgetPerson(world.db, 'P1')).toBe(true);
});

describe('a loan that is started after a report', () => {
  const start = (loanId: string, more: object) => ask(world.app, 'POST', '/v1/loans', loanBody(loanId, { ...more }));
  const statuses = async (loan: string): Promise<unknown> => list(`loan=${loan}`);

  test('is told of it at its start, of borrower and guarantor alike, and of every later word', async () => {
    await post('/v1/loans/L1/circumstances', { kind: 'death', source: 'family' });
    await start('L5', { debtor: party('P1') });
    await start('L6', { debtor: party('P6'), guarantor: party('P1') });
    for (const loan of ['L5', 'L6'])
      expect(await statuses(loan)).toMatchObject([
        { circumstanceId: 'L1/circumstance/1', personId: 'P1', status: 'reported' },
      ]);
    const documents = await handIn();
    await post('/v1/loans/L1/circumstances/1/verify', { happenedOn: '2025-04-01', documents }, olga);
    await settle('L5', 'L6');
    for (const loan of ['L5', 'L6']) expect(await statuses(loan)).toMatchObject([{ status: 'verified' }]);
    await start('L7', { debtor: party('P1') });
    expect(await statuses('L7')).toMatchObject([{ status: 'verified', claimedOn: null, happenedOn: '2025-04-01' }]);
    expect(JSON.stringify((await ask(world.app, 'GET', '/v1/tasks?kind=circumstanceClaim&loan=L7')).body)).toContain(
      'L7',
    );
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('is not told of what was not so', async () => {
    await post('/v1/loans/L1/circumstances', { kind: 'death', source: 'family' });
    await post('/v1/loans/L1/circumstances/1/refute', { reason: 'namesake' }, olga);
    await start('L5', { debtor: party('P1') });
    expect(await statuses('L5')).toEqual([]);
  });
});
