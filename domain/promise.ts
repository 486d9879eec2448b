import type { Actor, Applied, CaseEvent } from './case.ts';
import { addDays, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { formatAmount, positiveAmount } from './money.ts';
import type { Minor } from './money.ts';
import { isFailed, isOpenPromise, promiseRulesOf } from './promiseRules.ts';
import type { PromiseRules } from './promiseRules.ts';
import { runningRelief } from './reliefRest.ts';
import { WITHDRAWN_BECAUSE } from './promiseState.ts';
import type { PaymentPromise, PromisedDate } from './promiseState.ts';
import type { World } from './world.ts';

/** Why a promise is not taken. */
interface No {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}
const no = (code: string, reason: string, remedy: string): No => ({ code, reason, remedy });

/**
 * Command `promise`: `{ instalments: [{ dueOn, amount }], by?: 'debtor' | 'thirdParty', taskId? }`, amounts as decimal
 * text in the currency of the loan. Also what a call whose result is a promise asks for. The ladder waits while it is
 * open. Limits are the policy's (docs/promises.md).
 */
export function promiseMade(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  actor: Actor,
): Applied<LoanOutcome> {
  const rules = promiseRulesOf(world.policy);
  const problem = notNow(state, world, rules, today, actor);
  if (problem !== null) return refused(event, problem.code, problem.reason, problem.remedy);
  const { by = 'debtor', taskId } = event.content;
  if (by !== 'debtor' && by !== 'thirdParty')
    return refused(event, 'PROMISE_BY_UNKNOWN', 'it is not said who promises', 'write by: debtor or thirdParty');
  const dates = datesOf(event.content['instalments'], state, rules, today);
  if ('code' in dates) return refused(event, dates.code, dates.reason, dates.remedy);
  const { currency } = state.terms.contract;
  const totalMinor = dates.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const { outstandingMinor, recoveredMinor } = dayOf(state, world.policy, today).assessment;
  const owedMinor = outstandingMinor - recoveredMinor;
  const money = (minor: Minor): string => `${formatAmount(minor, currency)} ${currency}`;
  if (totalMinor < rules.leastMinor)
    return refused(
      event,
      'PROMISE_TOO_SMALL',
      `${money(totalMinor)} is promised`,
      `ask for ${money(rules.leastMinor)}`,
    );
  if (totalMinor > owedMinor)
    return refused(event, 'PROMISE_ABOVE_DEBT', `${money(owedMinor)} is owed`, 'promise no more than is owed');
  const promises = state.promises ?? [];
  const promise: PaymentPromise = {
    id: `${state.terms.loanId}/promise/${promises.length + 1}`,
    madeOn: today,
    by,
    resumeDays: rules.resumeDays,
    dates,
  };
  return {
    outcomes: [
      ...promises.filter(isLeftOver).map((old) => withdrawal(old, 'replaced', actor.id, today)),
      { type: 'promiseMade', promise, takenBy: actor.id, ...(typeof taskId === 'string' ? { taskId } : {}) },
    ],
    answer: { ok: true, promise: promise.id, dates: dates.map(({ dueOn, untilOn }) => ({ dueOn, untilOn })) },
  };
}

/** Why no promise is taken on this loan from this person today; null when one may be. */
function notNow(state: LoanState, world: World, rules: PromiseRules, today: PlainDate, actor: Actor): No | null {
  if (state.closed !== null) return no('LOAN_CLOSED', 'the loan is closed', 'nothing needs to be promised');
  if (dayOf(state, world.policy, today).assessment.settled)
    return no('NOTHING_OWED', 'nothing is outstanding', 'nothing needs to be promised');
  if (!rules.roles.includes(actor.role))
    return no('ROLE_NOT_ALLOWED', `${actor.role} takes no promises`, `let one of ${rules.roles.join(', ')} take it`);
  const promises = state.promises ?? [];
  if (promises.filter(isOpenPromise).length >= rules.mostOpen)
    return no('PROMISE_OPEN', `${rules.mostOpen} open is the most`, 'wait for its day, or withdraw it first');
  // The same money would be judged twice: what is agreed with the borrower is the plan.
  const plan = runningRelief(state).find(({ running }) => running.what === 'plan');
  if (plan !== undefined)
    return no('PLAN_RUNNING', `the plan ${plan.id} is running`, 'hold to its dates; after its end a promise is taken');
  const { count, withinDays } = rules.mostBroken;
  const since = addDays(today, -withinDays);
  const broken = promises.filter((one) => one.dates.some((date) => isFailed(date) && (date.judgedOn ?? '') > since));
  if (broken.length >= count)
    return no(
      'PROMISES_BROKEN',
      `${broken.length} were broken within ${withinDays} days, ${count} is the most`,
      'ask for payment now, or agree on a deferment',
    );
  return null;
}

function datesOf(
  given: unknown,
  state: LoanState,
  rules: PromiseRules,
  today: PlainDate,
): readonly PromisedDate[] | No {
  if (!Array.isArray(given) || given.length === 0)
    return no('PROMISE_EMPTY', 'no date is promised', 'give instalments: [{ dueOn, amount }]');
  if (given.length > rules.mostDates)
    return no('PROMISE_TOO_MANY_DATES', `${given.length} dates`, `promise at most ${rules.mostDates}`);
  const latest = addDays(today, rules.mostDaysAhead);
  const dates: PromisedDate[] = [];
  for (const [at, item] of given.entries()) {
    const { dueOn, amount } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    const where = `instalments[${at}]`;
    if (!isPlainDate(dueOn)) return no('DATE_INVALID', `${where}.dueOn is no date`, 'write YYYY-MM-DD');
    if (dueOn < today) return no('PROMISE_IN_THE_PAST', `${where}.dueOn ${dueOn} is past`, `name ${today} or later`);
    if (dueOn > latest)
      return no('PROMISE_TOO_FAR', `${where}.dueOn ${dueOn} is too far ahead`, `name ${latest} at the latest`);
    if (dueOn <= (dates.at(-1)?.dueOn ?? ''))
      return no(
        'PROMISE_DATES_ORDER',
        `${where}.dueOn ${dueOn} is not after the one before`,
        'name each day once, in order',
      );
    const amountMinor = positiveAmount(amount, state.terms.contract.currency);
    if (typeof amountMinor !== 'number') return { ...amountMinor, reason: `${where}.amount: ${amountMinor.reason}` };
    dates.push({
      dueOn,
      amountMinor,
      neededMinor: neededOf(amountMinor, rules),
      untilOn: addDays(dueOn, rules.graceDays),
    });
  }
  return dates;
}

/** Threshold × amount, rounded down to a minor unit, less the tolerance; at least one unit. */
function neededOf(amountMinor: Minor, { thresholdPercent, toleranceMinor }: PromiseRules): Minor {
  const shareMinor = Number((BigInt(amountMinor) * BigInt(thresholdPercent)) / 100n);
  return Math.max(1, shareMinor - toleranceMinor);
}

/** A promise that was broken before its last date: a new one takes the place of what is left of it. */
function isLeftOver(promise: PaymentPromise): boolean {
  const { dates, withdrawnOn } = promise;
  return withdrawnOn === undefined && dates.some(isFailed) && dates.some(({ verdict }) => verdict === undefined);
}

function withdrawal(
  { id }: PaymentPromise,
  because: (typeof WITHDRAWN_BECAUSE)[number],
  by: string,
  on: PlainDate,
): LoanOutcome {
  return { type: 'promiseWithdrawn', promiseId: id, because, by, on };
}

/** Command `withdrawPromise`: `{ promise, because }`. Dates that were judged stay judged; the ladder goes on by its own days. */
export function promiseWithdrawn(
  state: LoanState,
  event: CaseEvent,
  today: PlainDate,
  actor: Actor,
): Applied<LoanOutcome> {
  const { promise: id, because } = event.content;
  const promise = state.promises?.find((one) => one.id === id);
  if (promise === undefined)
    return refused(event, 'PROMISE_UNKNOWN', 'the loan has no such promise', 'list its promises');
  if (promise.withdrawnOn !== undefined || promise.dates.every(({ verdict }) => verdict !== undefined))
    return refused(event, 'PROMISE_OVER', 'nothing of it is open any more', 'nothing needs to be withdrawn');
  const why = WITHDRAWN_BECAUSE.find((word) => word === because);
  if (why === undefined)
    return refused(event, 'REASON_MISSING', 'it is not said why', `write because: ${WITHDRAWN_BECAUSE.join(', ')}`);
  return { outcomes: [withdrawal(promise, why, actor.id, today)], answer: { ok: true, promise: promise.id } };
}
