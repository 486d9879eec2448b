import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../domain/assess.ts';
import type { Assessment } from '../../domain/assess.ts';
import { components } from '../../domain/contract.ts';
import { addDays } from '../../domain/date.ts';
import type { PlainDate } from '../../domain/date.ts';
import { effectiveOn } from '../../domain/posting.ts';
import type { Posting } from '../../domain/posting.ts';
import { DEFAULT_ORDER, DEFAULT_RULES } from '../../domain/rules.ts';
import type { AssessRules } from '../../domain/rules.ts';
import { contractOf, due, total } from './sampleLoan.ts';

const parts = { penalty: 7, fee: 11, interest: 80, principal: 900 };
const contract = contractOf(...[2, 3, 4, 5, 6, 7].map((month, at) => due(at + 1, `2025-0${month}-05`, parts)));
const paymentIds = ['a', 'b', 'c', 'd', 'e', 'f'];

const day = fc.integer({ min: 0, max: 240 }).map((days) => addDays('2025-01-05', days));
const booked = fc.tuple(day, fc.integer({ min: 0, max: 20 })).map(([valueDate, later]) => ({
  valueDate,
  bookedOn: addDays(valueDate, later),
}));
const amountMinor = fc.integer({ min: 1, max: 2500 });
const of = fc.constantFrom(...paymentIds);
const target = { instalment: fc.integer({ min: 1, max: 6 }), component: fc.constantFrom(...components) };
const payer = fc.constantFrom('borrower' as const, 'dealer' as const);

const payments = fc
  .uniqueArray(of, { maxLength: 6 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), when: booked, amountMinor, payer }))))
  .map((list) => list.map(({ id, when, ...rest }): Posting => ({ type: 'payment', id, ...when, ...rest })));

const others = fc
  .array(
    fc.oneof(
      fc.record({ type: fc.constant('reversal' as const), of, bookedOn: day }),
      fc.record({ type: fc.constant('chargeback' as const), of, amountMinor, when: booked }),
      fc.record({ type: fc.constant('charge' as const), ...target, amountMinor, when: booked }),
      fc.record({ type: fc.constant('waiver' as const), ...target, amountMinor, when: booked }),
      fc.record({ type: fc.constant('writeOff' as const), on: day }),
      fc
        .record({ type: fc.constant('pause' as const), from: day, days: fc.integer({ min: 1, max: 40 }) })
        .map(({ type, from, days }) => ({ type, from, to: addDays(from, days) })),
      fc.record({ type: fc.constant('resume' as const), on: day }),
    ),
    { maxLength: 7 },
  )
  .map((list) =>
    list.map((one, at): Posting => {
      const id = `x${at}`;
      if (one.type === 'reversal') return { id, ...one };
      if (one.type === 'pause') return { id, ...one, bookedOn: one.from };
      if (one.type === 'writeOff' || one.type === 'resume') return { id, ...one, bookedOn: one.on };
      const { when, ...rest } = one;
      return { id, ...rest, ...when };
    }),
  );

const postings = fc.tuple(payments, others).map((lists) => lists.flat());
const rules = fc
  .record({
    direction: fc.constantFrom('horizontal' as const, 'vertical' as const),
    order: fc.shuffledSubarray([...DEFAULT_ORDER], { minLength: 12 }),
    future: fc.constantFrom('next' as const, 'last' as const, 'reamortise' as const),
    cutoff: fc.constantFrom('due' as const, 'due+grace' as const, 'nextDue' as const),
    graceDays: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ direction, order, future, cutoff, graceDays }): AssessRules => ({
    ...DEFAULT_RULES,
    graceDays,
    allocation: { direction, order, future },
    missed: { ...DEFAULT_RULES.missed, cutoff },
  }));

function receiptsMinor(list: readonly Posting[], { asOf, refused }: Assessment): number {
  const without = new Set(refused.map(({ id }) => id));
  const stands = list.filter((posting) => !without.has(posting.id) && posting.bookedOn <= asOf);
  const reversed = new Set(stands.map((posting) => (posting.type === 'reversal' ? posting.of : null)));
  return stands.reduce(
    (sum, posting) =>
      posting.type === 'payment' && !reversed.has(posting.id) && posting.valueDate <= asOf
        ? sum + posting.amountMinor
        : sum,
    0,
  );
}

