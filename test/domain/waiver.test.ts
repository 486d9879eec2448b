import { describe, expect, it } from 'vitest';
import { DEFAULT_REQUEST } from '../../domain/requestRules.ts';
import { pay, reverse } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { head, REQUEST, life, ask, granted, owed, standing, told } from './support/reliefLife.ts';

describe('a waiver', () => {
  const items = [{ instalment: 1, component: 'interest', amount: '10.00' }];

  it('gives up principal only where the policy names it', () => {
    const principal = { items: [{ instalment: 1, component: 'principal', amount: '1.00' }] };
    expect(ask(life(), 'waiver', principal)).toMatchObject({ code: 'NOT_WAIVABLE' });
    expect(ask(life({ waiver: { components: ['principal'] } }), 'waiver', principal)).toMatchObject({ ok: true });
  });

  it('is approved by the level that its amount and its share reach', () => {
    const levels = [
      { uptoMinor: 5_000, uptoPercent: 20, approvers: 1, roles: ['supervisor'] },
      { uptoMinor: 5_000, uptoPercent: 100, approvers: 1, roles: ['creditHead'] },
    ] as const;
    const requests = { waiver: { ...DEFAULT_REQUEST, approval: { ...DEFAULT_REQUEST.approval, levels } } };
    const of = (amount: string): LoanLife => {
      const one = life({}, { requests });
      ask(one, 'waiver', { items: [{ instalment: 1, component: 'interest', amount }] });
      return one;
    };
    // 50.00 of interest are open.
    const small = of('10.00').command('approveRequest', { request: REQUEST }, head('sue', 'supervisor'));
    expect(small).toMatchObject({ ended: 'executed' });
    const large = of('10.00');
    expect(large.loan.requests?.[0]?.approval.rule).toMatchObject({ roles: ['supervisor'], atStakePercent: 20 });
    const third = life({}, { requests });
    ask(third, 'waiver', {
      items: [1, 2].map((instalment) => ({ instalment, component: 'interest', amount: '6.00' })),
    });
    expect(third.command('approveRequest', { request: REQUEST }, head('sue', 'supervisor'))).toMatchObject({
      ...{ code: 'ABOVE_LIMIT', reason: 'supervisor may approve up to 20 %; this is 24 %' },
    });
  });

  const condition = { pay: '100.00', by: '2025-02-20' };

  it('on a condition takes effect when the money has come, as if given up before it', () => {
    const one = granted(life(), 'waiver', { items, condition }).at('2025-02-15');
    expect(owed(one)).toMatchObject({ outstandingMinor: 55_000 });
    one.post(pay('a', '2025-02-15', 10_000));
    expect(standing(one)).toBe('met');
    // The payment paid principal, not the interest that is given up.
    expect(owed(one)).toMatchObject({
      outstandingMinor: 44_000,
      instalments: [{ paid: { interest: 0, principal: 10_000 } }, {}, {}, {}, {}],
    });
    expect(told(one.at('2025-02-16'))).toEqual([
      {
        template: 'reliefCondition',
        fields: { reliefAmount: '10.00', promisedAmount: '100.00', promisedOn: '2025-02-20' },
      },
    ]);
  });

  it('on a condition that is not met is void, and comes to life with money told later', () => {
    const one = granted(life(), 'waiver', { items, condition }).at('2025-02-22', '12:00');
    expect(one.since('2025-02-11')).toEqual([
      '2025-02-22 10:00 L1/request/1 void',
      '2025-02-22 10:00 second 2025-01-06 by sms',
    ]);
    one.post(pay('late', '2025-02-21', 10_000, '2025-02-22'));
    expect([standing(one), owed(one)]).toMatchObject(['met', { outstandingMinor: 44_000 }]);
    one.post(reverse('undo', 'late', '2025-02-22'));
    expect([standing(one), owed(one)]).toMatchObject(['void', { outstandingMinor: 55_000 }]);
    one.post(pay('again', '2025-02-21', 10_000, '2025-02-22'));
    expect([standing(one), owed(one)]).toMatchObject(['met', { outstandingMinor: 44_000 }]);
  });
});
