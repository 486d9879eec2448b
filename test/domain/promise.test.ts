import { describe, expect, it } from 'vitest';
import type { Policy } from '../../domain/policy.ts';
import { DEFAULT_PROMISES } from '../../domain/promiseRules.ts';
import type { PromiseRules } from '../../domain/promiseRules.ts';
import { chargeBack, contractOf, due, pay, pause, reverse } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { CALL, CLAIM, notify, policyOf, reminder, rung, termsOf, trigger } from './support/loanWorld.ts';

const ladder = [rung('sms', 1), rung('call', 5, { action: CALL }), rung('letter', 30, { action: notify(['letter']) })];
const promises = (more: Partial<PromiseRules> = {}): PromiseRules => ({ ...DEFAULT_PROMISES, ...more });

/** One instalment of 1000 due on 5 February; nothing else. */
function life(rules: Partial<PromiseRules> = {}, more: Partial<Policy> = {}): LoanLife {
  return new LoanLife({
    policy: policyOf({ ladder, promises: promises(rules), ...more }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
  });
}

const promised = (...dates: (readonly [dueOn: string, amount: string])[]): Record<string, unknown> => ({
  instalments: dates.map(([dueOn, amount]) => ({ dueOn, amount })),
});
const one = promised(['2025-02-12', '1000.00']);

describe('a promise that is open', () => {
  it('makes the ladder wait, and kept it lets it go on where it was', () => {
    const it = life().at('2025-02-07');
    expect(it.command('promise', promised(['2025-02-12', '400']))).toMatchObject({
      ok: true,
      promise: 'L1/promise/1',
      dates: [{ dueOn: '2025-02-12', untilOn: '2025-02-12' }],
    });
    it.at('2025-02-11').post(pay('p', '2025-02-11', 40_000));
    expect(it.at('2025-03-20').since('2025-02-07')).toEqual([
      '2025-02-07 09:00 promised 40000 by 2025-02-12',
      '2025-02-11 09:00 payment p',
      '2025-02-13 10:00 promiseKept 40000 of 40000 by 2025-02-12',
      '2025-02-13 10:00 task call by 2025-02-16',
      '2025-02-16 10:00 escalated to supervisor',
      '2025-03-07 10:00 letter 2025-02-06 by letter',
    ]);
  });

  it('takes back a call that waits, and a message that was not sent yet', () => {
    const it = life().at('2025-02-10', '11:00');
    it.command('promise', promised(['2025-02-20', '400']));
    expect(it.since('2025-02-10')).toEqual([
      '2025-02-10 10:00 task call by 2025-02-13',
      '2025-02-10 11:00 promised 40000 by 2025-02-20',
      '2025-02-10 11:00 task closed noLongerNeeded',
    ]);
    const queued = new LoanLife({ ...life().setting, provider: () => [] }).at('2025-02-06', '10:00');
    queued.command('promise', one);
    expect(queued.since('2025-02-06').slice(-1)).toEqual([
      '2025-02-06 10:00 L1/sms/2025-02-06 cancelled: a promise to pay is open',
    ]);
  });

  it('holds a claim back too, but neither days nor reminders', () => {
    const claim = trigger('claim', { overdueDaysAtLeast: 3 }, { action: CLAIM, after: null });
    const policy = { ladder: [rung('sms', 1), claim], reminders: [reminder('eve', -1)] };
    const it = new LoanLife({
      policy: policyOf({ ...policy, promises: promises() }),
      terms: termsOf(contractOf(due(1, '2025-02-05'), due(2, '2025-02-15'))),
    }).at('2025-02-06', '11:00');
    it.command('promise', promised(['2025-02-18', '10.00']));
    expect(it.at('2025-02-20', '09:00').since('2025-02-06 11')).toEqual([
      '2025-02-06 11:00 promised 1000 by 2025-02-18',
      '2025-02-14 10:00 eve 2 by sms',
      '2025-02-19 10:00 promiseBroken 0 of 1000 by 2025-02-18',
    ]);
    expect(it.at('2025-02-20').loan.tracks).toEqual({});
    expect(it.at('2025-02-20', '10:00').since('2025-02-20')).toEqual(['2025-02-20 10:00 claim/L1/1 opened by claim']);
  });

  it('is judged although the loan is held, and keeps a settled loan open until then', () => {
    const it = life({}, { chargebackWindowDays: 2 }).at('2025-02-07');
    it.command('promise', one);
    it.command('hold', { reason: 'hardship', to: '2025-03-01' });
    it.at('2025-02-08').post(pay('p', '2025-02-08', 100_000));
    expect(it.at('2025-03-20').since('2025-02-08')).toEqual([
      '2025-02-08 09:00 payment p',
      '2025-02-08 09:00 settled',
      '2025-02-13 10:00 promiseKept 100000 of 100000 by 2025-02-12',
      '2025-02-13 10:00 closed as settled',
    ]);
  });
});

describe('a promise that is broken', () => {
  it('is followed by one rung higher on the next day, though its own day has not come', () => {
    const it = life().at('2025-02-10', '10:30');
    it.command('taskOutcome', { taskId: 'L1/call/2025-02-06', result: 'PTP', promise: one });
    expect(it.at('2025-03-20').since('2025-02-10 10:30')).toEqual([
      '2025-02-10 10:30 call PTP',
      '2025-02-10 10:30 promised 100000 by 2025-02-12',
      '2025-02-10 10:30 task closed PTP',
      '2025-02-13 10:00 promiseBroken 0 of 100000 by 2025-02-12',
      '2025-02-14 10:00 letter 2025-02-06 by letter',
    ]);
    expect(it.loan.steps.at(-1)).toMatchObject({ step: 'letter', raisedBy: 'L1/promise/1' });
  });

  it('raises one rung and no more; what follows keeps its own day', () => {
    const later = rung('later', 60);
    const it = life({}, { ladder: [...ladder.slice(0, 1), rung('second', 20), later] }).at('2025-02-07');
    it.command('promise', one);
    expect(it.at('2025-04-20').since('2025-02-08')).toEqual([
      '2025-02-13 10:00 promiseBroken 0 of 100000 by 2025-02-12',
      '2025-02-14 10:00 second 2025-02-06 by sms',
      '2025-04-06 10:00 later 2025-02-06 by sms',
    ]);
  });

  it('waits for permission and is not lost by it', () => {
    const it = life(
      {},
      { ladder: ladder.slice(0, 1).concat(rung('second', 30)), contactTime: { at: '06:00', spreadMinutes: 0 } },
    );
    it.at('2025-02-07').command('promise', one);
    expect(it.at('2025-02-20').since('2025-02-13')).toEqual([
      '2025-02-13 06:00 promiseBroken 0 of 100000 by 2025-02-12',
      '2025-02-14 06:00 second held by daytime',
      '2025-02-14 08:05 second 2025-02-06 by sms',
    ]);
  });

  it('brings no claim and no legal letter forward', () => {
    const claim = rung('claim', 30, { action: CLAIM });
    const it = life({}, { ladder: [rung('sms', 1), claim] }).at('2025-02-07');
    it.command('promise', one);
    expect(it.at('2025-03-08').since('2025-02-14')).toEqual(['2025-03-07 10:00 claim/L1/1 opened by claim']);
  });

  it('waits for the days that the policy says, and grace belongs to the promise', () => {
    const it = life({ graceDays: 2, resumeDays: 3 }).at('2025-02-07');
    it.command('promise', one);
    expect(it.at('2025-02-18', '10:00').since('2025-02-08')).toEqual([
      '2025-02-15 10:00 promiseBroken 0 of 100000 by 2025-02-12',
      '2025-02-18 10:00 task call by 2025-02-21',
    ]);
  });
});

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

describe('the word before the day', () => {
  const reminding = { reminder: { daysBefore: 2, channels: ['sms'] } } as const;
  const sent = (it: LoanLife): string[] => it.story.filter((line) => line.includes('promiseReminder'));

  it('leaves so many days before, once, and names what was promised', () => {
    const it = life(reminding).at('2025-02-07');
    it.command('promise', promised(['2025-02-12', '400'], ['2025-02-20', '600']));
    expect(sent(it.at('2025-02-12'))).toEqual(['2025-02-10 10:00 promiseReminder 1.2025-02-12 by sms']);
    const told = it.outcomes.find(
      ({ outcome }) => outcome.type === 'noticeDecided' && outcome.step === 'promiseReminder',
    );
    expect(told?.outcome).toMatchObject({
      template: 'promiseReminder',
      line: { fields: { promisedOn: '2025-02-12', promisedAmount: '400.00' }, people: { borrowerName: 'debtor' } },
    });
  });

  it('is left out when the money has come, and on the day on which the promise was made', () => {
    const it = life(reminding).at('2025-02-07');
    it.command('promise', promised(['2025-02-12', '400']));
    it.at('2025-02-09').post(pay('p', '2025-02-09', 40_000));
    expect(sent(it.at('2025-02-20'))).toEqual([]);
    const late = life(reminding).at('2025-02-07', '09:00');
    late.command('promise', promised(['2025-02-08', '400']));
    expect(sent(late.at('2025-02-20'))).toEqual(['2025-02-08 10:00 promiseReminder 1.2025-02-08 by sms']);
  });

  it('is taken back when the money comes, the promise is withdrawn or the loan is held before it leaves', () => {
    for (const end of [
      (it: LoanLife) => void it.post(pay('p', '2025-02-10', 40_000)),
      (it: LoanLife) => void it.command('withdrawPromise', { promise: 'L1/promise/1', because: 'borrowerAsked' }),
      (it: LoanLife) => void it.command('hold', { reason: 'hardship' }),
    ]) {
      const it = new LoanLife({ ...life(reminding).setting, provider: () => [] }).at('2025-02-07');
      it.command('promise', promised(['2025-02-12', '400']));
      end(it.at('2025-02-10', '10:00'));
      expect(sent(it).at(-1)).toMatch(/^2025-02-10 10:00 L1\/promiseReminder\/1.2025-02-12 cancelled/);
    }
  });
});

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

it('counts days on while a promise is open', () => {
  const loan = life({}, { ladder: [rung('sms', 1), rung('second', 20)] }).at('2025-02-07');
  loan.command('promise', one);
  loan.post(pause('x', '2025-02-08', '2025-02-09', '2025-02-07'));
  loan.at('2025-02-14', '10:00');
  expect(loan.outcomes.at(-1)?.outcome).toMatchObject({ facts: { overdueDays: 9, delinquentDays: 8 } });
});
