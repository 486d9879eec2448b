import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { live as liveThrough } from './days.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const as = (who: string, role: string): Record<string, string> => ({ 'recoup-actor': `${who};role=${role}` });
const MO = as('mo', 'partnerManager');
const WANG = as('wang', 'creditHead');

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live');
});
beforeEach(() => world.clear());
afterAll(() => world.stop());
const post = (url: string, body: object, headers: Record<string, string> = MO) =>
  ask(world.app, 'POST', url, body, headers);
const get = (url: string) => ask(world.app, 'GET', url);

/** One instalment of 3,000.00; the dealer D1 is asked for an advance 57 days after it fell due, and has ten days. */
async function lend(loanId: string, dueOn: string): Promise<void> {
  const body = loanBody(loanId, {
    ...{ product: 'auto', principal: '3000.00', disbursedOn: '2025-06-20', dealer: { ...party('D1'), name: 'Dealer' } },
    schedule: { kind: 'given', instalments: [{ number: 1, dueOn, principal: '3000.00' }] },
  });
  expect((await post('/v1/loans', body)).status).toBe(201);
}

const live = (from: string, to: string): Promise<void> => liveThrough(world, from, to);

const timeline = async (loanId: string): Promise<string> =>
  JSON.stringify((await get(`/v1/loans/${loanId}/timeline?lang=en&limit=200`)).body);

