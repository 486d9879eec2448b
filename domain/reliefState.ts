import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { Minor } from './money.ts';
import type { Classification } from './policy.ts';
import type { WaivedItem } from './waiver.ts';

/** What rests while relief runs. */
export type Rests = 'ladder' | 'reminders';

/** One date of a repayment plan. */
export interface PlanDate {
  readonly dueOn: PlainDate;
  readonly amountMinor: Minor;
  /** Last value date that counts: the day and its grace. It is judged on the day after. */
  readonly untilOn: PlainDate;
}

export interface RunningDeferment {
  readonly what: 'deferment';
  readonly fromOn: PlainDate;
  /** First day after it. */
  readonly toOn: PlainDate;
  readonly rests: readonly Rests[];
  /** Penalty that is charged for its days is given up as it comes. */
  readonly penaltyStops: boolean;
}

export interface RunningPlan {
  readonly what: 'plan';
  readonly fromOn: PlainDate;
  readonly covers: 'pastDue' | 'all';
  readonly dates: readonly PlanDate[];
  readonly onBroken: 'back' | 'accelerate';
}

/** A waiver that takes effect when money has come. */
export interface RunningCondition {
  readonly what: 'condition';
  readonly fromOn: PlainDate;
  readonly payMinor: Minor;
  readonly byOn: PlainDate;
  /** Last value date that counts. */
  readonly untilOn: PlainDate;
  readonly items: readonly WaivedItem[];
  readonly rests: readonly Rests[];
}

/** A restructured asset (重组资产) under observation: its class stays until it was kept so long (domain.md §2). */
export interface RunningObservation {
  readonly what: 'observation';
  readonly fromOn: PlainDate;
  /** The class on that day; it is not left before the observation is over. */
  readonly classification: Classification;
  readonly periodsOnTime: number;
  readonly months: number;
}

/** What goes on after a request was carried out. What the policy said then stands here: a later one changes nothing. */
export type Running = RunningDeferment | RunningPlan | RunningCondition | RunningObservation;

/**
 * `over`: its days have passed · `kept`, `broken`: a plan · `met`, `void`: the condition of a waiver · `overtaken`: the
 * loan was written off.
 */
export const RELIEF_STANDINGS = ['running', 'over', 'kept', 'broken', 'met', 'void', 'overtaken'] as const;
export type ReliefStanding = (typeof RELIEF_STANDINGS)[number];

/** Journal row: how relief stands now, by all postings that are known; another row when that changes. */
export type ReliefOutcome = Outcome & {
  readonly type: 'reliefJudged';
  readonly requestId: string;
  readonly what: Running['what'];
  readonly as: ReliefStanding;
  readonly was: ReliefStanding;
  /** Receipts that count, and what was needed by then; absent where no money is asked. */
  readonly receivedMinor?: Minor;
  readonly neededMinor?: Minor;
  readonly on: PlainDate;
};
