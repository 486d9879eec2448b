import type { Pair, Money } from './support/moneyMatrix.ts';
import type { ReliefState } from './support/reliefReach.ts';

type Pairs = Readonly<Record<ReliefState, Readonly<Record<Money, Pair>>>>;

/** What money comes to in the middle of relief; played by moneyMatrix.test.ts. */
export const pairsDeferred: Readonly<Record<'deferment' | 'temporaryLoan' | 'extension', Pairs>> = {
  deferment: {
    asked: {
      payment: {
        outcome:
          'It is booked; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
      reversal: {
        outcome:
          'The debt is open again, and the request is about it; it lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
      backDated: {
        outcome:
          'It is booked by its value date; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
      advance: {
        outcome:
          'It is booked as the partner’s; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
    },
    running: {
      payment: {
        outcome:
          'It is booked; the days are not counted until the deferment is over, then the ladder goes on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
      reversal: {
        outcome: 'The debt is open again; nothing is asked for before the deferment is over.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
      backDated: {
        outcome: 'It is booked by its value date; the deferment runs on.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
      advance: {
        outcome: 'It is booked as the partner’s; the deferment runs on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
    },
    ended: {
      payment: {
        outcome: 'Rejected: it is booked, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      reversal: {
        outcome: 'Rejected: the debt is open again, and the ladder goes on.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      backDated: {
        outcome: 'Rejected: it is booked by its value date, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      advance: {
        outcome: 'Rejected: the partner’s money is booked, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
    },
  },
  temporaryLoan: {
    asked: {
      payment: {
        outcome:
          'It is booked; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
      reversal: {
        outcome:
          'The debt is open again, and the request is about it; it lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
      backDated: {
        outcome:
          'It is booked by its value date; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
      advance: {
        outcome:
          'It is booked as the partner’s; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
        ],
      },
    },
    running: {
      payment: {
        outcome:
          'It is booked; the days are not counted until the deferment of the old loan is over, then the ladder goes on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
      reversal: {
        outcome: 'The debt is open again; nothing is asked for before the deferment of the old loan is over.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
      backDated: {
        outcome: 'It is booked by its value date; the deferment of the old loan runs on.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
      advance: {
        outcome: 'It is booked as the partner’s; the deferment of the old loan runs on for what is left.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 over',
          '2025-02-17 10:00 second 2025-02-06 by sms',
        ],
      },
    },
    ended: {
      payment: {
        outcome: 'Rejected: it is booked, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      reversal: {
        outcome: 'Rejected: the debt is open again, and the ladder goes on.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      backDated: {
        outcome: 'Rejected: it is booked by its value date, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
      advance: {
        outcome: 'Rejected: the partner’s money is booked, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-11 10:00 second 2025-02-06 by sms'],
      },
    },
  },
  extension: {
    asked: {
      payment: {
        outcome:
          'It is booked; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 lapsed: it fell due on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
          '2025-02-15 10:00 sms 2025-02-15 by sms',
        ],
      },
      reversal: {
        outcome:
          'The debt is open again, and the request is about it; it lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-14 10:00 L1/request/1 lapsed: it fell due on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
          '2025-02-15 10:00 sms 2025-02-15 by sms',
        ],
      },
      backDated: {
        outcome:
          'It is booked by its value date; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 lapsed: it fell due on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
          '2025-02-15 10:00 sms 2025-02-15 by sms',
        ],
      },
      advance: {
        outcome:
          'It is booked as the partner’s; the request stands for what is left, and lapses on the day on which it would be too late.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 lapsed: it fell due on 2025-02-14',
          '2025-02-14 10:00 task closed lapsed',
          '2025-02-15 10:00 sms 2025-02-15 by sms',
        ],
      },
    },
    running: {
      payment: {
        outcome: 'It pays the instalment that was moved; nothing is due before the new maturity.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome:
          'The new schedule stands, and the money that left is a debt of its own from its first day: the ladder begins with it.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-10 11:00 sms 2025-02-09 by sms',
          '2025-02-14 10:00 second 2025-02-09 by sms',
        ],
      },
      backDated: {
        outcome: 'It counts from the first day of the new schedule.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: { outcome: 'It pays the instalment that was moved.', story: ['2025-02-10 11:00 payment m'] },
    },
    ended: {
      payment: {
        outcome: 'Rejected: it is booked, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-15 10:00 sms 2025-02-15 by sms'],
      },
      reversal: {
        outcome: 'Rejected: the debt is open again, and the ladder goes on.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-15 10:00 sms 2025-02-15 by sms'],
      },
      backDated: {
        outcome: 'Rejected: it is booked by its value date, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-15 10:00 sms 2025-02-15 by sms'],
      },
      advance: {
        outcome: 'Rejected: the partner’s money is booked, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-15 10:00 sms 2025-02-15 by sms'],
      },
    },
  },
};
