// Tracks, relief and rights on the real engine: many loans on one clock, a table each.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoClock } from '../support/demoClock.ts';
import { startLenderWorld } from '../support/lenderWorld.ts';
import type { LenderWorld } from '../support/lenderWorld.ts';
import { linesOf } from './life.ts';
import { play } from './play.ts';
import { faultsOf, faultsOfCases, figuresOf, stageOf } from './proof.ts';
import { partnerTableOf, tableOf } from './table.ts';
import { lives } from './tracks/index.ts';
import { DEALER, TOLD } from './tracks/partner.ts';

let world: LenderWorld;

beforeAll(async () => {
  // Cases wake one another at one hour here, which the time-skipping server does not stand (test/support/skippingClock.ts).
  world = await startLenderWorld('2024-12-19T00:00:00.000Z', startDemoClock);
  // The calendar of the policies ends with 2026: beyond, loans that are still collected say so and wait.
  await play(world, lives, '2026-11-30T00:00:00.000Z');
}, 300_000);
afterAll(() => world.stop());

describe.each(lives)('$title', (life) => {
  it('happens day by day as policy and domain say', async () => {
    // A loan and its tracks decide at one hour: which of them comes first within it, the engine says.
    expect((await tableOf(world, life)).sort()).toEqual(linesOf(life).sort());
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

describe('合作机构: the dealer of five of these loans', () => {
  it('is marked when three claims have lapsed, goes on to who is asked next, and is counted on again by two people', async () => {
    expect(await partnerTableOf(world, DEALER)).toEqual(linesOf({ table: TOLD }));
  });

  it('is told alike by journal, state and the history of the engine', async () => {
    expect(await faultsOfCases(world, [`partner/${DEALER}`])).toEqual([]);
  });
});
