import { expect } from 'vitest';
import type { Actor } from '../../../domain/case.ts';
import { dayOf } from '../../../domain/day.ts';
import type { Policy } from '../../../domain/policy.ts';
import { DEFAULT_REQUEST } from '../../../domain/requestRules.ts';
import type { RequestRules } from '../../../domain/requestRules.ts';
import { contractOf, due } from '../sampleLoan.ts';
import { LoanLife } from './loanLife.ts';
import { policyOf, rung, termsOf } from './loanWorld.ts';

export const head = (id: string, role = 'creditHead'): Actor => ({ id, role, authenticated: true });
const [bob, eve] = [head('bob'), head('eve', 'riskHead')];
export const REQUEST = 'L1/request/1';

/** Five instalments of 100.00 and 10.00 interest from 5 January 2025 on; nothing is paid. */
export const contract = contractOf(
  ...[1, 2, 3, 4, 5].map((number) => due(number, `2025-0${number}-05`, { principal: 10_000, interest: 1_000 })),
);

export type Kinds = {
  readonly [K in keyof RequestRules]?: Omit<NonNullable<RequestRules[K]>, 'roles' | 'documents' | 'approval'>;
};

/** A loan on 10 February 2025, where the first two instalments are past due; two people approve everything. */
export function life(kinds: Kinds = {}, more: Partial<Policy> = {}, agreed = contract): LoanLife {
  const requests = Object.fromEntries(
    Object.entries(kinds).map(([kind, rules]) => [kind, { ...DEFAULT_REQUEST, ...rules }]),
  );
  const policy = policyOf({
    ...{ ladder: [rung('sms', 1), rung('second', 40), rung('third', 60)], requests: requests },
    ...more,
  });
  return new LoanLife({ policy, terms: termsOf(agreed, { guarantorId: null }) }).at('2025-02-10');
}

export const ask = (one: LoanLife, kind: string, terms: object, more: object = {}): object =>
  one.command('request', { kind, terms, reason: 'flood', ...more });

export function granted(one: LoanLife, kind: string, terms: object): LoanLife {
  expect(ask(one, kind, terms)).toMatchObject({ ok: true });
  expect(one.command('approveRequest', { request: REQUEST }, bob)).toMatchObject({ approvalsMissing: 1 });
  expect(one.command('approveRequest', { request: REQUEST }, eve)).toMatchObject({ ended: 'executed' });
  return one;
}

export const owed = (one: LoanLife): object => dayOf(one.loan, one.policy, one.today).assessment;
export const standing = (one: LoanLife): unknown => one.loan.requests?.[0]?.standing?.as;

export const open = (one: LoanLife): string[] =>
  dayOf(one.loan, one.policy, one.today)
    .assessment.instalments.filter(({ openMinor }) => openMinor > 0)
    .map(({ dueOn, openMinor }) => `${dueOn} ${openMinor}`);

export const told = (one: LoanLife): object[] =>
  one.outcomes.flatMap(({ outcome }) =>
    outcome.type === 'noticeDecided' && outcome.step === 'requestAnswer'
      ? [{ template: outcome.template, fields: outcome.line.fields ?? {} }]
      : [],
  );
