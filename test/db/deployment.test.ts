import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareMode, deploymentMode, ModeMismatch } from '../../db/deployment.ts';
import { policyByHash, PolicyEdited, PolicyUnknown, publishPolicies } from '../../db/policy.ts';
import { shippedPolicies } from '../../policies/index.ts';
import { noon, startWorld, type World } from './world.ts';

let world: World;
const [car] = [...shippedPolicies().values()];
if (car === undefined) throw new Error('no policy ships');
const edited = { policy: { ...car.policy, minGapDays: car.policy.minGapDays + 1 }, hash: 'f'.repeat(64) };

beforeAll(async () => {
  world = await startWorld(2);
});
afterAll(() => world.stop());

it('a policy that was edited under its version is refused at the start, and what loans run on stays', async () => {
  await publishPolicies(world.db, [car]);
  await expect(publishPolicies(world.db, [edited])).rejects.toThrow(PolicyEdited);
  expect((await policyByHash(world.db, car.hash)).minGapDays).toBe(car.policy.minGapDays);
});

it('the same edit under a new version is another policy beside it', async () => {
  const next = { ...edited, policy: { ...edited.policy, version: car.policy.version + 1 } };
  await publishPolicies(world.db, [car]);
  await publishPolicies(world.db, [next]);
  expect((await policyByHash(world.db, next.hash)).minGapDays).toBe(car.policy.minGapDays + 1);
  expect((await policyByHash(world.db, car.hash)).minGapDays).toBe(car.policy.minGapDays);
});

it('a policy that nobody published is not guessed', async () => {
  await expect(policyByHash(world.db, '0'.repeat(64))).rejects.toThrow(PolicyUnknown);
});

it('a database that was started live is never played as a demo', async () => {
  await declareMode(world.db, 'live', noon);
  await expect(declareMode(world.db, 'demo', noon)).rejects.toThrow(ModeMismatch);
  expect(await deploymentMode(world.db)).toBe('live');
});
