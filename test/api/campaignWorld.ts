/** Five loans in the east and one in the west, a campaign of relief for the east, and what is done and asked about it. */
import { withoutRequests } from './withoutRequests.ts';
import { ask, loanBody, startApiWorld, type ApiWorld, type Reply } from './world.ts';

export const as = (id: string, role: string, key?: string): Record<string, string> => ({
  'recoup-actor': `${id};role=${role}`,
  ...(key === undefined ? {} : { 'idempotency-key': key }),
});
export const [li, wang, zhao] = [as('li', 'collector'), as('wang', 'creditHead'), as('zhao', 'riskHead')];
export const EAST = ['A1', 'A2', 'A3', 'A4', 'A5'];
export const flood = {
  ...{ kind: 'deferment', terms: { toOn: '2025-06-01' }, reason: 'flood in the east' },
  ...{ selection: { branches: ['east'] }, pageLoans: 2, everySeconds: 10 },
};

export const startCampaigns = (): Promise<ApiWorld> => startApiWorld('live', { policies: withoutRequests() });

export async function clearCampaigns(world: ApiWorld): Promise<void> {
  await world.clear();
  for (const loanId of EAST) await ask(world.app, 'POST', '/v1/loans', loanBody(loanId));
  await ask(world.app, 'POST', '/v1/loans', loanBody('B1', { branch: 'west' }));
}

/** Of the world as it is when they are called. */
export function campaignsOf(world: () => ApiWorld) {
  const post = (path: string, body: object, headers: Record<string, string> = li): Promise<Reply> =>
    ask(world().app, 'POST', `/v1/campaigns${path}`, body, headers);
  const get = async (path: string): Promise<Record<string, unknown>> =>
    (await ask(world().app, 'GET', `/v1/campaigns${path}`)).body;
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
    ask(world().app, 'POST', `/v1/loans/${loanId}/payments`, {
      ...{ id: `P-${loanId}`, amount, currency: 'CNY', valueDate: '2025-04-05', bookedOn: '2025-04-05' },
    });

  /** Lives on, ten seconds at a time: each case decides what stands in its inbox, as the engine would have it. */
  const live = async (turns: number): Promise<void> => {
    for (let turn = 1; turn <= turns; turn += 1) {
      for (const loanId of [...EAST, 'B1']) await world().decide(`loan/${loanId}`, []);
      const now = await world().db.row<{ at: string }>(`select max(decided_at) as at from case_file`);
      world().setNow(new Date(Date.parse(now?.at ?? '') + 10_000).toISOString());
      await world().decide('campaign/flood', []);
    }
  };
  const executed = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (
        await world().db.rows<{ id: string; times: number }>(
          `select case_id as id, count(*) as times from journal where type = 'requestExecuted' group by 1 order by 1`,
        )
      ).map(({ id, times }) => [id, times]),
    );
  const state = async (): Promise<unknown> =>
    (await world().db.row<{ state: unknown }>(`select state from case_file where id = 'campaign/flood'`))?.state;
  const refusals = async (caseId: string): Promise<string[]> =>
    (
      await world().db.rows<{ code: string }>(
        `select body->>'code' as code from journal where type = 'refused' and case_id = $1 order by seq`,
        [caseId],
      )
    ).map(({ code }) => code);
  return { post, get, rows, simulate, hashOfRun, propose, decide, pay, live, executed, state, refusals };
}
