import { addDays, daysBetween, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { formatAmount, positiveAmount } from './money.ts';
import type { Minor } from './money.ts';
import { isOpenPromise } from './promiseRules.ts';
import { reliefRulesOf } from './reliefRules.ts';
import { fault, noRelief } from './reliefSite.ts';
import { grantedOrNot, scheduleField } from './reliefTold.ts';
import type { RequestFault, RequestKind, RequestSite } from './requestKinds.ts';

/** A short-term repayment plan (短期还款计划): what is past due, or all, is paid on few dates. The schedule stays. */
export interface PlanTerms {
  readonly covers: 'pastDue' | 'all';
  readonly dates: readonly { readonly dueOn: PlainDate; readonly amountMinor: Minor }[];
}

export const plan: RequestKind<PlanTerms> = {
  read({ covers = 'pastDue', dates }, site) {
    const rules = reliefRulesOf(site.world.policy, 'plan');
    const covered = rules.covers.find((word) => word === covers);
    if (covered === undefined)
      return fault(
        'COVERS_UNKNOWN',
        'the plan does not say what it covers',
        `write covers: ${rules.covers.join(', ')}`,
      );
    if (!Array.isArray(dates) || dates.length === 0)
      return fault('TERMS_MISSING', 'the plan has no dates', 'give dates: dueOn and amount of each');
    const read: PlanTerms['dates'][number][] = [];
    for (const one of dates as readonly Readonly<Record<string, unknown>>[]) {
      const { dueOn, amount } = one;
      if (!isPlainDate(dueOn))
        return fault('DATE_INVALID', 'a day of the plan is no date', 'write dueOn as YYYY-MM-DD');
      if (dueOn <= (read.at(-1)?.dueOn ?? ''))
        return fault('DATES_ORDER', `${dueOn} does not come after the date before it`, 'order them by day, each once');
      const amountMinor = positiveAmount(amount, site.state.terms.contract.currency);
      if (typeof amountMinor !== 'number') return amountMinor;
      read.push({ dueOn, amountMinor });
    }
    const terms = { covers: covered, dates: read };
    const [dueMinor, planMinor] = [coveredMinor(terms, site), sumOf(terms)];
    return planMinor >= dueMinor ? terms : sumFault('PLAN_TOO_SMALL', planMinor, dueMinor, site);
  },
  effects(terms, site) {
    const { world, day, state } = site;
    const no = noRelief(site, 'plan');
    if (no !== null) return no;
    const { mostDays, mostDates, graceDays, onBroken } = reliefRulesOf(world.policy, 'plan');
    const { covers, dates } = terms;
    const [first, last] = [dates[0]?.dueOn ?? '', dates.at(-1)?.dueOn ?? ''];
    if (first <= day.on) return fault('TOO_LATE', `its first date is ${first}`, 'ask anew, with dates that lie ahead');
    if (dates.length > mostDates)
      return fault('TOO_MANY_DATES', `it has ${dates.length} dates`, `the policy allows ${mostDates}`);
    if (daysBetween(day.on, last) > mostDays)
      return fault('TOO_LONG', `it ends on ${last}`, `end it within ${mostDays} days, by ${addDays(day.on, mostDays)}`);
    const other = (state.requests ?? []).find((one) => one.running?.what === 'plan' && one.standing === undefined);
    if (other !== undefined) return fault('PLAN_RUNNING', `${other.id} is running`, 'wait for its end');
    const [dueMinor, planMinor] = [coveredMinor(terms, site), sumOf(terms)];
    // Less is owed than was asked for: the borrower has paid, and what was agreed is not what is needed.
    if (planMinor > dueMinor) return sumFault('PLAN_ABOVE_DEBT', planMinor, dueMinor, site);
    const untilOn = (on: PlainDate): PlainDate => addDays(on, graceDays);
    return {
      ...{ atStakeMinor: planMinor, postings: [], outcomes: promisesReplaced(state, day.on), aheadOn: untilOn(last) },
      running: {
        ...{ what: 'plan', fromOn: day.on, covers, onBroken },
        dates: dates.map((date) => ({ ...date, untilOn: untilOn(date.dueOn) })),
      },
    };
  },
  lapsesOn: ({ dates }) => dates[0]?.dueOn ?? null,
  told: (terms, request, state, policy) =>
    grantedOrNot(request, state, reliefRulesOf(policy, 'plan'), {
      template: 'reliefPlan',
      fields: { schedule: scheduleField(terms.dates, state.terms.contract.currency) },
    }),
};

const sumOf = ({ dates }: PlanTerms): Minor => dates.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

const coveredMinor = ({ covers }: PlanTerms, { day: { assessment } }: RequestSite): Minor =>
  covers === 'all' ? assessment.outstandingMinor : assessment.overdueAmountMinor;

function sumFault(code: string, planMinor: Minor, dueMinor: Minor, { state }: RequestSite): RequestFault {
  const { currency } = state.terms.contract;
  const [sum, due] = [formatAmount(planMinor, currency), formatAmount(dueMinor, currency)];
  return fault(code, `its dates come to ${sum} ${currency}, covered are ${due} ${currency}`, `let them come to ${due}`);
}

/** The plan takes the place of what was promised: the same money is not judged twice. */
function promisesReplaced({ promises = [] }: LoanState, on: PlainDate): LoanOutcome[] {
  return promises
    .filter(isOpenPromise)
    .map(({ id }) => ({ type: 'promiseWithdrawn', promiseId: id, because: 'replaced', by: 'clock', on }));
}
