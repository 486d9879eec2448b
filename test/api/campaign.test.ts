import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, type ApiWorld, type Reply } from './world.ts';
import { campaignsOf, clearCampaigns, startCampaigns, wang, zhao, flood } from './campaignWorld.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await startCampaigns();
});
beforeEach(() => clearCampaigns(world));
afterAll(() => world.stop());
const { post, get, rows, simulate, propose, decide, pay, live, executed, refusals } = campaignsOf(() => world);

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
