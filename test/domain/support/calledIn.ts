import { assess } from '../../../domain/assess.ts';
import type { Actor } from '../../../domain/case.ts';
import type { Policy } from '../../../domain/policy.ts';
import { contractOf, due } from '../sampleLoan.ts';
import { LoanLife } from './loanLife.ts';
import type { Reply } from './loanLife.ts';
import { policyOf, termsOf } from './loanWorld.ts';

const actor = (id: string, role: string): Actor => ({ id, role, authenticated: true });
export const [bob, eve, lee] = [actor('bob', 'creditHead'), actor('eve', 'riskHead'), actor('lee', 'legalCounsel')];
export const paper = (kind: string) => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });

export const DELIVERED: readonly Reply[] = [
  { status: 'accepted', afterMinutes: 1, quiet: true },
  { status: 'delivered', afterMinutes: 2 * 24 * 60, quiet: false },
];

/** Six instalments of 1000.00 principal and 60.00 interest, due on the 5th from February to July 2025; none is paid. */
const contract = contractOf(
  ...['02', '03', '04', '05', '06', '07'].map((month, at) =>
    due(at + 1, `2025-${month}-05`, { principal: 100_000, interest: 6_000 }),
  ),
);

interface Wish {
  readonly policy?: Partial<Policy>;
  readonly provider?: readonly Reply[];
  readonly guarantorId?: string | null;
}

/** On 7 April 2025: three instalments in a row are missed. */
export function life({ policy = {}, provider = DELIVERED, guarantorId = 'guarantor' }: Wish = {}): LoanLife {
  return new LoanLife({
    policy: policyOf({ chargebackWindowDays: 10, ...policy }),
    terms: termsOf(contract, { guarantorId }),
    provider: () => provider,
  }).at('2025-04-07');
}

export const ask = (one: LoanLife, ground = 'missedInstalments', documents: readonly object[] = []): unknown =>
  one.command('request', { kind: 'acceleration', terms: { ground }, reason: 'three in a row', documents });

export function decided(wish: Wish = {}): LoanLife {
  const one = life(wish);
  ask(one);
  for (const who of [bob, eve]) one.command('approveRequest', { request: 'L1/request/1' }, who);
  return one;
}

export const called = { acceleration: 'L1/acceleration/1' };
export const now = (one: LoanLife) => assess(one.loan.terms.contract, one.policy.assess, one.loan.postings, one.today);
