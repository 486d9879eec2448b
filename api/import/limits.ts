/** Limits of partners that the loans of an import pass: said in its report, and refusing nothing. */
import { beyondWith } from '../../db/partnerLimit.ts';
import type { Queries } from '../../db/pool.ts';
import { components } from '../../domain/contract.ts';
import type { LoanTerms } from '../../domain/loanState.ts';
import { limitWarning } from '../partnerWarning.ts';
import type { Problems } from './errors.ts';
import type { ImportPlan } from './validate.ts';

/** Of what the contracts of new loans come to, payments not subtracted, beside what is outstanding already. */
export async function limitNotices(q: Queries, { loans }: ImportPlan, problems: Problems): Promise<void> {
  const added = new Map<string, { partnerId: string; currency: string; addedMinor: number }>();
  for (const { loan } of loans) {
    const { dealerId, insurerId, contract } = loan.opened as unknown as LoanTerms;
    const { currency } = contract;
    const sum = contract.instalments.reduce(
      (all, one) => all + components.reduce((part, component) => part + one[component], 0),
      0,
    );
    for (const partnerId of [dealerId, insurerId].filter((id) => id !== null)) {
      const key = `${partnerId} ${currency}`;
      const addedMinor = (added.get(key)?.addedMinor ?? 0) + sum;
      added.set(key, { partnerId, currency, addedMinor });
    }
  }
  for (const beyond of await beyondWith(q, [...added.values()])) {
    const { code, reason: rule, remedy } = limitWarning(beyond);
    problems.notices.add({ file: 'loans', row: null, column: '', value: beyond.partnerId, code, rule, remedy });
  }
}
