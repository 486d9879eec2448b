import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../domain/date.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Condition } from '../../domain/condition.ts';
import type { LoanProfile } from '../../domain/loanState.ts';
import { loadPolicy } from '../../policies/load.ts';
import { loadCalendar } from '../../policies/calendar.ts';
import { contactRules as loadContactRules } from '../../policies/contact.ts';
import { monthly, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { termsOf } from './support/loanWorld.ts';

/** A policy of docs/examples, as it would be checked when it is loaded. */
function example(id: string): Policy {
  const text = readFileSync(new URL(`../../docs/examples/${id}.yaml`, import.meta.url), 'utf8');
  const { policy, problems } = loadPolicy(text, id);
  if (policy === undefined) throw new Error(JSON.stringify(problems));
  return policy;
}

describe('who pays anyway is contacted least', () => {
  interface Payer {
    /** Days from the due date of an instalment to its payment. */
    readonly late: (number: number) => number;
    readonly profile?: LoanProfile;
    /** Instalments that fell due before the take-over; a year's worth when left out. */
    readonly before?: number;
  }
  const PRINCIPAL = 100_000;
  const plan = monthly(36);
  const contract = { ...plan, instalments: plan.instalments.map((one) => ({ ...one, principal: PRINCIPAL })) };

  /** Segments and number of contacts with the debtor in a year. */
  function contactsOf(policy: Policy, { late, profile, before = 12 }: Payer): { segment: string; count: number } {
    const payments = contract.instalments.map(({ dueOn, number }) =>
      pay(`p${number}`, addDays(dueOn, late(number)), PRINCIPAL),
    );
    const takenOverOn = addMonths('2025-01-20', before);
    const { id, version, calendar, contactRules } = policy;
    const life = new LoanLife({
      policy,
      calendar: { ...loadCalendar(calendar), to: '2030-12-31' },
      contactRules: loadContactRules(contactRules),
      terms: termsOf(contract, {
        ...{ takenOverOn, policy: { id, version, hash: 'h' } },
        ...(profile === undefined ? {} : { profile }),
      }),
      postings: payments.filter(({ bookedOn }) => bookedOn < takenOverOn),
    });
    const until = addMonths(takenOverOn, 12);
    const coming = payments.filter(({ bookedOn }) => bookedOn >= takenOverOn && bookedOn < until);
    for (const payment of coming.toSorted((a, b) => (a.bookedOn < b.bookedOn ? -1 : 1)))
      life.at(payment.bookedOn, '07:00').post(payment);
    life.at(until);
    const segments = life.outcomes.flatMap(({ outcome }) => {
      if (outcome.type === 'noticeDecided') return outcome.party === 'debtor' ? [outcome.facts.segment] : [];
      return outcome.type === 'taskOpened' ? [outcome.facts.segment] : [];
    });
    return { segment: segments[0] ?? '', count: segments.length };
  }

  const others: readonly [string, Payer][] = [
    ['steady', { late: (number) => (number === 18 ? 2 : -2) }],
    ['steady', { late: (number) => (number === 18 ? 20 : 0) }],
    ['slow', { late: (number) => (number === 10 || number === 12 ? 25 : -2) }],
    ['slow', { late: (number) => (number === 10 ? 28 : -2) }],
    ['strained', { late: () => -2, profile: { instalmentToIncomePercent: 60 } }],
    ['strained', { late: (number) => (number === 18 ? 25 : 0), profile: { instalmentToIncomePercent: 60 } }],
    ['new', { late: () => -2, before: 1 }],
    ['watch', { late: () => 1 }],
    ['watch', { late: () => 25 }],
    ['watch', { late: () => 40 }],
  ];

  it.each(['cn-car-loan', 'cn-consumer'])('by %s', (id) => {
    const policy = example(id);
    const always = contactsOf(policy, { late: () => -2 });
    expect(always.segment).toBe('steady');
    const heard = others.map(([segment, payer]) => ({ wanted: segment, ...contactsOf(policy, payer) }));
    expect(heard.map(({ segment }) => segment)).toEqual(heard.map(({ wanted }) => wanted));
    for (const { count } of heard) expect(count).toBeGreaterThanOrEqual(always.count);
    // And fewer than by the steps alone.
    const { strategy: _strategy, experiments: _experiments, ...plain } = policy;
    expect(contactsOf(plain, { late: () => -2 }).count).toBeGreaterThan(always.count);
  });
});

describe('the segments of the examples', () => {
  const policy = example('cn-car-loan');
  const when = (id: string): Condition | undefined => policy.segments.find((one) => one.id === id)?.when;
  it('are told apart by ability, willingness and history', () => {
    expect(Object.keys(when('strained') ?? {})).toEqual(['instalmentToIncomePercentAtLeast']);
    expect(Object.keys(when('slow') ?? {})).toEqual(['averageLateDaysAtLeast']);
    expect(Object.keys(when('steady') ?? {})).toContain('longestLateDays12mAtMost');
  });
});
