import { describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { DEFAULT_DISPUTES } from '../../domain/disputeRules.ts';
import { DEFAULT_REQUEST } from '../../domain/requestRules.ts';
import { contractOf, due } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, rung, termsOf } from './support/loanWorld.ts';

const head = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const contract = contractOf(
  ...[1, 2, 3, 4, 5].map((number) => due(number, `2025-0${number}-05`, { principal: 10_000, interest: 1_000 })),
);

/** Ids of loans that stand before and after those of a hold, a dispute and a request in the canonical order. */
const IDS = ['A1', 'x1'] as const;

/** On 10 February 2025 the first two instalments are past due. */
function life(loanId: string): LoanLife {
  const requests = { deferment: DEFAULT_REQUEST, temporaryLoan: DEFAULT_REQUEST };
  const disputes = { ...DEFAULT_DISPUTES, pausesDays: ['dispute' as const] };
  const policy = policyOf({ ladder: [rung('sms', 1)], requests, disputes });
  return new LoanLife({ policy, terms: termsOf(contract, { loanId, guarantorId: null }) }).at('2025-02-10');
}

const held = (to?: string) => (one: LoanLife) => one.command('hold', { reason: 'disaster', ...(to && { to }) });
const disputed = (one: LoanLife) => one.command('dispute', { kind: 'dispute', about: 'amount', ownerId: 'olga' });
const asks = (kind: string, terms: object) => (one: LoanLife) =>
  one.command('request', { kind, terms, reason: 'flood' });
const deferred = (toOn: string, fromOn?: string) => asks('deferment', { toOn, ...(fromOn && { fromOn }) });
const bridged = (deferUntil: string) =>
  asks('temporaryLoan', { newLoanId: 'N1', amount: '500.00', dueOn: '2025-06-30', deferUntil });
const granted = (ask: (one: LoanLife) => object) => (one: LoanLife) => {
  expect(ask(one)).toMatchObject({ ok: true });
  const request = `${one.loan.terms.loanId}/request/1`;
  expect(one.command('approveRequest', { request }, head('bob', 'creditHead'))).toMatchObject({ ok: true });
  return one.command('approveRequest', { request }, head('eve', 'riskHead'));
};
const aside = (one: LoanLife): unknown[] => one.outcomes.filter(({ outcome }) => outcome.type === 'postingSetAside');

describe.each(IDS)('days of loan %s that are paused already', (loanId) => {
  it.each([
    // What stands since 10 February; the day of asking; what is asked; the answer.
    ['a hold without end', held(), '2025-02-10', deferred('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a hold without end', held(), '2025-02-11', deferred('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a hold without end', held(), '2025-02-10', bridged('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a hold without end', held(), '2025-02-11', bridged('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a hold for a day', held('2025-02-11'), '2025-02-10', deferred('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a hold for a day', held('2025-02-11'), '2025-02-11', deferred('2025-03-12'), null],
    ['a hold to the 20th', held('2025-02-20'), '2025-02-10', deferred('2025-03-12', '2025-02-19'), 'PAUSE_OVERLAPS'],
    ['a hold to the 20th', held('2025-02-20'), '2025-02-10', deferred('2025-03-12', '2025-02-20'), null],
    ['a hold to the 20th', held('2025-02-20'), '2025-02-19', deferred('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a hold to the 20th', held('2025-02-20'), '2025-02-20', deferred('2025-03-12'), null],
    ['a dispute', disputed, '2025-02-10', deferred('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a dispute', disputed, '2025-02-11', deferred('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a dispute', disputed, '2025-02-10', bridged('2025-03-12'), 'PAUSE_OVERLAPS'],
    ['a deferment from today', granted(deferred('2025-03-12')), '2025-02-10', held(), 'PAUSE_OVERLAPS'],
    ['a deferment from today', granted(deferred('2025-03-12')), '2025-02-11', held(), 'PAUSE_OVERLAPS'],
    ['a deferment from today', granted(deferred('2025-03-12')), '2025-02-10', bridged('2025-04-12'), 'PAUSE_OVERLAPS'],
    ['a deferment from today', granted(deferred('2025-03-12')), '2025-03-12', held(), null],
    ['a deferment to come', granted(deferred('2025-03-12', '2025-02-20')), '2025-02-10', held(), 'PAUSE_OVERLAPS'],
    ['a deferment to come', granted(deferred('2025-03-12', '2025-02-20')), '2025-02-10', held('2025-02-20'), null],
  ] as const)('%s, asked on the day: %#', (_name, stands, on, then, code) => {
    const one = life(loanId);
    expect(stands(one)).toMatchObject({ ok: true });
    one.at(on);
    expect(then(one)).toMatchObject(code === null ? { ok: true } : { ok: false, code });
    expect(aside(one)).toEqual([]);
  });

  it('are not given twice when a hold comes between the request and its last approval', () => {
    const one = life(loanId);
    expect(deferred('2025-03-12')(one)).toMatchObject({ ok: true });
    expect(held()(one)).toMatchObject({ ok: true });
    const request = `${loanId}/request/1`;
    const late = one.command('approveRequest', { request }, head('bob', 'creditHead'));
    expect([late, one.loan.requests?.[0]?.ended]).toMatchObject([{ ok: false }, { as: 'lapsed' }]);
    expect(aside(one)).toEqual([]);
  });

  it('stay with relief that was granted, when a dispute comes on the same day', () => {
    const one = life(loanId);
    granted(deferred('2025-03-12', '2025-02-20'))(one);
    disputed(one);
    one.at('2025-02-10', '23:00');
    expect(aside(one)).toEqual([]);
  });
});
