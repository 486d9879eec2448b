import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createApi } from '../../api/server.ts';
import type { ApiDeps } from '../../api/server.ts';
import { hashOf } from '../../db/chain.ts';
import { createSigner } from '../../db/signature.ts';
import { loadCalendar } from '../../policies/calendar.ts';
import { shippedPolicies } from '../../policies/index.ts';
import { startSweeper } from '../../worker/sweeper.ts';
import { ask } from '../api/world.ts';
import { addDays } from '../../domain/date.ts';
import { faultsFound } from './agree.ts';
import { quiet, startFaultWorld, until } from './harness.ts';
import type { FaultWorld } from './harness.ts';
import { today } from './loans.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let world: FaultWorld;
beforeAll(async () => {
  world = await startFaultWorld();
});
afterAll(() => world.stop());

/** The API as it runs beside the engine of this test. */
function apiOf({ db, sealer, keys, cases }: FaultWorld) {
  const deps: ApiDeps = {
    ...{ db, sealer, cases: cases(), sign: createSigner(keys.signing.privateKey), mode: 'live', clock: null },
    ...{ policies: shippedPolicies(), calendarOf: loadCalendar },
    lender: { timeZone: 'Asia/Shanghai', currency: 'CNY' },
  };
  return createApi(deps);
}

const LOANS = Array.from({ length: 60 }, (_, at) => `C${String(at).padStart(2, '0')}`);
const as = (id: string, role: string): Record<string, string> => ({ 'recoup-actor': `${id};role=${role}` });

it('a campaign over sixty loans goes on after a kill, each has the relief once, and who has paid meanwhile is listed', async () => {
  const app = apiOf(world);
  const post = async (path: string, body: object, who = as('li', 'collector')) => {
    const reply = await ask(app, 'POST', `/v1${path}`, body, who);
    expect([reply.status, reply.body]).toEqual([200, reply.body]);
    return reply.body;
  };
  const progress = async () =>
    (await ask(app, 'GET', '/v1/campaigns/flood')).body as {
      readonly status: string;
      readonly progress: Readonly<Record<string, number>>;
    };
  // Commands go to a worker in a process of its own, which is killed in the middle; it tells no case of another, so the
  // sweeper finds what stands in their inboxes.
  const { child, logFile } = world.workApart('after', 'never/');
  await until('READY', () => readFileSync(logFile, 'utf8').includes('READY'));
  const sweeper = startSweeper({ db: world.db, cases: world.cases(), everyMs: 300, overdueMs: 200 });
  await world.open(...LOANS.map((loanId) => ({ loanId })), { loanId: 'D00', dueDaysAgo: 1 });
  for (const loanId of [...LOANS, 'D00']) await world.poke(loanId);
  await quiet(world, 90_000);
  const proof = await post('/loans/C00/documents', {
    ...{ kind: 'hardshipProof', content: Buffer.from('flood of the county').toString('base64') },
  });
  const wish = {
    ...{ kind: 'deferment', terms: { toOn: addDays(today(), 40) }, reason: 'flood', documents: [proof['id']] },
    ...{ selection: { branches: ['North'], overdueDaysAtMost: 0 }, pageLoans: 5, everySeconds: 2 },
  };
  const dry = await post('/campaigns/simulate', wish);
  expect(dry['totals']).toMatchObject({ met: 60, accepted: 60 });
  const seen = dry['hash'];
  await post('/campaigns', { ...wish, id: 'flood', seen });
  await post('/campaigns/flood/approve', { seen }, as('sun', 'supervisor'));
  await post('/campaigns/flood/approve', { seen }, as('wang', 'creditHead'));
  const executed = async () =>
    (await world.db.row<{ n: number }>(`select count(*) as n from journal where type = 'requestExecuted'`))?.n ?? 0;
  await until('some are done', async () => (await executed()) >= 5, 60_000);
  await child.kill();
  const left = await world.db.rows<{ loanId: string }>(
    `select v.loan_id as "loanId" from loan_view v where v.loan_id like 'C%'
        and not exists (select from campaign_loan l where l.loan_id = v.loan_id) order by v.loan_id desc limit 3`,
  );
  expect(left).toHaveLength(3);
  for (const { loanId } of left) await world.post(loanId, `${loanId}-ALL`, 120_000);
  // One more comes to the region: it is on no list.
  await world.open({ loanId: 'C99' });
  const worker = await world.work();
  await world.poke('C99');
  await until('the campaign is done', async () => (await progress()).status === 'done', 120_000);
  await quiet(world, 60_000);
  await sweeper.stop();
  await worker.stop();
  expect((await progress()).progress).toMatchObject({
    ...{ asked: 60, carriedOut: 57, refused: 3, refusedBy: { NOTHING_OWED: 3 }, unanswered: 0, left: 0 },
  });
  const given = await world.db.rows<{ id: string; times: number; campaign: string }>(
    `select case_id as id, count(*) as times, min(body->>'campaign') as campaign from journal
      where type = 'requestExecuted' group by 1 order by 1`,
  );
  const paid = left.map(({ loanId }) => loanId);
  expect(given).toEqual(
    LOANS.filter((loanId) => !paid.includes(loanId)).map((loanId) => ({
      ...{ id: `loan/${loanId}`, times: 1, campaign: 'campaign/flood' },
    })),
  );
  const refused = await ask(app, 'GET', '/v1/campaigns/flood/loans?status=refused');
  expect(refused.body['rows']).toMatchObject(
    paid.sort().map((loanId) => ({ loanId, code: 'NOTHING_OWED', reason: 'nothing is outstanding' })),
  );
  const [run] = await world.db.rows<{ run: unknown; hash: string }>(
    `select body->'run' as run, body->>'hash' as hash from journal where type = 'campaignProposed'`,
  );
  expect(run?.hash).toBe(hashOf(run?.run));
  expect(await faultsFound(world)).toEqual([]);
  await app.close();
});
