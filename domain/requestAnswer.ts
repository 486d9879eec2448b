import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Policy, Step } from './policy.ts';
import { recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';
import { toldOf } from './requestKinds.ts';
import type { LoanRequest } from './requestState.ts';

/** The step that tells the borrower what became of a request. */
export const REQUEST_ANSWER = 'requestAnswer';

/** Outcomes that the borrower has not been told. An answer is owed, not collected: no hold on the loan stops it. */
export function dueRequestAnswers(state: LoanState, policy: Policy, on: PlainDate): DueStep[] {
  return (state.requests ?? []).flatMap((request): DueStep[] => {
    const { ended } = request;
    if (ended === undefined || ended.on > on || ended.as === 'withdrawn' || ended.as === 'lapsed') return [];
    const told = toldOf(request, state, policy);
    if (told === null || told.channels.length === 0) return [];
    if (taken(recordOf(state, REQUEST_ANSWER, occurrenceOf(request)))) return [];
    const step: Step = {
      id: REQUEST_ANSWER,
      title: { 'zh-CN': '告知申请结果', en: 'the answer to a request' },
      anchor: 'trigger',
      offsetDays: 0,
      onNonWorkingDay: 'same',
      action: { do: 'notify', to: 'debtor', channels: told.channels, template: told.template },
    };
    const fields = Object.keys(told.fields).length === 0 ? {} : { fields: told.fields };
    return [{ step, group: 'service', occurrence: occurrenceOf(request), oldestDueOn: '', alone: true, ...fields }];
  });
}

const occurrenceOf = ({ id }: LoanRequest): string => id.slice(id.lastIndexOf('/') + 1);
