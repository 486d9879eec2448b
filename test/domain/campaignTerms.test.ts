import { describe, expect, it } from 'vitest';
import { askedFor } from '../../domain/campaignRun.ts';
import type { CampaignRun } from '../../domain/campaignState.ts';
import { massFault } from '../../domain/campaignTerms.ts';
import { isFault } from '../../domain/requestKinds.ts';
import { contractOf, due } from './sampleLoan.ts';
import { ANN } from './support/campaignLife.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';

describe('terms for many', () => {
  it.each([
    ['deferment', {}, 'DATE_INVALID'],
    ['deferment', { toOn: '2025-05-01', days: 3 }, 'TERMS_MALFORMED'],
    ['restructure', { schedule: { kind: 'given', instalments: [] } }, 'TERMS_MALFORMED'],
    ['restructure', {}, 'TERMS_MALFORMED'],
    ['waiver', { percent: 50 }, 'TERMS_MALFORMED'],
    ['waiver', { components: ['penalty', 'gold'], percent: 50 }, 'TERMS_MALFORMED'],
    ['waiver', { components: ['penalty'], percent: 0 }, 'TERMS_MALFORMED'],
    ['waiver', { components: ['penalty'], percent: 100.5 }, 'TERMS_MALFORMED'],
    ['waiver', { components: ['penalty'], percent: 10, condition: { pay: '1.00' } }, 'TERMS_MALFORMED'],
    ['plan', { parts: 0, firstOn: '2025-05-01' }, 'TERMS_MALFORMED'],
    ['plan', { parts: 3, firstOn: '2025-05-32' }, 'DATE_INVALID'],
    ['plan', { parts: 3, firstOn: '2025-05-01', covers: 'some' }, 'TERMS_MALFORMED'],
    ['temporaryLoan', { amount: '100.00', dueOn: '2025-05-01' }, 'TERMS_MALFORMED'],
    ['temporaryLoan', { amount: 100, dueOn: '2025-05-01', suffix: '-T' }, 'TERMS_MALFORMED'],
    ['extension', { months: 1.5 }, 'TERMS_MALFORMED'],
  ] as const)('%s with %j is refused', (kind, terms, code) => {
    const fault = massFault(kind, terms);
    expect(fault?.code).toBe(code);
    expect(fault?.remedy).not.toBe('');
  });

  it.each([
    ['deferment', { toOn: '2025-05-01' }],
    ['restructure', { schedule: { kind: 'equalInstalment', annualRate: '0.05', months: 6, firstDueOn: '2025-05-01' } }],
    ['waiver', { components: ['penalty'], percent: 100 }],
    ['plan', { parts: 3, firstOn: '2025-05-31', covers: 'all', everyMonths: 1 }],
    ['temporaryLoan', { amount: '100.00', dueOn: '2025-05-01', suffix: '-T1' }],
    ['extension', { months: 3 }],
  ] as const)('%s with %j can be asked', (kind, terms) => {
    expect(massFault(kind, terms)).toBeNull();
  });
});

describe('terms for each loan', () => {
  const rule = {
    ...{ roles: ['collector'], documents: [] },
    approval: { approvers: 2 as const, roles: ['creditHead'], answerDays: 7, escalateTo: 'president' },
  };
  /** 1000.00 of principal, 50.01 of penalty, due on 5 February 2025; 1000.00 in March; extended while past due, too. */
  const one = new LoanLife({
    policy: policyOf({ requests: { extension: { ...rule, whilePastDue: true } } }),
    terms: termsOf(
      contractOf(
        due(1, '2025-02-05', { principal: 100_000, penalty: 5_001 }),
        due(2, '2025-03-05', { principal: 100_000 }),
      ),
      { guarantorId: null },
    ),
  }).at('2025-02-07');
  const termsFor = (run: Pick<CampaignRun, 'kind' | 'terms'>) => {
    const asked = askedFor(one.loan, { ...run, reason: 'flood', documents: [] }, one.world, one.today, ANN.id);
    return isFault(asked) ? asked.code : (asked.terms ?? 'the same');
  };

  it.each([
    ['the same days', { kind: 'deferment', terms: { toOn: '2025-05-01' } }, 'the same'],
    [
      'a share, rounded down per item',
      { kind: 'waiver', terms: { components: ['penalty', 'fee'], percent: 50 } },
      { items: [{ instalment: 1, component: 'penalty', amount: '25.00' }] },
    ],
    [
      'nothing where nothing is open',
      { kind: 'waiver', terms: { components: ['fee'], percent: 50 } },
      'NOTHING_TO_WAIVE',
    ],
    [
      'no component that the policy does not let go',
      { kind: 'waiver', terms: { components: ['principal'], percent: 1 } },
      'NOT_WAIVABLE',
    ],
    [
      'equal parts, the rest with the last',
      { kind: 'plan', terms: { parts: 2, firstOn: '2025-02-28' } },
      {
        covers: 'pastDue',
        dates: [
          { dueOn: '2025-02-28', amount: '525.00' },
          { dueOn: '2025-03-28', amount: '525.01' },
        ],
      },
    ],
    ['a later maturity', { kind: 'extension', terms: { months: 2 } }, { newMaturityOn: '2025-05-05' }],
    [
      'a new loan of its own number',
      { kind: 'temporaryLoan', terms: { amount: '10.00', dueOn: '2025-03-01', suffix: '-T1' } },
      { amount: '10.00', dueOn: '2025-03-01', newLoanId: 'L1-T1' },
    ],
  ] as const)('%s', (_name, run, expected) => {
    expect(termsFor(run)).toEqual(expected);
  });
});
