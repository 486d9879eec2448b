import type { Pair, Money } from './support/moneyMatrix.ts';
import { allThen, NEXT_RUNG, rejected, standsUntilTooLate } from './support/reliefPairs.ts';
import type { ReliefState } from './support/reliefReach.ts';

type Pairs = Readonly<Record<ReliefState, Readonly<Record<Money, Pair>>>>;

/** What money comes to in the middle of relief; played by moneyMatrix.test.ts. */
export const pairsDeferred: Readonly<Record<'deferment' | 'temporaryLoan' | 'extension', Pairs>> = {
  deferment: {
    asked: standsUntilTooLate(
      NEXT_RUNG,
      '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
      '2025-02-14 10:00 task closed lapsed',
    ),
    running: allThen(['2025-02-14 10:00 L1/request/1 over', '2025-02-17 10:00 second 2025-02-06 by sms'], {
      payment:
        'It is booked; the days are not counted until the deferment is over, then the ladder goes on for what is left.',
      reversal: 'The debt is open again; nothing is asked for before the deferment is over.',
      backDated: 'It is booked by its value date; the deferment runs on.',
      advance: 'It is booked as the partner’s; the deferment runs on for what is left.',
    }),
    ended: rejected(NEXT_RUNG),
  },
  temporaryLoan: {
    asked: standsUntilTooLate(
      NEXT_RUNG,
      '2025-02-14 10:00 L1/request/1 lapsed: it would have ended on 2025-02-14',
      '2025-02-14 10:00 task closed lapsed',
    ),
    running: allThen(['2025-02-14 10:00 L1/request/1 over', '2025-02-17 10:00 second 2025-02-06 by sms'], {
      payment:
        'It is booked; the days are not counted until the deferment of the old loan is over, then the ladder goes on for what is left.',
      reversal: 'The debt is open again; nothing is asked for before the deferment of the old loan is over.',
      backDated: 'It is booked by its value date; the deferment of the old loan runs on.',
      advance: 'It is booked as the partner’s; the deferment of the old loan runs on for what is left.',
    }),
    ended: rejected(NEXT_RUNG),
  },
  extension: {
    asked: standsUntilTooLate(
      '2025-02-14 10:00 L1/request/1 lapsed: it fell due on 2025-02-14',
      '2025-02-14 10:00 task closed lapsed',
      '2025-02-15 10:00 sms 2025-02-15 by sms',
    ),
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
    ended: rejected('2025-02-15 10:00 sms 2025-02-15 by sms'),
  },
};
