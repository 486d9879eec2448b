import { describe, expect, it } from 'vitest';
import { holds, segmentOf, type ConditionFacts } from '../../domain/condition.ts';
import type { Condition } from '../../domain/condition.ts';

const facts: ConditionFacts = {
  pastDue: true,
  overdueDays: 32,
  consecutiveMissed: 2,
  cumulativeMissed: 4,
  paidInstalments: 7,
  outstandingMinor: 120_000,
  classification: 'substandard',
  parties: ['debtor', 'dealer'],
  lateInstalments: 3,
  longestLateDays12m: 12,
  longestLateDays24m: 40,
  averageLateDays: 4,
  earlyCuredPercent: 50,
  daysSincePayment: 33,
  keptPromises: 1,
  brokenPromises: 2,
  refusals12m: 1,
  callsReachedPercent: 40,
  unansweredCalls: 3,
  instalmentToIncomePercent: 45,
  collateralCoverPercent: null,
};

describe('a condition holds exactly when all of its members do', () => {
  const table: readonly [Condition, boolean][] = [
    [{}, true],
    [{ pastDue: true }, true],
    [{ pastDue: false }, false],
    [{ overdueDaysAtLeast: 32 }, true],
    [{ overdueDaysAtLeast: 33 }, false],
    [{ overdueDaysAtMost: 32 }, true],
    [{ overdueDaysAtMost: 31 }, false],
    [{ consecutiveMissedAtLeast: 2 }, true],
    [{ consecutiveMissedAtLeast: 3 }, false],
    [{ cumulativeMissedAtLeast: 4 }, true],
    [{ cumulativeMissedAtLeast: 5 }, false],
    [{ cumulativeMissedAtMost: 4 }, true],
    [{ cumulativeMissedAtMost: 3 }, false],
    [{ paidInstalmentsAtLeast: 7 }, true],
    [{ paidInstalmentsAtLeast: 8 }, false],
    [{ outstandingAtLeastMinor: 120_000 }, true],
    [{ outstandingAtLeastMinor: 120_001 }, false],
    [{ outstandingAtMostMinor: 120_000 }, true],
    [{ outstandingAtMostMinor: 119_999 }, false],
    [{ lateInstalmentsAtLeast: 3, lateInstalmentsAtMost: 3 }, true],
    [{ lateInstalmentsAtMost: 2 }, false],
    [{ longestLateDays12mAtMost: 12, longestLateDays24mAtLeast: 40 }, true],
    [{ longestLateDays24mAtMost: 39 }, false],
    [{ averageLateDaysAtLeast: 5 }, false],
    [{ earlyCuredPercentAtLeast: 50 }, true],
    [{ daysSincePaymentAtLeast: 34 }, false],
    [{ keptPromisesAtMost: 1, brokenPromisesAtLeast: 2 }, true],
    [{ refusals12mAtLeast: 1, unansweredCallsAtMost: 3 }, true],
    [{ refusals12mAtLeast: 2 }, false],
    [{ callsReachedPercentAtMost: 40 }, true],
    [{ callsReachedPercentAtMost: 39 }, false],
    [{ unansweredCallsAtLeast: 4 }, false],
    [{ brokenPromisesAtLeast: 3 }, false],
    [{ instalmentToIncomePercentAtLeast: 45 }, true],
    [{ instalmentToIncomePercentAtLeast: 46 }, false],
    // What is not known fulfils no condition, whichever way it is bounded.
    [{ collateralCoverPercentAtMost: 100_000 }, false],
    [{ collateralCoverPercentAtLeast: 0 }, false],
    [{ classificationAtLeast: 'specialMention' }, true],
    [{ classificationAtLeast: 'substandard' }, true],
    [{ classificationAtLeast: 'doubtful' }, false],
    [{ has: 'dealer' }, true],
    [{ has: 'guarantor' }, false],
    [{ any: [{ consecutiveMissedAtLeast: 3 }, { cumulativeMissedAtLeast: 4 }] }, true],
    [{ any: [{ consecutiveMissedAtLeast: 3 }, { cumulativeMissedAtLeast: 6 }] }, false],
    [{ any: [] }, false],
    [{ pastDue: true, any: [{ overdueDaysAtLeast: 90 }, { any: [{ has: 'dealer', overdueDaysAtLeast: 30 }] }] }, true],
    [{ overdueDaysAtLeast: 30, cumulativeMissedAtLeast: 5 }, false],
  ];
  it.each(table)('%j → %s', (condition, expected) => {
    expect(holds(condition, facts)).toBe(expected);
  });
  it('no condition holds always', () => {
    expect(holds(undefined, facts)).toBe(true);
  });
});

describe('a loan is in the first segment whose condition holds', () => {
  const title = { 'zh-CN': '', en: '' };
  const watch = { id: 'watch', title, when: { cumulativeMissedAtLeast: 3 } };
  const steady = { id: 'steady', title, when: { paidInstalmentsAtLeast: 6 } };
  const rest = { id: 'new', title };
  it.each([
    [{}, 'watch'],
    [{ cumulativeMissed: 2 }, 'steady'],
    [{ cumulativeMissed: 2, paidInstalments: 5 }, 'new'],
  ])('%j → %s', (change, expected) => {
    expect(segmentOf({ segments: [watch, steady, rest] }, { ...facts, ...change })?.id).toBe(expected);
  });
  it('and in none when none holds', () => {
    expect(segmentOf({ segments: [steady] }, { ...facts, paidInstalments: 0 })).toBeUndefined();
  });
});
