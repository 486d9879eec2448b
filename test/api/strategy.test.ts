import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { compared } from '../../cli/strategy.ts';
import { armOf } from '../../domain/strategy.ts';
import { loadPolicy } from '../../policies/load.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const file = join(import.meta.dirname, '../../docs/examples/cn-consumer.yaml');
const loaded = loadPolicy(readFileSync(file, 'utf8'), file);
if (loaded.policy === undefined) throw new Error('the example has no fault');
const { policy, hash } = loaded;

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', { policies: new Map([[policy.id, { policy, hash }]]) });
});
afterAll(() => world.stop());
beforeEach(() => world.clear());

const experiment = { id: 'callSooner', sharePercent: 20 };
/** The first debtors of an arm. */
const debtorsOf = (arm: string, count: number): string[] =>
  Array.from({ length: 100 }, (_, at) => `P${at}`)
    .filter((id) => armOf(experiment, id) === arm)
    .slice(0, count);
const figure = () => ask(world.app, 'GET', '/v1/figures/arms?experiment=callSooner');

async function start(loanId: string, debtorId: string, more: Record<string, unknown> = {}): Promise<void> {
  const started = await ask(world.app, 'POST', '/v1/loans', loanBody(loanId, { debtor: party(debtorId), ...more }));
  expect(started.status).toBe(201);
}

/** A message to the debtor that a provider took on an instant. */
async function contact(loanId: string, debtorId: string, at: string): Promise<void> {
  await world.owner.run(
    `with o as (insert into outbox (reference, person_id, channel, template, rank, not_before, status, accepted_at)
       values ($1, $2, 'sms', 'overdue1', 1, $3, 'accepted', $3) returning id)
     insert into notice (key, case_id, step, outbox_id, template, rank, line)
     select $1, $4, 'test', id, 'overdue1', 1, '{}' from o`,
    [`R-${loanId}-${at}`, debtorId, at, `loan/${loanId}`],
  );
}

it('each arm tells its loans, contacts, cures and payments since the assignment, with what they are shares of', async () => {
  const [a = '', b = ''] = debtorsOf('champion', 2);
  const [c = ''] = debtorsOf('challenger', 1);
  await start('L1', a);
  await start('L2', b);
  await start('L3', c);
  await contact('L1', a, '2025-04-06T04:00:00.000Z');
  await contact('L1', a, '2025-04-08T04:00:00.000Z');
  // Before the loan was in the experiment, and to somebody else.
  await contact('L1', a, '2025-04-03T04:00:00.000Z');
  await contact('L1', b, '2025-04-09T04:00:00.000Z');
  world.setNow('2025-04-07T04:00:00.000Z');
  const paid = { amount: '3000.00', currency: 'CNY', valueDate: '2025-04-07', bookedDate: '2025-04-07' };
  const posted = await ask(world.app, 'POST', '/v1/loans/L3/payments', paid, { 'idempotency-key': 'pay-1' });
  expect(posted.status).toBeLessThan(300);
  world.setNow('2025-05-10T04:00:00.000Z');
  const { body } = await figure();
  const none = { currency: 'CNY', due: '1000.00', paid: '0.00', paidShare: 0 };
  expect(body).toEqual({
    experiment: 'callSooner',
    arms: [
      {
        ...{ arm: 'challenger', loans: 1, contacts: 0, contactsPerLoan: 0, matured: 1, cured: 1, curedShare: 1 },
        money: [{ ...none, paid: '1000.00', paidShare: 1 }],
      },
      {
        ...{ arm: 'champion', loans: 2, contacts: 2, contactsPerLoan: 1, matured: 2, cured: 0, curedShare: 0 },
        money: [{ ...none, due: '2000.00' }],
      },
    ],
  });
  const [, challenger, champion] = compared(body['arms'] as Record<string, unknown>[], 'en');
  expect(challenger).toMatch(/^challenger +1 +0\.00 \(0\/1\) +100\.0 % \(1\/1\) +100\.0 % \(1000\.00\/1000\.00 CNY\)$/);
  expect(champion).toMatch(/^champion +2 +1\.00 \(2\/2\) +0\.0 % \(0\/2\) +0\.0 % \(0\.00\/2000\.00 CNY\)$/);
});

it('says that nobody is in an experiment of that name', async () => {
  expect(await figure()).toMatchObject({ status: 404, body: { code: 'EXPERIMENT_UNKNOWN', field: 'experiment' } });
});
