/** What goes on after relief was granted: it is judged, and what follows from that is booked. */
import { wholeRest } from './accelerationAmount.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { foldLoan } from './loanFold.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import type { Posting } from './posting.ts';
import { penaltyGivenUp } from './reliefPenalty.ts';
import type { Running, RunningCondition } from './reliefState.ts';
import { judgeRelief } from './reliefVerdict.ts';
import type { LoanRequest } from './requestState.ts';
import { booked } from './standing.ts';
import { waived } from './waiver.ts';

type Granted = LoanRequest & { readonly running: Running };

/** Days on which relief is judged, if nothing comes before. */
export function reliefDeadlines({ requests = [] }: LoanState, on: PlainDate): PlainDate[] {
  return requests.flatMap(({ running, standing }) => {
    if (running === undefined || (standing?.as ?? 'running') !== 'running') return [];
    switch (running.what) {
      case 'deferment':
        return [running.toOn];
      case 'plan':
        return running.dates.map(({ untilOn }) => addDays(untilOn, 1)).filter((date) => date > on);
      case 'condition':
        return [addDays(running.untilOn, 1)];
      case 'observation':
        return [];
    }
  });
}

/**
 * Relief that stands otherwise than was written down, and what follows. What postings change is told at once; that a
 * day has passed without money is told at the hour of steps (`first`), for the payments of a day are posted in the morning.
 */
export function reliefDue(state: LoanState, policy: Policy, on: PlainDate, first: boolean): LoanOutcome[] {
  const outcomes: LoanOutcome[] = [];
  let current = state;
  const add = (added: readonly LoanOutcome[]): void => {
    outcomes.push(...added);
    current = added.reduce<LoanState>(foldLoan, current);
  };
  for (const one of (state.requests ?? []).filter(isGranted)) {
    const { id, running, standing } = one;
    if (running.what === 'observation') continue;
    const was = standing?.as ?? 'running';
    const { as, ...money } = judgeRelief(running, current, policy, on);
    const byClock = was === 'running' && (as === 'broken' || as === 'void' || as === 'over');
    if (as !== was && (!byClock || first || state.closed !== null))
      add([{ type: 'reliefJudged', requestId: id, what: running.what, as, was, ...money, on }]);
    const stands = current.requests?.find((other) => other.id === id)?.standing?.as;
    if (running.what === 'condition') add(conditionApplied(current, id, running, stands === 'met', policy, on));
    if (running.what === 'plan' && running.onBroken === 'accelerate' && stands === 'broken')
      add(accelerated(current, one, policy, on));
  }
  add(penaltyGivenUp(current, policy, on));
  return outcomes;
}

const isGranted = (one: LoanRequest): one is Granted => one.running !== undefined;

/**
 * The waiver counts while its condition is met. It has the day before the approval as its value date, so that the money
 * that met the condition does not pay what is given up.
 */
function conditionApplied(
  state: LoanState,
  id: string,
  { items, fromOn }: RunningCondition,
  isMet: boolean,
  policy: Policy,
  on: PlainDate,
): LoanOutcome[] {
  const ours = state.postings.filter((one) => one.type === 'waiver' && one.id.startsWith(`${id}/`));
  const undone = new Set(state.postings.flatMap((one) => (one.type === 'reversal' ? [one.of] : [])));
  const standing = ours.filter((one) => !undone.has(one.id));
  if (isMet === standing.length > 0) return [];
  const round = ours.length / items.length;
  const postings: Posting[] = isMet
    ? waived(items, id, addDays(fromOn, -1), on, round === 0 ? '' : `~${round}`)
    : standing.map((one) => ({ id: `${one.id}/undone`, type: 'reversal', of: one.id, bookedOn: on }));
  return bookedAll(state, postings, policy);
}

/** A broken plan by which everything falls due at once: what falls due later is one instalment of that day. */
function accelerated(state: LoanState, { id }: LoanRequest, policy: Policy, on: PlainDate): LoanOutcome[] {
  if (state.postings.some((one) => one.id === `${id}/accelerated`)) return [];
  const whole = wholeRest(state, policy, { interest: 'earned', fees: 'all' }, on);
  if (whole === null || whole.amountMinor === 0) return [];
  const instalments = [whole.instalment];
  const how = { counts: 'carry', only: 'notDue', on, bookedOn: on } as const;
  return bookedAll(state, [{ id: `${id}/accelerated`, type: 'reschedule', instalments, ...how }], policy);
}

/** Postings of relief, one after the other, with what follows from each. */
export function bookedAll(state: LoanState, postings: readonly Posting[], policy: Policy): LoanOutcome[] {
  const outcomes: LoanOutcome[] = [];
  let current = state;
  for (const posting of postings) {
    const { outcomes: rows, after } = booked(current, posting.id, posting, policy);
    outcomes.push(...rows);
    current = after;
  }
  return outcomes;
}
