import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/date.ts';
import type { PlainDate } from '../../domain/date.ts';
import { DEFAULT_PROMISES } from '../../domain/promiseRules.ts';
import type { PaymentPromise } from '../../domain/promiseState.ts';
import { judgePromises, receiptsOf } from '../../domain/promiseVerdict.ts';
import type { JudgedDate, Receipt } from '../../domain/promiseVerdict.ts';
import type { Posting } from '../../domain/posting.ts';
import { contractOf, due, pay, reverse, chargeBack } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, rung, termsOf } from './support/loanWorld.ts';

const START = '2025-02-07';
const contract = contractOf(due(1, '2025-02-05', { principal: 100_000 }));
const on = (day: number): PlainDate => addDays(START, day);

const promises: fc.Arbitrary<PaymentPromise[]> = fc
  .array(
    fc.record({
      made: fc.integer({ min: 0, max: 20 }),
      grace: fc.integer({ min: 0, max: 3 }),
      share: fc.constantFrom(1, 0.9, 0.5),
      gaps: fc.array(fc.record({ days: fc.integer({ min: 1, max: 9 }), units: fc.integer({ min: 1, max: 9 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) =>
    list.map(({ made, grace, share, gaps }, at) => {
      let day = made - 1;
      const dates = gaps.map(({ days, units }) => {
        day += days;
        const neededMinor = Math.max(1, Math.floor(units * share));
        return { dueOn: on(day), amountMinor: units, neededMinor, untilOn: on(day + grace) };
      });
      return { id: `L1/promise/${at + 1}`, madeOn: on(made), by: 'debtor' as const, resumeDays: 1, dates };
    }),
  );

/** Payments, some of them undone or returned in part, each booked up to a few days after its value date. */
const postings: fc.Arbitrary<Posting[]> = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 40 }),
      late: fc.integer({ min: 0, max: 9 }),
      units: fc.integer({ min: 1, max: 12 }),
      fate: fc.constantFrom('stands', 'stands', 'stands', 'undone', 'returned'),
      payer: fc.constantFrom(undefined, undefined, 'dealer' as const, 'guarantor' as const),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.flatMap(({ day, late, units, fate, payer }, at): Posting[] => {
      const payment = pay(`p${at}`, on(day), units, on(day + late), payer);
      if (fate === 'undone') return [payment, reverse(`r${at}`, payment.id, on(day + late + 2))];
      return fate === 'returned' ? [payment, chargeBack(`c${at}`, payment.id, on(day + late + 2), 1)] : [payment];
    }),
  );
const today = fc.integer({ min: 0, max: 60 }).map(on);
const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
const plain = (judged: readonly JudgedDate[]): unknown =>
  judged.map(({ promise, date, ...rest }) => ({ id: promise.id, dueOn: date.dueOn, ...rest }));

/** By another way: every unit of money looks for the earliest promised day that may still take it. */
function byUnits(list: readonly PaymentPromise[], receipts: readonly Receipt[]): Map<string, number> {
  const dates = list
    .flatMap((promise) =>
      promise.dates.map((date) => ({ key: `${date.dueOn} ${promise.madeOn} ${promise.id}`, promise, date })),
    )
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  const got = new Map(dates.map(({ key }) => [key, 0]));
  const units = receipts.flatMap((one) => Array.from({ length: one.amountMinor }, () => one.valueDate)).sort();
  for (const valueDate of units) {
    const taker = dates.find(
      ({ key, promise, date }) =>
        valueDate >= promise.madeOn && valueDate <= date.untilOn && (got.get(key) ?? 0) < date.amountMinor,
    );
    if (taker !== undefined) got.set(taker.key, (got.get(taker.key) ?? 0) + 1);
  }
  return got;
}

describe('matching receipts with promises', () => {
  it('counts no receipt twice, none outside its time, and agrees with a count unit by unit', () => {
    fc.assert(
      fc.property(promises, postings, today, (list, booked, day) => {
        const receipts = receiptsOf(contract, booked, day);
        const judged = judgePromises(list, receipts, day);
        const used = new Map<string, number>();
        for (const { promise, date, receivedMinor, receipts: taken, verdict } of judged) {
          expect(taken.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(receivedMinor);
          expect(receivedMinor).toBeLessThanOrEqual(date.amountMinor);
          expect(verdict === null).toBe(day <= date.untilOn);
          for (const { id, amountMinor } of taken) {
            const receipt = receipts.find((one) => one.id === id);
            expect(receipt !== undefined && receipt.valueDate >= promise.madeOn).toBe(true);
            expect(receipt !== undefined && receipt.valueDate <= date.untilOn).toBe(true);
            used.set(id, (used.get(id) ?? 0) + amountMinor);
          }
        }
        for (const { id, amountMinor } of receipts) expect(used.get(id) ?? 0).toBeLessThanOrEqual(amountMinor);
        const counted = judged.map(({ promise, date, receivedMinor }) => [
          `${date.dueOn} ${promise.madeOn} ${promise.id}`,
          receivedMinor,
        ]);
        expect(new Map(counted as [string, number][])).toEqual(byUnits(list, receipts));
      }),
      { numRuns: 500, seed: 20250207 },
    );
  });

  it('gives the same verdicts in whatever order postings stand', () => {
    const ordered = fc
      .tuple(promises, postings, today)
      .chain(([list, booked, day]) =>
        fc.tuple(fc.constant(list), fc.constant(booked), fc.constant(day), shuffled(booked), shuffled(list)),
      );
    fc.assert(
      fc.property(ordered, ([list, booked, day, otherwise, others]) => {
        const told = plain(judgePromises(list, receiptsOf(contract, booked, day), day));
        expect(plain(judgePromises(others, receiptsOf(contract, otherwise, day), day))).toEqual(told);
      }),
      { numRuns: 300, seed: 20250208 },
    );
  });
});

describe('a loan that has promised', () => {
  /** Promises made on fixed days, postings that arrive in some order on one late morning. */
  function verdictsAfter(arrivals: readonly Posting[]): unknown {
    const life = new LoanLife({
      policy: policyOf({
        ladder: [rung('sms', 1), rung('later', 60)],
        promises: { ...DEFAULT_PROMISES, mostOpen: 3, graceDays: 2 },
      }),
      terms: termsOf(contract),
    }).at(START);
    const promise = (dates: readonly (readonly [number, string])[]): void =>
      void life.command('promise', { instalments: dates.map(([day, amount]) => ({ dueOn: on(day), amount })) });
    promise([
      [4, '0.06'],
      [9, '0.06'],
    ]);
    promise([[7, '0.08']]);
    life.at(on(55));
    for (const posting of arrivals) life.post(posting);
    life.at(on(57));
    return life.loan.promises?.map(({ dates }) => dates.map(({ verdict }) => verdict));
  }

  it('has the same verdicts written down in whatever order postings arrived', () => {
    const ordered = postings.chain((booked) => fc.tuple(fc.constant(booked), shuffled(booked)));
    fc.assert(
      fc.property(ordered, ([booked, otherwise]) => {
        expect(verdictsAfter(otherwise)).toEqual(verdictsAfter(booked));
      }),
      { numRuns: 60, seed: 20250209 },
    );
  });
});
