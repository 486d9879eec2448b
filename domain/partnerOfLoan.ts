import { claimRulesOf } from './claimRules.ts';
import type { PlainDate } from './date.ts';
import { decisionFacts, partyId } from './day.ts';
import type { Day } from './day.ts';
import type { LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import type { NotPerforming } from './partnerState.ts';
import type { Action, Step } from './policy.ts';
import type { DueStep } from './reminders.ts';
import type { World } from './world.ts';

/** The rule that is named where a claim is not made, or not waited for. */
export const PARTNER_NOT_PERFORMING = 'PARTNER_NOT_PERFORMING';
const RULE = 'claims.notPerforming';

/** The partner that the action claims on, where it does not perform and the policy passes over such partners. */
function notCountedOn(
  { terms }: LoanState,
  { policy, partners }: World,
  action: Action,
): { readonly partnerId: string; readonly standing: NotPerforming } | null {
  if (partners === undefined || action.do !== 'claim' || claimRulesOf(policy).notPerforming !== 'passOver') return null;
  const partnerId = partyId(terms, action.on);
  const standing = partnerId === null ? undefined : partners[partnerId];
  return partnerId === null || standing === undefined ? null : { partnerId, standing };
}

/**
 * A claim on a partner that does not perform is not made; the row says what was seen of the partner. What a death or a
 * bankruptcy asks at once is made all the same, for it has a last day of its own, and nothing waits for it.
 */
export function partnerPassedOver(state: LoanState, world: World, due: DueStep, day: Day): LoanOutcome[] {
  if (due.atOnce === 'regardless') return [];
  const found = notCountedOn(state, world, due.step.action);
  if (found === null || !stopsOn(found.standing, day.on)) return [];
  const { step, occurrence, oldestDueOn } = due;
  const facts = decisionFacts(day);
  return [
    {
      ...{ type: 'stepRefused', step: step.id, occurrence, code: PARTNER_NOT_PERFORMING, rule: RULE },
      ...{ on: day.on, oldestDueOn, facts, partner: { partnerId: found.partnerId, ...found.standing } },
    },
  ];
}

/**
 * A person's word stops claims at once; figures from the day after, so that what a day asks for does not depend on the
 * minute at which the claims of others lapse.
 */
const stopsOn = ({ since, because }: NotPerforming, on: PlainDate): boolean => because === 'person' || since < on;

/** Claims that run on and are not waited for any more, each written down once. */
export function claimsNotAwaited(state: LoanState, world: World, on: PlainDate): LoanOutcome[] {
  if (world.partners === undefined) return [];
  return Object.entries(state.tracks).flatMap(([trackId, { kind, ended, step, notAwaited }]): LoanOutcome[] => {
    if (kind !== 'claim' || ended || notAwaited !== undefined) return [];
    const action = world.policy.ladder.find(({ id }) => id === step)?.action;
    const found = action === undefined ? null : notCountedOn(state, world, action);
    if (found === null) return [];
    const partner = { partnerId: found.partnerId, ...found.standing };
    return [{ type: 'claimNotAwaited', trackId, rule: RULE, partner, on }];
  });
}

/** Some claim was passed over, or is not waited for: asked first, for the rungs of a day are asked by the hundred. */
export function anyLeftBehind({ steps, tracks }: LoanState): boolean {
  return (
    steps.some(({ code }) => code === PARTNER_NOT_PERFORMING) ||
    Object.values(tracks).some(({ notAwaited }) => notAwaited !== undefined)
  );
}

/** The day from which what rests on the rung does not wait for it; null while it does. */
export function leftBehindOn({ tracks }: LoanState, record: StepRecord | undefined): PlainDate | null {
  if (record === undefined) return null;
  if (record.status === 'refused' && record.code === PARTNER_NOT_PERFORMING) return record.doneOn;
  return tracks[record.key]?.notAwaited ?? null;
}

/** The next measure: a claim on somebody else, or the law. It does not wait its days for one who does not perform. */
export const isMeasure = ({ action }: Step): boolean => action.do === 'claim' || action.do === 'legal';
