import { claimRulesOf } from './claimRules.ts';
import { moneyMark } from './claimMoney.ts';
import type { Window } from './claimMoney.ts';
import type { PlainDate } from './date.ts';
import type { ClaimOfLoan, LoanOutcome, LoanState, TrackOfLoan } from './loanState.ts';
import type { Policy, Step } from './policy.ts';

/** What a claim is for; of one that was opened before that was written down, as the step says now. */
function claimOf({ kind, claim, step }: TrackOfLoan, { ladder }: Policy): ClaimOfLoan | null {
  if (kind !== 'claim') return null;
  if (claim !== undefined) return claim;
  const action = ladder.find(({ id }) => id === step)?.action;
  return action?.do === 'claim' ? { on: action.on, demand: action.demand } : null;
}

/** The dealer has bought the loan back: the debt is the dealer's from now on (代位追偿). */
export function isBoughtBack({ tracks }: Pick<LoanState, 'tracks'>): boolean {
  return Object.values(tracks).some(
    ({ claim, ended, status }) => claim?.demand === 'buyBack' && ended && status === 'performed',
  );
}

/** Collection from the borrower is over: the loan was bought back, and the policy ends it then. */
export function collectionEnded(state: Pick<LoanState, 'tracks'>, policy: Policy): boolean {
  return claimRulesOf(policy).boughtBack === 'collectionEnds' && isBoughtBack(state);
}

/**
 * The value dates that a claim counts. A later demand on the same party takes over what comes from its day on, so that no
 * money answers two claims.
 */
export function windowOf({ tracks }: Pick<LoanState, 'tracks'>, trackId: string, from: PlainDate): Window {
  const own = tracks[trackId];
  const later = Object.entries(tracks).flatMap(([id, { claim, demandedOn }]) => {
    if (id === trackId || demandedOn === undefined || claim === undefined || claim.on !== own?.claim?.on) return [];
    return demandedOn > from || (demandedOn === from && numberOf(id) > numberOf(trackId)) ? [demandedOn] : [];
  });
  return { from, before: later.sort()[0] ?? null };
}

const numberOf = (trackId: string): number => Number(trackId.split('/').at(-1));

/** A claim is told whenever money that it counts has moved: its party's, and then the borrower's too. */
export function moneyToTell(state: LoanState, policy: Policy): LoanOutcome[] {
  return Object.entries(state.tracks).flatMap(([trackId, track]): LoanOutcome[] => {
    const claim = claimOf(track, policy);
    if (claim === null) return [];
    // Before the demand nothing is counted.
    if (track.claim !== undefined && track.demandedOn === undefined) return [];
    const mark = moneyMark(state, claim.on, windowOf(state, trackId, track.demandedOn ?? ''));
    if (mark === (track.moneyMark ?? 0)) return [];
    const because = 'money that the claim counts has moved';
    return [{ type: 'trackTold', trackId, what: 'moneyMoved', because, moneyMark: mark }];
  });
}

/**
 * A legal step that does not wait for its day: somebody whose refusal the policy heeds has refused in these arrears.
 * `carriedOut` tells whether a step of the ladder counts in them.
 */
export function refusalBringsLegal(
  state: LoanState,
  policy: Policy,
  step: Step,
  isCurrent: (step: Step, trackId: string) => boolean,
): boolean {
  const heeded = claimRulesOf(policy).legalAfterRefusalBy;
  if (step.action.do !== 'legal' || heeded.length === 0) return false;
  return Object.entries(state.tracks).some(([trackId, track]) => {
    const claim = claimOf(track, policy);
    const rung = policy.ladder.find(({ id }) => id === track.step);
    if (claim === null || rung === undefined || track.status !== 'refused') return false;
    return heeded.includes(claim.on) && isCurrent(rung, trackId);
  });
}
