import type { Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { claimDeadline } from './claimRules.ts';
import { addDays } from './date.ts';
import { dayOf } from './day.ts';
import { inForce } from './legalState.ts';
import type { LoanState } from './loanState.ts';
import { noticeLine } from './notice.ts';
import type { Minor } from './money.ts';
import type { NoticeLine } from './notice.ts';
import { refusedTrack } from './trackRefusal.ts';
import type { TrackAction, TrackEnd, TrackOutcome, TrackState, TrackTask } from './trackState.ts';
import type { World } from './world.ts';

/** The loan's figures as they stand on a day; those of the track when the loan cannot be read. */
export function lineOn(state: TrackState, world: Pick<World, 'loan' | 'policy'>, on: PlainDate): NoticeLine {
  const { loan } = world;
  return loan === null ? state.line : lineOf(loan, world, on);
}

function lineOf(loan: LoanState, { policy }: Pick<World, 'policy'>, on: PlainDate): NoticeLine {
  return noticeLine(loan.terms, dayOf(loan, policy, on).assessment);
}

/** The end of a track; open tasks end with it. `by` is a person's id, `loan` or `clock`. */
export function ending(state: TrackState, as: TrackEnd, on: PlainDate, because: string, by: string): TrackOutcome[] {
  return [...closeTasks(state, 'noLongerNeeded', on, by), { type: 'ended', as, because, by, on }];
}

export function closeTasks(state: TrackState, result: string, on: PlainDate, by: string): TrackOutcome[] {
  return Object.entries(state.tasks).flatMap(([taskId, { task }]): TrackOutcome[] =>
    OUTLIVE_THE_END.includes(task) ? [] : [{ type: 'taskClosed', taskId, result, by, on }],
  );
}

/** What is owed to a partner is owed whatever becomes of the claim. */
const OUTLIVE_THE_END: readonly TrackTask['task'][] = ['claimRefund', 'claimRefundBack'];

/** Closes the open tasks of one sort. */
export function closeTask(
  state: TrackState,
  kind: TrackTask['task'],
  result: string,
  on: PlainDate,
  by: string,
): TrackOutcome[] {
  return Object.entries(state.tasks).flatMap(([taskId, { task }]): TrackOutcome[] =>
    task === kind ? [{ type: 'taskClosed', taskId, result, by, on }] : [],
  );
}

/** A question to the work list: approve the step, gather the evidence, or file the suit. `round`: so often it was put before. */
export function openTask(
  state: TrackState,
  task: TrackTask['task'],
  role: string,
  on: PlainDate,
  answerDays: number,
  round = 0,
): Extract<TrackOutcome, { type: 'taskOpened' }> {
  return {
    type: 'taskOpened',
    taskId: round === 0 ? `${state.trackId}/${task}` : `${state.trackId}/${task}~${round}`,
    task,
    step: state.step,
    occurrence: state.occurrence,
    personId: state.terms.debtorId,
    role,
    on,
    dueOn: addDays(on, answerDays),
    oldestDueOn: '',
    facts: state.facts,
  };
}

/** Days for the answer to the demand; a write-off demands nothing. */
export function answerDaysOf(state: TrackState): number {
  return state.action.do === 'writeOff' ? 0 : state.action.answerDays;
}

/** The last day for the answer when the demand leaves on a day; a claim heeds what its policy says of days off. */
export function answerBy(state: TrackState, { policy, calendar }: World, on: PlainDate): PlainDate {
  const days = answerDaysOf(state);
  return state.kind === 'claim' ? claimDeadline(policy, calendar, on, days) : addDays(on, days);
}

/** An advance or a guarantee is for what is past due; buying back, suing and writing off are for everything. */
export function amountOf(action: TrackAction, line: NoticeLine): Minor {
  return action.do === 'claim' && action.demand !== 'buyBack' ? line.overdueMinor : line.outstandingMinor;
}

/** Assets are preserved for it: they are lifted before anything ends, for whoever freezes and forgets owes damages. */
export function mustStay({ legal }: TrackState): boolean {
  return legal?.preservations?.some(inForce) === true;
}

/** Nobody answered or the answer was no: the lawyer files (domain.md §7, Legal). */
export function readyToFile(state: TrackState, on: PlainDate): TrackOutcome {
  return openTask(state, 'filing', 'legal', on, answerDaysOf(state));
}

/** Why a person does something, in their words; null when they say nothing. */
export function reasonOf({ content: { reason } }: CaseEvent): string | null {
  return typeof reason === 'string' && reason.trim() !== '' ? reason : null;
}

export function reasonMissing(event: CaseEvent): Applied<TrackOutcome> {
  return refusedTrack(event, 'REASON_MISSING', `${event.type} needs a reason`, 'say why, in a word or a sentence');
}
