import { describe, expect, it } from 'vitest';
import { DEFAULT_LEGAL } from '../../domain/legalRules.ts';
import type { Term } from '../../domain/legalRules.ts';
import { deadlineOf, endOfTerm, offHoliday } from '../../domain/legalTerm.ts';
import { loadCalendar } from '../../policies/calendar.ts';

const cn = loadCalendar('cn');

describe('the day that starts a term does not count', () => {
  const terms: [from: string, term: Term, last: string][] = [
    ['2025-04-01', { days: 15 }, '2025-04-16'],
    ['2024-02-14', { days: 15 }, '2024-02-29'],
    ['2025-02-14', { days: 15 }, '2025-03-01'],
    ['2025-12-17', { days: 15 }, '2026-01-01'],
    ['2025-08-31', { months: 6 }, '2026-02-28'],
    ['2023-08-31', { months: 6 }, '2024-02-29'],
    ['2024-02-29', { years: 1 }, '2025-02-28'],
    ['2024-02-29', { years: 2 }, '2026-02-28'],
    ['2024-02-29', { years: 4 }, '2028-02-29'],
    ['2023-02-28', { years: 1 }, '2024-02-28'],
    ['2025-03-10', { years: 3 }, '2028-03-10'],
  ];
  it.each(terms)('%s and %o ends on %s', (from, term, last) => {
    expect(endOfTerm(from, term)).toBe(last);
  });
});

describe('a last day', () => {
  const days: [what: string, on: string, expected: object][] = [
    ['that is worked stays', '2025-04-16', { dueOn: '2025-04-16' }],
    [
      'in the national holidays moves to the first day after them',
      '2025-10-03',
      { dueOn: '2025-10-09', moved: 'holiday' },
    ],
    ['on a Saturday moves to Monday', '2025-04-12', { dueOn: '2025-04-14', moved: 'holiday' }],
    ['on a Sunday that is worked (调休) stays', '2025-09-28', { dueOn: '2025-09-28' }],
    [
      'on a new year that is a Thursday moves past its days off',
      '2026-01-01',
      { dueOn: '2026-01-04', moved: 'holiday' },
    ],
    ['in the spring festival moves past it', '2025-01-30', { dueOn: '2025-02-05', moved: 'holiday' }],
    [
      'of a year that the calendar does not know stays, and says so',
      '2031-05-01',
      { dueOn: '2031-05-01', moved: 'noData' },
    ],
  ];
  it.each(days)('%s', (_what, on, expected) => {
    expect(offHoliday(cn, on)).toEqual(expected);
  });
});

describe('a deadline', () => {
  const base = { number: 1, calendar: cn };
  it('to appeal is fifteen days after service, thirty where it was served abroad', () => {
    const rule = DEFAULT_LEGAL.deadlines.appeal;
    expect(deadlineOf({ ...base, kind: 'appeal', from: '2025-05-26', rule }).dueOn).toBe('2025-06-10');
    expect(deadlineOf({ ...base, kind: 'appeal', from: '2025-05-26', rule, abroad: true }).dueOn).toBe('2025-06-25');
    // 15 days after 16 September are the first of October: the first day after the holidays.
    expect(deadlineOf({ ...base, kind: 'appeal', from: '2025-09-16', rule })).toMatchObject({
      dueOn: '2025-10-09',
      moved: 'holiday',
    });
  });

  it('to renew a preservation is counted back from its end and is never moved', () => {
    const rule = DEFAULT_LEGAL.deadlines.renewPreservation;
    const deadline = deadlineOf({ ...base, kind: 'renewPreservation', from: '2025-10-10', rule });
    expect(deadline).toMatchObject({ dueOn: '2025-10-03', escalateOn: '2025-09-23' });
    expect(deadline.remindOn).toEqual(['2025-07-05', '2025-09-03', '2025-09-23', '2025-09-30']);
  });

  it('to apply for enforcement is two years after the last day to perform', () => {
    const rule = DEFAULT_LEGAL.deadlines.applyEnforcement;
    expect(deadlineOf({ ...base, kind: 'applyEnforcement', from: '2024-02-29', rule })).toMatchObject({
      dueOn: '2026-02-28',
      escalateOn: '2025-11-30',
    });
  });
});
