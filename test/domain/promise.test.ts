import { describe, expect, it } from 'vitest';
import { contractOf, due, pay, pause } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { CLAIM, policyOf, reminder, rung, termsOf, trigger } from './support/loanWorld.ts';
import { ladder, promises, life, promised, one } from './support/promiseLife.ts';

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

it('counts days on while a promise is open', () => {
  const loan = life({}, { ladder: [rung('sms', 1), rung('second', 20)] }).at('2025-02-07');
  loan.command('promise', one);
  loan.post(pause('x', '2025-02-08', '2025-02-09', '2025-02-07'));
  loan.at('2025-02-14', '10:00');
  expect(loan.outcomes.at(-1)?.outcome).toMatchObject({ facts: { overdueDays: 9, delinquentDays: 8 } });
});
