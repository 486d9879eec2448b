import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const actor = { 'recoup-actor': 'li;role=collector' };

describe('commands over HTTP', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
  });
  beforeEach(async () => {
    await world.clear();
    await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
  });
  afterAll(() => world.stop());
  const post = (url: string, body: object | undefined, headers: Record<string, string> = actor) =>
    ask(world.app, 'POST', url, body, headers);
  const get = (url: string) => ask(world.app, 'GET', url);

  test('a hold is signed in the name of the actor, whom nobody authenticated, and resumed', async () => {
    const headers = { ...actor, 'idempotency-key': 'K1' };
    expect(await post('/v1/loans/L1/holds', { reason: 'dispute' }, headers)).toMatchObject({
      status: 200,
      body: { id: 'K1', from: '2025-04-05', to: null },
    });
    expect(world.given).toMatchObject([
      { id: 'K1', caseId: 'loan/L1', type: 'hold', actor: { id: 'li', role: 'collector', authenticated: false } },
    ]);
    expect((await get('/v1/loans/L1')).body).toMatchObject({ stage: 'held', hold: { reason: 'dispute' } });
    expect(await post('/v1/loans/L1/resume', undefined)).toMatchObject({ status: 200, body: { on: '2025-04-05' } });
    expect((await get('/v1/loans/L1')).body).toMatchObject({ stage: 'dunning', hold: null });
  });

  test('the same command under the same key gets the same answer, and is carried out once', async () => {
    const headers = { ...actor, 'idempotency-key': 'K1' };
    const first = await post('/v1/loans/L1/holds', { reason: 'dispute' }, headers);
    expect((await post('/v1/loans/L1/holds', { reason: 'dispute' }, headers)).body).toEqual(first.body);
    expect(await post('/v1/loans/L1/holds', { reason: 'hardship' }, headers)).toMatchObject({
      status: 409,
      body: { code: 'ID_REUSED' },
    });
    const rows = await world.db.rows(`select 1 from journal where type = 'holdPlaced'`);
    expect(rows).toHaveLength(1);
  });

  test.each([
    ['a resume of what is not held', '/v1/loans/L1/resume', undefined, actor, 409, 'NOT_HELD'],
    ['an end that is past', '/v1/loans/L1/holds', { reason: 'x', to: '2025-04-05' }, actor, 422, 'HOLD_ENDS_BEFORE'],
    ['a hold without reason', '/v1/loans/L1/holds', { reason: '' }, actor, 400, 'INPUT_INVALID'],
    ['nobody who asks', '/v1/loans/L1/holds', { reason: 'x' }, {}, 400, 'ACTOR_MISSING'],
    ['an actor without role', '/v1/loans/L1/holds', { reason: 'x' }, { 'recoup-actor': 'li' }, 400, 'ACTOR_MALFORMED'],
    ['an unknown loan', '/v1/loans/L9/holds', { reason: 'x' }, actor, 404, 'CASE_UNKNOWN'],
    ['an unknown track', '/v1/tracks/claim/L1/1/commands', { type: 'approve' }, actor, 404, 'CASE_UNKNOWN'],
    ['an unknown command', '/v1/loans/L1/commands', { type: 'forget' }, actor, 400, 'INPUT_INVALID'],
    ['an unknown task', '/v1/tasks/L1%2Fcall%2F1/outcome', { result: 'NA' }, actor, 404, 'TASK_UNKNOWN'],
    [
      'an unknown policy',
      '/v1/loans/L1/commands',
      { type: 'movePolicy', content: { policy: 'none' } },
      actor,
      422,
      'POLICY_UNKNOWN',
    ],
    [
      'the policy that it runs on',
      '/v1/loans/L1/commands',
      { type: 'movePolicy', content: { policy: 'cn-consumer' } },
      actor,
      409,
      'SAME_POLICY',
    ],
  ])('%s is refused', async (_what, url, body, headers, status, code) => {
    expect(await post(url, body, headers)).toMatchObject({ status, body: { code } });
  });

  test('a refusal of the core stands in the journal, in business words of both languages, with its actor', async () => {
    await post('/v1/loans/L1/resume', undefined);
    const { body } = await get('/v1/loans/L1/timeline?order=newest&limit=1&lang=en');
    expect(body['rows']).toMatchObject([
      { type: 'refused', actor: 'li', text: expect.stringContaining('NOT_HELD') as string },
    ]);
    const zh = await get('/v1/loans/L1/timeline?order=newest&limit=1');
    expect(zh.body['rows']).toMatchObject([{ text: expect.stringMatching(/^拒绝 resume/) as string }]);
  });

  test('the timeline pages through every row once, and names the clause and the facts of a decision', async () => {
    for (const day of ['07', '14', '15', '16', '21']) {
      world.setNow(`2025-04-${day}T09:30:00.000Z`);
      await world.deps.cases.poke('loan/L1');
    }
    await post('/v1/loans/L1/holds', { reason: 'dispute' });
    const count = (await world.db.rows('select 1 from journal')).length;
    for (const order of ['oldest', 'newest']) {
      const seen: { seq: number; clause: string | null; factsText: string | null }[] = [];
      let cursor = '';
      do {
        const { body } = await get(`/v1/loans/L1/timeline?limit=2&order=${order}${cursor}`);
        seen.push(...(body['rows'] as typeof seen));
        cursor = body['next'] === null ? '' : `&cursor=${body['next'] as string}`;
      } while (cursor !== '');
      const numbers = seen.map(({ seq }) => seq);
      expect(numbers).toEqual([...new Set(numbers)]);
      expect(numbers).toHaveLength(count);
      const decided = seen.find(({ factsText }) => factsText !== null);
      expect(decided?.clause).toMatch(/^cn-consumer v\d+ (reminders|ladder)\[\d+\] /);
    }
  });
});

