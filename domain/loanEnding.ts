import { isBoughtBack } from './claimOfLoan.ts';
import { addDays } from './date.ts';
import type { Day } from './day.ts';
import { deskClosed } from './deskTask.ts';
import type { ClosedAs, LoanOutcome, LoanState } from './loanState.ts';
import { somethingPending } from './wake.ts';
import type { World } from './world.ts';

/** Settled, reopened, closed. */
export function ending(state: LoanState, { policy }: World, day: Day): LoanOutcome[] {
  const settled = day.assessment.settled;
  const { on } = day;
  if (!settled && state.settledOn !== null) return [{ type: 'reopened', because: 'something is outstanding again' }];
  if (state.closed !== null) return [];
  const outcomes: LoanOutcome[] = settled && state.settledOn === null ? [{ type: 'settled', on }] : [];
  const settledOn = state.settledOn ?? (settled ? on : null);
  if (somethingPending(state)) return outcomes;
  if (settledOn !== null && on >= addDays(settledOn, policy.chargebackWindowDays))
    return [...outcomes, ...deskClosed(state, on), { type: 'closed', on, as: closedAs(state) }];
  if (state.writtenOffOn !== null && on >= addDays(state.writtenOffOn, policy.recoveryDays))
    return [...outcomes, ...deskClosed(state, on), { type: 'closed', on, as: 'recoveryEnded' }];
  return outcomes;
}

function closedAs(state: LoanState): ClosedAs {
  if (isBoughtBack(state)) return 'boughtBack';
  switch (state.maturity.decision) {
    case 'renew':
      return 'renewed';
    case 'relend':
      return 'relent';
    default:
      return 'settled';
  }
}
