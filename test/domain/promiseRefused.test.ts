import { describe, expect, it } from 'vitest';
import { pay } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { life, promised, one } from './support/promiseLife.ts';

describe('a promise is refused', () => {
  const open = (it: LoanLife): void => void it.command('promise', one);
  const nothing = (): void => undefined;
  type Deed = (it: LoanLife) => void;
  const table: (readonly [code: string, content: Record<string, unknown>, before: Deed])[] = [
    ['PROMISE_EMPTY', {}, nothing],
    ['PROMISE_EMPTY', { instalments: [] }, nothing],
    ['PROMISE_BY_UNKNOWN', { ...one, by: 'me' }, nothing],
    ['DATE_INVALID', promised(['12/2/2025', '1']), nothing],
    ['DATE_INVALID', { instalments: ['soon'] }, nothing],
    ['PROMISE_IN_THE_PAST', promised(['2025-02-06', '1']), nothing],
    ['PROMISE_TOO_FAR', promised(['2025-02-23', '1']), nothing],
    ['PROMISE_DATES_ORDER', promised(['2025-02-12', '1'], ['2025-02-12', '1']), nothing],
    [
      'PROMISE_TOO_MANY_DATES',
      promised(['2025-02-08', '1'], ['2025-02-09', '1'], ['2025-02-10', '1'], ['2025-02-11', '1']),
      nothing,
    ],
    ['AMOUNT_NOT_DECIMAL', { instalments: [{ dueOn: '2025-02-12', amount: 5 }] }, nothing],
    ['AMOUNT_DECIMALS', promised(['2025-02-12', '1.005']), nothing],
    ['AMOUNT_NOT_POSITIVE', promised(['2025-02-12', '0']), nothing],
    ['PROMISE_TOO_SMALL', promised(['2025-02-12', '9.99']), nothing],
    ['PROMISE_ABOVE_DEBT', promised(['2025-02-12', '1000.01']), nothing],
    ['PROMISE_OPEN', one, open],
    ['NOTHING_OWED', one, (it) => void it.post(pay('p', '2025-02-07', 100_000))],
    ['LOAN_CLOSED', one, (it) => void it.post(pay('p', '2025-02-07', 100_000))],
  ];
  it.each(table)('with %s', (code, content, before) => {
    const it = life({ leastMinor: 1000 }, { chargebackWindowDays: code === 'LOAN_CLOSED' ? 0 : 60 }).at('2025-02-07');
    // What the provider has reported is taken along first.
    it.decide([]);
    before(it);
    const { state } = it;
    const answer = it.command('promise', content);
    expect(answer).toMatchObject({ ok: false, code });
    expect(answer.ok || (answer.reason.length > 4 && answer.remedy.length > 4)).toBe(true);
    expect(it.state).toEqual(state);
    expect(it.story.at(-1)).toMatch(new RegExp(`promise refused ${code}$`));
  });

  it('from somebody who may take none, and unsigned', () => {
    const it = life().at('2025-02-07');
    expect(it.command('promise', one, { ...ANN, role: 'auditor' })).toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    expect(it.command('promise', one, null)).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  it('after so many were broken lately, and taken again when that is long ago', () => {
    const it = life({ mostBroken: { count: 1, withinDays: 30 } }).at('2025-02-07');
    it.command('promise', one);
    const asked = (day: string): unknown => it.at(day).command('promise', promised([day, '10']));
    expect(asked('2025-03-14')).toMatchObject({ ok: false, code: 'PROMISES_BROKEN' });
    expect(asked('2025-03-15')).toMatchObject({ ok: true });
  });
});

describe('withdrawing', () => {
  it('lets the ladder go on by its own days, and is neither kept nor broken', () => {
    const it = life().at('2025-02-07');
    it.command('promise', one);
    expect(
      it.at('2025-02-11').command('withdrawPromise', { promise: 'L1/promise/1', because: 'enteredWrong' }),
    ).toMatchObject({ ok: true });
    expect(it.at('2025-02-14').since('2025-02-08')).toEqual([
      '2025-02-11 09:00 promise withdrawn: enteredWrong',
      '2025-02-11 10:00 task call by 2025-02-14',
    ]);
  });

  it('is refused where there is nothing to withdraw, and without a reason', () => {
    const it = life().at('2025-02-07');
    const withdraw = (content: Record<string, unknown>): unknown => it.command('withdrawPromise', content);
    expect(withdraw({ promise: 'L1/promise/1', because: 'replaced' })).toMatchObject({ code: 'PROMISE_UNKNOWN' });
    it.command('promise', one);
    expect(withdraw({ promise: 'L1/promise/1', because: 'whatever he said' })).toMatchObject({
      code: 'REASON_MISSING',
    });
    it.at('2025-02-14');
    expect(withdraw({ promise: 'L1/promise/1', because: 'enteredWrong' })).toMatchObject({ code: 'PROMISE_OVER' });
  });

  it('happens by itself to what is left of a broken promise when a new one is taken', () => {
    const it = life().at('2025-02-07');
    it.command('promise', promised(['2025-02-08', '100'], ['2025-02-20', '900']));
    it.at('2025-02-10').command('promise', promised(['2025-02-16', '500']));
    it.post(pay('p', '2025-02-10', 50_000));
    expect(it.at('2025-02-25').story.filter((line) => line.includes('promise'))).toEqual([
      '2025-02-07 09:00 promised 10000 by 2025-02-08, 90000 by 2025-02-20',
      '2025-02-09 10:00 promiseBroken 0 of 10000 by 2025-02-08',
      '2025-02-10 09:00 promise withdrawn: replaced',
      '2025-02-10 09:00 promised 50000 by 2025-02-16',
      '2025-02-17 10:00 promiseKept 50000 of 50000 by 2025-02-16',
    ]);
  });
});
