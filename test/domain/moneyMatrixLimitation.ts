import { DEFAULT_LIMITATION } from '../../domain/limitationRules.ts';
import { moveMoney } from './moneyMatrixPromise.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';

type State = 'running' | 'alarmed' | 'lapsed' | 'sued';

const evidence = [{ id: 'evidence/L1/writ/aaaa', kind: 'writ', sha256: 'a'.repeat(64) }];

/**
 * 1000.00 due on 9 January, 200.00 of it paid on the 4th. The period is one month where it has lapsed by 10 February,
 * two where an alarm stands, three years where it runs.
 */
function reach(state: State): LoanLife {
  const periodMonths = { running: 36, alarmed: 2, lapsed: 1, sued: 2 }[state];
  const life = new LoanLife({
    policy: policyOf({
      limitation: { ...DEFAULT_LIMITATION, periodMonths, alarms: [{ daysBefore: 28, role: 'collector' }] },
    }),
    terms: termsOf(
      { ...contractOf(due(1, '2025-01-09', { principal: 100_000 })), disbursedOn: '2024-12-05' },
      { guarantorId: null },
    ),
  }).at('2025-01-04');
  life.post(pay('a', '2025-01-04', 20_000));
  if (state === 'sued')
    life.at('2025-01-20').command('keepRight', { how: 'suit', party: 'debtor', on: '2025-01-20', documents: evidence });
  return life.at('2025-02-10', '11:00');
}

export const limitationMoney: MoneyTable<State, LoanLife> = {
  track: 'limitation',
  states: ['running', 'alarmed', 'lapsed', 'sued'],
  reach,
  move: moveMoney,
  until: '2025-02-20',
  pairs: {
    running: {
      payment: {
        outcome: 'The period runs from the payment; nobody has to be told.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The period runs from what is left; nobody has to be told.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'The period runs from the value date; nobody has to be told.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'Nothing is owed, and no right runs.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    alarmed: {
      payment: {
        outcome: 'The period begins anew from the payment, and the alarm is over.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 task closed noLongerNeeded',
          '2025-02-10 11:00 debt lapses on 2025-04-10, not 2025-03-09 (payment 2025-02-10 m)',
        ],
      },
      reversal: {
        outcome: 'The payment before the due date had kept nothing: the alarm stands.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'The period begins anew from the value date, and the alarm is over.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 task closed noLongerNeeded',
          '2025-02-10 11:00 debt lapses on 2025-04-09, not 2025-03-09 (payment 2025-02-09 m)',
        ],
      },
      advance: {
        outcome: 'Nothing is owed, and the alarm is over.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 settled',
          '2025-02-10 11:00 task closed noLongerNeeded',
          '2025-02-10 11:00 debt lapses on no day, not 2025-03-09 (nothing is owed)',
        ],
      },
    },
    lapsed: {
      payment: {
        outcome: 'What is paid after the lapse is kept, and does not revive the rest.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The debt is higher, and stays lapsed.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'By its value date it came on the last day: the lapse is corrected.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 debt had not lapsed on 2025-02-09: payment 2025-02-09 m',
          '2025-02-10 11:00 debt lapses on 2025-03-09 (payment 2025-02-09 m), 28 days: collector',
          '2025-02-10 11:00 task limitation by 2025-03-09',
        ],
      },
      advance: {
        outcome: 'Nothing is owed; that the right had lapsed stays written down.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    sued: {
      payment: {
        outcome: 'The suit keeps the right; the payment changes nothing about it.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The suit keeps the right; the reversal changes nothing about it.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'The suit keeps the right; the payment changes nothing about it.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'Nothing is owed, and no right runs.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
  },
};
