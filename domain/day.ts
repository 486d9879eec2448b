import { isAccelerated } from './accelerationRules.ts';
import { accountOf, assess, assessAccount } from './assess.ts';
import type { Assessment } from './assess.ts';
import { callHistoryOf } from './callHistory.ts';
import { collectionEnded } from './claimOfLoan.ts';
import { everythingStops } from './circumstanceRules.ts';
import { segmentOf } from './condition.ts';
import type { ConditionFacts } from './condition.ts';
import type { PlainDate } from './date.ts';
import { disputesStopContact } from './disputeRules.ts';
import { historyOf } from './history.ts';
import type { PaymentHistory } from './history.ts';
import type { DecisionFacts, LoanState, LoanTerms } from './loanState.ts';
import type { Party, Policy } from './policy.ts';
import type { Strategy } from './strategyRules.ts';
import { observedClassification } from './restructured.ts';
import { armsOf, strategyFor } from './strategy.ts';
import type { Arms } from './strategy.ts';

/** A loan on one day: everything that the rules of its policy may ask of it. */
export interface Day {
  readonly on: PlainDate;
  readonly assessment: Assessment;
  readonly conditions: ConditionFacts;
  readonly segment: string;
  /** How the debtor is spoken to in the segment; undefined when the steps say all. */
  readonly strategy: Strategy | undefined;
  readonly arms: Arms | undefined;
  readonly pastDue: boolean;
  readonly onHold: boolean;
  /** A partner has bought the loan back, and nothing is collected from the borrower any more. */
  readonly collectionEnded: boolean;
}

export function partiesOf(terms: LoanTerms): Party[] {
  const parties: Party[] = ['debtor'];
  if (terms.guarantorId !== null) parties.push('guarantor');
  if (terms.dealerId !== null) parties.push('dealer');
  if (terms.insurerId !== null) parties.push('insurer');
  return parties;
}

/** The opaque id of a party of the loan, or null. */
export function partyId(terms: LoanTerms, party: Party): string | null {
  switch (party) {
    case 'debtor':
      return terms.debtorId;
    case 'guarantor':
      return terms.guarantorId;
    case 'dealer':
      return terms.dealerId;
    case 'insurer':
      return terms.insurerId;
  }
}

/** The loan on a day, with the postings booked by then. */
export function dayOf(state: LoanState, policy: Policy, on: PlainDate): Day {
  return dayFrom(state, policy, assess(state.terms.contract, policy.assess, state.postings, on));
}

/** The loan on `from` or any later day, if nothing reaches it. Postings are replayed once for all of these days. */
export function daysFrom(state: LoanState, policy: Policy, from: PlainDate): (on: PlainDate) => Day {
  const account = accountOf(state.terms.contract, policy.assess, state.postings, from);
  return (on) =>
    account.complete || on === from
      ? dayFrom(state, policy, assessAccount(account, policy.assess, on))
      : dayOf(state, policy, on);
}

/** The loan on the day of an assessment. */
export function dayFrom(state: LoanState, policy: Policy, assessment: Assessment): Day {
  const on = assessment.asOf;
  const conditions = conditionFacts(state, assessment);
  const { hold } = state;
  // The last segment of a checked policy has no condition, so one always fits.
  const segment = segmentOf(policy, conditions)?.id ?? '';
  const arms = armsOf(policy, state.terms.debtorId);
  return {
    on,
    assessment,
    conditions,
    segment,
    strategy: strategyFor(policy, segment, arms),
    arms,
    pastDue: conditions.pastDue,
    onHold:
      (hold !== null && hold.from <= on && (hold.to === null || on < hold.to)) ||
      disputesStopContact(state, on) ||
      everythingStops(state),
    collectionEnded: collectionEnded(state, policy),
  };
}

function conditionFacts(state: LoanState, assessment: Assessment): ConditionFacts {
  const { terms, postings, promises = [], calls = [] } = state;
  const { outstandingMinor } = assessment;
  const { instalmentToIncomePercent = null, collateralMinor } = terms.profile ?? {};
  const verdicts = promises.flatMap(({ dates }) => dates.map(({ verdict }) => verdict));
  // Asked for by few conditions on few of the days that a plan looks at.
  let known: PaymentHistory | undefined;
  const history = (): PaymentHistory => (known ??= historyOf(assessment, postings));
  return {
    pastDue: assessment.overdueAmountMinor > 0,
    overdueDays: assessment.overdueDays,
    consecutiveMissed: assessment.consecutiveMissed,
    cumulativeMissed: assessment.cumulativeMissed,
    paidInstalments: assessment.instalments.filter((item) => item.openMinor === 0).length,
    outstandingMinor,
    classification: observedClassification(state, assessment),
    parties: partiesOf(terms),
    accelerated: isAccelerated(state),
    keptPromises: verdicts.filter((verdict) => verdict === 'kept').length,
    brokenPromises: verdicts.filter((verdict) => verdict === 'broken' || verdict === 'part').length,
    ...callHistoryOf(calls, assessment.asOf),
    instalmentToIncomePercent,
    collateralCoverPercent:
      collateralMinor === undefined || outstandingMinor <= 0
        ? null
        : Number((BigInt(collateralMinor) * 100n) / BigInt(outstandingMinor)),
    get lateInstalments() {
      return history().lateInstalments;
    },
    get longestLateDays12m() {
      return history().longestLateDays12m;
    },
    get longestLateDays24m() {
      return history().longestLateDays24m;
    },
    get averageLateDays() {
      return history().averageLateDays;
    },
    get earlyCuredPercent() {
      return history().earlyCuredPercent;
    },
    get daysSincePayment() {
      return history().daysSincePayment;
    },
  };
}

export function decisionFacts(day: Day): DecisionFacts {
  const { assessment } = day;
  return {
    overdueDays: assessment.overdueDays,
    delinquentDays: assessment.delinquentDays,
    overdueMinor: assessment.overdueAmountMinor,
    consecutiveMissed: assessment.consecutiveMissed,
    cumulativeMissed: assessment.cumulativeMissed,
    segment: day.segment,
    ...(day.arms === undefined ? {} : { arms: day.arms }),
  };
}
