import { isBoughtBack } from './claimOfLoan.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import { rightViews } from './limitationView.ts';
import type { RightView } from './limitationView.ts';
import type { LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';

/** One loan for lists and figures. A function of the case file and the day of its last journal row. */
export interface LoanView {
  readonly status: 'open' | 'closed';
  readonly stage: string;
  readonly held: boolean;
  readonly settledOn: PlainDate | null;
  readonly writtenOffOn: PlainDate | null;
  readonly consecutiveMissed: number;
  readonly cumulativeMissed: number;
  readonly creditMinor: number;
  readonly recoveredMinor: number;
  readonly lastStep: string | null;
  readonly lastStepOn: PlainDate | null;
  /** What is open by due date, so that figures as of a later day need no wake. */
  readonly openItems: readonly { readonly item: string; readonly dueOn: PlainDate; readonly openMinor: number }[];
  readonly rights: readonly RightView[];
}

export function viewOf(state: LoanState, policy: Policy, on: PlainDate): LoanView {
  const day = dayOf(state, policy, on);
  const { assessment } = day;
  const last = state.steps.at(-1);
  return {
    status: state.closed === null ? 'open' : 'closed',
    stage: stageOf(state, day.pastDue, day.onHold),
    held: day.onHold,
    settledOn: state.settledOn,
    writtenOffOn: state.writtenOffOn,
    consecutiveMissed: assessment.consecutiveMissed,
    cumulativeMissed: assessment.cumulativeMissed,
    creditMinor: assessment.creditMinor,
    recoveredMinor: assessment.recoveredMinor,
    lastStep: last?.step ?? null,
    lastStepOn: last?.on ?? null,
    openItems: [
      ...assessment.instalments.map((item) => ({
        item: String(item.number),
        dueOn: item.dueOn,
        openMinor: item.openMinor,
      })),
      ...assessment.chargebacks.map((item) => ({ item: item.id, dueOn: item.dueOn, openMinor: item.openMinor })),
    ].filter((item) => item.openMinor > 0),
    rights: rightViews(state, policy, assessment),
  };
}

/** Where a loan stands, in one word of lists and searches. */
export function stageOf(state: LoanState, pastDue: boolean, onHold: boolean): string {
  if (state.closed !== null) return state.closed.as;
  if (isBoughtBack(state)) return 'boughtBack';
  if (state.settledOn !== null) return 'settled';
  if (state.writtenOffOn !== null) return 'recovery';
  if (onHold) return 'held';
  const open = Object.values(state.tracks).filter((track) => !track.ended);
  for (const kind of ['writeOff', 'legalAction', 'collateral', 'claim'] as const)
    if (open.some((track) => track.kind === kind)) return kind;
  return pastDue ? 'dunning' : 'current';
}
