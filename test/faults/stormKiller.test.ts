import { expect, it } from 'vitest';
import { killParts, randomOf } from './stormKiller.ts';
import type { Part } from './stormKiller.ts';

const options = { kills: 60, seed: 3, pauseMs: { least: 0, most: 1 }, busyWithinMs: 0 };

it('the same seed kills the same parts, each by its weight, and never one that is down', async () => {
  const storm = async (): Promise<readonly string[]> => {
    const killed: string[] = [];
    const partOf = (weight: number): Part => {
      let up = true;
      return {
        ...{ weight, busy: () => true },
        kill: () => {
          expect(up).toBe(true);
          up = false;
          return Promise.resolve();
        },
        start: () => {
          up = true;
          return Promise.resolve();
        },
      };
    };
    const { byPart } = await killParts(
      { often: partOf(9), seldom: partOf(1) },
      { ...options, onKill: (name) => killed.push(name) },
    );
    expect(byPart['often']).toBeGreaterThan(byPart['seldom'] ?? 0);
    return killed;
  };
  const first = await storm();
  expect(first).toHaveLength(60);
  expect(await storm()).toEqual(first);
});

it('random numbers differ by seed and stay below one', () => {
  const [one, same, other] = [randomOf(1), randomOf(1), randomOf(2)];
  const numbers = Array.from({ length: 1_000 }, one);
  expect(numbers).toEqual(Array.from({ length: 1_000 }, same));
  expect(numbers).not.toEqual(Array.from({ length: 1_000 }, other));
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
});
