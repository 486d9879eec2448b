import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, type ApiWorld } from './world.ts';
import { campaignsOf, clearCampaigns, startCampaigns, as, wang, zhao, flood } from './campaignWorld.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await startCampaigns();
});
beforeEach(() => clearCampaigns(world));
afterAll(() => world.stop());
const { post, get, rows, simulate, hashOfRun, propose, decide, pay, live, executed, state, refusals } = campaignsOf(
  () => world,
);

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
