import { amountDemanded } from './claimAmount.ts';
import { wantedKinds } from './claimCommands.ts';
import type { ClaimParty } from './claimRules.ts';
import type { PlainDate } from './date.ts';
import { missingKinds } from './evidence.ts';
import type { Minor } from './money.ts';
import type { TrackState } from './trackState.ts';

/** One claim for lists and figures; a function of the case file alone. Amounts in minor units. */
export interface ClaimView {
  readonly loanCaseId: string;
  readonly partnerId: string | null;
  readonly onParty: ClaimParty;
  readonly demand: 'advance' | 'buyBack' | 'perform';
  readonly status: string;
  readonly openedOn: PlainDate;
  /** The day on which the demand first left; null while it has not. */
  readonly demandedOn: PlainDate | null;
  /** The latest last day of the other side. */
  readonly dueBy: PlainDate | null;
  /** The day on which what was demanded was there: by value date, or as a person said. */
  readonly completedOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly wasContested: boolean;
  readonly missing: readonly string[];
  readonly currency: string;
  readonly demandedMinor: Minor;
  readonly receivedMinor: Minor;
  readonly owedMinor: Minor;
  readonly refundedMinor: Minor;
}

export function claimViewOf(state: TrackState): ClaimView | null {
  const { action, claim = {}, ended, status } = state;
  if (action.do !== 'claim') return null;
  return {
    loanCaseId: state.loanCaseId,
    partnerId: state.terms.partnerId,
    onParty: action.on,
    demand: action.demand,
    status,
    openedOn: state.openedOn,
    demandedOn: state.demandedOn === null ? null : state.carriedOutOn,
    dueBy: claim.dueBy ?? null,
    completedOn: claim.completedOn ?? (status === 'performed' ? (ended?.on ?? null) : null),
    endedOn: ended?.on ?? null,
    wasContested: claim.wasContested === true,
    missing: missingKinds(wantedKinds(state), claim.documents ?? []),
    currency: state.line.currency,
    demandedMinor: amountDemanded(state),
    receivedMinor: claim.receivedMinor ?? 0,
    owedMinor: claim.owedMinor ?? 0,
    refundedMinor: claim.refundedMinor ?? 0,
  };
}
