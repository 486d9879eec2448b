import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLenderWorld } from '../support/lenderWorld.ts';
import type { LenderWorld } from '../support/lenderWorld.ts';
import { closedEarly } from './closedEarly.ts';
import { dealerAdvances } from './dealerAdvances.ts';
import { dealerContests } from './dealerContests.ts';
import { paidAfterItsEnd } from './paidAfterItsEnd.ts';
import { paidBackDated } from './paidBackDated.ts';
import { paymentReversed } from './paymentReversed.ts';
import { paysAlways } from './paysAlways.ts';
import { paysLateOnce } from './paysLateOnce.ts';
import { paysPart } from './paysPart.ts';
import { paysWhileALetterIsPending } from './paysWhileALetterIsPending.ts';
import { linesOf } from './life.ts';
import { play } from './play.ts';
import { disputesUnanswered } from './disputesUnanswered.ts';
import { promisesToPay } from './promisesToPay.ts';
import { renewedAtMaturity } from './renewedAtMaturity.ts';
import { sixInAll } from './sixInAll.ts';
import { faultsOf, figuresOf, stageOf } from './proof.ts';
import { tableOf } from './table.ts';
import { threeInARow } from './threeInARow.ts';
import { writtenOffThenRecovers } from './writtenOffThenRecovers.ts';

const lives = [
  paysAlways,
  paysLateOnce,
  paysPart,
  paysWhileALetterIsPending,
  threeInARow,
  sixInAll,
  dealerAdvances,
  dealerContests,
  renewedAtMaturity,
  writtenOffThenRecovers,
  paidBackDated,
  paymentReversed,
  closedEarly,
  paidAfterItsEnd,
  promisesToPay,
  disputesUnanswered,
];
let world: LenderWorld;

beforeAll(async () => {
  world = await startLenderWorld('2025-01-01T00:00:00.000Z');
  await play(world, lives, '2027-06-01T00:00:00.000Z');
}, 300_000);
afterAll(() => world.stop());

describe.each(lives)('$title', (life) => {
  it('happens day by day as policy and domain say', async () => {
    expect(await tableOf(world, life)).toEqual(linesOf(life));
  });

  it('shows its figures', async () => {
    const shown: Record<string, unknown> = {};
    for (const asOf of Object.keys(life.figures)) shown[asOf] = await figuresOf(world, life, asOf);
    expect(shown).toEqual(life.figures);
    expect(await stageOf(world, life)).toBe(life.stage);
  });

  it('is told alike by journal, state and the history of the engine', async () => {
    expect(await faultsOf(world, life)).toEqual([]);
  });
});