describe('what stands around the API', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld('live', { checks: { engine: () => Promise.reject(new Error('gone')) } });
    await world.clear();
  });
  afterAll(() => world.stop());

  test('readiness names the part that fails, liveness does not ask for it', async () => {
    expect(await ask(world.app, 'GET', '/readyz')).toMatchObject({
      status: 503,
      body: { ok: false, parts: { database: 'well', engine: 'failing' } },
    });
    expect(await ask(world.app, 'GET', '/livez')).toMatchObject({ status: 200 });
  });

  test('real time is told and cannot be moved', async () => {
    expect((await ask(world.app, 'GET', '/v1/clock')).body).toMatchObject({ mode: 'live', today: '2025-04-05' });
    expect(await ask(world.app, 'POST', '/v1/clock', { do: 'pause' })).toMatchObject({
      status: 409,
      body: { code: 'CLOCK_IS_REAL' },
    });
  });

  test('every route under /v1 stands in the OpenAPI description with a summary', async () => {
    const { body } = await ask(world.app, 'GET', '/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, { summary?: string }>>;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary }]) => `${method} ${path}${summary === undefined ? ' ?' : ''}`),
    );
    expect(routes).toContain('post /v1/loans/{id}/payments');
    expect(routes).toContain('get /v1/figures/month-end');
    expect(routes.filter((route) => route.endsWith('?'))).toEqual([]);
    expect(routes.length).toBeGreaterThan(20);
  });

  test('policies are listed and told in plain words', async () => {
    const { body } = await ask(world.app, 'GET', '/v1/policies/cn-consumer/explain?lang=en');
    const titles = (body['stages'] as { title: string }[]).map(({ title }) => title);
    expect([titles[0], titles.includes('Claims'), titles.at(-1)]).toEqual(['The policy', true, 'The end']);
    expect((await ask(world.app, 'GET', '/v1/policies/none/explain')).body).toMatchObject({ code: 'POLICY_UNKNOWN' });
  });
});
