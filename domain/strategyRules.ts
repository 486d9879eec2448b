/** What a policy says about how the loans of a segment are spoken to. */
import type { NoticeChannel, Text } from './policy.ts';

/** How sharp a text is, from mild to sharp; `legal` speaks of courts. */
export const tones = ['friendly', 'reminder', 'demand', 'legal'] as const;
export type Tone = (typeof tones)[number];

/** How the loans of one segment are spoken to (docs/decisions/0006): `notify` and `call` steps to the debtor only. */
export interface Strategy {
  readonly segment: string;
  /** The sharpest tone on steps that hang on days; the check holds the templates to it. */
  readonly tone?: Tone;
  /** Other words: id of a step or template → template. */
  readonly templates?: Readonly<Record<string, string>>;
  /** Of the channels that a step allows, these first and in this order. */
  readonly channels?: readonly NoticeChannel[];
  /** Least calendar days from one contact with the debtor about the loan to the next. */
  readonly minDaysBetween?: number;
  /** Most contacts in any 30 days. */
  readonly maxPerMonth?: number;
  /** Steps that are not taken. */
  readonly skip?: readonly string[];
  /** The delinquent day on which people take over: the first call rung is due on it instead of its own. */
  readonly handOverAtDays?: number;
}

/** Champion against challenger: for a share of the debtors, other strategies for the same segments. */
export interface Experiment {
  readonly id: string;
  readonly title: Text;
  /** Percent of the debtors, at most two decimals. */
  readonly sharePercent: number;
  readonly challenger: readonly Strategy[];
}
