import { accelerationRulesOf, isRunning } from './accelerationRules.ts';
import type { AccelerationGround } from './accelerationRules.ts';
import { wholeRest } from './accelerationAmount.ts';
import type { Acceleration, ToBeReached } from './accelerationState.ts';
import { holds } from './condition.ts';
import { missingKinds } from './evidence.ts';
import type { LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import type { Reschedule } from './posting.ts';
import type { RequestEffects, RequestFault, RequestKind, RequestSite } from './requestKinds.ts';

/** Calling the whole loan in (宣布提前到期, 提前收回) on a ground of the policy. */
export interface AccelerationAsked {
  readonly ground: string;
}

/**
 * Once approved, borrower and guarantor are told; the whole rest falls due so many days after the last of them has the
 * notice, unless it ends before (docs/acceleration.md).
 */
export const acceleration: RequestKind<AccelerationAsked> = {
  read({ ground }, site) {
    const { grounds } = accelerationRulesOf(site.world.policy);
    const known = grounds.find(({ id }) => id === ground);
    if (known === undefined)
      return fault(
        'GROUND_UNKNOWN',
        'no ground of the policy is named',
        `write ground: ${grounds.map(({ id }) => id).join(', ')}`,
      );
    const missing = missingKinds(known.documents, site.documents ?? []);
    if (missing.length > 0)
      return fault(
        'EVIDENCE_MISSING',
        `${known.id} needs ${missing.join(', ')}`,
        'hand the documents in (recoup document add) and name them',
      );
    return { ground: known.id };
  },
  effects({ ground }, site) {
    const { state, world, day, id } = site;
    const known = accelerationRulesOf(world.policy).grounds.find(({ id }) => id === ground);
    if (known === undefined)
      return fault('GROUND_UNKNOWN', `the policy knows no ground ${ground} any more`, 'ask on another ground');
    const running = (state.accelerations ?? []).find(isRunning);
    if (running !== undefined)
      return fault('ALREADY_CALLED', `${running.id} calls the loan in since ${running.decidedOn}`, 'wait for that one');
    if (!holds(known.when, day.conditions))
      return fault('GROUND_GONE', `${known.id} does not hold on ${day.on}`, 'ask when it does, or on another ground');
    const { interest, fees } = accelerationRulesOf(world.policy);
    const rest = wholeRest(state, world.policy, { interest, fees }, day.on);
    if (rest === null) return fault('NOTHING_LEFT', 'nothing falls due later', 'the arrears are collected as they are');
    // Nothing is booked before the notice has arrived and its days are over: what is at stake is what will fall due.
    const decided = decidedOn(state, world.policy, known, site);
    const later: Reschedule = {
      ...{ id, type: 'reschedule', on: day.on, bookedOn: day.on, instalments: [rest.instalment] },
      ...{ counts: 'carry', only: 'notDue' },
    };
    return { atStakeMinor: rest.amountMinor, postings: [], later: [later], outcomes: [decided] };
  },
};

const fault = (code: string, reason: string, remedy: string): RequestFault => ({ code, reason, remedy });

function decidedOn(
  state: LoanState,
  policy: Policy,
  { id: ground, cure }: AccelerationGround,
  { id: requestId, day }: RequestSite,
): NonNullable<RequestEffects['outcomes']>[number] {
  const { noticeDays, onNonWorkingDay, interest, fees } = accelerationRulesOf(policy);
  const { loanId, debtorId, guarantorId } = state.terms;
  const parties: ToBeReached[] = [{ party: 'debtor', personId: debtorId }];
  if (guarantorId !== null) parties.push({ party: 'guarantor', personId: guarantorId });
  const decided: Acceleration = {
    ...{ id: `${loanId}/acceleration/${(state.accelerations ?? []).length + 1}`, requestId, decidedOn: day.on },
    ...{ ground, cure, noticeDays, onNonWorkingDay, interest, fees, parties },
  };
  return { type: 'accelerationDecided', acceleration: decided };
}
