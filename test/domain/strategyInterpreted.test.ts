// Strategies and experiments as the interpreter reads them, and that the system reads them alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../domain/contract.ts';
import { addDays, addMonths } from '../../domain/date.ts';
import type { Policy as SystemPolicy } from '../../domain/policy.ts';
import type { Strategy as SystemStrategy } from '../../domain/strategyRules.ts';
import type { Condition } from '../../domain/condition.ts';
import { due } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import {
  CALL,
  PEOPLE,
  calendar,
  notify as tell,
  policyOf,
  reminder,
  rung,
  someone,
  termsOf,
  text,
} from './support/loanWorld.ts';
import type { Policy } from '../interpreter/format.ts';
import { interpret } from '../interpreter/interpret.ts';
import { loan, notify, play, step } from '../interpreter/small.ts';
import { inOrder, isChallenged, templateOf } from '../interpreter/style.ts';

describe('a strategy', () => {
  const due2 = ['2025-04-05', '2025-05-05'];
  const lateOnce = { when: { lateInstalmentsAtLeast: 1 } };
  it('leaves steps out, and the rung above does not wait for them', () => {
    const policy = {
      segments: [{ id: 'late', ...lateOnce }, { id: 'sure' }],
      ladder: [step('first'), step('second', { offsetDays: 3 })],
      strategy: [{ segment: 'late', skip: ['first'] }],
    };
    expect(play({ policy, due: due2, to: '2025-04-20' })).toEqual(['2025-04-08 second: sms to debtor']);
  });
  it('puts off what comes too soon, and says the rung before the reminder', () => {
    const policy = {
      reminders: [step('soon', { anchor: 'due', offsetDays: -28 })],
      ladder: [step('first', { offsetDays: 2 })],
      strategy: [{ segment: 'all', minDaysBetween: 5 }],
    };
    expect(play({ policy, due: due2, to: '2025-04-20' })).toEqual([
      '2025-04-07 first: sms to debtor',
      '2025-04-12 soon: sms to debtor',
    ]);
  });
  it('hands over to people on its own day', () => {
    const call = { do: 'call' as const, to: 'debtor' as const, workDays: 2 };
    const policy = {
      ladder: [step('call', { offsetDays: 9, action: call })],
      strategy: [{ segment: 'all', handOverAtDays: 4 }],
    };
    expect(play({ policy, due: due2, to: '2025-04-20' })[0]).toBe('2025-04-09 call: call debtor');
  });
  it('chooses channels and words of what need not be proven', () => {
    const style = {
      segment: 'all',
      channels: ['letter', 'email'] as ('letter' | 'email')[],
      templates: { a: 'b', s: 'c' },
    };
    const free = step('s', { action: notify('sms', 'email', 'letter') });
    expect(inOrder(free, ['sms', 'email', 'letter'], style)).toEqual(['letter', 'email', 'sms']);
    expect(inOrder({ ...free, mustReach: { withinDays: 3 } }, ['sms', 'email'], style)).toEqual(['sms', 'email']);
    expect([templateOf(free, 'a', style), templateOf({ ...free, id: 'x' }, 'a', style)]).toEqual(['c', 'b']);
  });
  it('is the challenger’s for its share of the borrowers', () => {
    const ids = Array.from({ length: 2000 }, (_, at) => `C${at}`);
    const share = ids.filter((id) => isChallenged({ id: 'e', sharePercent: 25 }, id)).length;
    expect(Math.abs(share / 2000 - 0.25)).toBeLessThan(0.03);
    // Known values of FNV-1a, 32 bit: 4721 and 1864 of 10,000.
    expect(['C000001', 'C000002'].map((id) => isChallenged({ id: 'callSooner', sharePercent: 20 }, id))).toEqual([
      false,
      true,
    ]);
  });
});

