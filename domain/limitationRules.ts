import type { NoticeChannel, Policy } from './policy.ts';

/** What makes the limitation period begin again; docs/limitation.md. */
export const INTERRUPTIONS = ['demand', 'payment', 'promise', 'acknowledgement', 'suit'] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];

/** An alarm before a right lapses, and the role whose list it stands in from then on. */
export interface LimitationAlarm {
  readonly daysBefore: number;
  readonly role: string;
}

/** What a policy says about the limitation clock (诉讼时效, 保证期间); docs/policy.md, "Limitation". */
export interface LimitationRules {
  /** Length of the limitation period in calendar months. */
  readonly periodMonths: number;
  /** The day after which it runs: the last due date of the schedule, or the due date of the oldest open instalment. */
  readonly startsFrom: 'lastInstalment' | 'eachInstalment';
  readonly restartedBy: readonly Interruption[];
  /** Channels on which proof of delivery shows that a demand was received (催收函回执). */
  readonly demandChannels: readonly NoticeChannel[];
  /** Guarantee period after maturity where the contract names none, in calendar months. */
  readonly guaranteeMonths: number;
  /** From the earliest to the latest. */
  readonly alarms: readonly LimitationAlarm[];
}

/**
 * For a policy that says nothing. Three years (民法典 188), for one debt in instalments from the last due date (189), begun
 * again by a demand, an acknowledgement or a suit (195); six months for the guarantor (692). Domain.md §7 asks for the days.
 */
export const DEFAULT_LIMITATION: LimitationRules = {
  periodMonths: 36,
  startsFrom: 'lastInstalment',
  restartedBy: INTERRUPTIONS,
  demandChannels: ['letter'],
  guaranteeMonths: 6,
  alarms: [
    { daysBefore: 180, role: 'collector' },
    { daysBefore: 90, role: 'supervisor' },
    { daysBefore: 30, role: 'legalCounsel' },
  ],
};

export function limitationRulesOf({ limitation }: Policy): LimitationRules {
  return limitation ?? DEFAULT_LIMITATION;
}

/** The days before a lapse on which somebody is alarmed for the first time. */
export function firstAlarmDays({ alarms }: LimitationRules): number {
  return Math.max(0, ...alarms.map(({ daysBefore }) => daysBefore));
}
