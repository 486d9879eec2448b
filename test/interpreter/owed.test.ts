import { describe, expect, it } from 'vitest';
import { dayOf, isoOf } from './days.ts';
import type { AssessRules } from './format.ts';
import { owed, type Owed } from './owed.ts';
import { instalmentsOf, paymentsOf } from './tape.ts';

/** Instalments of 60.00 principal, 30.00 interest and 10.00 fee. */
function account(
  due: string[],
  paid: [value: string, amount: string, booked?: string, reversedOn?: string][],
  rules: AssessRules = {},
  knownOn = '2026-12-31',
): Owed {
  const rows = due.map((due_on, index) => ({
    loan_id: 'L',
    number: String(index + 1),
    due_on,
    principal: '60.00',
    interest: '30.00',
    fee: '10.00',
  }));
  const bookings = paid.flatMap(([value_date, amount, booked_on = value_date, reversedOn], index) => {
    const payment = { payment_id: `P${index}`, loan_id: 'L', value_date, booked_on, amount, kind: 'payment', of: '' };
    const undo = { ...payment, payment_id: `R${index}`, kind: 'reversal', of: `P${index}` };
    return reversedOn === undefined ? [payment] : [payment, { ...undo, booked_on: reversedOn }];
  });
  return owed(instalmentsOf(rows), paymentsOf(bookings), rules, dayOf(knownOn));
}

const monthly = ['02-05', '03-05', '04-05', '05-05', '06-05', '07-05', '08-05'].map((day) => `2025-${day}`);
const tenDaysLate = ['02', '03', '04', '05', '06', '07'].map((m): [string, string] => [`2025-${m}-15`, '100.00']);

describe('overdue days and amount', () => {
  it.each<[string, Owed, string, { days: number; delinquent: number; amount: number; open: number }]>([
    [
      'nothing on the due day itself',
      account(monthly, []),
      '2025-02-05',
      { days: 0, delinquent: 0, amount: 0, open: 0 },
    ],
    [
      'one day on the day after',
      account(monthly, []),
      '2025-02-06',
      { days: 1, delinquent: 1, amount: 10000, open: 1 },
    ],
    [
      'two days on the day after, counted inclusively',
      account(monthly, [], { dayCount: 'inclusive' }),
      '2025-02-06',
      { days: 2, delinquent: 2, amount: 10000, open: 1 },
    ],
    [
      'grace off the delinquent days only',
      account(monthly, [], { graceDays: 3 }),
      '2025-02-10',
      { days: 5, delinquent: 2, amount: 10000, open: 1 },
    ],
    [
      'never below nought',
      account(monthly, [], { graceDays: 9 }),
      '2025-02-10',
      { days: 5, delinquent: 0, amount: 10000, open: 1 },
    ],
    [
      'the rest of a part payment, and the age of the oldest',
      account(monthly, [['2025-03-10', '130.00']]),
      '2025-03-10',
      { days: 5, delinquent: 5, amount: 7000, open: 1 },
    ],
    [
      'a payment as of its value date',
      account(monthly, [['2025-02-05', '100.00', '2025-02-20']]),
      '2025-02-10',
      { days: 0, delinquent: 0, amount: 0, open: 0 },
    ],
    [
      'no payment that is not booked yet',
      account(monthly, [['2025-02-05', '100.00', '2025-02-20']], {}, '2025-02-19'),
      '2025-02-10',
      { days: 5, delinquent: 5, amount: 10000, open: 1 },
    ],
    [
      'no payment that was reversed',
      account(monthly, [['2025-02-05', '100.00', '2025-02-05', '2025-02-09']], {}, '2025-02-09'),
      '2025-02-09',
      { days: 4, delinquent: 4, amount: 10000, open: 1 },
    ],
    [
      'a payment whose reversal is not booked yet',
      account(monthly, [['2025-02-05', '100.00', '2025-02-05', '2025-02-09']], {}, '2025-02-08'),
      '2025-02-08',
      { days: 0, delinquent: 0, amount: 0, open: 0 },
    ],
  ])('count %s', (_, it, asOf, { days, delinquent, amount, open }) => {
    const day = dayOf(asOf);
    expect([it.overdueDays(day), it.delinquentDays(day), it.overdueAmount(day), it.openPastDue(day)]).toEqual([
      days,
      delinquent,
      amount,
      open,
    ]);
    expect(it.pastDue(day)).toBe(amount > 0);
  });
});

