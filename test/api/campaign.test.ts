import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { withoutRequests } from './withoutRequests.ts';
import { ask, loanBody, startApiWorld, type ApiWorld, type Reply } from './world.ts';

const as = (id: string, role: string, key?: string): Record<string, string> => ({
  'recoup-actor': `${id};role=${role}`,
  ...(key === undefined ? {} : { 'idempotency-key': key }),
});
const [li, wang, zhao] = [as('li', 'collector'), as('wang', 'creditHead'), as('zhao', 'riskHead')];
const EAST = ['A1', 'A2', 'A3', 'A4', 'A5'];
const flood = {
  ...{ kind: 'deferment', terms: { toOn: '2025-06-01' }, reason: 'flood in the east' },
  ...{ selection: { branches: ['east'] }, pageLoans: 2, everySeconds: 10 },
};

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', { policies: withoutRequests() });
});
beforeEach(async () => {
  await world.clear();
  for (const loanId of EAST) await ask(world.app, 'POST', '/v1/loans', loanBody(loanId));
  await ask(world.app, 'POST', '/v1/loans', loanBody('B1', { branch: 'west' }));
});
afterAll(() => world.stop());

const post = (path: string, body: object, headers: Record<string, string> = li): Promise<Reply> =>
  ask(world.app, 'POST', `/v1/campaigns${path}`, body, headers);
const get = async (path: string): Promise<Record<string, unknown>> =>
  (await ask(world.app, 'GET', `/v1/campaigns${path}`)).body;
const rows = async (path: string): Promise<readonly Record<string, unknown>[]> =>
  (await get(path))['rows'] as Record<string, unknown>[];
const simulate = (body: object = flood): Promise<Reply> => post('/simulate', body);
const hashOfRun = async (body: object = flood): Promise<string> => String((await simulate(body)).body['hash']);
/** Simulated and proposed under the name. */
const propose = async (id = 'flood', body: object = flood, headers = li): Promise<Reply> =>
  post('', { ...body, id, seen: await hashOfRun(body) }, headers);
const decide = async (word: string, headers: Record<string, string>, body: object = {}): Promise<Reply> =>
  post(`/flood/${word}`, { seen: (await get('/flood'))['hash'], ...body }, headers);
const pay = (loanId: string, amount: string): Promise<Reply> =>
  ask(world.app, 'POST', `/v1/loans/${loanId}/payments`, {
    ...{ id: `P-${loanId}`, amount, currency: 'CNY', valueDate: '2025-04-05', bookedOn: '2025-04-05' },
  });

/** Lives on, ten seconds at a time: each case decides what stands in its inbox, as the engine would have it. */
const live = async (turns: number): Promise<void> => {
  for (let turn = 1; turn <= turns; turn += 1) {
    for (const loanId of [...EAST, 'B1']) await world.decide(`loan/${loanId}`, []);
    const now = await world.db.row<{ at: string }>(`select max(decided_at) as at from case_file`);
    world.setNow(new Date(Date.parse(now?.at ?? '') + 10_000).toISOString());
    await world.decide('campaign/flood', []);
  }
};
const executed = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await world.db.rows<{ id: string; times: number }>(
        `select case_id as id, count(*) as times from journal where type = 'requestExecuted' group by 1 order by 1`,
      )
    ).map(({ id, times }) => [id, times]),
  );
const state = async (): Promise<unknown> =>
  (await world.db.row<{ state: unknown }>(`select state from case_file where id = 'campaign/flood'`))?.state;
const refusals = async (caseId: string): Promise<string[]> =>
  (
    await world.db.rows<{ code: string }>(
      `select body->>'code' as code from journal where type = 'refused' and case_id = $1 order by seq`,
      [caseId],
    )
  ).map(({ code }) => code);

