/** The loans of a debtor as a call speaks of them. */
import type { LoanState } from '../../domain/loan.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Queries } from '../pool.ts';

export interface DebtorLoan {
  readonly state: LoanState;
  readonly policy: Policy;
}

/** Open loans of a debtor by id, with their policies; at most 20, as many as one talk can be about. */
export const openLoansOf = (q: Queries, debtorId: string): Promise<DebtorLoan[]> =>
  q.rows<DebtorLoan>(
    `select c.state, p.body as policy from case_file c join policy p on p.hash = c.policy_hash
      where c.person_ids @> array[$1] and c.kind = 'loan' and c.state is not null and not c.closed order by c.id limit 20`,
    [debtorId],
  );

/** Id of the contact rules that a case runs under; '' when there is no such case. */
export async function contactRulesId(q: Queries, caseId: string): Promise<string> {
  const row = await q.row<{ id: string }>(
    `select p.body->>'contactRules' as id from case_file c join policy p on p.hash = c.policy_hash where c.id = $1`,
    [caseId],
  );
  return row?.id ?? '';
}
