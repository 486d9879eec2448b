import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { covers, isWorkingDay } from './calendar.ts';
import type { Dispute, DisputeKind } from './disputeState.ts';
import type { LoanState } from './loanState.ts';
import type { NoticeChannel, Policy } from './policy.ts';
import type { Calendar } from './calendar.ts';

/** What a policy says about complaints and disputes; docs/policy.md, "Complaints and disputes". */
export interface DisputeRules {
  /** Working days for the answer (the service level). */
  readonly answerWorkDays: number;
  /** Role whose work list it stands in, and the role it goes to when the time is over. */
  readonly role: string;
  readonly escalateTo: string;
  /** Kinds that stop contact, and kinds that stop the counting of days, while they are open. */
  readonly stopsContact: readonly DisputeKind[];
  readonly pausesDays: readonly DisputeKind[];
  /** How the borrower is told the outcome. */
  readonly channels: readonly NoticeChannel[];
}

/** For a policy that says nothing about disputes. */
export const DEFAULT_DISPUTES: DisputeRules = {
  answerWorkDays: 15,
  role: 'supervisor',
  escalateTo: 'creditHead',
  stopsContact: ['complaint', 'dispute'],
  pausesDays: [],
  channels: ['letter', 'email', 'sms'],
};

/** The message that tells each outcome. */
export const DISPUTE_TEMPLATES = {
  upheld: 'disputeUpheld',
  partlyUpheld: 'disputePartlyUpheld',
  rejected: 'disputeRejected',
  withdrawn: 'disputeWithdrawn',
} as const;

export function disputeRulesOf({ disputes }: Policy): DisputeRules {
  return disputes ?? DEFAULT_DISPUTES;
}

export function isOpenDispute({ outcome }: Dispute): boolean {
  return outcome === undefined;
}

/** Contact is stopped on a day by an open dispute, whatever hold a person has placed besides. */
export function disputesStopContact({ disputes = [] }: LoanState, on: PlainDate): boolean {
  return disputes.some((one) => one.stopsContact && one.openedOn <= on && isOpenDispute(one));
}

/**
 * The last day for the answer: so many working days after `on`. Beyond the calendar's data every day counts, so that the
 * term can only come earlier: a complaint is not refused because a calendar ends.
 */
export function answerBy(calendar: Calendar, on: PlainDate, workDays: number): PlainDate {
  let day = on;
  for (let left = workDays; left > 0;) {
    day = addDays(day, 1);
    if (!covers(calendar, day) || isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}
