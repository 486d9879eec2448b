// docs/decisions/0004: which postings count, and which steps would not have been taken, follow from what has arrived, not from when.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case.ts';
import { corrections } from '../../domain/correction.ts';
import { addDays } from '../../domain/date.ts';
import { dayOf } from '../../domain/day.ts';
import { instantAt } from '../../domain/instant.ts';
import { loan } from '../../domain/loan.ts';
import type { LoanState } from '../../domain/loanState.ts';
import { planLoan } from '../../domain/loanPlan.ts';
import type { Posting } from '../../domain/posting.ts';
import { standingChanges } from '../../domain/standing.ts';
import { due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { stories } from './support/loanPlans.ts';
import { CALL, CLAIM, LEGAL, policyOf, rung, trigger, ZONE } from './support/loanWorld.ts';

const TODAY = '2025-04-22';
const policy = policyOf({
  ladder: [
    rung('sms', 1),
    rung('call', 10, { action: CALL }),
    rung('letter', 20, { mustReach: { withinDays: 9 } }),
    trigger('claim', { consecutiveMissedAtLeast: 2 }, { action: CLAIM, after: null }),
    trigger('legal', { outstandingAtLeastMinor: 10_500 }, { action: LEGAL, after: null }),
  ],
});

/** Since February nothing was paid: messages, calls, a claim and a legal action were decided, the last three days ago. */
function inArrears(): LoanLife {
  const postings = [pay('first', '2025-01-20', 200)];
  return new LoanLife({ policy, postings, answerCallAfterDays: 1 }).at(TODAY, '07:00');
}

const ids = ['a', 'b', 'c', 'd'];
const of = fc.constantFrom(...ids, 'first', 'x0', 'x1', 'nothing');
const day = fc.integer({ min: 0, max: 105 }).map((days) => addDays('2025-01-07', days));
const booking = fc
  .tuple(day, fc.integer({ min: 0, max: 60 }))
  .map(([on, later]) => ({ on, bookedOn: addDays(on, later) < TODAY ? addDays(on, later) : TODAY }));
const amountMinor = fc.constantFrom(300, 1000, 1000, 2000, 4000);
const payer = fc.constantFrom('borrower' as const, 'dealer' as const);

const payments = fc
  .subarray(ids, { minLength: 1 })
  .chain((list) => fc.tuple(...list.map((id) => fc.record({ id: fc.constant(id), when: booking, amountMinor, payer }))))
  .map((list) =>
    list.map(({ id, when: { on, bookedOn }, ...rest }): Posting => ({
      ...{ type: 'payment', id, valueDate: on, bookedOn },
      ...rest,
    })),
  );
const kinds = [
  'reversal',
  'reversal',
  'reversal',
  'chargeback',
  'chargeback',
  'pause',
  'pause',
  'pause',
  'resume',
  'charge',
  'waiver',
  'writeOff',
  'reschedule',
] as const;
const others = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      of,
      when: booking,
      amountMinor,
      days: fc.integer({ min: 1, max: 30 }),
    }),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((list) =>
    list.map(({ kind, of: target, when: { on, bookedOn }, amountMinor: minor, days }, at): Posting => {
      const stamped = { id: `x${at}`, bookedOn };
      const parts = { instalment: (days % 14) + 1, component: 'principal' as const };
      switch (kind) {
        case 'reversal':
          return { ...stamped, type: kind, of: target };
        case 'chargeback':
          return { ...stamped, type: kind, of: target, valueDate: on, amountMinor: minor };
        case 'pause':
          return { ...stamped, type: kind, from: on, to: addDays(on, days) };
        case 'resume':
          return { ...stamped, type: kind, on };
        case 'charge':
        case 'waiver':
          return { ...stamped, type: kind, ...parts, valueDate: on, amountMinor: minor };
        case 'writeOff':
          return { ...stamped, type: kind, on };
        case 'reschedule': {
          const number = 12 + (days % 3);
          const counts = days % 2 === 0 ? 'carry' : 'reset';
          return { ...stamped, type: kind, on, counts, instalments: [due(number, addDays(on, days))] };
        }
      }
    }),
  );

