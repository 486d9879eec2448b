import type { Actor } from '../../domain/case.ts';
import { moveMoney } from './moneyMatrixPromise.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';

type State = 'announced' | 'received' | 'inEffect' | 'withdrawn' | 'reinstated';

const actor = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const [bob, eve, lee] = [actor('bob', 'creditHead'), actor('eve', 'riskHead'), actor('lee', 'legalCounsel')];
const paper = (kind: string) => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });

/**
 * 1000.00 due on 5 January and 1000.00 on 5 May, 300.00 paid on the 4th of January; called in on the 27th of January
 * for missed instalments. The notice takes no days here, so that it takes effect with its receipt.
 */
function reach(state: State): LoanLife {
  const instalments = ['2025-01-05', '2025-05-05'].map((on, at) => due(at + 1, on, { principal: 100_000 }));
  const life = new LoanLife({
    policy: policyOf({
      acceleration: {
        grounds: [
          {
            ...{ id: 'missed', title: { 'zh-CN': '未还', en: 'missed' }, when: { pastDue: true } },
            ...{ documents: [], cure: 'arrearsPaid' },
          },
        ],
        ...{ noticeDays: state === 'received' ? 5 : 0, onNonWorkingDay: 'same', channels: ['letter'], withinDays: 60 },
        ...{ interest: 'earned', fees: 'none', role: 'legalCounsel' },
      },
    }),
    terms: termsOf({ ...contractOf(...instalments), disbursedOn: '2024-12-05' }, { guarantorId: null }),
  }).at('2025-01-04');
  life.post(pay('a', '2025-01-04', 30_000));
  life.at('2025-01-27');
  const asked = (kind: string, terms: object, number: number): void => {
    life.command('request', { kind, terms, reason: 'why' });
    for (const who of [bob, eve]) life.command('approveRequest', { request: `L1/request/${number}` }, who);
  };
  asked('acceleration', { ground: 'missed' }, 1);
  const called = { acceleration: 'L1/acceleration/1' };
  const receive = (on: string): void => {
    life.at(on).command('recordNotice', { ...called, party: 'debtor', on, documents: [paper('receipt')] });
  };
  switch (state) {
    case 'announced':
      break;
    case 'received':
      receive('2025-02-06');
      break;
    case 'inEffect':
      receive('2025-02-05');
      break;
    case 'withdrawn':
      life.at('2025-02-05').command('withdrawAcceleration', { ...called, reason: 'why' }, lee);
      break;
    case 'reinstated':
      receive('2025-02-03');
      life.at('2025-02-05');
      asked('reinstatement', {}, 2);
      break;
  }
  return life.at('2025-02-10', '11:00');
}

export const accelerationMoney: MoneyTable<State, LoanLife> = {
  track: 'acceleration',
  states: ['announced', 'received', 'inEffect', 'withdrawn', 'reinstated'],
  reach,
  move: moveMoney,
  until: '2025-02-20',
  pairs: {
    announced: {
      payment: {
        outcome: 'It is booked; arrears are left, so that the notice stands and waits for its receipt.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'More is past due; the notice stands.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It is booked by its value date; arrears are left, and the notice stands.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'The dealer has paid the arrears: it is averted, and the borrower is told.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/acceleration/1 cured: nothing is past due any more',
          '2025-02-10 11:00 accelerationLifted 1 by letter',
        ],
      },
    },
    received: {
      payment: {
        outcome: 'Arrears are left: the rest falls due on its day, what was paid stays paid.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 100000 due on 2025-02-11',
          '2025-02-11 10:00 reschedule L1/acceleration/1',
        ],
      },
      reversal: {
        outcome: 'More is past due; the rest falls due on its day.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-11 10:00 100000 due on 2025-02-11',
          '2025-02-11 10:00 reschedule L1/acceleration/1',
        ],
      },
      backDated: {
        outcome: 'Arrears are left: the rest falls due on its day.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 100000 due on 2025-02-11',
          '2025-02-11 10:00 reschedule L1/acceleration/1',
        ],
      },
      advance: {
        outcome: 'The arrears are paid before it takes effect: it is averted, and the borrower is told.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/acceleration/1 cured: nothing is past due any more',
          '2025-02-10 11:00 accelerationLifted 1 by letter',
        ],
      },
    },
    inEffect: {
      payment: {
        outcome: 'It pays the oldest debt first; all stays due.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The money that left is a debt of its own from the day on which all fell due.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'Its value date lies after the day on which all fell due: it is taken like any payment.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'It pays the arrears and part of the whole; all stays due.',
        story: ['2025-02-10 11:00 payment m'],
      },
    },
    withdrawn: {
      payment: {
        outcome: 'It is booked; nothing falls due early.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'More is past due; it is not called in again by itself.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It is booked by its value date; nothing falls due early.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'The arrears are over.',
        story: ['2025-02-10 11:00 payment m'],
      },
    },
    reinstated: {
      payment: {
        outcome: 'It pays by the schedule that holds again.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The money that left is a debt of its own from the day of the agreement.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It is booked by its value date, under the schedule that holds again.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'The arrears are over; the schedule holds.',
        story: ['2025-02-10 11:00 payment m'],
      },
    },
  },
};
