import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateContract } from '../../domain/contract.ts';
import { scheduleOf } from '../../domain/schedule.ts';
import type { ScheduleTerms } from '../../domain/schedule.ts';
import { due } from './sampleLoan.ts';

const terms: ScheduleTerms = {
  kind: 'equalInstalment',
  principalMinor: 1_200_000,
  annualRate: '0.12',
  months: 12,
  disbursedOn: '2025-01-31',
};

describe('a schedule', () => {
  const table: readonly [claim: string, terms: Partial<ScheduleTerms>, first: number[], last: number[]][] = [
    ['equal instalments of 1066.18 on 12000.00 at 1 % a month', {}, [94_618, 12_000], [105_570, 1056]],
    ['equal principal', { kind: 'equalPrincipal' }, [100_000, 12_000], [100_000, 1000]],
    ['interest monthly, principal at maturity', { kind: 'interestOnly' }, [0, 12_000], [1_200_000, 12_000]],
    ['everything at maturity', { kind: 'bullet' }, [1_200_000, 144_000], [1_200_000, 144_000]],
    ['no interest, residue last', { annualRate: '0', principalMinor: 100, months: 3 }, [33, 0], [34, 0]],
    [
      'half a minor unit rounds up',
      { kind: 'bullet', annualRate: '0.06', principalMinor: 100, months: 1 },
      [100, 1],
      [100, 1],
    ],
  ];
  it.each(table)('%s', (_claim, changed, first, last) => {
    const instalments = scheduleOf({ ...terms, ...changed });
    const ends = [instalments[0], instalments.at(-1)].map((item) => [item?.principal, item?.interest]);
    expect(ends).toEqual([first, last]);
  });

  it('keeps the day of the month that it starts with, clamped to shorter months', () => {
    expect(scheduleOf({ ...terms, months: 3 }).map(({ dueOn }) => dueOn)).toEqual([
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
    ]);
    expect(scheduleOf({ ...terms, months: 2, firstDueOn: '2025-03-15' }).map(({ dueOn }) => dueOn)).toEqual([
      '2025-03-15',
      '2025-04-15',
    ]);
    expect(scheduleOf({ ...terms, kind: 'bullet' }).map(({ dueOn }) => dueOn)).toEqual(['2026-01-31']);
  });

  it('always makes a sound contract whose principals add up', () => {
    const any = fc.record({
      kind: fc.constantFrom(
        'equalInstalment' as const,
        'equalPrincipal' as const,
        'interestOnly' as const,
        'bullet' as const,
      ),
      principalMinor: fc.integer({ min: 1, max: 100_000_000_000 }),
      annualRate: fc.integer({ min: 0, max: 4000 }).map((basisPoints) => (basisPoints / 10_000).toFixed(4)),
      months: fc.integer({ min: 1, max: 120 }),
      disbursedOn: fc.constantFrom('2024-01-31', '2024-02-29', '2025-06-15'),
    });
    fc.assert(
      fc.property(any, (one) => {
        const { principalMinor, disbursedOn } = one;
        const contract = { currency: 'CNY', disbursedOn, principalMinor, instalments: scheduleOf(one) };
        expect(validateContract(contract)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('equal instalments differ only in the last, by less than a unit a month', () => {
    const sums = scheduleOf({ ...terms, months: 36, annualRate: '0.0435' }).map(
      ({ principal, interest }) => principal + interest,
    );
    expect(new Set(sums.slice(0, -1)).size).toBe(1);
    expect(Math.abs((sums.at(-1) ?? 0) - (sums[0] ?? 0))).toBeLessThan(72);
  });

  it.each([
    [{ annualRate: '4.35%' }],
    [{ annualRate: '1e-2' }],
    [{ months: 0 }],
    [{ months: 1.5 }],
    [{ principalMinor: 0 }],
  ])('refuses %j', (changed) => {
    expect(() => scheduleOf({ ...terms, ...changed })).toThrow(RangeError);
  });

  it('that is given is taken as it is, or refused with field and remedy', () => {
    const instalments = [due(1, '2025-02-05'), due(2, '2025-03-05')];
    expect(scheduleOf({ kind: 'given', disbursedOn: '2025-01-05', instalments })).toEqual(instalments);
    expect(() => scheduleOf({ kind: 'given', disbursedOn: '2025-02-06', instalments })).toThrow('instalments[0].dueOn');
  });
});

describe('a contract is refused', () => {
  const contract = {
    currency: 'CNY',
    disbursedOn: '2025-01-05',
    instalments: [due(1, '2025-02-05'), due(2, '2025-03-05')],
  };
  it.each([
    ['without instalments', { instalments: [] }, 'NO_INSTALMENTS'],
    ['with a number twice', { instalments: [due(1, '2025-02-05'), due(1, '2025-03-05')] }, 'NUMBER_NOT_ASCENDING'],
    ['with due dates that go back', { instalments: [due(1, '2025-02-05'), due(2, '2025-02-04')] }, 'DUE_NOT_ASCENDING'],
    ['with a date that does not exist', { instalments: [due(1, '2025-02-30')] }, 'DATE_UNKNOWN'],
    ['with a disbursement that does not exist', { disbursedOn: '2025-02-30' }, 'DATE_UNKNOWN'],
    ['due before it was disbursed', { disbursedOn: '2025-02-06' }, 'DUE_BEFORE_DISBURSEMENT'],
    ['with a negative amount', { instalments: [due(1, '2025-02-05', { fee: -1 })] }, 'AMOUNT_INVALID'],
    ['with a fraction of a minor unit', { instalments: [due(1, '2025-02-05', { fee: 0.5 })] }, 'AMOUNT_INVALID'],
    ['whose principals do not add up', { principalMinor: 2001 }, 'PRINCIPAL_MISMATCH'],
    ['with an unknown currency', { currency: 'RMB¥' }, 'CURRENCY_UNKNOWN'],
  ])('%s', (_claim, changed, code) => {
    expect(validateContract({ ...contract, ...changed }).map((problem) => problem.code)).toContain(code);
  });
  it('never when it is sound', () => {
    expect(validateContract({ ...contract, principalMinor: 2000 })).toEqual([]);
  });
});