const received = instantAt(TODAY, '06:00', ZONE);
const fact = (posting: Posting): CaseEvent => ({
  ...{ id: posting.id, kind: 'fact', type: 'posting', receivedAt: received },
  content: { ...posting },
});
/** What else may reach the loan meanwhile. */
const reports: readonly CaseEvent[] = [
  {
    ...{ id: 'n', kind: 'fact', type: 'noticeReported', receivedAt: received },
    content: { key: 'L1/letter/2025-02-06', status: 'delivered', at: instantAt('2025-03-02', '10:00', ZONE) },
  },
  {
    ...{ id: 'report/claim/L1/1/4', kind: 'fact', type: 'trackReported', receivedAt: received },
    content: {
      trackId: 'claim/L1/1',
      status: 'writtenOff',
      carriedOut: true,
      ended: true,
      deadlineOn: null,
      on: TODAY,
    },
  },
];

/** Facts in two orders. */
const facts = fc
  .tuple(payments, others, fc.subarray([...reports]))
  .map(([first, second, third]): CaseEvent[] => [...[...first, ...second].map(fact), ...third])
  .chain((list) =>
    fc.tuple(
      fc.shuffledSubarray(list, { minLength: list.length }),
      fc.shuffledSubarray(list, { minLength: list.length }),
      fc.array(fc.integer({ min: 0, max: list.length }), { minLength: 2, maxLength: 2 }),
    ),
  );

/** One decision at a time of the day, before the hour of the steps unless said otherwise. */
function decided(state: LoanState, life: LoanLife, time: string, events: readonly CaseEvent[]): LoanState {
  const now = instantAt(TODAY, time, ZONE);
  const fold = (current: LoanState, outcomes: readonly Parameters<typeof loan.fold>[1][]): LoanState =>
    outcomes.reduce<LoanState>((folded, outcome) => loan.fold(folded, outcome), current);
  const after = events.reduce(
    (current, event) => fold(current, loan.apply(current, event, life.world, now).outcomes),
    state,
  );
  return fold(after, planLoan(after, life.world, now).outcomes);
}

/** What depends on the facts alone: postings, what counts, arrears, counts, and the records of steps. */
function known(state: LoanState): unknown {
  const { postings, aside, writtenOffOn, steps } = state;
  const corrected = steps.flatMap(({ key, corrected: yes }) => (yes === true ? [key] : [])).sort();
  return { postings, aside, writtenOffOn, corrected, owed: dayOf(state, policy, TODAY).assessment };
}

/** Nothing is left to be said when everything is asked again from nothing. */
function expectAtRest(state: LoanState): void {
  expect(standingChanges(state, 'nothing')).toEqual([]);
  expect(corrections(state, policy, '0000-01-01', pay('nothing', TODAY))).toEqual([]);
}

describe('facts in any order', { timeout: 60_000 }, () => {
  const life = inArrears();

  it('are met by a loan on which much was done', () => {
    expect(life.loan.steps.map(({ step }) => step).sort()).toEqual(['call', 'claim', 'legal', 'letter', 'sms']);
  });

  it('leave the very same case file when they reach one decision', () => {
    const property = fc.property(facts, ([one, other]) => {
      const first = decided(life.loan, life, '11:00', one);
      expect(decided(life.loan, life, '11:00', other)).toEqual(first);
      expectAtRest(first);
    });
    fc.assert(property, { seed: 41, numRuns: 150 });
  });

  it('leave the same postings, arrears, counts and records when they reach several decisions of a morning', () => {
    const property = fc.property(facts, ([one, other, cuts]) => {
      const [low = 0, high = 0] = [...cuts].sort((left, right) => left - right);
      const whole = decided(life.loan, life, '09:20', one);
      const parts = [other.slice(0, low), other.slice(low, high), other.slice(high)];
      const last = parts.reduce((state, part, at) => decided(state, life, `09:${at}0`, part), life.loan);
      expect(known(last)).toEqual(known(whole));
      expectAtRest(last);
    });
    fc.assert(property, { seed: 42, numRuns: 150 });
  });

  it('leave nothing unsaid in a whole life, after any of its decisions', () => {
    const property = fc.property(stories([policy]), ({ setting, deeds, until }) => {
      const lived = new LoanLife(setting);
      const rest = (): void => {
        expect(standingChanges(lived.loan, 'nothing')).toEqual([]);
        expect(corrections(lived.loan, lived.policy, '0000-01-01', pay('nothing', TODAY))).toEqual([]);
      };
      for (const { on, time, act } of deeds)
        if (on >= lived.today) {
          lived.at(on, time);
          rest();
          act(lived);
          rest();
        }
      lived.at(until);
      rest();
    });
    fc.assert(property, { seed: 43, numRuns: 30 });
  });
});
