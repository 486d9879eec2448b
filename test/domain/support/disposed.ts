import type { CollateralItem, CollateralState } from '../../../domain/collateralState.ts';
import { DEFAULT_COLLATERAL } from '../../../domain/collateralRules.ts';
import type { CollateralRules } from '../../../domain/collateralRules.ts';
import { contractOf, due, pay } from '../sampleLoan.ts';
import { actor, BookLife } from './bookLife.ts';
import { PEOPLE, policyOf, someone, termsOf, trigger } from './loanWorld.ts';

export const LOAN = 'loan/L1';
export const CASE = 'collateral/L1/1';
export const CLERK = actor('cy', 'assetManager');
export const HEAD = actor('hal', 'creditHead');
export const RISK = actor('rob', 'riskHead');

/** A car of 2,000.00. */
export const CAR: Omit<CollateralItem, 'title' | 'insuredUntil' | 'registeredUntil'> = {
  id: 'car',
  kind: 'vehicle',
  ownerId: null,
  valueMinor: 200_000,
};

export type DisposalStage =
  | 'valuing'
  | 'valued'
  | 'awaitingApproval'
  | 'approved'
  | 'possessed'
  | 'onSale'
  | 'surplusOwed'
  | 'realised'
  | 'redeemed';

/**
 * 1,000.00 due on 5 February and on 5 March, 400.00 of it paid on 4 February: 1,600.00 owed. The disposal of a car of 2,000.00 is
 * opened on 15 March; it is valued at 1,900.00 (or `valueMinor`) and goes to auction; reserve 70 % of it.
 */
export function disposal(stage: DisposalStage, rules: Partial<CollateralRules> = {}, valueMinor = 190_000): BookLife {
  const policy = policyOf({
    ladder: [trigger('sell', { overdueDaysAtLeast: 38 }, { action: { do: 'collateral' } })],
    collateral: { ...DEFAULT_COLLATERAL, ...rules },
  });
  const contract = contractOf(
    due(1, '2025-02-05', { principal: 100_000 }),
    due(2, '2025-03-05', { principal: 100_000 }),
  );
  const people = { ...PEOPLE, olga: someone('olga') };
  const life = new BookLife({ policy, terms: termsOf(contract), people }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 40_000));
  life.command(LOAN, 'addCollateral', { ...CAR }, CLERK);
  life.at('2025-03-15', '10:30');
  if (stage === 'valuing') return life;
  life.command(CASE, 'value', { by: 'vera', valueMinor }, CLERK);
  if (stage === 'valued') return life;
  life.command(CASE, 'propose', { way: 'auction' }, CLERK);
  if (stage === 'awaitingApproval') return life.at('2025-03-16');
  life.at('2025-03-16').command(CASE, 'approve', {}, HEAD);
  life.command(CASE, 'approve', {}, RISK);
  if (stage === 'approved') return life.at('2025-03-20');
  life.at('2025-03-25').command(CASE, 'seize', { how: 'voluntary' }, CLERK);
  life.command(CASE, 'addCost', { amountMinor: 5_000, what: 'towing' }, CLERK);
  if (stage === 'possessed') return life;
  life.at('2025-03-26').command(CASE, 'openRound', { opensOn: '2025-04-15' }, CLERK);
  if (stage === 'onSale') return life.at('2025-04-10');
  if (stage === 'redeemed') {
    life.at('2025-04-10').post(pay('all', '2025-04-10', 160_000));
    return life.at('2025-04-12');
  }
  const priceMinor = stage === 'realised' ? 140_000 : 180_000;
  life.at('2025-04-16').command(CASE, 'closeRound', { result: 'sold', priceMinor }, CLERK);
  return life.at('2025-04-17', '11:00');
}

export const caseOf = (life: BookLife): CollateralState => life.stateOf(CASE) as CollateralState;

export const give = (life: BookLife, type: string, content: object = {}, by = CLERK): unknown =>
  life.command(CASE, type, { ...content }, by);
