import { describe, expect, it } from 'vitest';
import { dayOf } from '../../domain/day.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';
import { life, ask, granted, owed, open } from './support/reliefLife.ts';

describe('a restructure', () => {
  const computed = { kind: 'equalPrincipal', annualRate: '0.06', months: 10, firstDueOn: '2025-03-20' };
  const terms = { schedule: computed };

  it('computes a schedule over the principal that is open, and carries what is due of interest', () => {
    const one = granted(life(), 'restructure', terms);
    const rows = dayOf(one.loan, one.policy, one.today).assessment.instalments.filter(({ openMinor }) => openMinor > 0);
    expect(rows).toHaveLength(10);
    expect(rows[0]?.open).toEqual({ penalty: 0, fee: 0, interest: 2_250, principal: 5_000 });
    expect(rows.reduce((sum, row) => sum + row.open.principal, 0)).toBe(50_000);
    expect(owed(one)).toMatchObject({ overdueDays: 0, consecutiveMissed: 2, cumulativeMissed: 2 });
  });

  it('resets the counts, and makes due interest principal, only where the policy says so', () => {
    expect(ask(life(), 'restructure', { ...terms, capitalise: true })).toMatchObject({ code: 'NOT_CAPITALISED' });
    const one = life({ restructure: { counts: 'reset', capitalisesInterest: true } });
    granted(one, 'restructure', { ...terms, capitalise: true });
    expect(owed(one)).toMatchObject({ consecutiveMissed: 0, cumulativeMissed: 0, outstandingMinor: 52_000 + 1_430 });
  });

  it('makes a restructured asset, whose class stays through its observation', () => {
    const observation = { periodsOnTime: 2, months: 3, atLeast: 'specialMention' } as const;
    const one = granted(life({ restructure: { observation } }), 'restructure', terms);
    const classOn = (on: string): unknown => dayOf(one.at(on).loan, one.policy, on).conditions.classification;
    expect(classOn('2025-02-11')).toBe('specialMention');
    for (const on of ['2025-03-20', '2025-04-20']) one.at(on).post(pay(on, on, 7_300));
    expect(classOn('2025-05-09')).toBe('specialMention');
    // Three months since the restructure, and two instalments on time.
    expect(classOn('2025-05-10')).toBe('normal');
  });

  it.each([
    ['of more principal', [{ dueOn: '2025-03-20', principal: '500.01', interest: '20.00' }], 'PRINCIPAL_CHANGED'],
    ['of less interest than is due', [{ dueOn: '2025-03-20', principal: '500.00', interest: '19.99' }], 'CARRIES_LESS'],
    ['that begins today', [{ dueOn: '2025-02-10', principal: '500.00', interest: '20.00' }], 'TOO_LATE'],
    [
      'that is longer than the policy allows',
      [{ dueOn: '2031-02-10', principal: '500.00', interest: '20.00' }],
      'TOO_LONG',
    ],
    ['of amounts that are none', [{ dueOn: '2025-03-20', principal: 500 }], 'TERMS_MALFORMED'],
    ['of nothing', [], 'TERMS_MALFORMED'],
  ])('given %s is refused', (_name, instalments, code) => {
    expect(ask(life(), 'restructure', { schedule: { kind: 'given', instalments } })).toMatchObject({ ok: false, code });
  });

  it('may be granted once in a life', () => {
    const one = granted(life(), 'restructure', terms);
    expect(ask(one, 'restructure', terms)).toMatchObject({ code: 'TOO_OFTEN' });
  });
});

describe('an extension', () => {
  const before = (): LoanLife => {
    const bullet = contractOf(due(1, '2026-01-05', { principal: 100_000, interest: 5_000 }));
    return new LoanLife({ policy: policyOf(), terms: termsOf(bullet, { guarantorId: null }) }).at('2025-12-01');
  };

  it('moves the maturity within the limit of its term', () => {
    const one = granted(before(), 'extension', { newMaturityOn: '2026-07-05', interest: '25.00' });
    expect(open(one)).toEqual(['2026-07-05 107500']);
    expect(one.at('2026-02-01').today && owed(one)).toMatchObject({ overdueDays: 0, cumulativeMissed: 0 });
  });

  it.each([
    ['after maturity', '2026-01-05', '2026-07-05', 'AFTER_MATURITY'],
    ['to a day that is not later', '2025-12-01', '2026-01-05', 'NOT_LATER'],
    ['beyond the limit', '2025-12-01', '2099-01-05', 'TOO_LONG'],
    ['to no day', '2025-12-01', 'soon', 'DATE_INVALID'],
  ])('%s is refused', (_name, on, newMaturityOn, code) => {
    expect(ask(before().at(on), 'extension', { newMaturityOn })).toMatchObject({ ok: false, code });
  });

  it('needs the consent of the guarantor where there is one', () => {
    const one = new LoanLife({ policy: policyOf(), terms: termsOf(contractOf(due(1, '2026-01-05'))) }).at('2025-12-01');
    const terms = { newMaturityOn: '2026-02-05' };
    expect(ask(one, 'extension', terms)).toMatchObject({ code: 'EVIDENCE_MISSING' });
    const consent = { id: 'evidence/L1/guarantorConsent/1', kind: 'guarantorConsent', sha256: 'a'.repeat(64) };
    expect(ask(one, 'extension', terms, { documents: [consent] })).toMatchObject({ ok: true });
  });
});
