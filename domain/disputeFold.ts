import { withoutEmptyDisputePause } from './disputePlan.ts';
import type { Dispute, DisputeOutcome } from './disputeState.ts';
import type { LoanState } from './loanState.ts';

/** One row about a dispute added to the case file. Consults neither rule nor clock. */
export function foldDispute(state: LoanState, row: DisputeOutcome): LoanState {
  switch (row.type) {
    case 'disputeOpened':
      return { ...state, disputes: [...(state.disputes ?? []), row.dispute] };
    case 'disputeResolved': {
      const { disputeId, outcome, on } = row;
      const resolved = mapDispute(state, disputeId, (one) => ({ ...one, outcome, resolvedOn: on }));
      return withoutEmptyDisputePause(resolved, on);
    }
  }
}

/** The service level of a dispute has passed; the state unchanged when the task belongs to none. */
export function disputeEscalated(state: LoanState, taskId: string): LoanState {
  return mapDispute(state, taskId, (one) => ({ ...one, escalated: true }));
}

function mapDispute(state: LoanState, id: string, change: (dispute: Dispute) => Dispute): LoanState {
  if (state.disputes === undefined) return state;
  return { ...state, disputes: state.disputes.map((one) => (one.id === id ? change(one) : one)) };
}
