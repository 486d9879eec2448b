import type { CaseKind } from './case.ts';
import { applyLoan } from './loanApply.ts';
import { foldLoan } from './loanFold.ts';
import { planLoan } from './loanPlan.ts';
import { LOAN_SCHEMA_VERSION } from './loanState.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { World } from './world.ts';

export type { LoanOutcome, LoanState, LoanTerms } from './loanState.ts';

/**
 * The story of a loan.
 *
 * It is *opened* with its contract and what was paid before; rungs that lie behind a loan in arrears are counted, not
 * sent. Postings arrive in any order and are replayed by value date. Every wake looks at the loan as of today: is it
 * settled, is anything pending that nobody wants any more, has a deadline passed, which reminder or rung is due, may
 * the person be contacted now? What is due becomes a message, a call, or a track of its own (claim, legal action,
 * write-off). It ends when it is settled and the charge-back window has passed, or when the recovery after a write-off
 * ends; a later fact opens it again.
 */
export const loan: CaseKind<LoanState, LoanOutcome, World> = {
  kind: 'loan',
  schemaVersion: LOAN_SCHEMA_VERSION,
  apply: applyLoan,
  plan: planLoan,
  fold: foldLoan,
  isClosed: (state) => state.closed !== null,
};
