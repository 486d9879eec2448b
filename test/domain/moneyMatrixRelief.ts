import { moveMoney } from './moneyMatrixPromise.ts';
import { pairsDeferred } from './moneyMatrixDeferred.ts';
import { pairsRescheduled } from './moneyMatrixRescheduled.ts';
import { pairsWaived } from './moneyMatrixWaived.ts';
import type { LoanLife } from './support/loanLife.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';
import { REACHED, reach } from './support/reliefReach.ts';
import type { ReliefState } from './support/reliefReach.ts';

const pairs = { ...pairsDeferred, ...pairsRescheduled, ...pairsWaived };

/** One table for each kind of relief: asked, running since its approval, ended by a rejection. */
export const reliefMoney: readonly MoneyTable<ReliefState, LoanLife>[] = REACHED.map((kind) => ({
  track: kind,
  states: ['asked', 'running', 'ended'],
  reach: (state) => reach(kind, state),
  move: moveMoney,
  until: '2025-02-20',
  pairs: pairs[kind],
}));
