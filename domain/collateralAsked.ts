import type { Actor, Applied, CaseEvent } from './case.ts';

import type { CollateralOutcome, CollateralState } from './collateralState.ts';

import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';
import type { Minor } from './money.ts';
import type { World } from './world.ts';

export type CollateralApplied = Applied<CollateralOutcome>;

/** A command to a disposal, with everything that it is judged by. */
export interface CollateralAsked {
  readonly state: CollateralState;
  readonly event: CaseEvent;
  readonly actor: Actor;
  readonly world: World;
  readonly today: PlainDate;
  readonly now: Instant;
}

export function refusedDisposal(event: CaseEvent, code: string, reason: string, remedy: string): CollateralApplied {
  const by = event.actor?.id;
  return {
    outcomes: [
      { type: 'refused', eventId: event.id, what: event.type, code, reason, ...(by === undefined ? {} : { by }) },
    ],
    answer: { ok: false, code, reason, remedy },
  };
}

export const done = (
  outcomes: readonly CollateralOutcome[],
  more: Readonly<Record<string, unknown>> = {},
): CollateralApplied => ({
  outcomes,
  answer: { ok: true, ...more },
});

export function notNow({ state, event }: CollateralAsked, remedy: string): CollateralApplied {
  return refusedDisposal(event, 'NOT_NOW', `it is ${state.status}`, remedy);
}

export function minorOf({ content }: CaseEvent, field: string): Minor | null {
  const amount = content[field];
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}

export const amountMissing = (event: CaseEvent, field: string): CollateralApplied =>
  refusedDisposal(
    event,
    'AMOUNT_NOT_POSITIVE',
    `${field} is no amount above zero`,
    'give it in minor units of the currency',
  );

/** The value that counts today; refused when there is none or it has run out. */
export function valueNow({ state, event, today }: CollateralAsked): Minor | CollateralApplied {
  const latest = state.valuations.at(-1);
  if (state.valueMinor === null || latest === undefined)
    return refusedDisposal(
      event,
      'NOT_VALUED',
      'no value counts now',
      'have it valued, twice where the values differ too much',
    );
  if (latest.validUntil < today)
    return refusedDisposal(
      event,
      'VALUATION_EXPIRED',
      `the valuation held until ${latest.validUntil}`,
      'have it valued again',
    );
  return state.valueMinor;
}
