import { describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { addDays } from '../../domain/date.ts';
import { dayOf } from '../../domain/day.ts';
import type { Policy } from '../../domain/policy.ts';
import { DEFAULT_REQUEST } from '../../domain/requestRules.ts';
import type { RequestRules } from '../../domain/requestRules.ts';
import { contractOf, due, pay, reverse } from './sampleLoan.ts';
import { ACCEPTED, ANN, LoanLife } from './support/loanLife.ts';
import { policyOf, reminder, rung, termsOf } from './support/loanWorld.ts';

const head = (id: string, role = 'creditHead'): Actor => ({ id, role, authenticated: true });
const [bob, eve] = [head('bob'), head('eve', 'riskHead')];
const REQUEST = 'L1/request/1';

/** Five instalments of 100.00 and 10.00 interest from 5 January 2025 on; nothing is paid. */
const contract = contractOf(
  ...[1, 2, 3, 4, 5].map((number) => due(number, `2025-0${number}-05`, { principal: 10_000, interest: 1_000 })),
);

type Kinds = {
  readonly [K in keyof RequestRules]?: Omit<NonNullable<RequestRules[K]>, 'roles' | 'documents' | 'approval'>;
};

/** A loan on 10 February 2025, where the first two instalments are past due; two people approve everything. */
function life(kinds: Kinds = {}, more: Partial<Policy> = {}, agreed = contract): LoanLife {
  const requests = Object.fromEntries(
    Object.entries(kinds).map(([kind, rules]) => [kind, { ...DEFAULT_REQUEST, ...rules }]),
  );
  const policy = policyOf({
    ...{ ladder: [rung('sms', 1), rung('second', 40), rung('third', 60)], requests: requests },
    ...more,
  });
  return new LoanLife({ policy, terms: termsOf(agreed, { guarantorId: null }) }).at('2025-02-10');
}

const ask = (one: LoanLife, kind: string, terms: object, more: object = {}): object =>
  one.command('request', { kind, terms, reason: 'flood', ...more });

function granted(one: LoanLife, kind: string, terms: object): LoanLife {
  expect(ask(one, kind, terms)).toMatchObject({ ok: true });
  expect(one.command('approveRequest', { request: REQUEST }, bob)).toMatchObject({ approvalsMissing: 1 });
  expect(one.command('approveRequest', { request: REQUEST }, eve)).toMatchObject({ ended: 'executed' });
  return one;
}

const owed = (one: LoanLife): object => dayOf(one.loan, one.policy, one.today).assessment;
const standing = (one: LoanLife): unknown => one.loan.requests?.[0]?.standing?.as;
const open = (one: LoanLife): string[] =>
  dayOf(one.loan, one.policy, one.today)
    .assessment.instalments.filter(({ openMinor }) => openMinor > 0)
    .map(({ dueOn, openMinor }) => `${dueOn} ${openMinor}`);
const told = (one: LoanLife): object[] =>
  one.outcomes.flatMap(({ outcome }) =>
    outcome.type === 'noticeDecided' && outcome.step === 'requestAnswer'
      ? [{ template: outcome.template, fields: outcome.line.fields ?? {} }]
      : [],
  );

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
