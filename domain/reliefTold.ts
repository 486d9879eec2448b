/** What the borrower is told about a request: granted with what was agreed, or not granted. */
import type { LoanState } from './loanState.ts';
import { formatAmount } from './money.ts';
import type { Minor } from './money.ts';
import type { PlainDate } from './date.ts';
import type { NoticeChannel } from './policy.ts';
import { totalOf } from './reliefSite.ts';
import type { Told } from './requestKinds.ts';
import type { LoanRequest } from './requestState.ts';

/** Every message of this step; a test holds that each has its texts. */
export const RELIEF_TEMPLATES = [
  'reliefDeferment',
  'reliefSchedule',
  'reliefPlan',
  'reliefWaiver',
  'reliefCondition',
  'reliefTemporaryLoan',
  'reliefRefused',
] as const;

interface Granted extends Pick<Told, 'fields'> {
  readonly template: (typeof RELIEF_TEMPLATES)[number];
  /** The template when there is a new schedule to be told. */
  readonly withSchedule?: (typeof RELIEF_TEMPLATES)[number];
}

/** The message for a request that was carried out, or rejected, or not decided in time. */
export function grantedOrNot(
  { id, ended }: LoanRequest,
  { postings, terms }: LoanState,
  { tell }: { readonly tell: readonly NoticeChannel[] },
  { template, fields, withSchedule = template }: Granted,
): Told {
  if (ended?.as !== 'executed') return { channels: tell, template: 'reliefRefused', fields: {} };
  const schedule = postings.find((one) => one.type === 'reschedule' && one.id.startsWith(`${id}/`));
  if (schedule?.type !== 'reschedule') return { channels: tell, template, fields };
  const dates = schedule.instalments.map((one) => ({ dueOn: one.dueOn, amountMinor: totalOf(one) }));
  const field = scheduleField(dates, terms.contract.currency);
  return { channels: tell, template: withSchedule, fields: { ...fields, schedule: field } };
}

/** Dates and amounts as a message carries them: `2025-03-05=100.00 2025-04-05=100.00`. */
export function scheduleField(
  dates: readonly { readonly dueOn: PlainDate; readonly amountMinor: Minor }[],
  currency: string,
): string {
  return dates.map(({ dueOn, amountMinor }) => `${dueOn}=${formatAmount(amountMinor, currency)}`).join(' ');
}
