import { describe, expect, it } from 'vitest';
import { assess } from '../../domain/assess.ts';
import type { Assessment } from '../../domain/assess.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Posting } from '../../domain/posting.ts';
import { DEFAULT_RULES } from '../../domain/rules.ts';
import type { AssessRules } from '../../domain/rules.ts';
import {
  charge,
  chargeBack,
  contractOf,
  due,
  monthly,
  pause,
  pay,
  reverse,
  withMissed,
  writeOff,
} from './sampleLoan.ts';

type Row = readonly [asOf: PlainDate, postings: readonly Posting[], expected: Partial<Assessment>, rules?: AssessRules];

function table(claim: string, rows: readonly Row[], contract = monthly()): void {
  rows.forEach(([asOf, postings, expected, rules = DEFAULT_RULES], at) => {
    it(`${claim}, as of ${asOf} (row ${at + 1})`, () => {
      expect(assess(contract, rules, postings, asOf)).toMatchObject(expected);
    });
  });
}

const counts = (consecutiveMissed: number, cumulative: number): Partial<Assessment> => ({
  consecutiveMissed,
  cumulativeMissed: cumulative,
});

describe('连 and 累 follow the worked examples (domain.md §2)', () => {
  table('three unpaid instalments make 连3 the day after the third due date', [
    ['2025-02-05', [], counts(0, 0)],
    ['2025-04-05', [], counts(2, 2)],
    ['2025-04-06', [], counts(3, 3)],
  ]);
  const tenDaysLate = ['02', '03', '04', '05', '06', '07'].map((month) => pay(`p${month}`, `2025-${month}-15`));
  table('six instalments each ten days late make 累6 while 连 stays at most 1', [
    ['2025-07-05', tenDaysLate, counts(0, 5)],
    ['2025-07-06', tenDaysLate, counts(1, 6)],
    ['2025-07-20', tenDaysLate, counts(0, 6)],
    ['2025-07-20', tenDaysLate, counts(0, 0), withMissed({ cutoff: 'nextDue' })],
    ['2025-07-20', tenDaysLate, counts(0, 6), withMissed({ cutoff: 'due+grace' }, 9)],
    ['2025-07-20', tenDaysLate, counts(0, 0), withMissed({ cutoff: 'due+grace' }, 10)],
  ]);
  table('clearing three together ends 连 and keeps 累', [['2025-04-20', [pay('p', '2025-04-20', 3000)], counts(0, 3)]]);
  table('a back-dated payment is known from its booking and counts from its value date', [
    ['2025-04-09', [pay('p', '2025-03-04', 1000, '2025-04-10')], counts(3, 3)],
    ['2025-04-10', [pay('p', '2025-03-04', 1000, '2025-04-10')], counts(2, 3)],
    ['2025-04-10', [pay('p', '2025-02-05', 1000, '2025-04-10')], counts(2, 2)],
  ]);
  table('a short payment is missed unless the tolerance covers it', [
    ['2025-02-06', [pay('p', '2025-02-05', 990)], counts(1, 1)],
    ['2025-02-06', [pay('p', '2025-02-05', 990)], counts(0, 0), withMissed({ tolerance: 0.01 })],
    ['2025-02-06', [pay('p', '2025-02-05', 989)], counts(1, 1), withMissed({ tolerance: 0.01 })],
  ]);
  table("a partner's advance cures the days and 连, never 累", [
    ['2025-02-06', [pay('p', '2025-02-05', 1000, '2025-02-05', 'dealer')], { overdueDays: 0, ...counts(0, 1) }],
  ]);
  table('a charge that comes after the cut-off reopens the instalment but did not make it missed', [
    ['2025-02-20', [pay('p', '2025-02-05'), charge('c', 1, 50, '2025-02-15')], { overdueDays: 15, ...counts(1, 0) }],
  ]);
  table('the window of 24 months leaves out the due date 24 months ago', [
    ['2027-02-04', [], counts(11, 11), withMissed({ window: '24m' })],
    ['2027-02-05', [], counts(11, 10), withMissed({ window: '24m' })],
  ]);
  table('with cut-off nextDue the last instalment has its period once more', [
    ['2026-01-05', [], counts(10, 10), withMissed({ cutoff: 'nextDue' })],
    ['2026-01-06', [], counts(11, 11), withMissed({ cutoff: 'nextDue' })],
  ]);
});