const FROM = '2025-01-08';
const TO = '2025-12-01';

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ lateInstalmentsAtLeast: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ longestLateDays12mAtMost: fc.integer({ min: 0, max: 30 }) }),
  fc.record({ longestLateDays24mAtLeast: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ averageLateDaysAtLeast: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ earlyCuredPercentAtLeast: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ daysSincePaymentAtLeast: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ outstandingAtMostMinor: fc.integer({ min: 0, max: 9000 }) }),
  fc.record({ instalmentToIncomePercentAtLeast: fc.integer({ min: 40, max: 60 }) }),
  fc.record({ collateralCoverPercentAtMost: fc.integer({ min: 50, max: 200 }) }),
);

const strategy = (segment: string): fc.Arbitrary<SystemStrategy> =>
  fc
    .record(
      {
        templates: fc.constantFrom({ t: 'u' }, { say: 'v', t: 'u' }),
        channels: fc.constantFrom<('sms' | 'email' | 'letter')[]>(['email', 'sms'], ['letter']),
        minDaysBetween: fc.integer({ min: 1, max: 12 }),
        maxPerMonth: fc.integer({ min: 1, max: 5 }),
        skip: fc.subarray(['early', 'near', 'say', 'call', 'more'], { minLength: 1 }),
        handOverAtDays: fc.integer({ min: 1, max: 30 }),
      },
      { requiredKeys: [] },
    )
    .map((entry) => ({ segment, ...entry }));

const policy: fc.Arbitrary<SystemPolicy> = fc
  .record({
    split: condition,
    more: fc.array(condition, { maxLength: 1 }),
    entries: fc.tuple(strategy('a'), strategy('b'), strategy('a')),
    minGapDays: fc.integer({ min: 1, max: 6 }),
    sharePercent: fc.constantFrom(10, 50, 90),
    partPayment: fc.constantFrom('continue' as const, 'restart' as const),
    proof: fc.boolean(),
  })
  .map(({ split, more: [second = {}], entries: [a, b, tried], minGapDays, sharePercent, partPayment, proof }) =>
    policyOf({
      ...{ minGapDays, partPayment },
      chargebackWindowDays: 400,
      segments: [
        { id: 'a', title: text, when: { ...split, ...second } },
        { id: 'b', title: text },
      ],
      strategy: [a, b],
      experiments: [{ id: 'e', title: text, sharePercent, challenger: [tried] }],
      reminders: [
        reminder('early', -10, { action: tell(['sms', 'letter', 'email']) }),
        reminder('near', -3),
        reminder('day', 0),
      ],
      ladder: [
        rung('say', 1, { action: tell(['sms', 'email', 'letter']) }),
        rung('call', 9, { action: CALL, onNonWorkingDay: 'next' }),
        rung('more', 15),
        rung('others', 20, { action: tell(['sms'], 'guarantor') }),
        rung('letter', 30, {
          action: tell(['sms', 'email']),
          ...(proof ? { mustReach: { withinDays: 6 } } : {}),
        }),
        rung('last', 40, { action: tell(['email', 'letter']), onNonWorkingDay: 'next' }),
      ],
    }),
  );

interface Paid {
  readonly valueDate: string;
  readonly bookedOn: string;
  readonly amountMinor: number;
}
const payment: fc.Arbitrary<Paid> = fc
  .record({
    day: fc.integer({ min: 0, max: 330 }),
    late: fc.constantFrom(0, 0, 0, 2, 9),
    amountMinor: fc.constantFrom(500, 1000, 1000, 1000, 2000),
  })
  .map(({ day, late, amountMinor }) => {
    const valueDate = addDays('2025-01-01', day);
    return { valueDate, bookedOn: addDays(valueDate, late), amountMinor };
  });

const contract: Contract = {
  currency: 'CNY',
  disbursedOn: '2024-12-20',
  instalments: Array.from({ length: 11 }, (_, at) => due(at + 1, addMonths('2025-01-10', at))),
};

