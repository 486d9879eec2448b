import { describe, expect, it } from 'vitest';
import { problemOfOrder } from '../../domain/allocation.ts';
import { assess } from '../../domain/assess.ts';
import { components } from '../../domain/contract.ts';
import { DEFAULT_ORDER, DEFAULT_RULES } from '../../domain/rules.ts';
import type { AllocationRule } from '../../domain/rules.ts';
import { contractOf, due, pay } from './sampleLoan.ts';

const part = { penalty: 10, interest: 20, principal: 100 };
const contract = contractOf(...[1, 2, 3, 4].map((number) => due(number, `2025-0${number + 1}-05`, part)));

function paidBy(amountMinor: number, rule: Partial<AllocationRule>): string[] {
  const rules = { ...DEFAULT_RULES, allocation: { ...DEFAULT_RULES.allocation, ...rule } };
  const { instalments } = assess(contract, rules, [pay('p', '2025-04-05', amountMinor)], '2025-04-05');
  return instalments.map(({ paid }) => components.map((component) => paid[component]).join(' '));
}

describe('money takes the order of the rule (past due: 1 and 2, due: 3, in advance: 4)', () => {
  const nothing = '0 0 0 0';
  const principalFirst = DEFAULT_ORDER.toSorted(
    (left, right) => Number(right.endsWith('principal')) - Number(left.endsWith('principal')),
  );
  const dueFirst = [...DEFAULT_ORDER.slice(4, 8), ...DEFAULT_ORDER.slice(0, 4), ...DEFAULT_ORDER.slice(8)];
  const table: readonly [claim: string, amountMinor: number, rule: Partial<AllocationRule>, paid: string[]][] = [
    ['horizontal finishes an instalment first', 145, {}, ['10 0 20 100', '10 0 5 0', nothing, nothing]],
    ['vertical finishes a component first', 45, { direction: 'vertical' }, ['10 0 20 0', '10 0 5 0', nothing, nothing]],
    [
      'vertical stays within a status',
      270,
      { direction: 'vertical' },
      ['10 0 20 100', '10 0 20 100', '10 0 0 0', nothing],
    ],
    ['the order of statuses counts', 140, { order: dueFirst }, ['10 0 0 0', nothing, '10 0 20 100', nothing]],
    [
      'horizontal gathers a status that is named apart',
      120,
      { order: principalFirst },
      ['10 0 10 100', nothing, nothing, nothing],
    ],
    [
      'vertical takes principal everywhere first',
      250,
      { direction: 'vertical', order: principalFirst },
      ['0 0 0 100', '0 0 0 100', '0 0 0 50', nothing],
    ],
    ['what is left goes in advance', 395, {}, ['10 0 20 100', '10 0 20 100', '10 0 20 100', '5 0 0 0']],
  ];
  it.each(table)('%s', (_claim, amountMinor, rule, paid) => {
    expect(paidBy(amountMinor, rule)).toEqual(paid);
  });
});

describe('money in advance', () => {
  const ahead = contractOf(...[2, 3, 4].map((month, at) => due(at + 1, `2025-0${month}-05`, { principal: 100 })));
  const table: readonly [AllocationRule['future'] & string, number, number[]][] = [
    ['next', 150, [100, 50, 0]],
    ['last', 150, [0, 50, 100]],
    ['reamortise', 151, [50, 50, 51]],
    ['reamortise', 300, [100, 100, 100]],
    ['reamortise', 2, [0, 0, 2]],
  ];
  it.each(table)('goes %s with %d', (future, amountMinor, paid) => {
    const rules = { ...DEFAULT_RULES, allocation: { ...DEFAULT_RULES.allocation, future } };
    const { instalments } = assess(ahead, rules, [pay('p', '2025-01-10', amountMinor)], '2025-01-10');
    expect(instalments.map((item) => item.paid.principal)).toEqual(paid);
  });
});

describe('an order', () => {
  it('names each of the twelve once', () => {
    expect(problemOfOrder(DEFAULT_ORDER)).toBeNull();
    expect(problemOfOrder(DEFAULT_ORDER.slice(1))).toContain('pastDue.penalty');
    expect(problemOfOrder([...DEFAULT_ORDER, 'due.fee'])).toContain('twice');
  });
});