describe('overdue days count from the oldest open due date', () => {
  const inclusive: AssessRules = { ...DEFAULT_RULES, dayCount: 'inclusive' };
  table('the due day itself counts 0', [
    ['2025-02-05', [], { overdueDays: 0, overdueAmountMinor: 0, bucket: null, oldestDueOn: null }],
    ['2025-02-06', [], { overdueDays: 1, overdueAmountMinor: 1000, bucket: 'M1', oldestDueOn: '2025-02-05' }],
    ['2025-02-05', [], { overdueDays: 0, bucket: null }, inclusive],
    ['2025-02-06', [], { overdueDays: 2, delinquentDays: 2 }, inclusive],
    ['2025-04-06', [pay('p', '2025-03-01')], { overdueDays: 32, overdueAmountMinor: 2000, bucket: 'M2' }],
  ]);
  table('grace is subtracted once from delinquent days and never from overdue days', [
    ['2025-02-08', [], { overdueDays: 3, delinquentDays: 0, bucket: null }, withMissed({}, 3)],
    ['2025-04-06', [], { overdueDays: 60, delinquentDays: 57, bucket: 'M2' }, withMissed({}, 3)],
  ]);
  const paused = [pause('h', '2025-02-10', '2025-02-20')];
  const resumed: Posting[] = [...paused, { type: 'resume', id: 'r', on: '2025-02-13', bookedOn: '2025-02-13' }];
  table('paused days are not counted, half open, and only where they meet the arrears', [
    ['2025-02-10', paused, { overdueDays: 5, delinquentDays: 5, pausedOn: true }],
    ['2025-02-19', paused, { overdueDays: 14, delinquentDays: 5, pausedOn: true }],
    ['2025-02-20', paused, { overdueDays: 15, delinquentDays: 5, pausedOn: false }],
    ['2025-02-21', paused, { delinquentDays: 6 }],
    ['2025-02-21', resumed, { delinquentDays: 13 }],
    ['2025-02-12', resumed, { delinquentDays: 5, pausedOn: true }],
    ['2025-02-10', [pause('h', '2025-01-20', '2025-02-08')], { overdueDays: 5, delinquentDays: 2 }],
    ['2025-02-20', [...paused, pause('h2', '2025-02-15', '2025-02-25')], { delinquentDays: 5, pausedOn: false }],
    ['2025-02-25', [...paused, pause('h2', '2025-02-20', '2025-02-25')], { delinquentDays: 5 }],
  ]);
  table('arrears that touch are one unbroken period', [
    ['2025-03-08', [pay('p', '2025-03-06')], { oldestDueOn: '2025-03-05', arrearsSince: '2025-02-06' }],
    ['2025-03-08', [pay('p', '2025-03-05')], { oldestDueOn: '2025-03-05', arrearsSince: '2025-03-06' }],
    ['2025-03-08', [pay('p', '2025-03-05', 2000)], { arrearsSince: null }],
  ]);
});

describe('money', () => {
  table('a chargeback is a debt of its own, due on its value date', [
    [
      '2025-02-20',
      [pay('p', '2025-02-05'), chargeBack('c', 'p', '2025-02-20')],
      { overdueDays: 0, outstandingMinor: 11_000 },
    ],
    ['2025-02-22', [pay('p', '2025-02-05'), chargeBack('c', 'p', '2025-02-20')], { overdueDays: 2, ...counts(0, 0) }],
    [
      '2025-03-08',
      [pay('p', '2025-02-05'), chargeBack('c', 'p', '2025-02-20'), pay('q', '2025-03-08')],
      {
        overdueDays: 3,
        oldestDueOn: '2025-03-05',
        chargebacks: [{ id: 'c', dueOn: '2025-02-20', amountMinor: 1000, openMinor: 0 }],
      },
    ],
    [
      '2025-03-01',
      [pay('p', '2025-02-05'), chargeBack('c', 'p', '2025-02-20'), reverse('r', 'p', '2025-02-25')],
      { overdueDays: 24, outstandingMinor: 11_000, chargebacks: [] },
    ],
  ]);
  table('a reversed payment never existed, from the day its reversal is booked', [
    ['2025-02-19', [pay('p', '2025-02-05'), reverse('r', 'p', '2025-02-20')], { overdueDays: 0 }],
    ['2025-02-20', [pay('p', '2025-02-05'), reverse('r', 'p', '2025-02-20')], { overdueDays: 15, ...counts(1, 1) }],
  ]);
  table('an overpayment is credit, and new debt takes it first', [
    ['2025-03-01', [pay('p', '2025-02-05', 11_500)], { creditMinor: 500, outstandingMinor: 0, settled: true }],
    [
      '2025-03-01',
      [pay('p', '2025-02-05', 11_500), charge('c', 1, 200, '2025-02-10')],
      { creditMinor: 300, outstandingMinor: 0, overdueDays: 0 },
    ],
  ]);
  table('after a write-off nothing is past due and receipts are recoveries', [
    ['2025-06-30', [writeOff('w', '2025-07-01')], { overdueDays: 145, writtenOff: false }],
    [
      '2025-08-01',
      [writeOff('w', '2025-07-01'), pay('p', '2025-07-20', 300)],
      {
        overdueDays: 0,
        delinquentDays: 0,
        bucket: null,
        recoveredMinor: 300,
        outstandingMinor: 11_000,
        settled: false,
      },
    ],
    [
      '2025-08-01',
      [writeOff('w', '2025-07-01'), pay('p', '2025-07-20', 11_400)],
      { recoveredMinor: 11_000, creditMinor: 400, settled: true },
    ],
  ]);
  table('a posting id that comes twice changes nothing and is reported', [
    [
      '2025-02-10',
      [pay('p', '2025-02-05', 400), pay('p', '2025-02-05', 400)],
      { overdueAmountMinor: 600, refused: [{ id: 'p', code: 'DUPLICATE', reason: expect.any(String) as string }] },
    ],
  ]);
});

