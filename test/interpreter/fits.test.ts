import { describe, expect, it } from 'vitest';
import { workingDays } from './calendar.ts';
import { addMonths, dayOf, isoOf, monthEndOf } from './days.ts';
import type { Condition } from './format.ts';
import { holds } from './fits.ts';
import { owed } from './owed.ts';
import { calendar, loan } from './small.ts';

/** Three instalments, the first paid in time, the second open: on 10 April 20 days, 200.00 outstanding. */
function holdsOn10April(when: Condition): boolean {
  const terms = ['2025-03-11', '2025-03-21', '2025-05-11'].map((due, index) => ({
    number: index + 1,
    due: dayOf(due),
    fee: 0,
    interest: 0,
    principal: 10000,
  }));
  const day = dayOf('2025-03-10');
  const payment = { id: 'P1', value: day, booked: day, amount: 10000, reversedOn: null };
  const asOf = dayOf('2025-04-10');
  return holds(when, { ...loan, dealer_id: 'D1' }, owed(terms, [payment], {}, asOf), asOf);
}

describe('a condition', () => {
  it.each<[Condition, Condition]>([
    [{ pastDue: true }, { pastDue: false }],
    [{ overdueDaysAtLeast: 20 }, { overdueDaysAtLeast: 21 }],
    [{ overdueDaysAtMost: 20 }, { overdueDaysAtMost: 19 }],
    [{ consecutiveMissedAtLeast: 1 }, { consecutiveMissedAtLeast: 2 }],
    [{ cumulativeMissedAtLeast: 1 }, { cumulativeMissedAtLeast: 2 }],
    [{ cumulativeMissedAtMost: 1 }, { cumulativeMissedAtMost: 0 }],
    [{ paidInstalmentsAtLeast: 1 }, { paidInstalmentsAtLeast: 2 }],
    [{ outstandingAtLeastMinor: 20000 }, { outstandingAtLeastMinor: 20001 }],
    [{ classificationAtLeast: 'specialMention' }, { classificationAtLeast: 'substandard' }],
    [{ has: 'dealer' }, { has: 'insurer' }],
    [{ has: 'debtor' }, { has: 'guarantor' }],
    [{ any: [{ has: 'insurer' }, { has: 'dealer' }] }, { any: [{ has: 'insurer' }, { has: 'guarantor' }] }],
    [
      { has: 'dealer', overdueDaysAtLeast: 20 },
      { has: 'dealer', overdueDaysAtLeast: 21 },
    ],
  ])('%j holds, %j does not', (holding, failing) => {
    expect([holdsOn10April(holding), holdsOn10April(failing)]).toEqual([true, false]);
  });
});

describe('days', () => {
  it('refuse a date that does not exist', () => {
    expect(() => dayOf('2025-02-29')).toThrow('no such date');
  });
  it('know the ends of months', () => {
    expect(isoOf(monthEndOf(dayOf('2024-02-03')))).toBe('2024-02-29');
    expect(isoOf(addMonths(dayOf('2025-03-31'), -1))).toBe('2025-02-28');
  });
});

describe('a calendar', () => {
  const isWorked = workingDays(calendar);
  it.each([
    ['2025-04-11', true],
    ['2025-04-12', false],
    ['2025-04-14', false],
    ['2025-04-19', true],
  ])('says of %s: worked is %s', (day, worked) => {
    expect(isWorked(dayOf(day))).toBe(worked);
  });
  it('refuses a year it has no data for', () => {
    expect(() => isWorked(dayOf('2027-01-04'))).toThrow('no data for 2027-01-04');
  });
});
