import { admit } from './admission.ts';
import type { PlainDate } from './date.ts';
import { addDays } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import { placementRulesOf } from './placementRules.ts';
import type { Placement } from './placementState.ts';
import type { Policy } from './policy.ts';

/** One placement with what its agency has done: every figure a function of the case file (docs/placement.md). */
export interface PlacementView {
  readonly id: string;
  readonly agencyId: string;
  readonly placedOn: PlainDate;
  readonly until: PlainDate;
  readonly status: 'placed' | 'recalled' | 'expired' | 'settled';
  readonly endedOn: PlainDate | null;
  readonly placedMinor: Minor;
  /** Received while it was placed, the days after its end included, less what was returned. */
  readonly cashMinor: Minor;
  readonly throughAgencyMinor: Minor;
  /** By rate on the cash that the policy names, rounded down; shown, never booked. */
  readonly commissionMinor: Minor;
  readonly contacts: number;
  readonly conversations: number;
  readonly violations: number;
  readonly complaints: number;
  readonly promisesKept: number;
  readonly promisesJudged: number;
}

export function placementsOf(state: LoanState, policy: Policy): PlacementView[] {
  return (state.placements ?? []).map((one) => viewOf(state, policy, one));
}

function viewOf(state: LoanState, policy: Policy, one: Placement): PlacementView {
  const { commissionOn, tailDays } = placementRulesOf(policy);
  const { cashMinor, throughAgencyMinor } = cashOf(state, one, tailDays);
  const base = BigInt(commissionOn === 'all' ? cashMinor : throughAgencyMinor);
  const within = (on: PlainDate): boolean => on >= one.placedOn && (one.ended === undefined || on < one.ended.on);
  const dates = (state.promises ?? []).filter(({ madeOn }) => within(madeOn)).flatMap((promise) => promise.dates);
  return {
    ...{ id: one.id, agencyId: one.agencyId, placedOn: one.placedOn, until: one.until },
    ...{ status: one.ended?.as ?? 'placed', endedOn: one.ended?.on ?? null, placedMinor: one.placedMinor },
    ...{ cashMinor, throughAgencyMinor },
    commissionMinor: Number((base * BigInt(one.commissionBasisPoints)) / 10_000n),
    contacts: one.contacts.length,
    conversations: one.contacts.filter(({ result }) => result === 'conversation').length,
    violations: one.contacts.filter(({ violation }) => violation !== null).length,
    complaints: (state.disputes ?? []).filter(({ placementId }) => placementId === one.id).length,
    promisesKept: dates.filter(({ verdict }) => verdict === 'kept').length,
    promisesJudged: dates.filter(({ verdict }) => verdict !== undefined).length,
  };
}

/** Payments that stand with a value date in the placement, less what was returned of them. */
function cashOf(
  { terms, postings }: LoanState,
  { placedOn, ended }: Placement,
  tailDays: number,
): Pick<PlacementView, 'cashMinor' | 'throughAgencyMinor'> {
  const last = ended === undefined ? null : addDays(ended.on, tailDays);
  const sum = { cashMinor: 0, throughAgencyMinor: 0 };
  const { entries } = admit(terms.contract, postings);
  const payments = new Map(
    entries.flatMap(({ posting }) => (posting.type === 'payment' ? [[posting.id, posting] as const] : [])),
  );
  for (const { posting } of entries) {
    const payment =
      posting.type === 'payment' ? posting : posting.type === 'chargeback' ? payments.get(posting.of) : undefined;
    if (payment === undefined || payment.valueDate < placedOn || (last !== null && payment.valueDate > last)) continue;
    const amountMinor =
      posting.type === 'payment' ? posting.amountMinor : posting.type === 'chargeback' ? -posting.amountMinor : 0;
    sum.cashMinor += amountMinor;
    if (payment.payer === 'agency') sum.throughAgencyMinor += amountMinor;
  }
  return sum;
}
