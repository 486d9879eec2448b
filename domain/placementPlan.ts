import type { PlainDate } from './date.ts';
import type { Day } from './day.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { placedNow, placementRulesOf, waitsForAgency } from './placementRules.ts';
import type { Placement, PlacementEnd } from './placementState.ts';
import type { Policy, Step } from './policy.ts';
import { recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';

/** The step that tells the borrower who collects from now on. */
export const PLACEMENT_NOTICE = 'placementNotice';

const occurrenceOf = ({ id }: Placement): string => id.slice(id.lastIndexOf('/') + 1);

/** The day on which the loan comes back by itself. */
export function placementDeadlines(state: LoanState): PlainDate[] {
  const one = placedNow(state);
  return one === undefined ? [] : [one.until];
}

/** A loan is not closed while an agency has it. */
export function placementPending(state: LoanState): boolean {
  return placedNow(state) !== undefined;
}

/** It comes back when its time is over, or nothing is owed. */
export function placementFollows(state: LoanState, day: Day): LoanOutcome[] {
  const one = placedNow(state);
  if (one === undefined) return [];
  if (day.assessment.settled) return [ended(one, 'settled', 'nothing is outstanding', 'clock', day.on)];
  return day.on >= one.until ? [ended(one, 'expired', `placed until ${one.until}`, 'clock', day.on)] : [];
}

export function ended(one: Placement, as: PlacementEnd, because: string, by: string, on: PlainDate): LoanOutcome {
  return { type: 'placementEnded', id: one.id, as, because, by, on };
}

/** The borrower is told, once, before the agency may speak to them about the loan. */
export function duePlacementNotice(state: LoanState, policy: Policy, day: Day): DueStep[] {
  const one = placedNow(state);
  if (one === undefined || day.onHold || day.on >= one.until) return [];
  const occurrence = occurrenceOf(one);
  if (taken(recordOf(state, PLACEMENT_NOTICE, occurrence))) return [];
  const { channels } = placementRulesOf(policy);
  const step: Step = {
    ...{ id: PLACEMENT_NOTICE, title: { 'zh-CN': '委托催收告知', en: 'who collects from now on' }, anchor: 'trigger' },
    ...{ offsetDays: 0, onNonWorkingDay: 'same', mustReach: { withinDays: 30 } },
    action: { do: 'notify', to: 'debtor', channels, template: PLACEMENT_NOTICE },
  };
  return [{ step, group: 'service', occurrence, oldestDueOn: '', alone: true, people: { partnerName: one.agencyId } }];
}

/** Why a message or call that waits is not wanted any more; null while it is; undefined when placements do not touch it. */
export function placementDropped(
  state: LoanState,
  policy: Policy,
  step: string,
  occurrence: string,
  on: PlainDate,
): string | null | undefined {
  if (step === PLACEMENT_NOTICE) {
    const one = placedNow(state);
    return one !== undefined && occurrenceOf(one) === occurrence ? null : 'the loan is not placed any more';
  }
  const own = [...policy.ladder, ...policy.recovery].find(({ id }) => id === step);
  if (own === undefined || !waitsForAgency(state, own, on)) return undefined;
  return 'the loan is placed with an agency';
}