interface Case {
  readonly policy: SystemPolicy;
  readonly payments: readonly Paid[];
  readonly debtorId: string;
  readonly profile: { readonly instalmentToIncomePercent?: number; readonly collateralMinor?: number };
}
const cases: fc.Arbitrary<Case> = fc.record({
  policy,
  payments: fc.array(payment, { maxLength: 14 }),
  debtorId: fc.constantFrom('C1', 'C2', 'C3', 'C4', 'C5', 'C6'),
  profile: fc.constantFrom({}, { instalmentToIncomePercent: 50, collateralMinor: 8000 }),
});

const amount = (minor: number): string => (minor / 100).toFixed(2);

function bySystem({ policy: rules, payments, debtorId, profile }: Case): string[] {
  const postings = payments.map((paid, at) => ({ type: 'payment' as const, id: `p${at}`, ...paid }));
  const life = new LoanLife({
    policy: rules,
    people: { ...PEOPLE, [debtorId]: someone(debtorId) },
    terms: termsOf(contract, { takenOverOn: FROM, debtorId, profile, dealerId: null }),
    postings: postings.filter(({ bookedOn }) => bookedOn < FROM),
    provider: ({ channel, mustReach }) => [
      { status: 'accepted', afterMinutes: 1, quiet: true },
      ...(channel === 'sms' ? [{ status: 'delivered' as const, afterMinutes: 2, quiet: !mustReach }] : []),
    ],
  });
  const coming = postings.filter(({ bookedOn }) => bookedOn >= FROM && bookedOn < TO);
  for (const posting of coming.toSorted((a, b) => (a.bookedOn < b.bookedOn ? -1 : 1)))
    life.at(posting.bookedOn, '07:00').post(posting);
  life.at(addDays(TO, -1), '23:00');
  return life.outcomes
    .flatMap(({ outcome }) => {
      if (outcome.type === 'noticeDecided')
        return [`${outcome.on} ${outcome.step} ${outcome.occurrence} ${outcome.channel} ${outcome.template}`];
      return outcome.type === 'taskOpened' ? [`${outcome.on} ${outcome.step} ${outcome.occurrence} call`] : [];
    })
    .sort();
}

function byInterpreter({ policy: rules, payments, debtorId, profile }: Case): string[] {
  const { instalmentToIncomePercent, collateralMinor } = profile;
  const out = interpret({
    policies: [JSON.parse(JSON.stringify(rules)) as Policy],
    calendars: [JSON.parse(JSON.stringify(calendar))],
    partners: [],
    loans: [
      {
        ...{ ...loan, loan_id: 'L1', product: 'any', borrower_id: debtorId },
        ...{ guarantor_name: 'G', guarantor_phone: '+1', guarantor_address: 'G' },
        instalment_to_income_percent: instalmentToIncomePercent === undefined ? '' : `${instalmentToIncomePercent}`,
        collateral_value: collateralMinor === undefined ? '' : amount(collateralMinor),
      },
    ],
    instalments: contract.instalments.map(({ number, dueOn, principal }) => ({
      ...{ loan_id: 'L1', number: String(number), due_on: dueOn },
      ...{ principal: amount(principal), interest: '0.00', fee: '0.00' },
    })),
    payments: payments.map(({ valueDate, bookedOn, amountMinor }, at) => ({
      ...{ payment_id: `p${at}`, loan_id: 'L1', value_date: valueDate, booked_on: bookedOn },
      ...{ amount: amount(amountMinor), kind: 'payment', of: '' },
    })),
    ...{ from: FROM, to: TO },
  });
  return [
    ...out.notices.map((one) => `${one.date} ${one.step} ${one.occurrence} ${one.channel} ${one.template}`),
    ...out.calls.map((one) => `${one.date} ${one.step} ${one.occurrence} call`),
  ].sort();
}

describe('system and interpreter read strategies alike', { timeout: 120_000 }, () => {
  it('step by step, day by day, channel and words', () => {
    let said = 0;
    const property = fc.property(cases, (one) => {
      const expected = byInterpreter(one);
      said += expected.length;
      expect(bySystem(one)).toEqual(expected);
    });
    fc.assert(property, { seed: 20251122, numRuns: 60 });
    expect(said).toBeGreaterThan(500);
  });
});
