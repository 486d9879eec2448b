import { describe, expect, it } from 'vitest';
import { chargeBack, contractOf, due, monthly, pay, reverse } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import {
  CALL,
  CLAIM,
  notify,
  policyOf,
  PEOPLE,
  reminder,
  rung,
  someone,
  termsOf,
  trigger,
} from './support/loanWorld.ts';

const sms = rung('sms', 1);
const call = rung('call', 5, { action: CALL });
const letter = rung('letter', 12, { action: notify(['letter']) });
const ladder = [sms, call, letter];

describe('holding and resuming', () => {
  it('leaves nothing behind when a hold is resumed on its day', () => {
    const life = new LoanLife({ policy: policyOf({ ladder: [sms] }) }).at('2025-02-01');
    life.command('hold', { reason: 'dispute' });
    expect(life.command('resume')).toEqual({ ok: true, on: '2025-02-01' });
    expect(life.loan).toMatchObject({ hold: null, postings: [] });
    expect(life.command('hold', { reason: 'disaster', to: '2025-02-03' })).toMatchObject({ ok: true });
    expect(life.at('2025-02-08').since('2025-02-03')).toEqual([
      '2025-02-03 10:00 hold ended',
      '2025-02-06 10:00 sms 2025-02-06 by sms',
    ]);
  });

  it('withdraws a call that waits, counts no day of the hold, and calls again after it', () => {
    const life = new LoanLife({ policy: policyOf({ ladder }) }).at('2025-02-11');
    life.command('hold', { reason: 'dispute', to: '2025-02-15' });
    expect(life.at('2025-02-20').since('2025-02-10 10')).toEqual([
      '2025-02-10 10:00 task call by 2025-02-13',
      '2025-02-11 09:00 held until 2025-02-15',
      '2025-02-11 09:00 pause hold/e3',
      '2025-02-11 09:00 task closed noLongerNeeded',
      '2025-02-15 10:00 hold ended',
      '2025-02-15 10:00 task call by 2025-02-18',
      '2025-02-18 10:00 escalated to supervisor',
    ]);
  });

  it('sends nothing on an open hold, however long, until it is resumed', () => {
    const life = new LoanLife({ policy: policyOf({ ladder }) }).at('2025-02-05');
    life.command('hold', { reason: 'disaster' });
    expect(life.at('2025-05-01').since('2025-02-06')).toEqual([]);
    life.command('resume');
    expect(life.at('2025-05-03').since('2025-05-01')).toEqual([
      '2025-05-01 09:00 hold ended',
      '2025-05-01 09:00 resume resume/e3',
      '2025-05-02 10:00 sms 2025-02-06 by sms',
    ]);
  });
});

describe('permission', () => {
  const policy = policyOf({
    ladder: [rung('sms', 1, { action: notify(['sms', 'email']) })],
    contactTime: { at: '06:30', spreadMinutes: 0 },
  });

  it('is waited for to the minute, and not longer', () => {
    const life = new LoanLife({ policy }).at('2025-02-07');
    expect(life.story).toEqual(['2025-02-06 06:30 sms held by daytime', '2025-02-06 08:05 sms 2025-02-06 by sms']);
  });

  it('of nobody reachable is a refusal that names its rule', () => {
    const subject = { ...someone('debtor').subject, consents: { sms: 'withdrawn', email: 'withdrawn' } } as const;
    const life = new LoanLife({ policy, people: { ...PEOPLE, debtor: { ...someone('debtor'), subject } } });
    expect(life.at('2025-02-09').story).toEqual(['2025-02-06 06:30 sms refused NEVER_PERMITTED by optOut']);
  });

  it('of the first channel failing, the next one is used on the same day', () => {
    const life = new LoanLife({
      policy: policyOf({ ladder: [sms] }),
      provider: ({ channel }) => [
        { status: channel === 'sms' ? 'failed' : 'accepted', afterMinutes: 5, quiet: channel !== 'sms' },
      ],
    });
    expect(life.at('2025-02-20').story).toEqual([
      '2025-02-06 10:00 sms 2025-02-06 by sms',
      '2025-02-06 10:05 L1/sms/2025-02-06 failed',
      '2025-02-06 10:05 sms 2025-02-06 by email',
    ]);
  });
});

