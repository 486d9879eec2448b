import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays } from '../../domain/date.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { wordingOf } from '../../policies/wording.ts';
import { lenderFacts } from '../../worker/lender.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const { 'zh-CN': zh, en } = lenderFacts({});
/** A lender that does not say how to stop texts, and has no address that letters could come from. */
const lacking = { lenderAddress: ' ', optOut: { ...zh.optOut, sms: '' } };
const wording = wordingOf(loadTemplates(), { 'zh-CN': { ...zh, ...lacking }, en: { ...en, ...lacking } });

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', {}, {}, { wording });
});
beforeEach(() => world.clear());
afterAll(() => world.stop());

/** Every decision about messages of a loan that nobody pays, from the take-over to mid-April, by what became of it. */
async function messagesOf(debtor: Record<string, string>): Promise<Set<string>> {
  world.setNow('2025-02-01T04:00:00.000Z');
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1', { debtor }));
  for (let day = '2025-02-02'; day < '2025-04-15'; day = addDays(day, 1)) {
    world.setNow(`${day}T04:00:00.000Z`);
    await world.deps.cases.poke('loan/L1');
  }
  const rows = await world.db.rows<{ told: string }>(
    `select concat_ws(' ', type, body->>'channel', body->>'code', p.value->>'channel', p.value->>'code') as told
       from journal left join jsonb_array_elements(body->'passed') as p on true
      where type in ('noticeDecided', 'stepRefused')`,
  );
  return new Set(rows.map(({ told }) => told));
}

test('a message that lacks a field goes by the next channel, and the journal says which one could not and why', async () => {
  expect(await messagesOf(party('P-L1'))).toEqual(new Set(['noticeDecided email sms MISSING_FIELD optOut']));
  const channels = await world.db.rows<{ channel: string }>('select distinct channel from outbox');
  expect(channels).toEqual([{ channel: 'email' }]);
});

test('without another channel it is refused by the decision, the ladder goes on, and nothing is ever queued', async () => {
  const { email: _none, ...debtor } = party('P-L1');
  expect(await messagesOf(debtor)).toEqual(
    new Set(['stepRefused MISSING_FIELD optOut', 'stepRefused MISSING_FIELD lenderAddress']),
  );
  expect(await world.db.rows('select 1 from outbox')).toEqual([]);
});
