import { describe, expect, it } from 'vitest';
import { reverse } from './sampleLoan.ts';
import { reminder } from './support/loanWorld.ts';
import { REQUEST, contract, life, ask, granted, owed, open, told } from './support/reliefLife.ts';

describe('a deferment', () => {
  it('by pause stops days, ladder and reminders until it is over; what falls due within stays due', () => {
    const one = granted(life({}, { reminders: [reminder('soon', -3)] }), 'deferment', { toOn: '2025-03-12' });
    one.at('2025-03-12', '12:00');
    expect(one.since('2025-02-10').slice(7)).toEqual([
      '2025-02-10 10:00 requestAnswer 1 by letter',
      '2025-03-12 10:00 L1/request/1 over',
    ]);
    expect(owed(one)).toMatchObject({ overdueDays: 66, delinquentDays: 36, consecutiveMissed: 3, cumulativeMissed: 3 });
    expect(told(one)).toEqual([{ template: 'reliefDeferment', fields: { reliefUntil: '2025-03-12' } }]);
    expect(one.at('2025-04-01', '12:00').since('2025-03-13')).toEqual(['2025-03-16 10:00 second 2025-01-06 by sms']);
  });

  it.each([
    ['all', '2025-04-05=130.00 2025-05-05=110.00 2025-06-05=110.00'],
    ['tail', '2025-04-05=110.00 2025-05-05=110.00 2025-06-05=130.00'],
  ] as const)(
    'by shift moves what falls due within it behind it (%s), and keeps what is past due',
    (moves, schedule) => {
      const dear = {
        ...contract,
        instalments: contract.instalments.map((one) => (one.number === 3 ? { ...one, fee: 2_000 } : one)),
      };
      const one = granted(life({ deferment: { mode: 'shift', moves } }, {}, dear), 'deferment', { toOn: '2025-03-12' });
      expect(open(one)).toHaveLength(5);
      expect(one.at('2025-03-13').today && owed(one)).toMatchObject({ consecutiveMissed: 2, cumulativeMissed: 2 });
      expect(told(one)).toMatchObject([{ template: 'reliefSchedule', fields: { schedule } }]);
    },
  );

  it('ends the penalty of its days, in whatever order charge, approval and reversal come', () => {
    const one = granted(life(), 'deferment', { toOn: '2025-03-12' }).at('2025-02-20');
    const charge = { type: 'charge', instalment: 1, component: 'penalty', amountMinor: 300 } as const;
    one.post({ ...charge, id: 'within', valueDate: '2025-02-15', bookedOn: '2025-02-20' });
    one.post({ ...charge, id: 'before', valueDate: '2025-02-09', bookedOn: '2025-02-20' });
    expect(owed(one)).toMatchObject({ outstandingMinor: 55_300 });
    one.post(reverse('undo', 'within', '2025-02-20'));
    expect(owed(one)).toMatchObject({ outstandingMinor: 55_300 });
    expect(one.since('2025-02-20')).toEqual([
      '2025-02-20 09:00 charge within',
      `2025-02-20 09:00 waiver ${REQUEST}/penalty/within`,
      '2025-02-20 09:00 charge before',
      '2025-02-20 09:00 reversal undo',
      `2025-02-20 09:00 reversal ${REQUEST}/penalty/within/undone`,
    ]);
  });
});

describe('a temporary loan', () => {
  const terms = { newLoanId: 'N1', amount: '500.00', dueOn: '2025-05-01', deferUntil: '2025-04-10' };

  it('is recorded with the loan, which is deferred meanwhile', () => {
    const one = granted(life(), 'temporaryLoan', terms);
    expect(one.loan.postings).toMatchObject([{ type: 'pause', from: '2025-02-10', to: '2025-04-10' }]);
    expect(one.loan.requests?.[0]?.terms).toMatchObject({ newLoanId: 'N1', amountMinor: 50_000, dueOn: '2025-05-01' });
    expect(one.at('2025-04-09').since('2025-02-11')).toEqual([]);
  });

  it.each([
    ['of more than the policy allows', { ...terms, amount: '50000.01' }, 'ABOVE_MOST'],
    ['that is this one', { ...terms, newLoanId: 'L1' }, 'TERMS_MALFORMED'],
    ['that falls due before this one goes on', { ...terms, dueOn: '2025-04-09' }, 'DATE_INVALID'],
    ['for longer than the policy allows', { ...terms, dueOn: '2026-05-01', deferUntil: '2026-04-10' }, 'TOO_LONG'],
  ])('%s is refused', (_name, asked, code) => {
    expect(ask(life(), 'temporaryLoan', asked)).toMatchObject({ ok: false, code });
  });
});
