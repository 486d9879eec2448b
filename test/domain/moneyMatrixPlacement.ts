import type { Actor } from '../../domain/case.ts';
import { moveMoney } from './moneyMatrixPromise.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { CALL, policyOf, rung, termsOf } from './support/loanWorld.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';

type State = 'placed' | 'recalled' | 'expired';

const actor = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const [bob, eve, sue] = [actor('bob', 'creditHead'), actor('eve', 'riskHead'), actor('sue', 'supervisor')];

/** 1000.00 due on 5 February, 200.00 of it paid on the 4th; placed on the 7th, back on the 9th where it is over. */
function reach(state: State): LoanLife {
  const life = new LoanLife({
    policy: policyOf({ ladder: [rung('sms', 1), rung('call', 10, { action: CALL })] }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
  }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 20_000));
  const terms = { agencyId: 'A1', until: state === 'expired' ? '2025-02-09' : '2025-03-09' };
  life.at('2025-02-07').command('request', { kind: 'placement', terms, reason: 'why' });
  for (const who of [bob, eve]) life.command('approveRequest', { request: 'L1/request/1' }, who);
  if (state === 'recalled')
    life.at('2025-02-09').command('recallPlacement', { placement: 'L1/placement/1', reason: 'why' }, sue);
  return life.at('2025-02-10', '11:00');
}

export const placementMoney: MoneyTable<State, LoanLife> = {
  track: 'placement',
  states: ['placed', 'recalled', 'expired'],
  reach,
  move: moveMoney,
  until: '2025-02-20',
  pairs: {
    placed: {
      payment: {
        outcome: 'It is booked and counts for the agency; our own ladder goes on waiting.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The debt is higher; the loan stays with the agency.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'Its value date lies in the placement: it counts for the agency.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'Nothing is owed any more: the loan comes back.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/placement/1 settled: nothing is outstanding',
          '2025-02-10 11:00 settled',
        ],
      },
    },
    recalled: {
      payment: {
        outcome:
          'It is booked, and counts for the agency while the days after the end last; our ladder goes on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-15 10:00 task call by 2025-02-18',
          '2025-02-18 10:00 escalated to supervisor',
        ],
      },
      reversal: {
        outcome: 'The debt is higher; our ladder goes on.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-15 10:00 task call by 2025-02-18',
          '2025-02-18 10:00 escalated to supervisor',
        ],
      },
      backDated: {
        outcome: 'By its value date it counts for the agency; our ladder goes on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-15 10:00 task call by 2025-02-18',
          '2025-02-18 10:00 escalated to supervisor',
        ],
      },
      advance: {
        outcome: 'Nothing is owed any more; it counts for the agency like any cash.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    expired: {
      payment: {
        outcome:
          'It is booked, and counts for the agency while the days after the end last; our ladder goes on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-15 10:00 task call by 2025-02-18',
          '2025-02-18 10:00 escalated to supervisor',
        ],
      },
      reversal: {
        outcome: 'The debt is higher; our ladder goes on.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-15 10:00 task call by 2025-02-18',
          '2025-02-18 10:00 escalated to supervisor',
        ],
      },
      backDated: {
        outcome: 'By its value date it counts for the agency; our ladder goes on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-15 10:00 task call by 2025-02-18',
          '2025-02-18 10:00 escalated to supervisor',
        ],
      },
      advance: {
        outcome: 'Nothing is owed any more.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
  },
};
