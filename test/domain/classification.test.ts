import { describe, expect, it } from 'vitest';
import { validateBuckets } from '../../domain/bucket.ts';
import { classificationOf, classify } from '../../domain/classification.ts';
import type { ClassificationFacts } from '../../domain/classification.ts';
import { DEFAULT_RULES } from '../../domain/rules.ts';

const facts: ClassificationFacts = {
  asOf: '2025-10-01',
  overdueDays: 0,
  previous: 'normal',
  worsenedTo: [],
  arrearsClearedOn: null,
  periodsOnTimeSince: 0,
  otherImpairedLoan: false,
  renewedInDistress: false,
};

describe('五级分类', () => {
  it.each([
    [0, 'normal'],
    [1, 'specialMention'],
    [90, 'specialMention'],
    [91, 'substandard'],
    [270, 'substandard'],
    [271, 'doubtful'],
    [360, 'doubtful'],
    [361, 'loss'],
  ])('%d days ask for %s', (overdueDays, classification) => {
    expect(classificationOf(overdueDays)).toBe(classification);
  });

  const cured = { previous: 'substandard', arrearsClearedOn: '2025-04-01', periodsOnTimeSince: 6 } as const;
  const table: readonly [
    claim: string,
    Partial<ClassificationFacts>,
    classification: string,
    withheld: string | null,
  ][] = [
    ['a person makes it worse', { worsenedTo: ['doubtful'] }, 'doubtful', null],
    ['nobody makes it better than the days say', { overdueDays: 100, worsenedTo: ['normal'] }, 'substandard', null],
    ['it worsens at once', { overdueDays: 400 }, 'loss', null],
    ['it stays while arrears are open', { previous: 'loss', overdueDays: 20 }, 'loss', 'arrearsOpen'],
    ['it leaves non-performing after six months and two periods', cured, 'normal', null],
    ['not a day before six months', { ...cured, asOf: '2025-09-30' }, 'substandard', 'underObservation'],
    ['not with one period on time', { ...cured, periodsOnTimeSince: 1 }, 'substandard', 'underObservation'],
    ['not while another loan is impaired', { ...cured, otherImpairedLoan: true }, 'substandard', 'otherImpairedLoan'],
    ['not without a day on which arrears were cleared', { previous: 'loss' }, 'loss', 'underObservation'],
    ['关注 needs no observation', { previous: 'specialMention' }, 'normal', null],
    [
      'an upgrade goes only as far as persons allow',
      { ...cured, worsenedTo: ['specialMention'] },
      'specialMention',
      null,
    ],
    ['a new loan has no past', { previous: null, overdueDays: 5 }, 'specialMention', null],
  ];
  it.each(table)('%s', (_claim, changed, classification, withheld) => {
    expect(classify({ ...facts, ...changed })).toMatchObject({ classification, withheld });
  });

  it.each([
    [30, 1, false],
    [31, 2, false],
    [90, 2, false],
    [91, 3, true],
  ])('%d days are stage %d, non-accrual %s', (overdueDays, stage, nonAccrual) => {
    expect(classify({ ...facts, overdueDays })).toMatchObject({ stage, nonAccrual, restructuredAsset: false });
  });

  it('renewing in distress makes a restructured asset', () => {
    expect(classify({ ...facts, renewedInDistress: true }).restructuredAsset).toBe(true);
  });
});

describe('buckets', () => {
  it('of the defaults are sound', () => {
    expect(validateBuckets(DEFAULT_RULES.buckets)).toEqual([]);
  });
  it.each([
    [
      'overlap',
      [
        { name: 'A', from: 1, to: 30 },
        { name: 'B', from: 30, to: null },
      ],
    ],
    [
      'overlap',
      [
        { name: 'A', from: 1, to: null },
        { name: 'B', from: 90, to: 120 },
      ],
    ],
    [
      'named twice',
      [
        { name: 'A', from: 1, to: 30 },
        { name: 'A', from: 31, to: 60 },
      ],
    ],
    ['must run', [{ name: 'A', from: 30, to: 1 }]],
  ])('that %s are refused', (reason, buckets) => {
    expect(validateBuckets(buckets).join()).toContain(reason);
  });
});
