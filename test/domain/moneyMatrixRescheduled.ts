import type { Pair, Money } from './support/moneyMatrix.ts';
import { NEXT_RUNG, rejected, standsUntilTooLate } from './support/reliefPairs.ts';
import type { ReliefState } from './support/reliefReach.ts';

type Pairs = Readonly<Record<ReliefState, Readonly<Record<Money, Pair>>>>;

/** What money comes to in the middle of relief; played by moneyMatrix.test.ts. */
export const pairsRescheduled: Readonly<Record<'plan' | 'restructure', Pairs>> = {
  plan: {
    asked: {
      payment: {
        outcome: 'Less is owed than the plan asks for: the request lapses, and the ladder goes on.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: its dates come to 850.00 CNY, covered are 450.00 CNY',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      reversal: {
        outcome: 'More is owed than the plan asks for: the approvers see it, and it lapses on its first date.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-11 10:00 second 2025-02-06 by sms',
          '2025-02-12 10:00 L1/request/1 lapsed: its first date is 2025-02-12',
          '2025-02-12 10:00 task closed lapsed',
        ],
      },
      backDated: {
        outcome: 'Less is owed than the plan asks for, whenever it was known: the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: its dates come to 850.00 CNY, covered are 450.00 CNY',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
      advance: {
        outcome: 'Less is owed than the plan asks for: the request lapses.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 L1/request/1 lapsed: its dates come to 850.00 CNY, covered are 50.00 CNY',
          '2025-02-10 11:00 task closed lapsed',
          '2025-02-11 10:00 second 2025-02-06 by sms',
        ],
      },
    },
    running: {
      payment: {
        outcome: 'It keeps the first date; the second one is broken without more, and the ladder goes on.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-16 10:00 L1/request/1 broken',
          '2025-02-16 10:00 second 2025-02-06 by sms',
        ],
      },
      reversal: {
        outcome: 'Money from before the plan never counted for it: its first date is broken when nothing comes.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-14 10:00 L1/request/1 broken',
          '2025-02-14 10:00 second 2025-02-06 by sms',
        ],
      },
      backDated: {
        outcome: 'It counts by its value date and keeps the first date; the second one is broken without more.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-16 10:00 L1/request/1 broken',
          '2025-02-16 10:00 second 2025-02-06 by sms',
        ],
      },
      advance: {
        outcome:
          'A partner’s money keeps no date of the borrower: the plan is broken while something of what it covers is open.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-14 10:00 L1/request/1 broken',
          '2025-02-14 10:00 second 2025-02-06 by sms',
        ],
      },
    },
    ended: rejected(NEXT_RUNG),
  },
  restructure: {
    asked: standsUntilTooLate(
      NEXT_RUNG,
      '2025-02-12 10:00 L1/request/1 lapsed: its first instalment falls due on 2025-02-12',
      '2025-02-12 10:00 task closed lapsed',
    ),
    running: {
      payment: {
        outcome: 'It pays the new schedule; the ladder begins with what is late under it.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-13 10:00 sms 2025-02-13 by sms',
          '2025-02-18 10:00 second 2025-02-13 by sms',
        ],
      },
      reversal: {
        outcome:
          'The new schedule stands, and the money that left is a debt of its own from the first day of the schedule.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-10 11:00 sms 2025-02-09 by sms',
          '2025-02-14 10:00 second 2025-02-09 by sms',
        ],
      },
      backDated: {
        outcome: 'It counts from the first day of the new schedule.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-13 10:00 sms 2025-02-13 by sms',
          '2025-02-18 10:00 second 2025-02-13 by sms',
        ],
      },
      advance: { outcome: 'It pays the new schedule; nothing is late.', story: ['2025-02-10 11:00 payment m'] },
    },
    ended: rejected(NEXT_RUNG),
  },
};