describe('a new schedule replaces what is open', () => {
  const fresh = (counting: 'reset' | 'carry'): Posting => ({
    type: 'reschedule',
    id: 's',
    on: '2025-04-10',
    bookedOn: '2025-04-10',
    counts: counting,
    instalments: [due(21, '2025-05-10'), due(22, '2025-06-10')],
  });
  table('the days start again, and the counts as it says', [
    ['2025-04-10', [fresh('reset')], { overdueDays: 0, outstandingMinor: 2000, ...counts(0, 0) }],
    ['2025-04-10', [fresh('carry')], { overdueDays: 0, outstandingMinor: 2000, ...counts(3, 3) }],
    ['2025-05-11', [fresh('carry')], { overdueDays: 1, ...counts(4, 4) }],
    ['2025-05-11', [fresh('reset')], { overdueDays: 1, ...counts(1, 1) }],
    ['2025-05-11', [fresh('carry'), pay('p', '2025-05-01')], { overdueDays: 0, ...counts(0, 3) }],
  ]);
  table('money found or lost later counts against the new schedule', [
    ['2025-05-01', [fresh('reset'), pay('p', '2025-02-05', 1000, '2025-04-20')], { outstandingMinor: 1000 }],
    ['2025-05-01', [pay('p', '2025-02-05'), fresh('reset')], { outstandingMinor: 2000 }],
    [
      '2025-05-01',
      [pay('p', '2025-02-05'), fresh('reset'), reverse('r', 'p', '2025-04-20')],
      { outstandingMinor: 3000 },
    ],
  ]);
});

describe('instalments', () => {
  it('tell their own bucket, pauses subtracted and grace not', () => {
    const postings = [pause('h', '2025-02-10', '2025-02-20')];
    const { instalments, bucket } = assess(monthly(), withMissed({}, 40), postings, '2025-03-21');
    expect(instalments.slice(0, 3).map((item) => item.bucket)).toEqual(['M2', 'M1', null]);
    expect(bucket).toBeNull();
  });
  it('tell when they were paid off', () => {
    const { instalments } = assess(
      monthly(2),
      DEFAULT_RULES,
      [pay('p', '2025-02-03', 600), pay('q', '2025-02-09', 500)],
      '2025-02-28',
    );
    expect(instalments.map(({ paidOffOn, openMinor, missed }) => [paidOffOn, openMinor, missed])).toEqual([
      ['2025-02-09', 0, true],
      [null, 900, false],
    ]);
  });
  it('take a waiver off what is open, never more', () => {
    const waiver: Posting = {
      type: 'waiver',
      id: 'w',
      instalment: 1,
      component: 'penalty',
      amountMinor: 99,
      valueDate: '2025-02-07',
      bookedOn: '2025-02-07',
    };
    const contract = contractOf(due(1, '2025-02-05', { principal: 100, penalty: 20 }));
    const [item] = assess(contract, DEFAULT_RULES, [waiver], '2025-02-08').instalments;
    expect(item).toMatchObject({ openMinor: 100, paid: { penalty: 0 } });
  });
});
