import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import { ladderWaits } from './promisePlan.ts';
import type { Running } from './reliefState.ts';
import type { LoanRequest } from './requestState.ts';

/** Relief that goes on: carried out, and not told to be over, kept, broken or void. */
export function runningRelief({ requests = [] }: LoanState): (LoanRequest & { readonly running: Running })[] {
  return requests.filter(isRunning);
}

function isRunning(one: LoanRequest): one is LoanRequest & { readonly running: Running } {
  const { running, standing } = one;
  return running !== undefined && running.what !== 'observation' && (standing?.as ?? 'running') === 'running';
}

/** While relief runs the ladder rests, where what was approved says so; running claims and suits go on. */
export function reliefWaits(state: LoanState, on: PlainDate): boolean {
  return runningRelief(state).some(({ running }) => {
    switch (running.what) {
      case 'deferment':
        return running.rests.includes('ladder') && running.fromOn <= on && on < running.toOn;
      case 'plan':
        return running.fromOn <= on;
      case 'condition':
        return running.rests.includes('ladder') && running.fromOn <= on;
      case 'observation':
        return false;
    }
  });
}

/** The ladder takes no step on the day: something is agreed with the borrower, or relief was granted. */
export function ladderRests(state: LoanState, on: PlainDate): boolean {
  return ladderWaits(state, on) || reliefWaits(state, on);
}

/**
 * A reminder of what falls due on `dueOn` is not sent on a day: relief by which reminders rest runs, and it ends after
 * `dueOn`; or a plan takes the place of the whole schedule, whose dates are not asked for beside it.
 */
export function reminderRests(state: LoanState, on: PlainDate, dueOn: PlainDate): boolean {
  return runningRelief(state).some(({ running }) => {
    switch (running.what) {
      case 'deferment':
        return running.rests.includes('reminders') && running.fromOn <= on && on < running.toOn && dueOn < running.toOn;
      case 'plan':
        return running.covers === 'all' && running.fromOn <= on;
      case 'condition':
        return running.rests.includes('reminders') && running.fromOn <= on && dueOn <= running.untilOn;
      case 'observation':
        return false;
    }
  });
}
