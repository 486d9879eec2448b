import type { Actor } from '../../../domain/case.ts';
import { DEFAULT_REQUEST } from '../../../domain/requestRules.ts';
import type { RequestKindName } from '../../../domain/requestState.ts';
import { contractOf, due, pay } from '../sampleLoan.ts';
import { LoanLife } from './loanLife.ts';
import { policyOf, rung, termsOf } from './loanWorld.ts';

export type ReliefState = 'asked' | 'running' | 'ended';
const heads: readonly Actor[] = ['bob', 'eve'].map((id) => ({ id, role: 'creditHead', authenticated: true }));

const TERMS = {
  deferment: { toOn: '2025-02-14' },
  plan: {
    dates: [
      { dueOn: '2025-02-12', amount: '350.00' },
      { dueOn: '2025-02-14', amount: '500.00' },
    ],
  },
  restructure: { schedule: { kind: 'equalPrincipal', annualRate: '0', months: 2, firstDueOn: '2025-02-12' } },
  waiver: { items: [{ instalment: 1, component: 'penalty', amount: '50.00' }] },
  condition: {
    items: [{ instalment: 1, component: 'penalty', amount: '50.00' }],
    condition: { pay: '300.00', by: '2025-02-12' },
  },
  temporaryLoan: { newLoanId: 'N1', amount: '100.00', dueOn: '2025-02-14' },
  extension: { newMaturityOn: '2025-03-14' },
} as const;
export type Reached = keyof typeof TERMS;
export const REACHED = Object.keys(TERMS) as readonly Reached[];

/**
 * 1000.00 due on 5 February 2025 (for an extension: on 14 February), 200.00 of it paid on the 4th, 50.00 of penalty charged
 * on the 6th. Asked on the 7th; approved on the 8th where it runs, rejected on the 8th where it has ended.
 */
export function reach(kind: Reached, state: ReliefState): LoanLife {
  const name: RequestKindName = kind === 'condition' ? 'waiver' : kind;
  const dueOn = kind === 'extension' ? '2025-02-14' : '2025-02-05';
  const life = new LoanLife({
    policy: policyOf({ ladder: [rung('sms', 1), rung('second', 6)], requests: { [name]: DEFAULT_REQUEST } }),
    terms: termsOf(contractOf(due(1, dueOn, { principal: 100_000 })), { guarantorId: null }),
  }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 20_000));
  const penalty = { type: 'charge', instalment: 1, component: 'penalty', amountMinor: 5_000 } as const;
  life.at('2025-02-06').post({ ...penalty, id: 'c', valueDate: '2025-02-06', bookedOn: '2025-02-06' });
  life.at('2025-02-07');
  const answer = life.command('request', { kind: name, terms: TERMS[kind], reason: 'flood' });
  if (!answer.ok) throw new Error(`${kind}: ${answer.code} ${answer.reason}`);
  const request = 'L1/request/1';
  life.at('2025-02-08');
  if (state === 'ended') life.command('rejectRequest', { request, reason: 'no' }, heads[0]);
  if (state === 'running') for (const head of heads) life.command('approveRequest', { request }, head);
  return life.at('2025-02-10', '11:00');
}
