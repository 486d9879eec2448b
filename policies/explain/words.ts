/** The words in which a policy is told; both languages have every key, by type and by test. */
import type { BoundedFact } from '../../domain/condition.ts';
import type { Interruption, LimitationRules } from '../../domain/limitationRules.ts';
import type { ClaimWords } from './claims.ts';
import type {
  Action,
  Classification,
  MaturityDecision,
  NoticeChannel,
  Party,
  Policy,
  Step,
} from '../../domain/policy.ts';
import type { Tone } from '../../domain/strategyRules.ts';

export type Language = Policy['language'];
type ClaimDemand = Extract<Action, { do: 'claim' }>['demand'];
type Option = MaturityDecision['options'][number];

export interface Words {
  readonly party: Readonly<Record<Party, string>>;
  readonly channel: Readonly<Record<NoticeChannel, string>>;
  readonly demand: Readonly<Record<ClaimDemand, string>>;
  readonly classification: Readonly<Record<Classification, string>>;
  readonly option: Readonly<Record<Option, string>>;
  readonly partPayment: Readonly<Record<Policy['partPayment'], string>>;
  readonly dayOff: Readonly<Record<Step['onNonWorkingDay'], string>>;
  readonly stage: Readonly<
    Record<
      | 'policy'
      | 'segments'
      | 'strategy'
      | 'reminders'
      | 'ladder'
      | 'recovery'
      | 'writeOff'
      | 'collateral'
      | 'maturity'
      | 'agreements'
      | 'circumstances'
      | 'limitation'
      | 'end',
      string
    >
  >;
  readonly before: Readonly<Record<'due' | 'maturity' | 'settlement' | 'monthEnd', (days: number) => string>>;
  readonly everyone: string;
  readonly all: (parts: readonly string[]) => string;
  readonly either: (parts: readonly string[]) => string;
  readonly then: (channels: readonly string[]) => string;
  readonly list: (items: readonly string[]) => string;
  readonly pastDue: (yes: boolean) => string;
  readonly overdueDays: (from: number | undefined, to: number | undefined) => string;
  readonly consecutive: (from: number) => string;
  readonly cumulative: (from: number | undefined, to: number | undefined) => string;
  readonly paid: (from: number) => string;
  readonly outstanding: (from: string | undefined, to: string | undefined) => string;
  readonly bounded: Readonly<Record<BoundedFact, (from: number | undefined, to: number | undefined) => string>>;
  readonly tone: Readonly<Record<Tone, string>>;
  readonly style: {
    readonly tone: (tone: string) => string;
    readonly templates: (changes: string) => string;
    readonly change: (from: string, to: string) => string;
    readonly channels: (channels: string) => string;
    readonly minDaysBetween: (days: number) => string;
    readonly maxPerMonth: (count: number) => string;
    readonly skip: (titles: string) => string;
    readonly handOver: (days: number) => string;
  };
  /** `notes`: what the entry says, in order. */
  readonly strategyLine: (segment: string, notes: readonly string[]) => string;
  readonly experimentLine: (title: string, id: string, percent: number, line: string) => string;
  readonly classified: (classification: string) => string;
  readonly has: (party: string) => string;
  readonly accelerated: (yes: boolean) => string;
  readonly firstMissed: (days: number, graceDays: number) => string;
  readonly trigger: (condition: string) => string;
  readonly afterStep: (days: number, title: string) => string;
  readonly afterWriteOff: (days: number) => string;
  readonly notify: (party: string, channels: string, withLetter: boolean) => string;
  readonly call: (party: string, workDays: number) => string;
  readonly claim: (party: string, demand: string, channels: string, answerDays: number) => string;
  readonly legal: (channels: string, answerDays: number) => string;
  readonly writeOff: string;
  readonly collateral: string;
  readonly mustReach: (days: number) => string;
  readonly onlyFor: (segments: string) => string;
  readonly onlyIf: (condition: string) => string;
  readonly restsOn: (title: string, gapDays: number) => string;
  readonly restsOnNothing: string;
  readonly gap: (days: number) => string;
  readonly serves: (products: string, country: string, currency: string) => string;
  readonly hours: (at: string, minutes: number, zone: string, rules: string, calendar: string) => string;
  readonly missed: (cutoff: Policy['assess']['missed']['cutoff'], graceDays: number) => string;
  readonly segmentLine: (title: string, condition: string) => string;
  readonly stepLine: (when: string, title: string, what: string, notes: readonly string[]) => string;
  readonly decision: (ask: number, answer: number, options: string, role: string, escalateTo: string) => string;
  readonly promiseKept: (percent: number, graceDays: number, tolerance: string) => string;
  readonly promiseBroken: (resumeDays: number) => string;
  readonly promiseLimits: (open: number, dates: number, daysAhead: number, least: string) => string;
  readonly promiseRefused: (count: number, withinDays: number, roles: string) => string;
  readonly promiseReminder: (daysBefore: number, channels: string) => string;
  readonly dispute: (workDays: number, role: string, escalateTo: string) => string;
  readonly disputeKind: Readonly<Record<'complaint' | 'dispute', string>>;
  readonly disputeStops: (contact: string, days: string) => string;
  readonly disputeAnswer: (channels: string) => string;
  readonly circumstances: {
    readonly verify: (workDays: number, role: string, escalateTo: string) => string;
    readonly bankruptcy: (leastDays: number, mostMonths: number, role: string, channels: string) => string;
    readonly death: (bereavementDays: number, claimDays: number, role: string, channels: string) => string;
    readonly alarms: (alarms: string, opened: string) => string;
    readonly identityFraud: (role: string, workDays: number, escalateTo: string, opened: string) => string;
    readonly borrowerFraud: (role: string, workDays: number, escalateTo: string, opened: string) => string;
    readonly callsIn: (ground: string) => string;
  };
  readonly limitation: {
    readonly period: (months: number, startsFrom: LimitationRules['startsFrom']) => string;
    readonly cause: Readonly<Record<Interruption, string>>;
    readonly restarts: (causes: string, channels: string) => string;
    readonly guarantee: (months: number) => string;
    readonly alarm: (daysBefore: number, role: string) => string;
    readonly alarms: (list: string) => string;
  };
  readonly claims: ClaimWords;
  readonly none: string;
  readonly settled: (days: number) => string;
  readonly closed: (days: number) => string;
}
