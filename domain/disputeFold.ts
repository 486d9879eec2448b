import type { PlainDate } from './date.ts';
import { isOpenDispute } from './disputeRules.ts';
import type { Dispute, DisputeOutcome } from './disputeState.ts';
import type { LoanState } from './loanState.ts';
import { withoutPostings } from './postingSet.ts';

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

/** True for the pauses that disputes bring. */
export function isDisputePause(loanId: string, postingId: string): boolean {
  return postingId.startsWith(`pause/${loanId}/dispute/`);
}

/** A pause of disputes that ends on the day on which it began holds no day; kept, it would run for ever. */
function withoutEmptyDisputePause(state: LoanState, on: PlainDate): LoanState {
  const stillWanted = (state.disputes ?? []).some((one) => one.pausesDays && isOpenDispute(one));
  if (stillWanted) return state;
  const { loanId } = state.terms;
  const isEmpty = (posting: LoanState['postings'][number]): boolean =>
    posting.type === 'pause' && posting.from === on && isDisputePause(loanId, posting.id);
  return withoutPostings(state, isEmpty);
}
