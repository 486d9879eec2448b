import { describe, expect, it } from 'vitest';
import { assess } from '../../domain/assess.ts';
import { DEFAULT_RULES } from '../../domain/rules.ts';
import { statementOf } from '../../domain/statement.ts';
import { contractOf, due, pay, reverse } from './sampleLoan.ts';

const contract = contractOf(
  due(1, '2025-02-05', { principal: 1000, interest: 50 }),
  due(2, '2025-03-05', { principal: 1000, interest: 40 }),
);

describe('a statement of account', () => {
  it('tells of every posting that counts what it paid, and what was open after it', () => {
    const postings = [
      pay('a', '2025-02-10', 1000),
      pay('b', '2025-02-20', 100),
      pay('c', '2025-02-21', 7),
      reverse('r', 'c', '2025-02-22'),
    ];
    expect(
      statementOf(contract, DEFAULT_RULES, postings, '2025-02-28').map(({ posting, allocated, openMinor }) => [
        posting.id,
        allocated.map(({ instalment, component, amountMinor }) => `${instalment} ${component} ${amountMinor}`),
        openMinor,
      ]),
    ).toEqual([
      ['a', ['1 interest 50', '1 principal 950'], 1090],
      ['b', ['1 principal 50', '2 interest 40', '2 principal 10'], 990],
    ]);
  });

  it('ends at what is outstanding on that day, and knows nothing that was booked later', () => {
    const postings = [pay('a', '2025-02-10', 1000), pay('late', '2025-02-11', 500, '2025-03-20')];
    for (const on of ['2025-02-28', '2025-03-20']) {
      const last = statementOf(contract, DEFAULT_RULES, postings, on).at(-1);
      expect(last?.openMinor).toBe(assess(contract, DEFAULT_RULES, postings, on).outstandingMinor);
    }
  });
});
