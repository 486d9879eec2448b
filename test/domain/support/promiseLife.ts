import type { Policy } from '../../../domain/policy.ts';
import { DEFAULT_PROMISES } from '../../../domain/promiseRules.ts';
import type { PromiseRules } from '../../../domain/promiseRules.ts';
import { contractOf, due } from '../sampleLoan.ts';
import { LoanLife } from './loanLife.ts';
import { CALL, notify, policyOf, rung, termsOf } from './loanWorld.ts';

export const ladder = [
  rung('sms', 1),
  rung('call', 5, { action: CALL }),
  rung('letter', 30, { action: notify(['letter']) }),
];
export const promises = (more: Partial<PromiseRules> = {}): PromiseRules => ({ ...DEFAULT_PROMISES, ...more });

/** One instalment of 1000 due on 5 February; nothing else. */
export function life(rules: Partial<PromiseRules> = {}, more: Partial<Policy> = {}): LoanLife {
  return new LoanLife({
    policy: policyOf({ ladder, promises: promises(rules), ...more }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
  });
}

export const promised = (...dates: (readonly [dueOn: string, amount: string])[]): Record<string, unknown> => ({
  instalments: dates.map(([dueOn, amount]) => ({ dueOn, amount })),
});

export const one = promised(['2025-02-12', '1000.00']);
