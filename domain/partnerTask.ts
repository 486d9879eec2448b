import type { PlainDate } from './date.ts';
import { answerBy } from './disputeRules.ts';
import type { PartnerOutcome, PartnerState, PartnerTaskKind } from './partnerState.ts';
import type { Calendar } from './calendar.ts';

/** A question to a role, with its service level in working days. */
export function openPartnerTask(
  { terms, asked }: Pick<PartnerState, 'terms' | 'asked'>,
  task: PartnerTaskKind,
  { role, workDays, escalateTo }: { readonly role: string; readonly workDays: number; readonly escalateTo: string },
  calendar: Calendar,
  on: PlainDate,
): Extract<PartnerOutcome, { type: 'taskOpened' }> {
  const { partnerId } = terms;
  const taskId = `partner/${partnerId}/${task}/${asked + 1}`;
  const dueOn = answerBy(calendar, on, workDays);
  return { type: 'taskOpened', taskId, task, step: task, personId: partnerId, role, escalateTo, on, dueOn };
}
