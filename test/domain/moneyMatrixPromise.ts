import type { PlainDate } from '../../domain/date.ts';
import { DEFAULT_PROMISES } from '../../domain/promiseRules.ts';
import type { PromiseView } from '../../domain/promiseView.ts';
import { contractOf, due, pay, reverse } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { CALL, notify, policyOf, rung, termsOf } from './support/loanWorld.ts';
import type { Money, MoneyTable } from './support/moneyMatrix.ts';

const ladder = [rung('sms', 1), rung('call', 5, { action: CALL }), rung('letter', 30, { action: notify(['letter']) })];

/** 1000.00 due on 5 February, 200.00 of it paid on the 4th; 400.00 promised on the 7th for the 12th. */
function reach(state: PromiseView['status']): LoanLife {
  const life = new LoanLife({
    policy: policyOf({ ladder, promises: DEFAULT_PROMISES }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
  }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 20_000));
  life.at('2025-02-07').command('promise', { instalments: [{ dueOn: '2025-02-12', amount: '400.00' }] });
  switch (state) {
    case 'open':
      return life.at('2025-02-10', '11:00');
    case 'withdrawn':
      life.at('2025-02-09').command('withdrawPromise', { promise: 'L1/promise/1', because: 'borrowerAsked' });
      return life.at('2025-02-10', '11:00');
    case 'kept':
      life.at('2025-02-11').post(pay('k', '2025-02-11', 40_000));
      return life.at('2025-02-13', '11:00');
    case 'part':
      life.at('2025-02-11').post(pay('k', '2025-02-11', 10_000));
      return life.at('2025-02-13', '11:00');
    case 'broken':
      return life.at('2025-02-13', '11:00');
  }
}

export function moveMoney(life: LoanLife, money: Money): void {
  const { today } = life;
  const backTo: PlainDate = '2025-02-09';
  switch (money) {
    case 'payment':
      life.post(pay('m', today, 40_000));
      return;
    case 'reversal': {
      const last = life.loan.postings.findLast(({ type }) => type === 'payment');
      life.post(reverse('m', last?.id ?? '', today));
      return;
    }
    case 'backDated':
      life.post(pay('m', backTo, 40_000, today));
      return;
    case 'advance':
      life.post(pay('m', today, 80_000, today, 'dealer'));
      return;
  }
}

