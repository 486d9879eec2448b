import { DEFAULT_DISPUTES } from '../../domain/disputeRules.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { moveMoney } from './moneyMatrixPromise.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { policyOf, rung, termsOf } from './support/loanWorld.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';

type State = 'open' | 'resolved';

/** 1000.00 due on 5 February, 200.00 of it paid on the 4th; disputed on the 7th, answered on the 9th where it is resolved. */
function reach(state: State): LoanLife {
  const life = new LoanLife({
    policy: policyOf({
      ladder: [rung('sms', 1), rung('second', 6)],
      disputes: { ...DEFAULT_DISPUTES, pausesDays: ['dispute'] },
    }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
  }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 20_000));
  life.at('2025-02-07').command('dispute', { kind: 'dispute', about: 'amount', ownerId: ANN.id });
  if (state === 'resolved')
    life.at('2025-02-09').command('resolveDispute', { dispute: 'L1/dispute/1', outcome: 'rejected' });
  return life.at('2025-02-10', '11:00');
}
export const disputeMoney: MoneyTable<State, LoanLife> = {
  track: 'dispute',
  states: ['open', 'resolved'],
  reach,
  move: moveMoney,
  until: '2025-02-20',
  pairs: {
    open: {
      payment: {
        outcome: 'It is booked; contact stays stopped and the answer stays owed.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The debt is open again; contact stays stopped.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It is booked by its value date; contact stays stopped.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'The loan is settled, and stays open until the dispute is answered.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    resolved: {
      payment: {
        outcome: 'The ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-13 10:00 second 2025-02-06 by sms'],
      },
      reversal: {
        outcome: 'The ladder goes on for what is open again.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-13 10:00 second 2025-02-06 by sms'],
      },
      backDated: {
        outcome: 'The ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-13 10:00 second 2025-02-06 by sms'],
      },
      advance: {
        outcome: 'The arrears are over.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
  },
};
