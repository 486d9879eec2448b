import { components } from './contract.ts';
import type { Component } from './contract.ts';

/** A named range of days past due, both ends included; `to: null` has no end. */
export interface Bucket {
  readonly name: string;
  readonly from: number;
  readonly to: number | null;
}

/** How an instalment stands on the value date of a payment: due before it, on it or after it. */
export const statuses = ['pastDue', 'due', 'inAdvance'] as const;
export type Status = (typeof statuses)[number];
export type AllocationEntry = `${Status}.${Component}`;

/** The waterfall as data (domain.md §3). */
export interface AllocationRule {
  /** `horizontal` finishes an instalment before the next, `vertical` a component across instalments. */
  readonly direction: 'horizontal' | 'vertical';
  /** Each of the twelve entries once. */
  readonly order: readonly AllocationEntry[];
  /** Where money in advance goes: the next instalment (default), the last one, or evenly over all of them. */
  readonly future?: 'next' | 'last' | 'reamortise';
}

/** When an instalment counts as missed (domain.md §2). */
export interface MissedRule {
  readonly cutoff: 'due' | 'due+grace' | 'nextDue';
  /** Share (0–1) of the instalment that may be short without its being missed. */
  readonly tolerance: number;
  /** 累 counts over the whole life, or over due dates of the last 24 months. */
  readonly window: 'life' | '24m';
}

/** Every reading that lenders differ on. What a case or policy leaves out comes from `DEFAULT_RULES`. */
export interface AssessRules {
  /** `exclusive`: the day after the due date is day 1; `inclusive` (day-end counting): it is day 2. */
  readonly dayCount: 'exclusive' | 'inclusive';
  /** Delays contact and penalty; subtracted once from delinquent days, never from overdue days. */
  readonly graceDays: number;
  readonly buckets: readonly Bucket[];
  readonly allocation: AllocationRule;
  readonly missed: MissedRule;
}

/** Past due, due, in advance; in each penalty, fee, interest, principal. */
export const DEFAULT_ORDER: readonly AllocationEntry[] = statuses.flatMap((status) =>
  components.map((component): AllocationEntry => `${status}.${component}`),
);

/** The defaults of domain.md §2 and §3. */
export const DEFAULT_RULES: AssessRules = {
  dayCount: 'exclusive',
  graceDays: 0,
  buckets: [
    { name: 'M0', from: 0, to: 0 },
    { name: 'M1', from: 1, to: 30 },
    { name: 'M2', from: 31, to: 60 },
    { name: 'M3', from: 61, to: 90 },
    { name: 'M4', from: 91, to: 120 },
    { name: 'M5', from: 121, to: 150 },
    { name: 'M6', from: 151, to: 180 },
    { name: 'M7', from: 181, to: null },
  ],
  allocation: { direction: 'horizontal', order: DEFAULT_ORDER },
  missed: { cutoff: 'due', tolerance: 0, window: 'life' },
};