describe('proof of delivery', () => {
  const policy = policyOf({
    ladder: [
      rung('final', 1, { action: notify(['letter', 'email']), mustReach: { withinDays: 10 } }),
      rung('next', 0, { anchor: { step: 'final' } }),
    ],
  });

  it('that never comes leads to the next channel, then to a refusal, then to the rung above', () => {
    expect(new LoanLife({ policy }).at('2025-03-02').story).toEqual([
      '2025-02-06 10:00 final 2025-02-06 by letter',
      '2025-02-16 10:00 L1/final/2025-02-06 failed',
      '2025-02-16 10:00 final 2025-02-06 by email',
      '2025-02-26 10:00 L1/final/2025-02-06~1 failed',
      '2025-02-26 10:00 final refused NOT_DELIVERED',
      '2025-03-01 10:00 next 2025-02-06 by sms',
    ]);
  });

  it('lets the rung above go by the day of the proof, not by that of the letter', () => {
    const life = new LoanLife({ policy }).at('2025-02-12');
    life.fact('noticeReported', { key: 'L1/final/2025-02-06', status: 'delivered', at: life.now });
    expect(life.at('2025-03-02').since('2025-02-13')).toEqual(['2025-02-15 10:00 next 2025-02-06 by sms']);
  });
});

describe('the end', () => {
  const policy = policyOf({ ladder, chargebackWindowDays: 60 });
  const single = (): LoanLife => new LoanLife({ policy, terms: termsOf(contractOf(due(1, '2025-02-05'))) });

  it('comes when the charge-back window is over; a later payment is credit and opens nothing', () => {
    const life = single().at('2025-02-05');
    life.post(pay('p', '2025-02-05'));
    life.at('2025-04-10').post(pay('q', '2025-04-10', 300));
    expect(life.at('2025-06-01').story).toEqual([
      '2025-02-05 09:00 payment p',
      '2025-02-05 09:00 settled',
      '2025-04-06 10:00 closed as settled',
      '2025-04-10 09:00 payment q',
    ]);
  });

  it('is undone by a reversal, and the ladder goes on', () => {
    const life = single().at('2025-02-05');
    life.post(pay('p', '2025-02-05'));
    life.at('2025-05-01').post(reverse('x', 'p', '2025-05-01'));
    expect(life.at('2025-05-02').since('2025-05-01')).toEqual([
      '2025-05-01 09:00 reversal x',
      '2025-05-01 09:00 reopened',
      '2025-05-01 10:00 sms 2025-02-06 by sms',
    ]);
  });

  it('is undone by a returned debit, which is dunned from its own date', () => {
    const life = single().at('2025-02-05');
    life.post(pay('p', '2025-02-05'));
    life.at('2025-03-01').post(chargeBack('c', 'p', '2025-03-01'));
    expect(life.at('2025-03-08').since('2025-03-01')).toEqual([
      '2025-03-01 09:00 chargeback c',
      '2025-03-01 09:00 reopened',
      '2025-03-02 10:00 sms 2025-03-02 by sms',
      '2025-03-06 10:00 task call by 2025-03-09',
    ]);
  });
});

describe('the question at maturity', () => {
  const policy = policyOf({
    maturityDecision: {
      askDaysBefore: 30,
      answerDaysBefore: 10,
      options: ['settle', 'renew'],
      role: 'officer',
      escalateTo: 'head',
    },
  });
  const asked = (): LoanLife => new LoanLife({ policy, terms: termsOf(monthly(3)) });

  it('is asked, escalates unanswered, and is refused an answer on the day of maturity', () => {
    const life = asked().at('2025-04-05');
    expect(life.story).toEqual(['2025-03-06 10:00 task maturity by 2025-03-26', '2025-03-26 10:00 escalated to head']);
    expect(life.command('decideMaturity', { decision: 'renew' })).toMatchObject({ ok: false, code: 'TOO_LATE' });
  });

  it('lapses when everything is paid, and nobody is reminded of it', () => {
    const life = asked().at('2025-03-10');
    life.post(pay('p', '2025-03-10', 3000));
    expect(life.at('2025-04-20').since('2025-03-10')).toEqual([
      '2025-03-10 09:00 payment p',
      '2025-03-10 09:00 settled',
      '2025-03-10 09:00 task closed noLongerNeeded',
    ]);
  });
});

