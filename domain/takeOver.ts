import { assessAccount, hindsight } from './assess.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayFrom, dayOf } from './day.ts';
import type { Day } from './day.ts';
import { occurrenceOf } from './ladder.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Policy, Step } from './policy.ts';
import { applies } from './reminders.ts';
import { offsetDaysOf } from './strategy.ts';

/**
 * The rungs that a loan in arrears has behind it on the day it is taken over: they count as carried out on their
 * nominal day and send nothing (docs/policy.md, "Taking over"; domain.md §4).
 */
export function rungsBeforeTakeOver(state: LoanState, policy: Policy): LoanOutcome[] {
  const eve = dayOf(state, policy, addDays(state.terms.takenOverOn, -1));
  if (!eve.pastDue) return [];
  const occurrence = occurrenceOf(policy, eve);
  const nominal = new Map<string, PlainDate>();
  for (const step of policy.ladder) {
    const on = nominalDay(state, policy, step, eve, nominal);
    if (on !== null) nominal.set(step.id, on);
  }
  return [...nominal].map(([step, on]) => ({
    type: 'countedBeforeTakeOver',
    step,
    occurrence,
    on,
    oldestDueOn: eve.assessment.oldestDueOn ?? '',
  }));
}

function nominalDay(
  state: LoanState,
  policy: Policy,
  step: Step,
  eve: Day,
  nominal: ReadonlyMap<string, PlainDate>,
): PlainDate | null {
  // A claim, legal action or write-off is never assumed: it opens, and a person decides.
  if (step.action.do !== 'notify' && step.action.do !== 'call') return null;
  if (!applies(step, eve)) return null;
  if (typeof step.anchor === 'object') {
    const on = nominal.get(step.anchor.step);
    return on !== undefined && addDays(on, step.offsetDays) <= eve.on ? addDays(on, step.offsetDays) : null;
  }
  if (step.anchor === 'trigger') return holdsSince(state, policy, step, eve);
  const offsetDays = offsetDaysOf(step, policy, eve.strategy);
  return eve.assessment.delinquentDays >= offsetDays ? reachedOn(state, policy, offsetDays, eve) : null;
}

/** The first day, in the arrears of the eve, from which the condition of a trigger has held without a break. */
function holdsSince(state: LoanState, policy: Policy, step: Step, eve: Day): PlainDate {
  return since(state, policy, eve, (day) => applies(step, day));
}

/** The first day from which the delinquent days have stood at so many, or above, without a break. */
function reachedOn(state: LoanState, policy: Policy, days: number, eve: Day): PlainDate {
  return since(state, policy, eve, (day) => day.assessment.delinquentDays >= days);
}

/** Walks back from the eve through its arrears while the day before fits too, with the knowledge of the eve. */
function since(state: LoanState, policy: Policy, eve: Day, fits: (day: Day) => boolean): PlainDate {
  const known = state.postings.filter((posting) => posting.bookedOn <= eve.on);
  const accountAt = hindsight(state.terms.contract, policy.assess, known);
  const asOf = (on: PlainDate): Day => dayFrom(state, policy, assessAccount(accountAt(on), policy.assess, on));
  const first = eve.assessment.arrearsSince ?? eve.on;
  let on = eve.on;
  while (on > first && fits(asOf(addDays(on, -1)))) on = addDays(on, -1);
  return on;
}
