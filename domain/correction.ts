import { assessAccount, hindsight } from './assess.ts';
import type { Account } from './assess.ts';
import { holds } from './condition.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayFrom } from './day.ts';
import type { LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import type { Policy } from './policy.ts';
import { effectiveOn } from './posting.ts';
import type { Posting } from './posting.ts';

/**
 * What all postings that count say about the steps taken on `since` or later: a step that would not have been taken gets
 * a record that says why, and one that would have been after all loses it; nothing that was done is erased (domain.md §2
 * and §3, docs/decisions/0004).
 */
export function corrections(state: LoanState, policy: Policy, since: PlainDate, occasion: Posting): LoanOutcome[] {
  const touched = state.steps.filter((record) => isJudged(record) && decidedOn(record) >= since);
  if (touched.length === 0) return [];
  const accountAt = hindsight(state.terms.contract, policy.assess, state.postings);
  const of = `${occasion.type} ${occasion.id} of ${effectiveOn(occasion)}`;
  return touched.flatMap((record): LoanOutcome[] => {
    const { step, key, corrected } = record;
    const on = decidedOn(record);
    const why = whyNot(state, policy, record, accountAt);
    if (why !== null)
      return corrected === true ? [] : [{ type: 'corrected', step, key, because: `${of}: ${why} on ${on}` }];
    // Another policy took it, by conditions that are not at hand: what was said about it stands.
    if (corrected !== true || record.earlierPolicy === true) return [];
    return [{ type: 'correctionWithdrawn', step, key, because: `${of}: it would have been taken on ${on}` }];
  });
}

/** Steps of the ladder that were handed out; a reminder and a step of the recovery rest on no arrears. */
const isJudged = ({ key, oldestDueOn }: StepRecord): boolean => key !== '' && oldestDueOn !== '';

const decidedOn = (record: StepRecord): PlainDate => record.decidedOn ?? record.on;

/**
 * Why a step would not have been taken; null if it would. What was booked on the day itself may have come before or after
 * the hour of the step, so neither the morning nor the evening may ask for it.
 */
function whyNot(
  state: LoanState,
  policy: Policy,
  record: StepRecord,
  accountAt: (on: PlainDate) => Account,
): string | null {
  const on = decidedOn(record);
  const step = record.earlierPolicy === true ? undefined : policy.ladder.find(({ id }) => id === record.step);
  const reason = (account: Account): string | null => {
    const day = dayFrom(state, policy, assessAccount(account, policy.assess, on));
    if (!day.pastDue) return 'nothing was past due';
    if (step === undefined) return null;
    // A broken promise brings a rung forward, and so does one who is not waited for: its day of arrears was not asked for.
    if (record.atOnce === 'regardless') return null;
    const isAnchored = step.anchor === 'firstMissed' && record.raisedBy === undefined && record.atOnce === undefined;
    if (isAnchored && day.assessment.delinquentDays < step.offsetDays)
      return `it was ${day.assessment.delinquentDays} days delinquent`;
    const { consecutiveMissed, cumulativeMissed } = day.conditions;
    return holds(step.when, day.conditions)
      ? null
      : `its condition did not hold (连${consecutiveMissed}, 累${cumulativeMissed})`;
  };
  return reason(accountAt(addDays(on, -1))) === null ? null : reason(accountAt(on));
}
