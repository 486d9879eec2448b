import { describe, expect, it } from 'vitest';
import { accelerationMoney } from './moneyMatrixAcceleration.ts';
import { circumstanceMoney } from './moneyMatrixCircumstance.ts';
import { claimMoney } from './moneyMatrixClaim.ts';
import { disputeMoney } from './moneyMatrixDispute.ts';
import { limitationMoney } from './moneyMatrixLimitation.ts';
import { partnerMoney } from './moneyMatrixPartner.ts';
import { placementMoney } from './moneyMatrixPlacement.ts';
import { promiseMoney } from './moneyMatrixPromise.ts';
import { securityMoney } from './moneyMatrixSecurity.ts';
import { collateralMoney } from './moneyMatrixCollateral.ts';
import { writeOffMoney } from './moneyMatrixWriteOff.ts';
import { reliefMoney } from './moneyMatrixRelief.ts';
import { pairsOf } from './support/moneyMatrix.ts';
import type { Played } from './support/moneyMatrix.ts';

/** Every track that has a table; a new one is added here, and each of its pairs has to be there. */
const played: readonly Played[] = [
  ...pairsOf(promiseMoney),
  ...pairsOf(disputeMoney),
  ...pairsOf(circumstanceMoney),
  ...pairsOf(writeOffMoney),
  ...pairsOf(collateralMoney),
  ...pairsOf(limitationMoney),
  ...reliefMoney.flatMap((table) => pairsOf(table)),
  ...pairsOf(accelerationMoney),
  ...pairsOf(claimMoney),
  ...pairsOf(partnerMoney),
  ...pairsOf(placementMoney),
  ...pairsOf(securityMoney),
];

describe('when money arrives in the middle of', () => {
  it.each(played)('$name, what was written happens', ({ pair, play }) => {
    expect(pair?.outcome ?? '').toMatch(/\w+.*\.$/);
    expect(play()).toEqual(pair?.story);
  });

  it('a track whose table has a hole, the pair is missed', () => {
    const { withdrawn: _withdrawn, ...pairs } = promiseMoney.pairs;
    const holed = pairsOf({ ...promiseMoney, pairs: pairs as typeof promiseMoney.pairs });
    expect(holed.filter(({ pair }) => pair === undefined).map(({ name }) => name)).toHaveLength(4);
  });
});
