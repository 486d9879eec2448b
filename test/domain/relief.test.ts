import { describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { addDays } from '../../domain/date.ts';
import { DEFAULT_REQUEST } from '../../domain/requestRules.ts';
import { pay } from './sampleLoan.ts';
import { ACCEPTED, ANN, LoanLife } from './support/loanLife.ts';
import { policyOf, reminder, termsOf } from './support/loanWorld.ts';
import { head, contract, life, ask, granted, standing } from './support/reliefLife.ts';

describe('a reminder that is queued when relief is carried out', () => {
  const plan = (covers: string): object => ({ covers, dates: [{ dueOn: '2025-02-20', amount: amounts[covers] }] });
  const amounts: Readonly<Record<string, string>> = { pastDue: '220.00', all: '550.00' };
  const schedule = { kind: 'equalPrincipal', annualRate: '0.06', months: 10, firstDueOn: '2025-03-20' };
  const waiver = { items: [{ instalment: 1, component: 'interest', amount: '10.00' }] };
  const condition = { pay: '100.00', by: '2025-03-10' };

  it.each([
    ['goes when it falls within a deferment', 'deferment', { toOn: '2025-03-12' }, {}, 'relief was granted'],
    ['stays when the deferment ends before it', 'deferment', { toOn: '2025-03-05' }, {}, null],
    ['stays when reminders do not rest', 'deferment', { toOn: '2025-03-12' }, { rests: ['ladder'] }, null],
    [
      'goes when its instalment moves',
      'deferment',
      { toOn: '2025-03-12' },
      { mode: 'shift' },
      'the schedule is a new one',
    ],
    ['goes with a plan for all', 'plan', plan('all'), {}, 'relief was granted'],
    ['stays with a plan for what is past due', 'plan', plan('pastDue'), {}, null],
    ['goes with the schedule it speaks of', 'restructure', { schedule }, {}, 'the schedule is a new one'],
    ['stays when something is given up', 'waiver', waiver, {}, null],
    [
      'goes when it rests on a condition',
      'waiver',
      { ...waiver, condition },
      { condition: { mostDays: 60, graceDays: 1, rests: ['reminders'] } },
      'relief was granted',
    ],
  ] as const)('%s', (_name, kind, terms, rules, because) => {
    const requests = { [kind]: { ...DEFAULT_REQUEST, ...rules } };
    const one = new LoanLife({
      policy: policyOf({ reminders: [reminder('soon', -25)], requests }),
      terms: termsOf(contract, { guarantorId: null }),
      // It waits in the outbox.
      provider: ({ step }) => (step === 'soon' ? [] : ACCEPTED),
    }).at('2025-02-10', '12:00');
    const queued = one.outcomes.findLast(({ outcome }) => outcome.type === 'noticeDecided')?.outcome;
    expect(queued).toMatchObject({ step: 'soon', occurrence: '3' });
    granted(one, kind, terms);
    const gone = one.outcomes.flatMap(({ outcome }) =>
      outcome.type === 'noticeCancelled' && outcome.key.includes('/soon/3') ? [outcome.because] : [],
    );
    expect(gone).toEqual(because === null ? [] : [because]);
  });

  it('is sent after all when the relief has ended before its day', () => {
    const one = new LoanLife({
      policy: policyOf({ reminders: [reminder('soon', -25)], requests: { plan: DEFAULT_REQUEST } }),
      terms: termsOf(contract, { guarantorId: null }),
      provider: ({ step, on }) => (step === 'soon' && on < '2025-02-20' ? [] : ACCEPTED),
    }).at('2025-02-10', '12:00');
    granted(one, 'plan', plan('all')).at('2025-02-22', '12:00');
    expect(standing(one)).toBe('broken');
    expect(one.since('2025-02-20')).toContain('2025-02-22 10:00 soon 3 by sms');
  });
});

describe('a request for relief lapses when the facts change', () => {
  const terms = { toOn: addDays('2025-02-10', 30) };

  it('and what the approver saw holds the effect, now and at its end', () => {
    const one = life();
    ask(one, 'deferment', terms);
    const { effect } = one.outcomes.map(({ outcome }) => outcome).find((row) => row.type === 'requestMade') ?? {};
    expect(effect).toMatchObject({
      before: { overdueDays: 36, delinquentDays: 36, classification: 'specialMention' },
      ahead: { asOf: '2025-03-12', before: { delinquentDays: 66 }, after: { overdueDays: 66, delinquentDays: 36 } },
    });
  });

  it.each([
    ['all is paid', (one: LoanLife) => one.post(pay('p', '2025-02-10', 55_000)), 'nothing is outstanding'],
    [
      'it is written off',
      (one: LoanLife) => one.post({ type: 'writeOff', id: 'w', on: '2025-02-10', bookedOn: '2025-02-10' }),
      'it was written off on 2025-02-10',
    ],
    [
      'it is sued for',
      (one: LoanLife) =>
        one.command('keepRight', {
          ...{ how: 'suit', party: 'debtor', on: '2025-02-10' },
          documents: [{ id: 'evidence/L1/suit/1', kind: 'suit', sha256: 'b'.repeat(64) }],
        }),
      'a suit about it lasts',
    ],
  ])('%s', (_name, change, because) => {
    const one = life();
    ask(one, 'deferment', terms);
    change(one);
    expect(one.loan.requests?.[0]?.ended).toEqual({ as: 'lapsed', on: '2025-02-10', because });
    expect(ask(one, 'deferment', terms)).toMatchObject({ ok: false });
  });

  it('and ends by itself when it runs and the loan is written off', () => {
    const one = granted(life(), 'deferment', terms);
    one.post({ type: 'writeOff', id: 'w', on: '2025-02-10', bookedOn: '2025-02-10' });
    expect(standing(one)).toBe('overtaken');
  });

  it('is not asked by who may not', () => {
    expect(one(head('gus', 'guest'))).toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    function one(actor: Actor): object {
      return life().command('request', { kind: 'deferment', terms, reason: 'flood' }, actor);
    }
    expect(one(ANN)).toMatchObject({ ok: true });
  });
});
