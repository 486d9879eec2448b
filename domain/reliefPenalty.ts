import { admit } from './admission.ts';
import type { PlainDate } from './date.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import type { Charge, Posting } from './posting.ts';
import { booked } from './standing.ts';

/**
 * Penalty stops during a deferment that was approved so: what is charged with a value date within it is given up as it
 * comes, and that is taken back with the charge. Which of them stand follows from the postings, not from their order.
 */
export function penaltyGivenUp(state: LoanState, policy: Policy, on: PlainDate): LoanOutcome[] {
  const free = (state.requests ?? []).flatMap(({ id, running }) =>
    running?.what === 'deferment' && running.penaltyStops ? [{ id, ...running }] : [],
  );
  if (free.length === 0 || state.closed !== null) return [];
  const charges = state.postings.filter((one): one is Charge => one.type === 'charge' && one.component === 'penalty');
  if (charges.length === 0) return [];
  const counting = new Set(admit(state.terms.contract, state.postings).entries.map(({ posting }) => posting.id));
  const postings = charges.flatMap((charge): Posting[] => {
    const relief = free.find(({ fromOn, toOn }) => fromOn <= charge.valueDate && charge.valueDate < toOn);
    if (relief === undefined) return [];
    const id = `${relief.id}/penalty/${charge.id}`;
    const { instalment, component, amountMinor, valueDate } = charge;
    const waivers = state.postings.filter(
      (one) => one.type === 'waiver' && (one.id === id || one.id.startsWith(`${id}~`)),
    );
    const stands = waivers.find((one) => counting.has(one.id));
    if (counting.has(charge.id) === (stands !== undefined)) return [];
    if (stands !== undefined) return [{ id: `${stands.id}/undone`, type: 'reversal', of: stands.id, bookedOn: on }];
    const name = waivers.length === 0 ? id : `${id}~${waivers.length}`;
    return [{ id: name, type: 'waiver', instalment, component, amountMinor, valueDate, bookedOn: on }];
  });
  const outcomes: LoanOutcome[] = [];
  let current = state;
  for (const posting of postings) {
    const { outcomes: rows, after } = booked(current, posting.id, posting, policy);
    outcomes.push(...rows);
    current = after;
  }
  return outcomes;
}
