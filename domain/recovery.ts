import type { Assessment } from './assess.ts';
import { components } from './contract.ts';
import type { ByComponent, Component } from './contract.ts';
import type { Minor } from './money.ts';

/** 先本后息: what comes after the write-off reduces the principal first (domain.md §2, non-accrual). */
export const DEFAULT_RECOVERY_ORDER: readonly Component[] = ['principal', 'interest', 'fee', 'penalty'];

export const NOTHING: ByComponent = { penalty: 0, fee: 0, interest: 0, principal: 0 };

/** What is kept on file of a debt, by component, before any recovery; a returned debit stands under the principal. Minor units. */
export function onFile({ instalments, chargebacks }: Pick<Assessment, 'instalments' | 'chargebacks'>): ByComponent {
  const sum = (component: Component): Minor => instalments.reduce((total, item) => total + item.open[component], 0);
  const returned = chargebacks.reduce((total, item) => total + item.openMinor, 0);
  const [penalty, fee, interest, principal] = [sum('penalty'), sum('fee'), sum('interest'), sum('principal')];
  return { penalty, fee, interest, principal: principal + returned };
}

/** What was recovered of the debt on file, told apart in the order of the policy. Adds up to the least of the two. Minor units. */
export function splitRecovery(debt: ByComponent, recoveredMinor: Minor, order: readonly Component[]): ByComponent {
  let leftMinor = recoveredMinor;
  const split = { ...NOTHING };
  for (const component of [...order, ...components.filter((one) => !order.includes(one))]) {
    const taken = Math.min(leftMinor, debt[component]);
    split[component] = taken;
    leftMinor -= taken;
  }
  return split;
}

export const totalOf = (amounts: ByComponent): Minor => components.reduce((sum, one) => sum + amounts[one], 0);
