import type { Pair, Money } from './support/moneyMatrix.ts';
import { NEXT_RUNG, rejected } from './support/reliefPairs.ts';
import type { ReliefState } from './support/reliefReach.ts';

type Pairs = Readonly<Record<ReliefState, Readonly<Record<Money, Pair>>>>;

/** What money comes to in the middle of relief; played by moneyMatrix.test.ts. */
export const pairsWaived: Readonly<Record<'waiver' | 'condition', Pairs>> = {
  waiver: {
    asked: {
      payment: {
        outcome: 'It pays the penalty first: nothing is left to be given up, and the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: of penalty of instalment 1, 0.00 CNY is open',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      reversal: {
        outcome: 'The penalty is open as before: the request stands, and escalates when nobody answers.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 escalated to president',
        ],
      },
      backDated: {
        outcome: 'It pays the penalty first by its value date: the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: of penalty of instalment 1, 0.00 CNY is open',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      advance: {
        outcome: 'The partner’s money pays the penalty first: the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: of penalty of instalment 1, 0.00 CNY is open',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
    },
    running: {
      payment: {
        outcome: 'What was given up stays so; the payment pays principal, and the ladder goes on.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      reversal: {
        outcome: 'What was given up stays so; the debt is open again.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      backDated: {
        outcome: 'What was given up on the day before stays so; the payment pays principal.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      advance: {
        outcome: 'With what was given up, nothing is left: the loan is settled.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    ended: rejected(NEXT_RUNG),
  },
  condition: {
    asked: {
      payment: {
        outcome: 'It pays the penalty first: nothing is left to be given up, and the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: of penalty of instalment 1, 0.00 CNY is open',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      reversal: {
        outcome: 'The penalty is open as before: the request stands until the day of its condition has passed.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-13 10:00 L1/request/1 lapsed: the money was to come by 2025-02-12',
          '2025-02-13 10:00 task closed lapsed',
        ],
      },
      backDated: {
        outcome: 'It pays the penalty first by its value date: the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: of penalty of instalment 1, 0.00 CNY is open',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      advance: {
        outcome: 'The partner’s money pays the penalty first: the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: of penalty of instalment 1, 0.00 CNY is open',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
    },
    running: {
      payment: {
        outcome:
          'The condition is met at once: the waiver takes effect, as if before the payment, and the ladder goes on for the rest.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 met',
          '2025-02-10 11:00 waiver L1/request/1/1',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      reversal: {
        outcome:
          'Money from before the approval never counted: the condition is void on its day, and the ladder goes on.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-14 10:00 L1/request/1 void',
          '2025-02-14 10:00 second 2025-02-06 by sms',
        ],
      },
      backDated: {
        outcome: 'It counts by its value date: the condition is met.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 met',
          '2025-02-10 11:00 waiver L1/request/1/1',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      advance: {
        outcome: 'A partner’s money does not meet a condition of the borrower: it is void on its day.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 void',
          '2025-02-14 10:00 second 2025-02-06 by sms',
        ],
      },
    },
    ended: rejected(NEXT_RUNG),
  },
};
