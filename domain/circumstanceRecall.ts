import { AUTOMATIC_MAKER } from './approval.ts';
import { circumstanceRulesOf, isInForce } from './circumstanceRules.ts';
import { decisionFacts } from './day.ts';
import type { Day } from './day.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { drafted, madeRows } from './request.ts';
import { isFault } from './requestKinds.ts';
import { endedRequest } from './requestPlan.ts';
import { isOpenRequest } from './requestRules.ts';
import type { World } from './world.ts';

/**
 * A borrower who deceived the lender: calling the loan in (提前收回) is asked once, on the ground that the policy names, with
 * the documents that verified it. It is asked, never done: two people decide as about every other. When it was not so after
 * all, what was asked and is not decided ends.
 */
export function recallByFraud(state: LoanState, world: World, day: Day): LoanOutcome[] {
  if (state.circumstances === undefined || state.closed !== null) return [];
  const { callsIn } = circumstanceRulesOf(world.policy).borrowerFraud;
  const { settled, writtenOff } = day.assessment;
  return state.circumstances.flatMap((one): LoanOutcome[] => {
    const { id, kind, personId, status, recall, evidence = [] } = one;
    if (kind !== 'borrowerFraud' || personId !== state.terms.debtorId) return [];
    const open = state.requests?.find((request) => isOpenRequest(request) && request.id === recall);
    if (open !== undefined && !isInForce(one))
      return endedRequest(open, 'withdrawn', `${id} was not so`, 'clock', day.on);
    if (callsIn === undefined || status !== 'verified' || recall !== undefined || settled || writtenOff) return [];
    const asked = { kind: 'acceleration', terms: { ground: callsIn }, reason: `${id}: ${kind}`, documents: evidence };
    const draft = drafted(state, asked, world, day.on, AUTOMATIC_MAKER);
    const same = state.requests?.find((request) => isOpenRequest(request) && request.kind === 'acceleration');
    const row = { type: 'recallAsked', id, ground: callsIn, on: day.on } as const;
    // What cannot be asked is written down with its reason; a person may ask it by hand.
    if (same !== undefined)
      return [{ ...row, request: null, code: 'REQUEST_OPEN', reason: `${same.id} asks the same` }];
    if (isFault(draft)) return [{ ...row, request: null, code: draft.code, reason: draft.reason }];
    return [
      { ...row, request: draft.request.id, code: null, reason: null },
      ...madeRows(state, draft, world, day.on, AUTOMATIC_MAKER, decisionFacts(day)),
    ];
  });
}
