import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { askDesk } from '../../db/deskTask.ts';
import { hear } from '../../db/inboundText.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const collector = { 'recoup-actor': 'li;role=collector' };
const at = '2025-04-05T04:00:00.000Z';

let world: ApiWorld;
let personId = '';
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
  await ask(world.app, 'POST', '/v1/loans', loanBody('L2', { debtor: party('P-L1') }));
  const row = await world.db.row<{ id: string }>(`select debtor_id as id from loan_view where loan_id = 'L1'`);
  personId = row?.id ?? '';
});
afterAll(() => world.stop());

/** The borrower writes; the loans that hear of it decide. */
async function write(id: string, text: string): Promise<readonly string[]> {
  const { phone } = loanBody('L1')['debtor'] as { phone: string };
  const heard = await world.db.tx((q) => hear(q, world.deps.sealer, { id, from: phone, text, said: 'text', at }));
  await decide(heard.woken);
  return heard.woken;
}
async function decide(cases: readonly string[]): Promise<void> {
  for (const caseId of cases) await world.deps.cases.poke(caseId);
}
const tasks = async (kind: string): Promise<unknown[]> => {
  const { body } = await ask(world.app, 'GET', `/v1/tasks?kind=${kind}`);
  return (body['rows'] as { id: string }[]).map(({ id }) => id);
};
const outcome = (id: string, result: string) =>
  ask(world.app, 'POST', `/v1/tasks/${encodeURIComponent(id)}/outcome`, { result }, collector);

test('a text that no machine reads is put before a collector once, whatever else comes while it waits', async () => {
  expect(await write('SM1', 'I lost my job, can we talk?')).toEqual(['loan/L1']);
  expect(await write('SM1', 'I lost my job, can we talk?')).toEqual([]);
  expect(await write('SM2', 'Hello?')).toEqual([]);
  expect(await tasks('inboundText')).toEqual(['L1/inboundText/SM1']);
  const read = await world.app.inject({
    ...{ method: 'GET', url: '/v1/tasks/L1%2FinboundText%2FSM1/text', headers: collector },
  });
  expect([read.statusCode, read.body]).toEqual([200, 'I lost my job, can we talk?']);
  const open = await world.db.rows(`select 1 from journal where body::text ~ 'job' union all
    select 1 from inbox where content::text ~ 'job'`);
  expect(open).toEqual([]);
  const timeline = async (language: string): Promise<string> =>
    JSON.stringify((await ask(world.app, 'GET', `/v1/loans/L1/timeline?lang=${language}`)).body);
  expect(await timeline('en')).toContain('a text came in');
  expect(await timeline('zh-CN')).toContain('收到回信');
});

test('it ends with a result of its own, another is refused, and the next text opens the next', async () => {
  await write('SM1', 'Hello?');
  expect(await outcome('L1/inboundText/SM1', 'NA')).toMatchObject({ status: 422, body: { code: 'RESULT_UNKNOWN' } });
  expect(await outcome('L1/inboundText/SM1', 'answered')).toMatchObject({ status: 200 });
  expect(await tasks('inboundText')).toEqual([]);
  await write('SM2', 'Thanks');
  expect(await tasks('inboundText')).toEqual(['L1/inboundText/SM2']);
  expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
});

test('two texts at the same moment open one task', async () => {
  await Promise.all([write('SM1', 'Hello'), write('SM2', 'Hello again')]);
  expect(await tasks('inboundText')).toHaveLength(1);
});

test('a letter that came back asks a collector for a new address', async () => {
  await decide(await world.db.tx((q) => askDesk(q, { kind: 'newAddress', personId, about: 'R1', at })));
  expect(await world.db.tx((q) => askDesk(q, { kind: 'newAddress', personId, about: 'R2', at }))).toEqual([]);
  expect(await tasks('newAddress')).toEqual(['L1/newAddress/R1']);
  expect(await outcome('L1/newAddress/R1', 'corrected')).toMatchObject({ status: 200 });
  expect(await tasks('newAddress')).toEqual([]);
});