describe('a campaign over HTTP', () => {
  test('is simulated, proposed, decided by two and carried out once at every loan; every list tells how far it is', async () => {
    await pay('A3', '12000.00');
    const dry = await simulate();
    expect(dry).toMatchObject({
      status: 200,
      body: {
        ...{ asOf: '2025-04-05', pages: 3, approvers: 2, roles: ['creditHead', 'riskHead'] },
        totals: { met: 5, accepted: 4, refused: { NOTHING_OWED: 1 }, atStake: '48000.00', deferred: '48000.00' },
        rows: [{ loanId: 'A1', ok: true, before: { overdue: '2000.00' } }, {}, { loanId: 'A3', ok: false }, {}, {}],
      },
    });
    expect(await rows('')).toEqual([]);
    expect(await world.db.rows('select from campaign_page')).toEqual([]);
    expect(await propose()).toMatchObject({ status: 200, body: { campaign: 'flood', approvalsMissing: 2 } });
    expect(await get('/flood')).toMatchObject({ status: 'proposed', hash: dry.body['hash'], maker: 'li' });
    const approvals = (await ask(world.app, 'GET', '/v1/approvals?role=creditHead')).body;
    expect(approvals['rows']).toMatchObject([
      { id: 'campaign/flood', maker: 'li', atStake: '48000.00', evidence: { effect: { totals: { accepted: 4 } } } },
    ]);
    expect(await decide('approve', wang)).toMatchObject({ body: { status: 'proposed', approvalsMissing: 1 } });
    expect(await executed()).toEqual({});
    expect(await decide('approve', zhao)).toMatchObject({ status: 200, body: { status: 'running' } });
    await live(6);
    expect(await get('/flood?lang=en')).toMatchObject({
      ...{ status: 'done', statusText: 'carried out' },
      progress: { asked: 4, carriedOut: 4, refused: 0, unanswered: 0, left: 0, carriedOutAmount: '48000.00' },
      approvals: [{ actorId: 'wang' }, { actorId: 'zhao' }],
    });
    expect(await executed()).toEqual({ 'loan/A1': 1, 'loan/A2': 1, 'loan/A4': 1, 'loan/A5': 1 });
    expect(await rows('/flood/loans')).toMatchObject(
      ['A1', 'A2', 'A4', 'A5'].map((loanId) => ({ loanId, status: 'carriedOut', requestId: `${loanId}/request/1` })),
    );
    expect(await rows('')).toMatchObject([{ campaignId: 'flood', status: 'done', carriedOut: 4, left: 0 }]);
    const told = JSON.stringify((await ask(world.app, 'GET', '/v1/loans/A1/timeline?lang=en')).body);
    expect(told).toContain(
      'Campaign flood: a deferment, proposed by li, approved by wang (credit head), zhao (risk head)',
    );
    expect((await ask(world.app, 'GET', '/v1/loans/A1')).body['requests']).toMatchObject([
      { status: 'executed', campaign: 'campaign/flood', approvals: [{ actorId: 'wang' }, { actorId: 'zhao' }] },
    ]);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('is decided from the work list too, and tells its life in both languages', async () => {
    await propose();
    const said = (result: string, more: object, who: Record<string, string>): Promise<Reply> =>
      ask(world.app, 'POST', '/v1/tasks/campaign%2Fflood/outcome', { result, ...more }, who);
    expect(await said('perhaps', {}, wang)).toMatchObject({ body: { code: 'RESULT_UNKNOWN' } });
    expect(await said('approve', {}, wang)).toMatchObject({ body: { status: 'proposed' } });
    expect(await said('reject', { reason: 'too dear' }, zhao)).toMatchObject({ body: { status: 'refused' } });
    const told = async (lang: string) => (await rows(`/flood/timeline?lang=${lang}`)).map(({ text }) => text);
    expect(await told('en')).toEqual([
      'Campaign flood opened',
      expect.stringContaining('li proposes a deferment for 5 of 5 loans, 60000.00 CNY at stake; to be decided by'),
      'credit head is asked for the decision on the campaign by 2025-04-12',
      'wang (credit head) approves the campaign; another person has to approve',
      'zhao (risk head) refuses the campaign: too dear',
      'The campaign is refused: too dear (zhao)',
      'Task done: rejected (zhao)',
    ]);
    expect((await told('zh-CN'))[4]).toContain('zhao');
  });

  test('asks page by page, and no more before its time', async () => {
    await propose();
    await decide('approve', wang);
    await decide('approve', zhao);
    const asked = async (): Promise<unknown> => (await get('/flood'))['progress'];
    await world.decide('campaign/flood', []);
    expect(await asked()).toMatchObject({ asked: 2, left: 3, unanswered: 2 });
    await world.decide('campaign/flood', []);
    expect(await asked()).toMatchObject({ asked: 2 });
    await live(1);
    expect(await asked()).toMatchObject({ asked: 4, carriedOut: 2, left: 1 });
  });

  test('lists with a reason the loan that paid in between, and leaves alone the one that came later', async () => {
    await propose();
    await decide('approve', wang);
    await pay('A2', '12000.00');
    await ask(world.app, 'POST', '/v1/loans', loanBody('A6'));
    await decide('approve', zhao);
    await live(6);
    expect(await get('/flood')).toMatchObject({
      status: 'done',
      progress: { carriedOut: 4, refused: 1, refusedBy: { NOTHING_OWED: 1 } },
    });
    expect(await rows('/flood/loans?status=refused')).toMatchObject([
      { loanId: 'A2', code: 'NOTHING_OWED', reason: 'nothing is outstanding' },
    ]);
    expect(await refusals('loan/A2')).toEqual(['NOTHING_OWED']);
    await world.decide('loan/A6', []);
    expect(Object.keys(await executed())).toEqual(['loan/A1', 'loan/A3', 'loan/A4', 'loan/A5']);
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('stops where it is withdrawn; what was asked stands', async () => {
    await propose();
    await decide('approve', wang);
    await decide('approve', zhao);
    await world.decide('campaign/flood', []);
    expect(await post('/flood/withdraw', { reason: 'the wrong county' }, zhao)).toMatchObject({
      body: { code: 'NOT_MAKER' },
    });
    expect(await post('/flood/withdraw', { reason: 'the wrong county' })).toMatchObject({
      body: { status: 'withdrawn', asked: 2 },
    });
    await live(4);
    expect(await get('/flood')).toMatchObject({ status: 'withdrawn', progress: { asked: 2, carriedOut: 2, left: 3 } });
  });

  test('is given away by its terms: a share of the penalty, a plan in parts, a later maturity', async () => {
    const waiver = { ...flood, kind: 'waiver', terms: { components: ['interest'], percent: 50 } };
    const body = { ...loanBody('C1', { branch: 'south' }) };
    body['schedule'] = {
      kind: 'given',
      instalments: [{ number: 1, dueOn: '2025-03-01', principal: '12000.00', interest: '101.01' }],
    };
    await ask(world.app, 'POST', '/v1/loans', body);
    expect(await simulate({ ...waiver, selection: { loans: ['C1', 'A1'] } })).toMatchObject({
      body: {
        totals: { met: 2, accepted: 1, refused: { NOTHING_TO_WAIVE: 1 }, waived: '50.50', atStakePercent: 50 },
        rows: [{ ok: false }, { terms: { items: [{ instalment: 1, component: 'interest', amount: '50.50' }] } }],
      },
    });
    const plan = { kind: 'plan', terms: { parts: 3, firstOn: '2025-04-30' }, selection: { loans: ['A1'] } };
    expect(await simulate({ ...flood, ...plan })).toMatchObject({
      body: {
        rows: [
          {
            terms: {
              covers: 'pastDue',
              dates: [
                { dueOn: '2025-04-30', amount: '666.66' },
                { dueOn: '2025-05-30', amount: '666.66' },
                { dueOn: '2025-06-30', amount: '666.68' },
              ],
            },
          },
        ],
      },
    });
    const extension = { kind: 'extension', terms: { months: 2 }, selection: { loans: ['A1'] } };
    expect(await simulate({ ...flood, ...extension })).toMatchObject({
      status: 422,
      body: { code: 'NOTHING_ACCEPTED' },
    });
  });
});

describe('a campaign is refused', () => {
  test.each([
    ['with an unknown member of the selection', { selection: { county: ['east'] } }, 'INPUT_INVALID', 400],
    ['for the whole book', { selection: {} }, 'SELECTION_EMPTY', 422],
    ['for a branch that no loan has', { selection: { branches: ['Est'] } }, 'SELECTION_UNKNOWN', 422],
    ['for a stage that there is not', { selection: { stages: ['dunned'] } }, 'SELECTION_UNKNOWN', 422],
    ['for a bucket that no policy has', { selection: { buckets: ['M2', 'X9'] } }, 'SELECTION_UNKNOWN', 422],
    ['for a segment that no policy has', { selection: { segments: ['rich'] } }, 'SELECTION_UNKNOWN', 422],
    ['for an unknown loan', { selection: { loans: ['A1', 'ZZ'] } }, 'SELECTION_UNKNOWN', 422],
    ['when no loan meets it', { selection: { branches: ['east'], buckets: ['M6'] } }, 'SELECTION_EMPTY', 422],
    ['for a kind that is asked for one loan only', { kind: 'acceleration' }, 'INPUT_INVALID', 400],
    ['with a term that is unknown in mass', { terms: { toOn: '2025-06-01', mode: 'x' } }, 'TERMS_MALFORMED', 422],
    ['with a day that is none', { terms: { toOn: '2025-02-30' } }, 'DATE_INVALID', 422],
    ['with terms that fit no loan', { terms: { toOn: '2025-04-01' } }, 'NOTHING_ACCEPTED', 422],
    ['with a document that nobody handed in', { documents: ['evidence/A1/x/1'] }, 'DOCUMENT_UNKNOWN', 422],
  ])('%s', async (_name, more, code, status) => {
    expect(await simulate({ ...flood, ...more })).toMatchObject({ status, body: { code } });
    expect(await post('', { ...flood, ...more, id: 'flood', seen: 'a'.repeat(64) })).toMatchObject({
      ...{ status, body: { code } },
    });
    expect(await state()).toBeUndefined();
  });

  test('when the book has changed since the dry run, and nothing stands of it', async () => {
    const seen = await hashOfRun();
    await pay('A1', '1.00');
    expect(await post('', { ...flood, id: 'flood', seen })).toMatchObject({
      ...{ status: 409, body: { code: 'DRY_RUN_CHANGED' } },
    });
    expect(await state()).toBeUndefined();
    expect(await world.db.rows('select from campaign_page')).toEqual([]);
  });

  test('to a role that may not ask, and that is written down; the name is free for another', async () => {
    expect(await propose('flood', flood, as('gus', 'guest'))).toMatchObject({ body: { code: 'ROLE_NOT_ALLOWED' } });
    expect(await refusals('campaign/flood')).toEqual(['ROLE_NOT_ALLOWED']);
    expect(await propose()).toMatchObject({ status: 200 });
    expect(await propose()).toMatchObject({ status: 409, body: { code: 'CAMPAIGN_EXISTS' } });
  });

  test('by its maker, the same person twice, a wrong role, and who looked at something else, each written down', async () => {
    await propose();
    const before = await state();
    expect(await decide('approve', as('li', 'creditHead'))).toMatchObject({ body: { code: 'SAME_PERSON' } });
    expect(await decide('approve', as('gus', 'guest'))).toMatchObject({ body: { code: 'ROLE_MISSING' } });
    expect(await decide('approve', wang, { seen: 'a'.repeat(64) })).toMatchObject({
      body: { code: 'EVIDENCE_CHANGED' },
    });
    expect(await post('/flood/approve', {}, wang)).toMatchObject({ body: { code: 'EVIDENCE_CHANGED' } });
    expect(await decide('refuse', wang)).toMatchObject({ body: { code: 'REASON_MISSING' } });
    expect(await state()).toEqual(before);
    await decide('approve', wang);
    expect(await decide('approve', wang)).toMatchObject({ body: { code: 'SAME_PERSON' } });
    expect(await decide('refuse', zhao, { reason: 'too dear' })).toMatchObject({ body: { status: 'refused' } });
    expect(await decide('approve', zhao)).toMatchObject({ status: 409, body: { code: 'CAMPAIGN_OVER' } });
    await live(2);
    expect(await executed()).toEqual({});
    expect(await refusals('campaign/flood')).toEqual([
      ...['SAME_PERSON', 'ROLE_MISSING', 'EVIDENCE_CHANGED', 'EVIDENCE_CHANGED', 'REASON_MISSING', 'SAME_PERSON'],
      'CAMPAIGN_OVER',
    ]);
  });

  test('the same proposal and the same word under their keys are the first ones once more', async () => {
    const first = await propose('flood', flood, as('li', 'collector', 'K1'));
    await pay('A1', '1.00');
    const seen = String(first.body['hash']);
    expect(await post('', { ...flood, id: 'flood', seen }, as('li', 'collector', 'K1'))).toEqual(first);
    const word = await decide('approve', as('wang', 'creditHead', 'K2'));
    expect(await decide('approve', as('wang', 'creditHead', 'K2'))).toEqual(word);
    expect((await get('/flood'))['approvals']).toHaveLength(1);
  });

  test('when nobody decides: it escalates, and is over after its time', async () => {
    await propose();
    world.setNow('2025-04-12T04:00:00.000Z');
    await world.decide('campaign/flood', []);
    expect(await get('/flood')).toMatchObject({ escalated: true });
    expect((await ask(world.app, 'GET', '/v1/tasks?kind=campaign')).body['rows']).toMatchObject([
      { role: 'president' },
    ]);
    world.setNow('2025-05-05T04:00:00.000Z');
    await world.decide('campaign/flood', []);
    expect(await get('/flood')).toMatchObject({ status: 'expired' });
    expect(await decide('approve', wang)).toMatchObject({ body: { code: 'CAMPAIGN_OVER' } });
  });
});

describe('nothing goes round the decision', () => {
  const fact = (loanId: string, page = 0, campaign = 'campaign/flood'): Promise<number> =>
    world.db.run(
      `insert into inbox (case_id, event_id, kind, type, content, content_hash, received_at)
       values ($1, $2, 'fact', 'campaignRelief', $3, '', '2025-04-05T04:00:00.000Z')`,
      [`loan/${loanId}`, `${campaign}/${loanId}`, JSON.stringify({ campaign, page })],
    );

  test.each([
    ['of a campaign that nobody proposed', async () => fact('A1', 0, 'campaign/none'), 'CAMPAIGN_UNKNOWN'],
    ['before the second person has approved', async () => fact('A1'), 'CAMPAIGN_NOT_DECIDED'],
    ['for a loan that the page does not name', async () => fact('A1', 1), 'NOT_LISTED'],
    ['of a page that does not exist', async () => fact('A1', 9), 'NOT_LISTED'],
  ])('a fact %s moves no loan', async (_name, told, code) => {
    await propose();
    await decide('approve', wang);
    await told();
    await world.decide('loan/A1', []);
    expect(await refusals('loan/A1')).toEqual([code]);
    expect(await executed()).toEqual({});
  });

  test('words that were not signed, or were signed by the maker, do not count at the loan', async () => {
    await propose();
    await decide('approve', wang);
    const { sign } = world.deps;
    const hash = String((await get('/flood'))['hash']);
    const write = async (id: string, command: object): Promise<void> => {
      await world.db.run(
        `insert into inbox (case_id, event_id, kind, type, content, content_hash, received_at, applied_seq, answer)
         values ('campaign/flood', $1, 'command', 'approve', $2, '', '2025-04-05T04:00:00.000Z', 9, '{"ok":true}')`,
        [id, JSON.stringify({ command })],
      );
    };
    const word = (id: string, who: string) => ({
      ...{ id, caseId: 'campaign/flood', type: 'approve', content: { hash } },
      actor: { id: who, role: 'riskHead', authenticated: false },
    });
    await write('F1', { ...sign(word('F1', 'zhao')), signature: 'AAAA' });
    await write('F2', sign(word('F2', 'li')));
    await write('F3', sign(word('F3', 'wang')));
    await write('F4', sign({ ...word('F4', 'zhao'), caseId: 'campaign/other' }));
    await write('F5', sign({ ...word('F5', 'zhao'), content: { hash: 'b'.repeat(64) } }));
    await fact('A1');
    await world.decide('loan/A1', []);
    expect(await refusals('loan/A1')).toEqual(['CAMPAIGN_NOT_DECIDED']);
  });

  test('a page that was altered is not asked, and the campaign is listed as stuck', async () => {
    await propose();
    await decide('approve', wang);
    await world.owner.run(`update campaign_page set lines = jsonb_set(lines, '{0,atStakeMinor}', '1')`);
    await decide('approve', zhao);
    await live(1);
    expect(await world.db.row(`select stuck from case_file where id = 'campaign/flood'`)).toEqual({
      stuck: 'CAMPAIGN_LIST_ALTERED',
    });
    expect(await executed()).toEqual({});
    expect(await ask(world.app, 'GET', '/v1/campaigns/flood/list')).toMatchObject({ body: { code: 'LIST_ALTERED' } });
  });

  test('a loan on a stricter policy than when it was decided asks for its own people', async () => {
    await propose();
    await decide('approve', wang);
    await decide('approve', zhao);
    await world.db.run(
      `insert into policy (hash, id, version, body)
       select 'strict', id, 99, jsonb_set(body, '{requests}',
         '{"deferment":{"roles":["collector"],"documents":[],"approval":{"approvers":2,"roles":["president"],"answerDays":7,"escalateTo":"president"}}}')
         from policy where hash = (select policy_hash from case_file where id = 'loan/A1')`,
    );
    await world.db.run(`update case_file set policy_hash = 'strict' where id = 'loan/A1'`);
    await live(5);
    expect(await rows('/flood/loans?status=refused')).toMatchObject([{ loanId: 'A1', code: 'CAMPAIGN_NOT_DECIDED' }]);
  });
});
