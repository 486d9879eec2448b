// A new version of a policy: loans that run stay on theirs, new ones get the new one, and moving one is a command.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { shippedPolicies } from '../../policies/index.ts';
import { policyHash } from '../../policies/load.ts';
import type { ServedPolicy } from '../../api/deps.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const shipped = shippedPolicies().get('cn-consumer');
if (shipped === undefined) throw new Error('the policy is shipped');
const now: ServedPolicy = shipped;
/** The version before: it called no loan in by rules of its own, and asked for its first word three days later. */
const { acceleration: _acceleration, placement: _placement, ...rest } = now.policy;
const policy = {
  ...rest,
  version: now.policy.version - 1,
  ladder: rest.ladder.map((step) => (step.id === 'overdueSms' ? { ...step, offsetDays: 4 } : step)),
};
const before: ServedPolicy = { policy, hash: policyHash(policy) };

const served = new Map<string, ServedPolicy>();
let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', { policies: served });
});
beforeEach(() => world.clear());
afterAll(() => world.stop());

const actor = { 'recoup-actor': 'li;role=collector' };
/** Twelve instalments, the first of them due on 7 April 2025. */
const instalments = Array.from({ length: 12 }, (_, at) => ({
  ...{ number: at + 1, principal: '1000.00' },
  dueOn: `${at + 4 > 12 ? 2026 : 2025}-${String(((at + 3) % 12) + 1).padStart(2, '0')}-07`,
}));
async function start(id: string, by: ServedPolicy): Promise<void> {
  served.set('cn-consumer', by);
  const body = loanBody(id, { disbursedOn: '2025-03-07', schedule: { kind: 'given', instalments } });
  expect(await ask(world.app, 'POST', '/v1/loans', body)).toMatchObject({ status: 201 });
}
/** Both loans are woken every afternoon. */
async function live(from: number, to: number): Promise<void> {
  for (let day = from; day <= to; day += 1) {
    world.setNow(`2025-04-${String(day).padStart(2, '0')}T09:00:00.000Z`);
    for (const id of ['L1', 'L2']) await world.deps.cases.poke(`loan/${id}`);
  }
}
const versionOf = async (id: string): Promise<unknown> => {
  const { body } = await ask(world.app, 'GET', `/v1/loans/${id}`);
  return (body['policy'] as { version: number }).version;
};
/** The days on which the first word about arrears was decided, loan by loan. */
const firstWords = (): Promise<{ loan: string; on: string }[]> =>
  world.db.rows(
    `select case_id as loan, body->>'on' as on from journal
      where type = 'noticeDecided' and body->>'step' = 'overdueSms' order by case_id`,
  );

test('a loan that runs stays on its version, a new one gets the new one, and moving it is a command', async () => {
  await start('L1', before);
  await start('L2', now);
  await live(5, 12);
  expect([await versionOf('L1'), await versionOf('L2')]).toEqual([before.policy.version, now.policy.version]);
  expect(await firstWords()).toEqual([
    { loan: 'loan/L1', on: '2025-04-11' },
    { loan: 'loan/L2', on: '2025-04-08' },
  ]);
  const move = { type: 'movePolicy', content: { policy: 'cn-consumer' } };
  expect(await ask(world.app, 'POST', '/v1/loans/L1/commands', move, actor)).toMatchObject({ status: 200 });
  expect(await versionOf('L1')).toBe(now.policy.version);
  expect(await firstWords()).toHaveLength(2);
});

test('the same version with other content is refused, and pins nothing', async () => {
  await start('L1', now);
  const edited = { ...now.policy, minGapDays: now.policy.minGapDays + 1 };
  served.set('cn-consumer', { policy: edited, hash: policyHash(edited) });
  const body = loanBody('L2', {});
  expect(await ask(world.app, 'POST', '/v1/loans', body)).toMatchObject({ body: { code: 'POLICY_EDITED' } });
  expect(await ask(world.app, 'GET', '/v1/loans/L2')).toMatchObject({ status: 404 });
});
