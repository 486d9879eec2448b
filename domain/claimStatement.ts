import { assess } from './assess.ts';
import { toDayNumber } from './date.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { Policy } from './policy.ts';
import { effectiveOn } from './posting.ts';

/** What is claimed of an administrator or an estate, in minor units of the contract's currency. */
export interface ClaimStatement {
  readonly asOf: PlainDate;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly penaltyMinor: Minor;
  readonly feeMinor: Minor;
  readonly totalMinor: Minor;
}

/**
 * What is owed as of a day on which everything falls due and interest stops (企业破产法 46): what is open of instalments due
 * by then, the whole principal of those to come, and of the running one the interest of the days that have passed, rounded
 * down. Money with a later value date is not taken off; what was received before is, whenever it was told.
 */
export function claimStatement(
  { terms, postings }: LoanState,
  { assess: rules }: Policy,
  asOf: PlainDate,
): ClaimStatement {
  const { contract } = terms;
  const known = postings.map((posting) => ({
    ...posting,
    bookedOn: posting.bookedOn < asOf ? posting.bookedOn : asOf,
  }));
  const counted = known.filter((posting) => 'of' in posting || effectiveOn(posting) <= asOf);
  const { instalments, chargebacks } = assess(contract, rules, counted, asOf);
  let previous = contract.disbursedOn;
  const sum = { principalMinor: 0, interestMinor: 0, penaltyMinor: 0, feeMinor: 0 };
  for (const { dueOn, open } of instalments) {
    sum.principalMinor += open.principal;
    if (dueOn <= asOf) {
      sum.interestMinor += open.interest;
      sum.penaltyMinor += open.penalty;
      sum.feeMinor += open.fee;
    } else if (previous <= asOf) {
      const days = toDayNumber(asOf) - toDayNumber(previous);
      const period = toDayNumber(dueOn) - toDayNumber(previous);
      sum.interestMinor += Number((BigInt(open.interest) * BigInt(days)) / BigInt(Math.max(1, period)));
    }
    previous = dueOn;
  }
  for (const { openMinor } of chargebacks) sum.principalMinor += openMinor;
  const totalMinor = sum.principalMinor + sum.interestMinor + sum.penaltyMinor + sum.feeMinor;
  return { asOf, ...sum, totalMinor };
}