export const promiseMoney: MoneyTable<PromiseView['status'], LoanLife> = {
  track: 'promise',
  states: ['open', 'kept', 'part', 'broken', 'withdrawn'],
  reach,
  move: moveMoney,
  until: '2025-02-20',
  pairs: {
    open: {
      payment: {
        outcome: 'It counts for the promise, which is judged on its day; the ladder waits until then.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-13 10:00 promiseKept 40000 of 40000 by 2025-02-12',
          '2025-02-13 10:00 task call by 2025-02-16',
          '2025-02-16 10:00 escalated to supervisor',
        ],
      },
      reversal: {
        outcome:
          'Money from before the promise never counted for it: the days are as they are, the promise stays open.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-13 10:00 promiseBroken 0 of 40000 by 2025-02-12',
          '2025-02-14 10:00 task call by 2025-02-17',
          '2025-02-17 10:00 escalated to supervisor',
        ],
      },
      backDated: {
        outcome: 'By its value date it lies within the promise and counts.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-13 10:00 promiseKept 40000 of 40000 by 2025-02-12',
          '2025-02-13 10:00 task call by 2025-02-16',
          '2025-02-16 10:00 escalated to supervisor',
        ],
      },
      advance: {
        outcome:
          "The arrears are over; the dealer's money keeps no promise of the borrower, which is judged on its day.",
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 settled',
          '2025-02-13 10:00 promiseBroken 0 of 40000 by 2025-02-12',
        ],
      },
    },
    kept: {
      payment: {
        outcome: 'The verdict stands; what it pays off is not collected any more.',
        story: [
          '2025-02-13 11:00 payment m',
          '2025-02-13 11:00 settled',
          '2025-02-13 11:00 task closed noLongerNeeded',
        ],
      },
      reversal: {
        outcome: 'Kept turns into broken at once; what waits is taken back, and the next day the rung above is taken.',
        story: [
          '2025-02-13 11:00 reversal m',
          '2025-02-13 11:00 promiseBroken 0 of 40000 by 2025-02-12, was kept',
          '2025-02-13 11:00 task closed noLongerNeeded',
          '2025-02-14 10:00 task call by 2025-02-17',
          '2025-02-17 10:00 escalated to supervisor',
        ],
      },
      backDated: {
        outcome: 'The verdict stands; a call that the new knowledge takes the reason from is corrected.',
        story: [
          '2025-02-13 11:00 payment m',
          '2025-02-13 11:00 call corrected',
          '2025-02-13 11:00 settled',
          '2025-02-13 11:00 task closed noLongerNeeded',
        ],
      },
      advance: {
        outcome: 'The verdict stands, the arrears are over.',
        story: [
          '2025-02-13 11:00 payment m',
          '2025-02-13 11:00 settled',
          '2025-02-13 11:00 task closed noLongerNeeded',
        ],
      },
    },
    part: {
      payment: {
        outcome: 'Too late for the promise, which stays kept in part; the ladder goes on.',
        story: [
          '2025-02-13 11:00 payment m',
          '2025-02-14 10:00 task call by 2025-02-17',
          '2025-02-17 10:00 escalated to supervisor',
        ],
      },
      reversal: {
        outcome: 'Nothing is left of what came: broken.',
        story: [
          '2025-02-13 11:00 reversal m',
          '2025-02-13 11:00 promiseBroken 0 of 40000 by 2025-02-12, was part',
          '2025-02-14 10:00 task call by 2025-02-17',
          '2025-02-17 10:00 escalated to supervisor',
        ],
      },
      backDated: {
        outcome: 'It came in time after all: kept, and the ladder goes on by its own days.',
        story: [
          '2025-02-13 11:00 payment m',
          '2025-02-13 11:00 promiseKept 40000 of 40000 by 2025-02-12, was part',
          '2025-02-13 11:00 task call by 2025-02-16',
          '2025-02-16 10:00 escalated to supervisor',
        ],
      },
      advance: {
        outcome: 'The verdict stands, the arrears are over.',
        story: ['2025-02-13 11:00 payment m', '2025-02-13 11:00 settled'],
      },
    },
    broken: {
      payment: {
        outcome: 'Too late for the promise, which stays broken; the ladder goes on for what is left.',
        story: [
          '2025-02-13 11:00 payment m',
          '2025-02-14 10:00 task call by 2025-02-17',
          '2025-02-17 10:00 escalated to supervisor',
        ],
      },
      reversal: {
        outcome: 'It was never part of the promise; the verdict stands.',
        story: [
          '2025-02-13 11:00 reversal m',
          '2025-02-14 10:00 task call by 2025-02-17',
          '2025-02-17 10:00 escalated to supervisor',
        ],
      },
      backDated: {
        outcome: 'It came in time after all: kept, and the ladder goes on by its own days.',
        story: [
          '2025-02-13 11:00 payment m',
          '2025-02-13 11:00 promiseKept 40000 of 40000 by 2025-02-12, was broken',
          '2025-02-13 11:00 task call by 2025-02-16',
          '2025-02-16 10:00 escalated to supervisor',
        ],
      },
      advance: {
        outcome: 'The verdict stands, the arrears are over.',
        story: ['2025-02-13 11:00 payment m', '2025-02-13 11:00 settled'],
      },
    },
    withdrawn: {
      payment: {
        outcome: 'No promise takes it; it pays what is owed.',
        story: ['2025-02-10 11:00 payment m', '2025-02-13 10:00 escalated to supervisor'],
      },
      reversal: {
        outcome: 'No promise rests on it; the debt is open again.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-13 10:00 escalated to supervisor'],
      },
      backDated: {
        outcome: 'No promise takes it, whatever its value date.',
        story: ['2025-02-10 11:00 payment m', '2025-02-13 10:00 escalated to supervisor'],
      },
      advance: {
        outcome: 'The arrears are over, and so is the call.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 settled',
          '2025-02-10 11:00 task closed noLongerNeeded',
        ],
      },
    },
  },
};
