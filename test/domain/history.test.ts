import { describe, expect, it } from 'vitest';
import { assess } from '../../domain/assess.ts';
import { historyOf } from '../../domain/history.ts';
import type { PaymentHistory } from '../../domain/history.ts';
import type { Posting } from '../../domain/posting.ts';
import { DEFAULT_RULES } from '../../domain/rules.ts';
import { monthly, pay, reverse } from './sampleLoan.ts';

/** Instalments of 1000 on the 5th, February to December 2025. */
const known = (asOf: string, ...postings: Posting[]): PaymentHistory =>
  historyOf(assess(monthly(), DEFAULT_RULES, postings, asOf), postings);

describe('how a loan has been paid so far', () => {
  const onTime = [pay('a', '2025-02-05'), pay('b', '2025-03-04')];
  const table: readonly [string, string, readonly Posting[], Partial<PaymentHistory>][] = [
    ['nothing was due yet', '2025-02-05', [], { lateInstalments: 0, averageLateDays: null, earlyCuredPercent: null }],
    [
      'paid on the day is not late',
      '2025-03-06',
      onTime,
      { lateInstalments: 0, averageLateDays: 0, daysSincePayment: 2 },
    ],
    ['open since yesterday', '2025-02-06', [], { lateInstalments: 1, longestLateDays12m: 1, averageLateDays: 1 }],
    ['nobody ever paid', '2025-02-06', [], { daysSincePayment: null, earlyCuredPercent: 0 }],
    [
      'one three days late, one ten',
      '2025-04-05',
      [pay('a', '2025-02-08'), pay('b', '2025-03-15')],
      { lateInstalments: 2, longestLateDays12m: 10, averageLateDays: 6, earlyCuredPercent: 50, daysSincePayment: 21 },
    ],
    [
      'four days are not early any more',
      '2025-03-05',
      [pay('a', '2025-02-09')],
      { lateInstalments: 1, earlyCuredPercent: 0 },
    ],
    [
      'a reversal makes it late again, from its due day on',
      '2025-02-15',
      [pay('a', '2025-02-05'), reverse('r', 'a', '2025-02-10')],
      { lateInstalments: 1, longestLateDays12m: 10, daysSincePayment: null },
    ],
    [
      'what is booked later is not known yet',
      '2025-02-10',
      [pay('a', '2025-02-05', 1000, '2025-02-11')],
      { lateInstalments: 1, daysSincePayment: null },
    ],
  ];
  it.each(table)('%s', (_, asOf, postings, expected) => {
    expect(known(asOf, ...postings)).toMatchObject(expected);
  });

  it('the longest in twelve months forgets what fell due before, that in twenty-four does not', () => {
    const late = pay('a', '2025-03-07');
    const rest = Array.from({ length: 10 }, (_, at) => pay(`p${at}`, `2025-${String(at + 3).padStart(2, '0')}-05`));
    expect(known('2026-02-05', late, ...rest)).toMatchObject({ longestLateDays12m: 2, longestLateDays24m: 28 });
  });
});
