import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Day } from './day.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { formatAmount } from './money.ts';
import type { Policy, Step } from './policy.ts';
import { isFailed, isOpenPromise, promiseRulesOf } from './promiseRules.ts';
import type { PaymentPromise, PromisedDate, PromiseVerdict } from './promiseState.ts';
import { judgePromises, receiptsOf } from './promiseVerdict.ts';
import type { JudgedDate } from './promiseVerdict.ts';
import { recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';

/** Days on which a promised date is judged, if nothing comes before. */
export function promiseDeadlines({ promises = [] }: LoanState): PlainDate[] {
  return promises.flatMap((promise) => unjudged(promise).map(({ untilOn }) => addDays(untilOn, 1)));
}

function unjudged({ dates, withdrawnOn }: PaymentPromise): readonly PromisedDate[] {
  return withdrawnOn === undefined ? dates.filter(({ verdict }) => verdict === undefined) : [];
}

/** True while a promised date has no verdict: a loan is not closed over it. */
export function promisesPending({ promises = [] }: LoanState): boolean {
  return promises.some((promise) => unjudged(promise).length > 0);
}

/**
 * While a promise is open the ladder waits, and after it was broken until the day on which it goes on (domain.md §7).
 * Of steps only; what the law gives a term (preservation) does not rest on the ladder and waits for no promise.
 */
export function ladderWaits({ promises = [] }: LoanState, on: PlainDate): boolean {
  return promises.some((promise) => isOpenPromise(promise) || on < (goesOnOn(promise) ?? ''));
}

/** The day on which the ladder goes on after a broken promise; null when it was not broken, or a new one took its place. */
function goesOnOn(promise: PaymentPromise): PlainDate | null {
  if (promise.withdrawnOn !== undefined) return null;
  const failed = promise.dates.filter(isFailed).map(({ judgedOn = '' }) => judgedOn);
  // A later date of the same promise that fails too raises nothing more.
  const [first] = failed.sort();
  return first === undefined ? null : addDays(first, promise.resumeDays);
}

/**
 * The broken promise that brings the next rung forward on a day: it was broken in these arrears, the ladder may go on,
 * and no rung was taken since. Null when there is none.
 */
export function raisingPromise(
  state: LoanState,
  policy: Policy,
  arrearsSince: PlainDate | null,
  on: PlainDate,
): string | null {
  if (arrearsSince === null) return null;
  const raising = (state.promises ?? []).findLast((promise) => {
    const from = goesOnOn(promise);
    return from !== null && from <= on && promise.dates.some((date) => isFailed(date) && date.untilOn >= arrearsSince);
  });
  if (raising === undefined) return null;
  const from = goesOnOn(raising) ?? on;
  const taken = state.steps.some(
    (record) =>
      record.on >= from &&
      record.status !== 'cancelled' &&
      record.status !== 'held' &&
      policy.ladder.some(({ id }) => id === record.step),
  );
  return taken ? null : raising.id;
}

/** A rung that a broken promise brings forward: words or a call to the borrower that wait for nothing but their day. */
export function mayBeRaised({ anchor, action }: Step): boolean {
  return anchor === 'firstMissed' && (action.do === 'notify' || action.do === 'call') && action.to === 'debtor';
}

/**
 * Verdicts that are to be written down: those that postings have changed, and (`first`) those whose time has come.
 * A rung that a promise brought forward, which turns out to have been kept, gets its correction.
 */
export function verdictsToTell(state: LoanState, on: PlainDate, first: boolean): LoanOutcome[] {
  const { promises = [] } = state;
  const isDue = ({ dates, withdrawnOn }: PaymentPromise): boolean =>
    dates.some(({ verdict, untilOn }) =>
      verdict !== undefined ? true : first && withdrawnOn === undefined && untilOn < on,
    );
  if (!promises.some(isDue)) return [];
  const receipts = receiptsOf(state.terms.contract, state.postings, on);
  return judgePromises(promises, receipts, on).flatMap((judged): LoanOutcome[] => {
    const { verdict, date, promise } = judged;
    const was = date.verdict ?? null;
    if (verdict === null || verdict === was || (was === null && !first)) return [];
    const told = verdictRow(judged, verdict, was, on);
    if (verdict !== 'kept' || was === null || promise.dates.some((other) => other !== date && isFailed(other)))
      return [told];
    return [told, ...correctionsOf(state, promise.id)];
  });
}

const rows = { kept: 'promiseKept', part: 'promisePartKept', broken: 'promiseBroken' } as const;

function verdictRow(
  { promise, date, receivedMinor, receipts }: JudgedDate,
  verdict: PromiseVerdict,
  was: PromiseVerdict | null,
  on: PlainDate,
): LoanOutcome {
  const { dueOn, amountMinor, neededMinor } = date;
  const what = { promiseId: promise.id, dueOn, amountMinor, neededMinor, receivedMinor, receipts, was, on };
  return { type: rows[verdict], ...what };
}

function correctionsOf(state: LoanState, promiseId: string): LoanOutcome[] {
  return state.steps.flatMap((record): LoanOutcome[] =>
    record.raisedBy === promiseId && record.corrected !== true && record.status !== 'cancelled'
      ? [{ type: 'corrected', step: record.step, key: record.key, because: `promise ${promiseId} was kept after all` }]
      : [],
  );
}

/** The word before a promised day, if the policy wants one and the money has not come yet. */
export const PROMISE_REMINDER = 'promiseReminder';

/** Reminders of promised dates that are due on a day: not on the day on which the promise was made. */
export function duePromiseReminders(state: LoanState, policy: Policy, day: Day): DueStep[] {
  const { reminder } = promiseRulesOf(policy);
  if (reminder === undefined || day.onHold || day.collectionEnded || state.promises === undefined) return [];
  const { on } = day;
  return state.promises.filter(isOpenPromise).flatMap((promise) =>
    promise.dates.flatMap((date): DueStep[] => {
      const occurrence = occurrenceOf(promise, date);
      if (on <= promise.madeOn || on > date.dueOn || on < addDays(date.dueOn, -reminder.daysBefore)) return [];
      if (taken(recordOf(state, PROMISE_REMINDER, occurrence)) || !isAwaited(state, occurrence, on)) return [];
      const fields = {
        promisedOn: date.dueOn,
        promisedAmount: formatAmount(date.amountMinor, state.terms.contract.currency),
      };
      const step: Step = {
        id: PROMISE_REMINDER,
        title: { 'zh-CN': '承诺还款提醒', en: 'reminder of a promise' },
        anchor: 'trigger',
        offsetDays: 0,
        onNonWorkingDay: 'same',
        action: { do: 'notify', to: 'debtor', channels: reminder.channels, template: PROMISE_REMINDER },
      };
      return [{ step, group: 'service', occurrence, oldestDueOn: '', alone: true, fields }];
    }),
  );
}

const occurrenceOf = ({ id }: PaymentPromise, { dueOn }: PromisedDate): string =>
  `${id.slice(id.lastIndexOf('/') + 1)}.${dueOn}`;

/** The promised date that a reminder speaks of is open, and less came for it than is needed. */
export function isAwaited(state: LoanState, occurrence: string, on: PlainDate): boolean {
  const { promises = [], terms, postings } = state;
  return judgePromises(promises, receiptsOf(terms.contract, postings, on), on).some(
    ({ promise, date, receivedMinor }) =>
      occurrenceOf(promise, date) === occurrence && isOpenPromise(promise) && receivedMinor < date.neededMinor,
  );
}
