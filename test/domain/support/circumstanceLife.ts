import { DEFAULT_CIRCUMSTANCES } from '../../../domain/circumstanceRules.ts';
import type { CircumstanceRules } from '../../../domain/circumstanceRules.ts';
import type { LoanTerms } from '../../../domain/loanState.ts';
import type { Step } from '../../../domain/policy.ts';
import { contractOf, due } from '../sampleLoan.ts';
import { LoanLife } from './loanLife.ts';
import { CALL, CLAIM, PEOPLE, policyOf, reminder, rung, someone, termsOf } from './loanWorld.ts';

export const BOB = { id: 'bob', role: 'supervisor', authenticated: true };
export const documents = [{ id: 'evidence/L1/order/aaaa', kind: 'order', sha256: 'a'.repeat(64) }];
export const contract = contractOf(
  due(1, '2025-02-05', { principal: 100_000 }),
  due(2, '2025-03-05', { principal: 100_000 }),
);

export const ladder: readonly Step[] = [
  rung('first', 1),
  rung('call', 5, { action: CALL }),
  rung('dealer', 9, { action: CLAIM }),
  rung('later', 30),
];

export function life(rules: Partial<CircumstanceRules> = {}, more: Partial<LoanTerms> = {}): LoanLife {
  const circumstances = { ...DEFAULT_CIRCUMSTANCES, ...rules };
  return new LoanLife({
    policy: policyOf({ ladder: [...ladder], reminders: [reminder('remind', -3)], circumstances }),
    terms: termsOf(contract, { guarantorId: null, ...more }),
    people: { ...PEOPLE, executor: someone('executor'), administrator: someone('administrator', ['email'], 'partner') },
  });
}

export const report = (loan: LoanLife, kind: string, party = 'debtor'): unknown =>
  loan.command('reportCircumstance', { kind, party, source: 'thirdParty', documents: [] });

export const verify = (loan: LoanLife, more: object = {}): unknown =>
  loan.command('verifyCircumstance', { circumstance: 'L1/circumstance/1', documents, ...more }, BOB);

export const accepted = { happenedOn: '2025-02-10', announcedOn: '2025-02-12', claimBy: '2025-03-20' };