describe('a dealer who does not perform', () => {
  test('is marked by what three claims came to, is passed over, and is counted on again by two people', async () => {
    world.setNow('2025-06-20T01:00:00.000Z');
    for (const loanId of ['L1', 'L2', 'L3']) await lend(loanId, '2025-07-10');
    await lend('L4', '2025-08-01');
    await live('2025-07-11', '2025-09-24');
    const shown = (await get('/v1/partners/D1?lang=en')).body;
    expect(shown).toMatchObject({
      standing: { status: 'notPerforming', because: 'figures', proposals: 0 },
      figures: [{ role: 'dealer', decided: 3, notPerformed: 3, standing: 'notPerforming', countedOnAmount: '0.00' }],
    });
    expect(JSON.stringify(shown['journal'])).toContain('by its figures: of 3 claims decided, 3 not performed');
    const work = (await get('/v1/tasks?role=partnerManager')).body['rows'];
    expect(work).toMatchObject([{ kind: 'partnerReview', personId: 'D1', loanId: '', caseId: 'partner/D1' }]);
    await live('2025-09-25', '2025-10-10');
    const told = await timeline('L4');
    expect(told).toContain('cannot be carried out and counts as done for that reason (PARTNER_NOT_PERFORMING)');
    expect((await get('/v1/claims?loan=L4&list=all')).body['rows']).toEqual([]);
    const seen = await world.db.rows(
      `select body->'partner' as partner from journal where case_id = 'loan/L4' and body ? 'partner'`,
    );
    expect(seen).toMatchObject([{ partner: { partnerId: 'D1', because: 'figures' } }]);

    const asked = await post('/v1/partners/D1/reinstatement', { reason: 'paid everything' });
    expect(asked).toMatchObject({ status: 200, body: { proposal: 1, case: 'partner/D1' } });
    const approve = '/v1/partners/D1/proposals/1/approve';
    expect(await post(approve, {}, as('mo', 'creditHead'))).toMatchObject({
      status: 422,
      body: { code: 'SAME_PERSON' },
    });
    expect(await post(approve, {}, as('li', 'collector'))).toMatchObject({
      status: 422,
      body: { code: 'ROLE_NOT_ALLOWED' },
    });
    expect((await get('/v1/approvals')).body['rows']).toMatchObject([
      { kind: 'partnerApproval', caseId: 'partner/D1' },
    ]);
    const [question] = (await get('/v1/approvals')).body['rows'] as { id: string }[];
    const outcome = `/v1/tasks/${encodeURIComponent(question?.id ?? '')}/outcome`;
    expect(await post(outcome, { result: 'approve' }, WANG)).toMatchObject({ status: 200 });
    expect((await get('/v1/partners?standing=notPerforming')).body['rows']).toEqual([]);
    expect((await get('/v1/tasks?role=partnerManager')).body['rows']).toEqual([]);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('leaves a running claim where it is, and its loan does not wait for it', async () => {
    world.setNow('2025-06-20T01:00:00.000Z');
    await lend('L1', '2025-07-10');
    await live('2025-07-11', '2025-09-10');
    expect((await get('/v1/claims')).body['rows']).toMatchObject([{ claimId: 'claim/L1/1', status: 'demanded' }]);
    expect(await post('/v1/partners/D1/mark', { reason: 'closed its shop' })).toMatchObject({ status: 200 });
    const told = await world.db.rows(`select type from inbox where case_id = 'loan/L1' and type = 'partnerStanding'`);
    expect(told).toHaveLength(1);
    await world.deps.cases.poke('loan/L1');
    expect(await timeline('L1')).toContain(
      'claim/L1/1 is not waited for: D1 counts as not performing since 2025-09-10',
    );
    expect((await get('/v1/claims')).body['rows']).toMatchObject([{ claimId: 'claim/L1/1', status: 'demanded' }]);
    expect((await get('/v1/partners')).body['rows']).toMatchObject([
      { openAmount: '3000.00', countedOnAmount: '0.00' },
    ]);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });
});

describe('a limit of a partner', () => {
  const limited = async (limit: object): Promise<void> => {
    await lend('L1', '2025-07-10');
    const limits = [{ currency: 'CNY', ...limit }];
    await post('/v1/partners/D1/rules', { reason: 'contract', limits });
    expect(await post('/v1/partners/D1/proposals/1/approve', {}, WANG)).toMatchObject({ status: 200 });
  };
  const claims = async (): Promise<unknown> =>
    ((await get('/v1/claims?list=all')).body['rows'] as Record<string, unknown>[]).map(({ claimId, status }) => [
      claimId,
      status,
    ]);

  test('of what is claimed: the second claim asks those who decide about the partner', async () => {
    world.setNow('2025-06-20T01:00:00.000Z');
    await limited({ mostClaimed: '5000.00', beyond: 'ask' });
    await lend('L2', '2025-07-11');
    await live('2025-07-11', '2025-09-18');
    expect(await claims()).toEqual([
      ['claim/L1/1', 'demanded'],
      ['claim/L2/1', 'awaitingApproval'],
    ]);
    expect(await timeline('L2')).toContain(
      'Beyond the limit of D1: 3000.00 CNY of at most 5000.00 CNY is claimed already',
    );
    expect((await get('/v1/partners/D1')).body['standing']).toMatchObject({ over: ['CNY claimed'] });
    expect((await get('/v1/tasks?kind=partnerLimit')).body['rows']).toHaveLength(1);
    const approve = { type: 'approve', content: {} };
    expect(await post('/v1/tracks/claim/L2/1/commands', approve, WANG)).toMatchObject({ status: 200 });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('of what is claimed, refusing: the second claim is not made', async () => {
    world.setNow('2025-06-20T01:00:00.000Z');
    await limited({ mostClaimed: '5000.00', beyond: 'refuse' });
    await lend('L2', '2025-07-11');
    await live('2025-07-11', '2025-09-18');
    expect(await claims()).toEqual([
      ['claim/L1/1', 'demanded'],
      ['claim/L2/1', 'withdrawn'],
    ]);
    expect((await get('/v1/partners/D1')).body['standing']).toMatchObject({ over: [] });
  });

  test('of what is outstanding: a loan beyond it is taken in, and said; somebody is asked, until it holds again', async () => {
    await limited({ mostOutstanding: '5000.00', beyond: 'ask' });
    const second = {
      product: 'auto',
      principal: '3000.00',
      disbursedOn: '2025-03-20',
      dealer: { ...party('D1'), name: 'Dealer' },
    };
    const schedule = { kind: 'given', instalments: [{ number: 1, dueOn: '2025-07-10', principal: '3000.00' }] };
    const started = await post('/v1/loans', loanBody('L2', { ...second, schedule }));
    expect(started).toMatchObject({
      status: 201,
      body: {
        warnings: [
          { code: 'PARTNER_LIMIT_PASSED', reason: '6000.00 CNY is outstanding on loans that name D1, at most 5000.00' },
        ],
      },
    });
    await world.deps.cases.poke('partner/D1');
    expect((await get('/v1/tasks?kind=partnerLimit')).body['rows']).toMatchObject([
      { caseId: 'partner/D1', role: 'partnerManager' },
    ]);
    // Nobody says a word about the partner: what has come in wakes it.
    const words = async (): Promise<number> =>
      (await world.db.rows(`select from inbox where case_id = 'partner/D1' and type = 'exposureMoved'`)).length;
    const before = await words();
    await post('/v1/loans/L2/payments', {
      id: 'p',
      amount: '3000.00',
      currency: 'CNY',
      valueDate: '2025-04-05',
      bookedOn: '2025-04-05',
    });
    for (const _ of [1, 2]) await world.deps.cases.poke('loan/L2');
    expect(await words()).toBe(before + 1);
    await world.deps.cases.poke('partner/D1');
    expect((await get('/v1/partners/D1')).body['standing']).toMatchObject({ over: [] });
    expect((await get('/v1/tasks?kind=partnerLimit')).body['rows']).toEqual([]);
    await post('/v1/loans/L2/reversals', { id: 'r', of: 'p', bookedOn: '2025-04-05' });
    await world.deps.cases.poke('loan/L2');
    await world.deps.cases.poke('partner/D1');
    expect((await get('/v1/partners/D1')).body['standing']).toMatchObject({ over: ['CNY outstanding'] });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });
});

describe('words about a partner', () => {
  test('open its case; what is asked is set by another person, and nobody is spoken of who is none', async () => {
    await lend('L1', '2025-07-10');
    expect(await post('/v1/partners/P-L1/mark', { reason: 'x' })).toMatchObject({
      status: 404,
      body: { code: 'PARTNER_UNKNOWN' },
    });
    const limits = [{ currency: 'CNY', mostClaimed: '5000.00', beyond: 'ask' }];
    expect(await post('/v1/partners/D1/rules', { reason: 'contract', failedAtLeast: 2, limits })).toMatchObject({
      status: 200,
      body: { proposal: 1 },
    });
    expect((await get('/v1/partners/D1')).body['proposals']).toMatchObject([
      { number: 1, what: 'rules', by: 'mo', rules: { failedAtLeast: 2, limits } },
    ]);
    expect(await post('/v1/partners/D1/proposals/1/approve', {}, WANG)).toMatchObject({ status: 200 });
    expect((await get('/v1/partners/D1')).body['rules']).toMatchObject({ failedAtLeast: 2, windowDays: 365, limits });
    expect(await post('/v1/partners/D1/proposals/1/approve', {}, WANG)).toMatchObject({
      status: 422,
      body: { code: 'PROPOSAL_UNKNOWN' },
    });
    expect(await post('/v1/partners/D1/proposals/x/approve', {}, WANG)).toMatchObject({ status: 400 });
  });

  test.each([
    ['a member that is misspelt', { failedAtLeest: 2 }, 'failedAtLeest', 'there is no such member'],
    ['a misspelt one beside a right one', { failedAtLeast: 2, windwDays: 9 }, 'windwDays', 'there is no such member'],
    ['one deep in a limit', { limits: [{ currency: 'CNY', most: '1.00', beyond: 'ask' }] }, 'limits.0.most', 'no such'],
    ['one of the review', { review: { role: 'a', workDays: 1, escalateTo: 'b', to: 'c' } }, 'review.to', 'no such'],
    ['nothing but a reason', {}, 'body', 'no rule is named'],
  ])('rules with %s are refused, and nothing is asked', async (_what, rules, field, said) => {
    await lend('L1', '2025-07-10');
    const refused = await post('/v1/partners/D1/rules', { reason: 'contract', ...rules });
    expect(refused).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', field } });
    expect(String(refused.body['reason'])).toContain(said);
    expect((await get('/v1/partners/D1')).body['proposals']).toEqual([]);
  });

  test('forged or unsigned are refused by the case itself', async () => {
    await lend('L1', '2025-07-10');
    await post('/v1/partners/D1/mark', { reason: 'closed its shop' });
    await post('/v1/partners/D1/reinstatement', { reason: 'open again' });
    const content = { proposal: 1 };
    const actor = { id: 'wang', role: 'creditHead', authenticated: true };
    const signed = world.deps.sign({
      id: 'a',
      caseId: 'partner/D1',
      type: 'approveProposal',
      content,
      actor: { ...actor, id: 'mo' },
    });
    const forged = [
      { ...signed, id: 'b' },
      { ...signed, actor },
      { ...signed, signature: '' },
    ];
    for (const one of forged)
      expect(await world.decide('partner/D1', [one])).toMatchObject({
        [one.id]: { ok: false },
      });
    expect(await world.decide('partner/D1', [{ ...signed, id: 'c' }])).toMatchObject({
      c: { code: 'SIGNATURE_INVALID' },
    });
    expect((await get('/v1/partners/D1')).body['standing']).toMatchObject({ status: 'notPerforming', proposals: 1 });
  });
});