describe('whatever is posted, in whatever order', () => {
  it('money is conserved: what was received is paid, credit or recovered', () => {
    fc.assert(
      fc.property(postings, rules, day, (list, rule, asOf) => {
        const result = assess(contract, rule, list, asOf);
        const paidMinor =
          result.instalments.reduce((sum, { paid }) => sum + total(paid), 0) +
          result.chargebacks.reduce((sum, { amountMinor: owedMinor, openMinor }) => sum + owedMinor - openMinor, 0);
        expect(paidMinor + result.creditMinor + result.recoveredMinor).toBe(receiptsMinor(list, result));
      }),
      { numRuns: 400 },
    );
  });

  it('the order of arrival does not matter', () => {
    const shuffled = postings.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, rules, day, ([list, other], rule, asOf) => {
        expect(assess(contract, rule, other, asOf)).toEqual(assess(contract, rule, list, asOf));
      }),
      { numRuns: 300 },
    );
  });

  it('a posting that is delivered twice changes nothing', () => {
    fc.assert(
      fc.property(postings, day, (list, asOf) => {
        const { refused: once, ...first } = assess(contract, DEFAULT_RULES, list, asOf);
        const { refused: twice, ...second } = assess(contract, DEFAULT_RULES, [...list, ...list], asOf);
        expect(second).toEqual(first);
        expect(twice.length).toBeGreaterThanOrEqual(once.length);
      }),
      { numRuns: 150 },
    );
  });

  it('no component is ever below zero, and paid and open make up what is owed', () => {
    fc.assert(
      fc.property(postings, rules, day, (list, rule, asOf) => {
        const free = list.filter(({ type }) => type !== 'charge' && type !== 'waiver');
        for (const { open, paid } of assess(contract, rule, free, asOf).instalments)
          for (const component of components) {
            expect(Math.min(open[component], paid[component])).toBeGreaterThanOrEqual(0);
            expect(open[component] + paid[component]).toBe(parts[component]);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('on a day without postings overdue days grow by exactly one, or stay 0, or begin', () => {
    fc.assert(
      fc.property(postings, rules, day, (list, rule, asOf) => {
        const next = addDays(asOf, 1);
        const quiet = list.filter((posting) => posting.bookedOn !== next && effectiveOn(posting) !== next);
        const today = assess(contract, rule, quiet, asOf);
        const tomorrow = assess(contract, rule, quiet, next);
        if (today.overdueDays > 0) expect(tomorrow.overdueDays).toBe(today.overdueDays + 1);
        else expect([0, 1]).toContain(tomorrow.overdueDays);
        expect([0, 1]).toContain(tomorrow.delinquentDays - today.delinquentDays);
        expect(tomorrow.cumulativeMissed).toBeGreaterThanOrEqual(today.cumulativeMissed);
      }),
      { numRuns: 400 },
    );
  });

  it('days, amount, oldest due date and start of the arrears agree with one another', () => {
    fc.assert(
      fc.property(postings, rules, day, (list, rule, asOf) => {
        const { overdueDays, overdueAmountMinor, oldestDueOn, arrearsSince, delinquentDays, outstandingMinor } = assess(
          contract,
          rule,
          list,
          asOf,
        );
        expect(overdueDays > 0).toBe(overdueAmountMinor > 0);
        expect(overdueDays > 0).toBe(oldestDueOn !== null);
        expect(overdueDays > 0).toBe(arrearsSince !== null);
        expect(arrearsSince === null || (oldestDueOn !== null && arrearsSince <= asOf)).toBe(true);
        expect(delinquentDays).toBeLessThanOrEqual(overdueDays);
        expect(overdueAmountMinor).toBeLessThanOrEqual(outstandingMinor);
      }),
      { numRuns: 300 },
    );
  });

  it('the start of the arrears is the day after the last day that was current, as known today', () => {
    fc.assert(
      fc.property(payments, day, (list, asOf) => {
        const known = list.filter((posting) => posting.bookedOn <= asOf);
        const { arrearsSince } = assess(contract, DEFAULT_RULES, known, asOf);
        const daysOn = (on: PlainDate): number => {
          const asKnown = known.map((posting) => ({ ...posting, bookedOn: effectiveOn(posting) }));
          return assess(contract, DEFAULT_RULES, asKnown, on).overdueDays;
        };
        expect(daysOn(arrearsSince === null ? asOf : addDays(arrearsSince, -1))).toBe(0);
        for (let on = arrearsSince ?? addDays(asOf, 1); on <= asOf; on = addDays(on, 1))
          expect(daysOn(on)).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
