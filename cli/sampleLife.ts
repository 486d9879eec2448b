/** How the borrowers of the sample portfolio pay: each behaviour turns a schedule into postings. */
import type { Instalment } from '../domain/contract.ts';
import { addDays } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Minor } from '../domain/money.ts';

export const behaviours = [
  'paysAlways',
  'stopsPaying',
  'lateOnce',
  'lateAlways',
  'paysPart',
  'paysEarly',
  'backDated',
  'reversed',
  'beforeTheLetter',
  'curesArrears',
  'dealerAdvances',
  'chargedBack',
  'closesEarly',
  'longUnpaid',
] as const;
export type Behaviour = (typeof behaviours)[number];

/** One row of payments.csv, without its loan. `of` is the number of an earlier one in the same life. */
export interface Receipt {
  readonly kind: 'payment' | 'reversal' | 'chargeback';
  readonly valueDate: PlainDate;
  readonly bookedOn: PlainDate;
  readonly amountMinor: Minor;
  readonly of?: number;
  readonly payer?: 'dealer';
}

const owed = ({ principal, interest, fee, penalty }: Instalment): Minor => principal + interest + fee + penalty;

const paid = (on: PlainDate, amountMinor: Minor, bookedOn: PlainDate = on): Receipt => ({
  kind: 'payment',
  valueDate: on,
  bookedOn,
  amountMinor,
});

/**
 * The postings of a life, in no particular order. Before the clock starts everybody but the two who are in arrears by
 * then has paid on time; what makes the behaviour happens while the clock plays.
 */
export function lifeOf(behaviour: Behaviour, instalments: readonly Instalment[], clockStart: PlainDate): Receipt[] {
  const before = instalments.filter(({ dueOn }) => dueOn < clockStart);
  const after = instalments.filter(({ dueOn }) => dueOn >= clockStart);
  const onTime = (list: readonly Instalment[]): Receipt[] => list.map((one) => paid(one.dueOn, owed(one)));
  const [first, second, third, ...rest] = after;
  if (first === undefined || second === undefined || third === undefined) return onTime(instalments);
  switch (behaviour) {
    case 'paysAlways':
      return onTime(instalments);
    case 'paysEarly':
      return instalments.map((one) => paid(addDays(one.dueOn, -4), owed(one)));
    case 'lateOnce':
      // The call of the tenth day is on somebody's desk, and is not needed any more.
      return [...onTime(before), paid(addDays(first.dueOn, 11), owed(first)), ...onTime([second, third, ...rest])];
    case 'stopsPaying':
      // 连3 fires the day after the third due date.
      return onTime(before);
    case 'lateAlways':
      // 累6: ten days late each time, from three instalments before the start.
      return instalments.map((one, at) => paid(addDays(one.dueOn, at >= before.length - 3 ? 10 : 0), owed(one)));
    case 'paysPart':
      return [...onTime(before), ...after.map((one) => paid(one.dueOn, Math.floor(owed(one) * 0.6)))];
    case 'backDated':
      return [
        ...onTime(before),
        paid(first.dueOn, owed(first), addDays(first.dueOn, 25)),
        ...onTime([second, third, ...rest]),
      ];
    case 'reversed':
      return undone('reversal', before.length, [...onTime(before), ...onTime(after)], first, 5);
    case 'chargedBack':
      return undone('chargeback', before.length, [...onTime(before), ...onTime(after)], first, 3);
    case 'beforeTheLetter':
      // The collection letter is due 32 days after the missed instalment.
      return [
        ...onTime(before),
        paid(addDays(first.dueOn, 31), owed(first) + owed(second)),
        ...onTime([third, ...rest]),
      ];
    case 'dealerAdvances':
      // The dealer is asked 57 days after the first due date and has ten to answer; the third is due by then as well.
      return [
        ...onTime(before),
        { ...paid(addDays(second.dueOn, 35), sum([first, second, third])), payer: 'dealer' },
        ...onTime(rest),
      ];
    case 'curesArrears':
      return [
        ...onTime(before.slice(0, -2)),
        paid(addDays(first.dueOn, 2), sum([...before.slice(-2), first])),
        ...onTime([second, third, ...rest]),
      ];
    case 'closesEarly':
      return [...onTime(before), ...onTime([first]), paid(addDays(first.dueOn, 20), sum([second, third, ...rest]))];
    case 'longUnpaid':
      return onTime(before.slice(0, Math.max(0, before.length - 9)));
  }
}

const sum = (list: readonly Instalment[]): Minor => list.reduce((total, one) => total + owed(one), 0);

/** The payment at that place is taken back some days later, and made good three weeks after that. */
function undone(
  kind: 'reversal' | 'chargeback',
  at: number,
  receipts: readonly Receipt[],
  one: Instalment,
  days: number,
): Receipt[] {
  const on = addDays(one.dueOn, days);
  return [
    ...receipts,
    { kind, valueDate: on, bookedOn: on, amountMinor: owed(one), of: at },
    paid(addDays(on, 21), owed(one)),
  ];
}
