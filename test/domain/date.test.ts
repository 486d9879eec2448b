import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  fromDayNumber,
  isPlainDate,
  monthEnd,
  toDayNumber,
} from '../../domain/date.ts';

describe('a plain date', () => {
  it.each([
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2025-04-31', false],
    ['2025-13-01', false],
    ['2025-00-10', false],
    ['2025-01-00', false],
    ['2025-1-01', false],
    ['2025-01-01T00:00', false],
    [20250101, false],
  ])('%s exists: %s', (text, exists) => {
    expect(isPlainDate(text)).toBe(exists);
  });

  it('has the day number that the host calendar gives, back and forth', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        const date = fromDayNumber(day);
        expect(toDayNumber(date)).toBe(day);
        expect(new Date(day * 86_400_000).toISOString().slice(0, 10)).toBe(date);
      }),
    );
  });

  it('refuses years that cannot be written', () => {
    expect(() => fromDayNumber(3_000_000)).toThrow(RangeError);
  });

  it.each([
    ['2025-01-31', 1, undefined, '2025-02-28'],
    ['2024-01-31', 1, undefined, '2024-02-29'],
    ['2025-02-28', 1, 31, '2025-03-31'],
    ['2025-01-15', -1, undefined, '2024-12-15'],
    ['2025-12-31', 14, undefined, '2027-02-28'],
    ['2025-03-31', -24, undefined, '2023-03-31'],
  ])('%s and %d months (anchor %s) is %s', (date, months, anchorDay, expected) => {
    expect(addMonths(date, months, anchorDay)).toBe(expected);
  });

  it('counts days across months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2025-03-01', '2025-02-28')).toBe(-1);
    expect([monthEnd('2024-02-10'), monthEnd('2025-02-28'), monthEnd('2025-11-01')]).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2025-11-30',
    ]);
  });
});
