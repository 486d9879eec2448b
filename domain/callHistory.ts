import { callResultOf } from './callResult.ts';
import type { CallMade } from './callState.ts';
import { addMonths } from './date.ts';
import type { PlainDate } from './date.ts';

/** How the person answered when called, with the knowledge of the day (docs/policy.md, "Facts"). */
export interface CallHistory {
  /** Calls of the last 12 months in which the person refused to pay (拒绝还款). */
  readonly refusals12m: number;
  /** Of the calls that are kept (the latest twenty), those that reached the person, percent, rounded down; null: none. */
  readonly callsReachedPercent: number | null;
  /** Latest calls in a row that reached nobody. */
  readonly unansweredCalls: number;
}

/** @param calls of the loan, oldest first; what was made after the day does not count */
export function callHistoryOf(calls: readonly CallMade[], asOf: PlainDate): CallHistory {
  const made = calls.filter(({ on }) => on <= asOf);
  const groups = made.map(({ code }) => callResultOf(code).group);
  const reached = groups.filter((group) => group === 'rightParty').length;
  const answered = groups.findLastIndex((group) => group === 'rightParty' || group === 'thirdParty');
  return {
    refusals12m: made.filter(({ code, on }) => code === 'RTP' && on > addMonths(asOf, -12)).length,
    callsReachedPercent: groups.length === 0 ? null : Math.floor((100 * reached) / groups.length),
    unansweredCalls: groups.length - 1 - answered,
  };
}