describe('moving a loan to another policy', () => {
  it('takes no step of the old one in that decision, and the new one looks a second later', () => {
    const moved = policyOf({ version: 2, ladder: [rung('other', 1)] });
    const life = new LoanLife({ policy: policyOf({ ladder: [rung('late', 90)] }) }).at('2025-02-20', '12:00');
    life.command('movePolicy', { policy: { id: 'p', version: 2, hash: 'h2' } });
    life.policy = moved;
    expect(life.at('2025-02-21').story).toEqual([
      '2025-02-20 12:00 moved to p 2',
      '2025-02-20 12:00 other 2025-02-06 by sms',
    ]);
  });
});

describe('working days', () => {
  const atNext = (on: string): string[] =>
    new LoanLife({
      policy: policyOf({ ladder: [rung('letter', 1, { onNonWorkingDay: 'next' })] }),
      terms: termsOf(contractOf(due(1, on)), { takenOverOn: '2025-02-01', guarantorId: null }),
    }).at('2025-11-01').story;
  it.each([
    ['2025-02-06', '2025-02-07', 'a Friday'],
    ['2025-02-07', '2025-02-10', 'a weekend waits for Monday'],
    ['2025-04-26', '2025-04-27', 'a Sunday that is worked (调休)'],
    ['2025-09-30', '2025-10-08', 'the holidays of October are waited out'],
  ])('due %s is told on %s: %s', (dueOn, on) => {
    expect(atNext(dueOn).map((line) => line.slice(0, 10))).toEqual([on]);
  });
});

describe('days of the month', () => {
  it('a settlement day on the 31st is the last day of a shorter month, leap days included', () => {
    const instalments = ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'].map((on, at) => due(at + 1, on));
    const policy = policyOf({ settlementDay: 31, reminders: [reminder('interest', -1, { anchor: 'settlement' })] });
    const contract = { ...contractOf(...instalments), disbursedOn: '2024-01-02' };
    const life = new LoanLife({ policy, terms: termsOf(contract) }).at('2024-06-01');
    expect(life.story.map((line) => line.slice(0, 10))).toEqual([
      '2024-01-30',
      '2024-02-28',
      '2024-03-30',
      '2024-04-29',
    ]);
  });

  it('a step keeps its hour in the lender’s zone over a change of the clock', () => {
    const policy = policyOf({ timeZone: 'America/New_York', ladder: [rung('sms', 1), rung('sms2', 31)] });
    const people = { debtor: someone('debtor', ['sms'], 'person', 'America/New_York') };
    const terms = termsOf(contractOf(due(1, '2025-02-20')));
    const life = new LoanLife({ policy, terms, people }).at('2025-04-01');
    expect(life.outcomes.filter(({ outcome }) => outcome.type === 'noticeDecided').map(({ at }) => at)).toEqual([
      '2025-02-21T15:00:00.000Z',
      '2025-03-23T14:00:00.000Z',
    ]);
  });
});

describe('a trigger', () => {
  it('连3 fires the day after the third due date, and not when one of them was paid', () => {
    const policy = policyOf({ ladder: [trigger('final', { consecutiveMissedAtLeast: 3 })] });
    expect(new LoanLife({ policy }).at('2025-04-20').story).toEqual(['2025-04-06 10:00 final 2025-02-06 by sms']);
    const paid = new LoanLife({ policy }).at('2025-03-20');
    paid.post(pay('p', '2025-03-20'));
    expect(paid.at('2025-05-05').story).toEqual(['2025-03-20 09:00 payment p']);
  });
});

describe('a back-dated payment', () => {
  const opensAt3 = { ...trigger('claim', { consecutiveMissedAtLeast: 3 }), action: CLAIM };

  it('withdraws a claim that it shows would not have been opened, and says why (domain.md §2)', () => {
    const life = new LoanLife({ policy: policyOf({ ladder: [opensAt3] }) });
    life.at('2025-04-10', '07:00').post({ ...pay('p', '2025-04-10'), valueDate: '2025-03-04' });
    const written = life.at('2025-04-12').outcomes.map(({ outcome }) => outcome);
    expect(written.find(({ type }) => type === 'corrected')?.['because']).toContain('连2');
    expect(written.find(({ type }) => type === 'trackTold')?.['what']).toBe('notCalledFor');
  });

  it('leaves a claim alone that a payment of today makes smaller', () => {
    const life = new LoanLife({ policy: policyOf({ ladder: [opensAt3] }) });
    life.at('2025-04-10', '07:00').post(pay('p', '2025-04-10'));
    const types = life.at('2025-04-12').outcomes.map(({ outcome }) => outcome.type);
    expect(types).toContain('trackOpened');
    expect(types).not.toContain('trackTold');
  });
});
