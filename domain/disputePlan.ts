import { admit, clashWith } from './admission.ts';
import { addDays, toDayNumber } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Day } from './day.ts';
import { isDisputePause } from './disputeFold.ts';
import { DISPUTE_TEMPLATES, disputeRulesOf, isOpenDispute } from './disputeRules.ts';
import type { Dispute } from './disputeState.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { activePause } from './pause.ts';
import type { Policy, Step } from './policy.ts';
import type { Pause } from './posting.ts';
import { recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { booked } from './standing.ts';

const OPEN_END = '9999-12-31';
/** The step that tells the borrower the outcome. */
export const DISPUTE_ANSWER = 'disputeAnswer';

/** Days on which an answer that was not given goes to somebody else: the day after the service level. */
export function disputeDeadlines({ disputes = [] }: LoanState): PlainDate[] {
  return disputes.filter((one) => isOpenDispute(one) && one.escalated !== true).map((one) => addDays(one.answerBy, 1));
}

/** True while a dispute is open or its outcome was not told: a loan is not closed over it. */
export function disputesPending(state: LoanState): boolean {
  return (state.disputes ?? []).some(
    (one) => isOpenDispute(one) || !taken(recordOf(state, DISPUTE_ANSWER, occurrenceOf(one))),
  );
}

/** Disputes whose service level has passed go to whom the policy names, once. */
export function disputesOverdue({ disputes = [] }: LoanState, policy: Policy, on: PlainDate): LoanOutcome[] {
  const { escalateTo } = disputeRulesOf(policy);
  return disputes
    .filter((one) => isOpenDispute(one) && one.escalated !== true && one.answerBy < on)
    .map(({ id }) => ({ type: 'taskEscalated', taskId: id, to: escalateTo, on }));
}

/**
 * Days are not counted while a dispute that pauses them is open: the pause begins where no other one runs, and ends when
 * the last such dispute has. Asked at every decision, so that a hold that ends in between needs no word of its own.
 */
export function disputePause(state: LoanState, policy: Policy, on: PlainDate): LoanOutcome[] {
  const { disputes = [], postings, terms, closed } = state;
  if (disputes.length === 0 || closed !== null) return [];
  const ours = postings.findLast((posting): posting is Pause => isDisputePause(terms.loanId, posting.id));
  const wanting = disputes.find((one) => one.pausesDays && isOpenDispute(one));
  if (ours === undefined && wanting === undefined) return [];
  const active = activePause(admit(terms.contract, postings).pauses, toDayNumber(on));
  if (wanting !== undefined) {
    if (active !== undefined) return [];
    const posting = { id: `pause/${wanting.id}/${on}`, type: 'pause', from: on, to: OPEN_END, bookedOn: on } as const;
    // Tried once a day: a pause that contradicts one announced before does not count.
    if (postings.some(({ id }) => id === posting.id)) return [];
    // Relief of the same day stands: what was approved is not put aside by what came an hour later.
    const clash = clashWith(terms.contract, postings, posting);
    if (clash !== undefined && clash.id !== posting.id) return [];
    return [...booked(state, posting.id, posting, policy).outcomes];
  }
  if (ours === undefined || active?.fromDay !== toDayNumber(ours.from)) return [];
  const posting = { id: `resume/${ours.id}`, type: 'resume', on, bookedOn: on } as const;
  return [...booked(state, posting.id, posting, policy).outcomes];
}

/** Outcomes that the borrower has not been told. The answer is owed, not collected: a hold on the loan does not stop it. */
export function dueAnswers(state: LoanState, policy: Policy, day: Day): DueStep[] {
  return (state.disputes ?? []).flatMap((one): DueStep[] => {
    if (one.outcome === undefined || taken(recordOf(state, DISPUTE_ANSWER, occurrenceOf(one)))) return [];
    const { channels } = disputeRulesOf(policy);
    const template = DISPUTE_TEMPLATES[one.outcome];
    const step: Step = {
      id: DISPUTE_ANSWER,
      title: { 'zh-CN': '告知处理结果', en: 'the answer to a complaint or dispute' },
      anchor: 'trigger',
      offsetDays: 0,
      onNonWorkingDay: 'same',
      action: { do: 'notify', to: 'debtor', channels, template },
    };
    return day.on < (one.resolvedOn ?? day.on)
      ? []
      : [{ step, group: 'service', occurrence: occurrenceOf(one), oldestDueOn: '', alone: true }];
  });
}

const occurrenceOf = ({ id }: Dispute): string => id.slice(id.lastIndexOf('/') + 1);
