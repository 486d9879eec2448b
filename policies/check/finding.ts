import type { Anchor, Party, Policy, Step } from '../../domain/policy.ts';
import type { Path } from '../position.ts';

/** Every rule that a policy of the right shape can still break; docs/decisions/policy-format.md tells why. */
export type PolicyRule =
  | 'ACTION_NOT_HERE'
  | 'AFTER_NOT_HERE'
  | 'ALARM_ORDER'
  | 'ALARM_ROLE'
  | 'ALLOCATION_TWICE'
  | 'ANCHOR_NOT_HERE'
  | 'APPROVAL_EXPIRES'
  | 'APPROVAL_LEVELS'
  | 'APPROVAL_ROLES'
  | 'APPROVAL_TWO'
  | 'ATTACH_CHANNEL'
  | 'BUCKET_EMPTY'
  | 'BUCKET_NAME'
  | 'BUCKET_OVERLAP'
  | 'CALENDAR_ENDED'
  | 'CLAIM_ROLE'
  | 'CONDITION_CONTRADICTION'
  | 'CONTACT_TIME'
  | 'DEFERMENT_MOVES'
  | 'DISPUTE_ROLE'
  | 'SERVE_ROLE'
  | 'DOCUMENT_TWICE'
  | 'EXPERIMENT_OVERLAP'
  | 'EXPERIMENT_TWICE'
  | 'EXTENSION_LIMITS'
  | 'EXTENSION_SOURCE'
  | 'GROUND_PROVES_NOTHING'
  | 'GROUND_TWICE'
  | 'LEGAL_DOCUMENT_TWICE'
  | 'LEGAL_REMINDERS'
  | 'LEGAL_ROLE'
  | 'LEGAL_SOURCE'
  | 'MATURITY_ORDER'
  | 'MUST_REACH_NOT_HERE'
  | 'NO_END'
  | 'OPENS_NO_TRACK'
  | 'PRODUCT_TWICE'
  | 'PROMISE_NEVER_DUE'
  | 'PROMISE_TOLERANCE'
  | 'RECOVERY_DAYS'
  | 'RECOVERY_ORDER'
  | 'REMINDER_NEXT'
  | 'REMINDER_OFFSET'
  | 'REQUEST_ROLES'
  | 'REQUEST_SHARE'
  | 'ROUND_FIRST'
  | 'RUNG_OFFSET'
  | 'RUNG_ORDER'
  | 'RUNG_OVERLAP'
  | 'RUNG_PREVIOUS'
  | 'RUNG_UNREACHABLE'
  | 'SEGMENT_AFTER_LAST'
  | 'SEGMENT_EMPTY'
  | 'SEGMENT_LAST'
  | 'SEGMENT_TWICE'
  | 'SEIZURE_DAYS'
  | 'SETTLEMENT_DAY'
  | 'VERIFY_ROLE'
  | 'STEP_CYCLE'
  | 'STEP_TWICE'
  | 'STRATEGY_CHANNELS'
  | 'STRATEGY_DROPS'
  | 'STRATEGY_EMPTY'
  | 'STRATEGY_HAND_OVER'
  | 'STRATEGY_TEMPLATE'
  | 'STRATEGY_TONE'
  | 'STRATEGY_TWICE'
  | 'TEMPLATE_AUDIENCE'
  | 'TEMPLATE_CHANNEL'
  | 'TONE'
  | 'TRIGGER_OFFSET'
  | 'TRIGGER_WHEN'
  | 'UNKNOWN_CALENDAR'
  | 'UNKNOWN_CONTACT_RULES'
  | 'UNKNOWN_GROUND'
  | 'UNKNOWN_SEGMENT'
  | 'UNKNOWN_STEP'
  | 'UNKNOWN_TEMPLATE'
  | 'UNKNOWN_TIME_ZONE'
  | 'WRITE_OFF_NEVER';

/** One broken rule, where, and what to do. */
export interface Finding {
  readonly path: Path;
  readonly rule: PolicyRule | 'SHAPE_UNKNOWN' | 'SHAPE_MISSING' | 'SHAPE_TYPE' | 'SHAPE_VALUE';
  readonly remedy: string;
}

export type Section = 'reminders' | 'ladder' | 'recovery';

/** A step together with where it stands. */
export interface Placed {
  readonly step: Step;
  readonly section: Section;
  readonly index: number;
  readonly path: Path;
}

export const sections: readonly Section[] = ['reminders', 'ladder', 'recovery'];

export function placedSteps(policy: Policy, section: Section): readonly Placed[] {
  return policy[section].map((step, index) => ({ step, section, index, path: [section, index] }));
}

/** Whom the step speaks to; undefined for a write-off, which speaks to nobody. */
export function partyOf(step: Step): Party | undefined {
  switch (step.action.do) {
    case 'notify':
    case 'call':
      return step.action.to;
    case 'claim':
      return step.action.on;
    case 'legal':
      return 'debtor';
    case 'writeOff':
    case 'collateral':
      return undefined;
  }
}

export function sameAnchor(a: Anchor, b: Anchor): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.step === b.step;
}

/** True when some segment takes both steps. */
export function shareSegment(a: Step, b: Step): boolean {
  return a.segments === undefined || b.segments === undefined || a.segments.some((id) => b.segments?.includes(id));
}
