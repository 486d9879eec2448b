import { describe, expect, it } from 'vitest';
import { pay, reverse } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { REQUEST, life, granted, standing, open } from './support/reliefLife.ts';
import type { Kinds } from './support/reliefLife.ts';

describe('a repayment plan', () => {
  const dates = [
    { dueOn: '2025-02-20', amount: '100.00' },
    { dueOn: '2025-03-02', amount: '120.00' },
  ];
  const plan = (rules: Kinds['plan'] = {}): LoanLife =>
    granted(life({ plan: rules }), 'plan', { dates }).at('2025-02-11');

  it('kept: the ladder rests until the last date, and goes on only for what has fallen due since', () => {
    const one = plan();
    one.at('2025-02-20').post(pay('a', '2025-02-20', 10_000));
    one.at('2025-03-01').post(pay('b', '2025-03-01', 12_000));
    expect(standing(one)).toBe('kept');
    expect(one.since('2025-02-12')).toEqual([
      '2025-02-20 09:00 payment a',
      '2025-03-01 09:00 payment b',
      '2025-03-01 09:00 L1/request/1 kept',
    ]);
  });

  it('broken: back to the old schedule, and the ladder goes on', () => {
    const one = plan().at('2025-02-23', '12:00');
    expect(one.since('2025-02-12')).toEqual([
      '2025-02-22 10:00 L1/request/1 broken',
      '2025-02-22 10:00 second 2025-01-06 by sms',
    ]);
    expect(open(one)).toHaveLength(5);
  });

  it('broken: what falls due later is due at once, where the policy says so; principal is neither made nor lost', () => {
    // 17 of 28 days of the running interest are earned.
    const one = plan({ onBroken: 'accelerate' }).at('2025-02-23', '12:00');
    expect(open(one)).toEqual(['2025-01-05 11000', '2025-02-05 11000', '2025-02-22 30607']);
    expect(one.at('2025-06-01').loan.postings).toHaveLength(1);
  });

  it('money told later turns it, in both directions', () => {
    const one = plan().at('2025-02-23', '12:00');
    one.post(pay('late', '2025-02-19', 22_000, '2025-02-23'));
    expect(standing(one)).toBe('kept');
    one.post(reverse('undo', 'late', '2025-02-23'));
    expect(standing(one)).toBe('broken');
    expect(one.since('2025-02-23').filter((line) => line.includes('request'))).toEqual([
      '2025-02-23 12:00 L1/request/1 kept, was broken',
      '2025-02-23 12:00 L1/request/1 broken, was kept',
    ]);
  });

  it('takes no promise beside it, and does when it is over', () => {
    const promise = { instalments: [{ dueOn: '2025-02-25', amount: '50.00' }] };
    const one = plan();
    expect(one.command('promise', promise)).toMatchObject({
      ...{ ok: false, code: 'PLAN_RUNNING', reason: `the plan ${REQUEST} is running` },
      remedy: 'hold to its dates; after its end a promise is taken',
    });
    expect(one.loan.promises).toBeUndefined();
    expect(one.at('2025-02-22', '12:00').command('promise', promise)).toMatchObject({ ok: true });
  });

  it('takes the place of a promise, and ends with nothing left of what it covers', () => {
    const one = life();
    one.command('promise', { instalments: [{ dueOn: '2025-02-12', amount: '50.00' }] });
    granted(one, 'plan', { dates });
    expect(one.since('2025-02-10')).toContain('2025-02-10 09:00 promise withdrawn: replaced');
    one.at('2025-02-12').post(pay('dealer', '2025-02-12', 22_000, '2025-02-12', 'dealer'));
    expect(standing(one)).toBe('kept');
  });
});
