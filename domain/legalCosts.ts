/** What a suit costs, who bears it, and what of it the debtor owes because a court said so. */
import { dayOf } from './day.ts';
import { amountIn, dayIn, isNo, no, refusedFor } from './legalAsked.ts';
import type { TrackApplied } from './legalAsked.ts';
import { legalRulesOf } from './legalRules.ts';
import { COSTS } from './legalState.ts';
import type { LegalCost } from './legalState.ts';
import type { Charge } from './posting.ts';
import type { TrackAsked } from './trackRules.ts';
import type { TrackStatus } from './trackState.ts';

/** Command `recordCost`: `{ kind, amount, on?, bornBy? }`. */
export function recordCost(asked: TrackAsked): TrackApplied {
  const { state, event, today, actor } = asked;
  const kind = COSTS.find((word) => word === event.content['kind']);
  if (kind === undefined)
    return refusedFor(asked, no('COST_UNKNOWN', 'it is not said what it was for', `write kind: ${COSTS.join(', ')}`));
  const amountMinor = amountIn(asked, 'amount');
  if (isNo(amountMinor)) return refusedFor(asked, amountMinor);
  const paidOn = dayIn(asked, state.openedOn);
  if (isNo(paidOn)) return refusedFor(asked, paidOn);
  const { bornBy = 'lender' } = event.content;
  if (bornBy !== 'lender' && bornBy !== 'debtor')
    return refusedFor(asked, no('BEARER_UNKNOWN', 'it is not said who bears it', 'write bornBy: lender, debtor'));
  const id = `C${(state.legal?.costs ?? []).length + 1}`;
  const cost: LegalCost = { id, kind, amountMinor, paidOn, bornBy };
  return { outcomes: [{ type: 'costRecorded', cost, by: actor.id, on: today }], answer: { ok: true, cost: id } };
}

/** A judgment that nobody can appeal any more. */
const FINAL: readonly TrackStatus[] = ['effective', 'enforcement', 'terminated'];

/**
 * Command `chargeCosts`: `{ amount? }`. Only what an effective judgment awards is added to the debt, once, as a charge on
 * the component that the policy names, on the latest instalment that has fallen due.
 */
export function chargeCosts(asked: TrackAsked): TrackApplied {
  const { state, event, world, today, actor } = asked;
  const { roles, component } = legalRulesOf(world.policy).costs;
  if (!roles.includes(actor.role))
    return refusedFor(
      asked,
      no('ROLE_NOT_ALLOWED', `${actor.role} may not charge costs`, `let one of ${roles.join(', ')} do it`),
    );
  const awardedMinor = state.legal?.judgment?.costsMinor ?? 0;
  if (awardedMinor === 0 || !FINAL.includes(state.status))
    return refusedFor(
      asked,
      no(
        'COSTS_NOT_AWARDED',
        `it is ${state.status}, and costs awarded are ${awardedMinor}`,
        'costs are charged when a judgment that awards them has effect',
      ),
    );
  const leftMinor = awardedMinor - (state.legal?.chargedMinor ?? 0);
  const amountMinor = event.content['amount'] === undefined ? leftMinor : amountIn(asked, 'amount');
  if (isNo(amountMinor)) return refusedFor(asked, amountMinor);
  if (leftMinor <= 0 || amountMinor > leftMinor)
    return refusedFor(
      asked,
      no('COSTS_CHARGED', `${leftMinor} minor units of the award are left`, 'charge no more than that'),
    );
  const { loan, policy } = world;
  if (loan === null || loan.writtenOffOn !== null || loan.closed !== null)
    return refusedFor(
      asked,
      no('LOAN_NOT_OPEN', 'the loan takes no charges any more', 'costs are recovered outside its account'),
    );
  const { instalments } = dayOf(loan, policy, today).assessment;
  const instalment = instalments.findLast(({ dueOn }) => dueOn <= today) ?? instalments[0];
  const posting: Charge = {
    id: `${state.trackId}/costs/${event.id}`,
    type: 'charge',
    ...{ instalment: instalment?.number ?? 1, component, amountMinor, valueDate: today, bookedOn: today },
  };
  return {
    outcomes: [{ type: 'costsCharged', posting, loanCaseId: state.loanCaseId, by: actor.id, on: today }],
    answer: { ok: true, posting: posting.id },
  };
}
