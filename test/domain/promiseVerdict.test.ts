import { describe, expect, it } from 'vitest';
import type { PromiseRules } from '../../domain/promiseRules.ts';
import { chargeBack, pay, reverse } from './sampleLoan.ts';
import { rung } from './support/loanWorld.ts';
import { life, promised, one } from './support/promiseLife.ts';

describe('the verdict', () => {
  const table: readonly (readonly [
    what: string,
    rules: Partial<PromiseRules>,
    payments: readonly ReturnType<typeof pay>[],
    verdict: string,
  ])[] = [
    ['in time and in full', {}, [pay('p', '2025-02-12', 100_000)], 'promiseKept 100000'],
    ['on the day on which it was made', {}, [pay('p', '2025-02-07', 100_000)], 'promiseKept 100000'],
    ['before it was made', {}, [pay('p', '2025-02-06', 50_000, '2025-02-08')], 'promiseBroken 0'],
    ['a day late', {}, [pay('p', '2025-02-13', 50_000)], 'promiseBroken 0'],
    ['a day late within grace', { graceDays: 1 }, [pay('p', '2025-02-13', 50_000)], 'promisePartKept 50000'],
    ['in two parts', {}, [pay('p', '2025-02-08', 40_000), pay('q', '2025-02-12', 60_000)], 'promiseKept 100000'],
    ['one unit short', {}, [pay('p', '2025-02-12', 99_999)], 'promisePartKept 99999'],
    ['one unit short of a tolerance', { toleranceMinor: 2 }, [pay('p', '2025-02-12', 99_998)], 'promiseKept 99998'],
    ['at the threshold', { thresholdPercent: 90 }, [pay('p', '2025-02-12', 90_000)], 'promiseKept 90000'],
    ['below the threshold', { thresholdPercent: 90 }, [pay('p', '2025-02-12', 89_999)], 'promisePartKept 89999'],
    ['by the dealer', {}, [pay('p', '2025-02-12', 50_000, '2025-02-12', 'dealer')], 'promiseBroken 0'],
    ['by the guarantor', {}, [pay('p', '2025-02-12', 100_000, '2025-02-12', 'guarantor')], 'promiseKept 100000'],
  ];
  it.each(table)('of money that came %s', (_what, rules, payments, verdict) => {
    const it = life(rules).at('2025-02-07');
    it.command('promise', one);
    for (const payment of payments) it.at(payment.bookedOn).post(payment);
    const [told] = it
      .at('2025-02-20')
      .since('2025-02-08')
      .filter((line) => line.includes('promise'));
    expect(told).toContain(verdict);
  });

  it('of several dates is given one by one, and the first that fails ends the waiting', () => {
    const it = life().at('2025-02-07');
    it.command('promise', promised(['2025-02-10', '200'], ['2025-02-14', '300'], ['2025-02-18', '500']));
    it.at('2025-02-10').post(pay('p', '2025-02-10', 25_000));
    expect(it.at('2025-02-20').since('2025-02-08')).toEqual([
      '2025-02-10 09:00 payment p',
      '2025-02-11 10:00 promiseKept 20000 of 20000 by 2025-02-10',
      '2025-02-15 10:00 promisePartKept 5000 of 30000 by 2025-02-14',
      '2025-02-16 10:00 task call by 2025-02-19',
      '2025-02-19 10:00 promiseBroken 0 of 50000 by 2025-02-18',
      '2025-02-19 10:00 escalated to supervisor',
    ]);
  });

  it('gives each receipt once, to the date that comes first', () => {
    const it = life({ mostOpen: 2 }).at('2025-02-07');
    it.command('promise', promised(['2025-02-14', '300']));
    it.command('promise', promised(['2025-02-10', '300']));
    it.at('2025-02-10').post(pay('p', '2025-02-10', 40_000));
    expect(it.at('2025-02-15', '11:00').story.filter((line) => line.includes('promise'))).toEqual([
      '2025-02-07 09:00 promised 30000 by 2025-02-14',
      '2025-02-07 09:00 promised 30000 by 2025-02-10',
      '2025-02-11 10:00 promiseKept 30000 of 30000 by 2025-02-10',
      '2025-02-15 10:00 promisePartKept 10000 of 30000 by 2025-02-14',
    ]);
  });
});

describe('money that is told later', () => {
  it('bounced, turns kept into broken, and the next day one rung higher is taken', () => {
    const it = life().at('2025-02-07');
    it.command('promise', promised(['2025-02-12', '400']));
    it.at('2025-02-11').post(pay('p', '2025-02-11', 40_000));
    it.at('2025-02-13', '11:00').command('taskOutcome', { taskId: 'L1/call/2025-02-06', result: 'NA' });
    it.at('2025-02-17').post(reverse('r', 'p', '2025-02-17'));
    expect(it.at('2025-02-20').since('2025-02-13 11')).toEqual([
      '2025-02-13 11:00 call NA',
      '2025-02-13 11:00 task closed NA',
      '2025-02-17 09:00 reversal r',
      '2025-02-17 09:00 promiseBroken 0 of 40000 by 2025-02-12, was kept',
      '2025-02-18 10:00 letter 2025-02-06 by letter',
    ]);
  });

  it('returned in part, leaves a part', () => {
    const it = life().at('2025-02-07');
    it.command('promise', promised(['2025-02-12', '400']));
    it.at('2025-02-11').post(pay('p', '2025-02-11', 40_000));
    it.at('2025-02-17').post(chargeBack('c', 'p', '2025-02-17', 30_000));
    expect(it.story).toContain('2025-02-17 09:00 promisePartKept 10000 of 40000 by 2025-02-12, was kept');
  });

  it('booked late with a value date in time, turns broken into kept and corrects the rung that was brought forward', () => {
    const it = life({}, { ladder: [rung('sms', 1), rung('second', 30)] }).at('2025-02-07');
    it.command('promise', promised(['2025-02-12', '400']));
    it.at('2025-02-17').post(pay('p', '2025-02-11', 40_000, '2025-02-17'));
    expect(it.at('2025-04-01').since('2025-02-13')).toEqual([
      '2025-02-13 10:00 promiseBroken 0 of 40000 by 2025-02-12',
      '2025-02-14 10:00 second 2025-02-06 by sms',
      '2025-02-17 09:00 payment p',
      '2025-02-17 09:00 promiseKept 40000 of 40000 by 2025-02-12, was broken',
      '2025-02-17 09:00 second corrected',
    ]);
  });
});
