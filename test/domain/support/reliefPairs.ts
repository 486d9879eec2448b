/** Pairs of relief and money whose rows do not depend on which money it is, each outcome written out. */
import type { Money, Pair } from './moneyMatrix.ts';

type Pairs = Readonly<Record<Money, Pair>>;

/** `after`: the rows that follow the booking, whatever was booked. */
export function allThen(after: readonly string[], outcomes: Readonly<Record<Money, string>>): Pairs {
  const pair = (money: Money): Pair => ({
    outcome: outcomes[money],
    story: [`2025-02-10 11:00 ${money === 'reversal' ? 'reversal' : 'payment'} m`, ...after],
  });
  return {
    payment: pair('payment'),
    reversal: pair('reversal'),
    backDated: pair('backDated'),
    advance: pair('advance'),
  };
}

/** The request was rejected before the money came. */
export const rejected = (...ladder: readonly string[]): Pairs =>
  allThen(ladder, {
    payment: 'Rejected: it is booked, and the ladder goes on for what is left.',
    reversal: 'Rejected: the debt is open again, and the ladder goes on.',
    backDated: 'Rejected: it is booked by its value date, and the ladder goes on for what is left.',
    advance: 'Rejected: the partner’s money is booked, and the ladder goes on for what is left.',
  });

/** The request is about whatever is owed, and nobody answers it. */
export const standsUntilTooLate = (...rows: readonly string[]): Pairs =>
  allThen(rows, {
    payment: 'It is booked; the request stands for what is left, and lapses on the day on which it would be too late.',
    reversal:
      'The debt is open again, and the request is about it; it lapses on the day on which it would be too late.',
    backDated:
      'It is booked by its value date; the request stands for what is left, and lapses on the day on which it would be too late.',
    advance:
      'It is booked as the partner’s; the request stands for what is left, and lapses on the day on which it would be too late.',
  });

/** The ladder goes on on the next day, as if nothing had been asked. */
export const NEXT_RUNG = '2025-02-11 10:00 second 2025-02-06 by sms';
