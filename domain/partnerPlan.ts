import type { Planned } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { foldPartner } from './partnerFold.ts';
import { limitsFollowed } from './partnerLimit.ts';
import { judged, partnerRulesOf } from './partnerRules.ts';
import type { PartnerOutcome, PartnerState } from './partnerState.ts';
import { openPartnerTask } from './partnerTask.ts';
import { slotOn } from './slot.ts';
import type { World } from './world.ts';

/** Marked by its figures at whatever hour they are met; work that nobody has done goes on at the policy's hour. */
export function planPartner(state: PartnerState, world: World, now: Instant): Planned<PartnerOutcome> {
  const today = localDate(now, world.policy.timeZone);
  const outcomes: PartnerOutcome[] = [...markedByFigures(state, world, today)];
  const marked = outcomes.reduce<PartnerState>(foldPartner, state);
  outcomes.push(...limitsFollowed(marked, world, today));
  const looked = outcomes.reduce<PartnerState>(foldPartner, state);
  outcomes.push(...overdue(looked, world, today, now));
  const after = outcomes.reduce<PartnerState>(foldPartner, state);
  const wakes = Object.values(after.tasks).flatMap(({ dueOn, escalated }) =>
    escalated ? [] : [slotOf(after, world, addDays(dueOn, 1))],
  );
  return { outcomes, wakeAt: wakes.sort()[0] ?? null };
}

const slotOf = ({ terms }: PartnerState, { policy }: World, on: PlainDate): Instant =>
  slotOn(policy, terms.partnerId, on);

/** Nobody has to say so: the figures alone stop claims on the partner, and a person is asked to look at it. */
function markedByFigures(state: PartnerState, world: World, on: PlainDate): PartnerOutcome[] {
  if (state.notPerforming !== undefined) return [];
  const rules = partnerRulesOf(state);
  const { figures, failed, isMet } = judged(world.partner?.claims ?? [], rules, state.reinstatedOn, on);
  if (!isMet) return [];
  return [
    { type: 'partnerMarked', because: 'figures', reason: null, figures, claims: failed, rules, by: 'clock', on },
    openPartnerTask(state, 'partnerReview', rules.review, world.calendar, on),
  ];
}

function overdue(state: PartnerState, world: World, on: PlainDate, now: Instant): PartnerOutcome[] {
  return Object.entries(state.tasks).flatMap(([taskId, { dueOn, escalated, escalateTo }]): PartnerOutcome[] =>
    escalated || now < slotOf(state, world, addDays(dueOn, 1))
      ? []
      : [{ type: 'taskEscalated', taskId, to: escalateTo, on }],
  );
}
