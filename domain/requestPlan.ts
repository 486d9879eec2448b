import { expiresOn } from './approval.ts';
import type { PlainDate } from './date.ts';
import type { Day } from './day.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { effectsOf, isFault, requestKind } from './requestKinds.ts';
import { isOpenRequest } from './requestRules.ts';
import type { LoanRequest } from './requestState.ts';
import type { World } from './world.ts';

/** Days on which an unanswered request goes to somebody else, or is over. */
export function requestDeadlines({ requests = [] }: LoanState, day: Day): PlainDate[] {
  return requests.filter(isOpenRequest).flatMap(({ approval, kind, terms }) => {
    const expires = expiresOn(approval);
    const lapses = requestKind(kind).lapsesOn?.(terms, day) ?? null;
    return [approval.escalated ? null : approval.dueOn, expires, lapses].filter((date) => date !== null);
  });
}

/** True while a request waits for its answer: a loan is not closed over it. */
export function requestsPending({ requests = [] }: LoanState): boolean {
  return requests.some(isOpenRequest);
}

/** Requests whose answer is late go to whom the rule names, once; those whose time is over end. */
export function requestsOverdue({ requests = [] }: LoanState, on: PlainDate): LoanOutcome[] {
  return requests.filter(isOpenRequest).flatMap((one): LoanOutcome[] => {
    const expires = expiresOn(one.approval);
    if (expires !== null && on >= expires)
      return endedRequest(one, 'expired', `nobody decided before ${expires}`, 'clock', on);
    const { escalated, dueOn, rule } = one.approval;
    return escalated || on < dueOn ? [] : [{ type: 'taskEscalated', taskId: one.id, to: rule.escalateTo, on }];
  });
}

/** Requests that the loan as it stands has nothing left for (the borrower has paid, say) end, with the reason. */
export function requestsLapsed(state: LoanState, world: World, day: Day): LoanOutcome[] {
  return (state.requests ?? []).filter(isOpenRequest).flatMap((one) => {
    const effects = effectsOf(one, { state, world, day, id: one.id });
    return isFault(effects) ? endedRequest(one, 'lapsed', effects.reason, 'clock', day.on) : [];
  });
}

/** A request ends without being carried out, and its task with it. */
export function endedRequest(
  { id }: LoanRequest,
  as: 'withdrawn' | 'expired' | 'lapsed',
  because: string,
  by: string,
  on: PlainDate,
): LoanOutcome[] {
  return [
    { type: 'requestEnded', requestId: id, as, because, by, on },
    { type: 'taskClosed', taskId: id, result: as, by, on },
  ];
}
