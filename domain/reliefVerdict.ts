import { assessAccount, hindsight } from './assess.ts';
import type { Assessment } from './assess.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { Policy } from './policy.ts';
import { receiptsOf } from './promiseVerdict.ts';
import type { Receipt } from './promiseVerdict.ts';
import type { ReliefStanding, Running, RunningCondition, RunningPlan } from './reliefState.ts';

export interface ReliefVerdict {
  readonly as: ReliefStanding;
  readonly receivedMinor?: Minor;
  readonly neededMinor?: Minor;
}

/** The account at the end of a day, had every posting been known on its effective date. */
type AssessmentOn = (on: PlainDate) => Assessment;

/**
 * How relief stands on a day: a function of its terms and of the postings alone, so that the order in which they came
 * cannot matter (docs/decisions/0004). Days are judged once they are over.
 */
export function judgeRelief(running: Running, state: LoanState, { assess }: Policy, on: PlainDate): ReliefVerdict {
  const { contract } = state.terms;
  const accountOn = hindsight(
    contract,
    assess,
    state.postings.filter(({ bookedOn }) => bookedOn <= on),
  );
  const assessmentOn: AssessmentOn = (day) => assessAccount(accountOn(day), assess, day);
  const receipts = (): Receipt[] =>
    receiptsOf(contract, state.postings, on).filter(({ valueDate }) => valueDate >= running.fromOn);
  if (state.writtenOffOn !== null && running.what !== 'observation') return { as: 'overtaken' };
  switch (running.what) {
    case 'deferment':
      return { as: on < running.toOn && !assessmentOn(on).settled ? 'running' : 'over' };
    case 'plan':
      return judgePlan(running, receipts(), assessmentOn, on);
    case 'condition':
      return judgeCondition(running, receipts(), on);
    case 'observation':
      return { as: 'running' };
  }
}

/** Each date needs the sum of all amounts so far, in money with a value date from the approval to its last day. */
function judgePlan(
  plan: RunningPlan,
  receipts: readonly Receipt[],
  assessmentOn: AssessmentOn,
  on: PlainDate,
): ReliefVerdict {
  let neededMinor = 0;
  for (const { amountMinor, untilOn } of plan.dates) {
    neededMinor += amountMinor;
    const by = untilOn < on ? untilOn : on;
    const receivedMinor = sum(receipts.filter(({ valueDate }) => valueDate <= untilOn));
    // A partner's money keeps no word of the borrower, but where nothing is left there is nothing to be broken.
    if (receivedMinor >= neededMinor || isCleared(plan, assessmentOn(by))) continue;
    return { as: on > untilOn ? 'broken' : 'running', receivedMinor, neededMinor };
  }
  return { as: 'kept', receivedMinor: sum(receipts), neededMinor };
}

function isCleared(
  { covers, fromOn }: RunningPlan,
  { outstandingMinor, instalments, chargebacks }: Assessment,
): boolean {
  if (covers === 'all') return outstandingMinor === 0;
  return ![...instalments, ...chargebacks].some(({ dueOn, openMinor }) => dueOn < fromOn && openMinor > 0);
}

function judgeCondition(
  { payMinor, untilOn }: RunningCondition,
  receipts: readonly Receipt[],
  on: PlainDate,
): ReliefVerdict {
  const receivedMinor = sum(receipts.filter(({ valueDate }) => valueDate <= untilOn));
  const as = receivedMinor >= payMinor ? 'met' : on > untilOn ? 'void' : 'running';
  return { as, receivedMinor, neededMinor: payMinor };
}

const sum = (receipts: readonly Receipt[]): Minor => receipts.reduce((all, { amountMinor }) => all + amountMinor, 0);