describe('missed instalments', () => {
  it.each<[string, Owed, string, number, number]>([
    ['three in a row not before the third is past due', account(monthly, []), '2025-04-05', 2, 2],
    ['three in a row on the day after', account(monthly, []), '2025-04-06', 3, 3],
    ['six that were each paid ten days late', account(monthly, tenDaysLate), '2025-07-06', 1, 6],
    ['none of them with the next due day as cut-off', account(monthly, tenDaysLate, nextDue()), '2025-07-06', 0, 0],
    ['none of them within ten days of grace', account(monthly, tenDaysLate, grace(10)), '2025-07-16', 0, 0],
    ['each of them beyond nine days of grace', account(monthly, tenDaysLate, grace(9)), '2025-07-16', 0, 6],
    ['those paid since', account(monthly, [['2025-04-20', '300.00']]), '2025-04-20', 0, 3],
    ['99 % as missed', account(monthly, [['2025-02-05', '99.00']]), '2025-02-06', 1, 1],
    ['99 % as paid with a tolerance', account(monthly, [['2025-02-05', '99.00']], tolerance()), '2025-02-06', 0, 0],
    ['over two years only, if so set', account(['2023-02-06', '2023-02-07'], [], twoYears()), '2025-02-06', 2, 1],
    [
      'again when money comes with an earlier value date',
      account(monthly, [['2025-03-04', '100.00', '2025-04-10']]),
      '2025-04-06',
      2,
      3,
    ],
  ])('count %s', (_, it, asOf, consecutive, cumulative) => {
    expect([it.consecutiveMissed(dayOf(asOf)), it.cumulativeMissed(dayOf(asOf))]).toEqual([consecutive, cumulative]);
  });
});

describe('the waterfall', () => {
  const order = ['pastDue', 'due', 'inAdvance'].flatMap((t) =>
    ['principal', 'interest', 'fee', 'penalty'].map((c) => `${t}.${c}`),
  );
  it('finishes an instalment before the next', () => {
    const it = account(monthly, [['2025-03-10', '120.00']], { allocation: { direction: 'horizontal', order } });
    expect(it.openPastDue(dayOf('2025-03-10'))).toBe(1);
  });
  it('finishes a component across instalments when vertical', () => {
    const it = account(monthly, [['2025-03-10', '120.00']], { allocation: { direction: 'vertical', order } });
    expect(it.openPastDue(dayOf('2025-03-10'))).toBe(2);
    expect(it.overdueAmount(dayOf('2025-03-10'))).toBe(8000);
  });
  it('pays in advance what is left over, and keeps what exceeds the debt', () => {
    const it = account(monthly.slice(0, 2), [['2025-02-01', '250.00']]);
    expect([it.paidInstalments(dayOf('2025-02-01')), it.outstanding(dayOf('2025-02-01'))]).toEqual([2, 0]);
  });
});

describe('the current arrears', () => {
  it.each<[string, Owed, string, string | null]>([
    ['begin on the day after the due day', account(monthly, []), '2025-03-20', '2025-02-06'],
    ['go on over a part payment', account(monthly, [['2025-03-10', '100.00']]), '2025-03-20', '2025-02-06'],
    ['begin anew after a day without', account(monthly, [['2025-03-05', '100.00']]), '2025-03-20', '2025-03-06'],
    ['are not there when nothing is past due', account(monthly, [['2025-03-10', '200.00']]), '2025-03-20', null],
    [
      'move with a back-dated payment',
      account(monthly, [['2025-03-05', '100.00', '2025-03-18']]),
      '2025-03-20',
      '2025-03-06',
    ],
  ])('%s', (_, it, asOf, since) => {
    const day = it.arrearsSince(dayOf(asOf));
    expect(day === null ? null : isoOf(day)).toBe(since);
  });
});

function nextDue(): AssessRules {
  return { missed: { cutoff: 'nextDue' } };
}
function grace(graceDays: number): AssessRules {
  return { graceDays, missed: { cutoff: 'due+grace' } };
}
function tolerance(): AssessRules {
  return { missed: { tolerance: '0.01' } };
}
function twoYears(): AssessRules {
  return { missed: { window: '24m' } };
}
