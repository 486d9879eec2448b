import type { ApprovalEvidence } from './approval.ts';
import type { CaseKind } from './case.ts';
import { amountDemanded } from './claimAmount.ts';
import type { PlainDate } from './date.ts';
import type { TrackKind } from './loanState.ts';
import type { Minor } from './money.ts';
import { applyTrack } from './trackApply.ts';
import { trackEvidence } from './trackApproval.ts';
import { amountOf } from './trackEvents.ts';
import { foldTrack } from './trackFold.ts';
import { openDeadline, planTrack } from './trackPlan.ts';
import type { TrackRules } from './trackRules.ts';
import { TRACK_SCHEMA_VERSION } from './trackState.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

export type { TrackOutcome, TrackState } from './trackState.ts';

/**
 * What runs beside a loan once its ladder asks for it (domain.md §7): approval, demand, answer or deadline, outcome. The
 * kinds differ by a table of facts; a track reports to its loan and never touches it.
 */
export interface TrackCase extends CaseKind<TrackState, TrackOutcome, World> {
  /** What stands on the table for its approval on a day. */
  evidence(state: TrackState, world: Pick<World, 'loan' | 'policy'>, on: PlainDate): ApprovalEvidence;
}

export function trackKind(rules: TrackRules): TrackCase {
  return {
    evidence: (state, world, on) => trackEvidence(rules, state, world, on),
    kind: rules.kind,
    schemaVersion: TRACK_SCHEMA_VERSION,
    apply: (state, event, world, now) => applyTrack(rules, state, event, world, now),
    plan: (state, world, now) => planTrack(rules, state, world, now),
    fold: foldTrack,
    isClosed: (state) => isOver(state),
  };
}

/** Nothing is open of it: no task, and no letter that has to leave. */
function isOver({ ended, tasks, claim }: TrackState): boolean {
  const waits = claim?.mail?.some(({ key }) => key === null) ?? false;
  return ended !== null && Object.keys(tasks).length === 0 && !waits;
}

/** One track for lists and figures; a function of the case file alone. Amount in minor units. */
export interface TrackView {
  readonly loanCaseId: string;
  readonly kind: TrackKind;
  readonly partnerId: string | null;
  readonly status: string;
  readonly openedOn: PlainDate;
  readonly deadlineOn: PlainDate | null;
  readonly amountMinor: Minor;
  readonly currency: string;
}

export function trackViewOf(state: TrackState): TrackView {
  const { loanCaseId, kind, status, openedOn, line } = state;
  return {
    loanCaseId,
    kind,
    partnerId: state.terms.partnerId,
    status,
    openedOn,
    deadlineOn: openDeadline(state),
    amountMinor: state.action.do === 'claim' ? amountDemanded(state) : amountOf(state.action, line),
    currency: line.currency,
  };
}
