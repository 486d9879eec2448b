/** What the commands of a legal action have in common: reading their content, and what every one of them does. */
import type { Applied } from './case.ts';
import { isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { legalRulesOf } from './legalRules.ts';
import type { DeadlineKind, LegalDeadline } from './legalState.ts';
import { deadlineOf } from './legalTerm.ts';
import { MoneyError, parseAmount } from './money.ts';
import type { Minor } from './money.ts';
import { refusedTrack } from './trackRefusal.ts';
import type { TrackAsked } from './trackRules.ts';
import type { TrackOutcome, TrackState } from './trackState.ts';
import type { World } from './world.ts';

export type TrackApplied = Applied<TrackOutcome>;

/** Why a command does not fit, before it is written down. */
export interface No {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

export const no = (code: string, reason: string, remedy: string): No => ({ code, reason, remedy });

export const isNo = (value: unknown): value is No =>
  typeof value === 'object' && value !== null && 'code' in value && 'remedy' in value;

export const refusedFor = ({ event }: TrackAsked, { code, reason, remedy }: No): TrackApplied =>
  refusedTrack(event, code, reason, remedy);

/** A text of a command; null when there is none. */
export function textIn({ event }: TrackAsked, field: string): string | null {
  const value = event.content[field];
  return typeof value === 'string' && value.trim() !== '' && value.length <= 500 ? value : null;
}

export const reasonMissing = (asked: TrackAsked): TrackApplied =>
  refusedFor(asked, no('REASON_MISSING', `${asked.event.type} needs a reason`, 'say why, in a word or a sentence'));

/**
 * The day on which something happened in court or at the bank: today unless it is named, never later, and never before
 * what came before it. Recorded late it is still counted from its own day.
 */
export function dayIn(asked: TrackAsked, notBefore: PlainDate, field = 'on'): PlainDate | No {
  const { event, today } = asked;
  const value = event.content[field];
  if (value === undefined) return today;
  if (!isPlainDate(value)) return no('DATE_INVALID', `${field} is not a date`, 'write YYYY-MM-DD');
  if (value > today)
    return no('DATE_FUTURE', `${field} ${value} is not yet; today is ${today}`, 'record it on the day');
  if (value < notBefore)
    return no('DATE_ORDER', `${field} ${value} is before ${notBefore}`, `what came before it was on ${notBefore}`);
  return value;
}

/** A day that is to come, or today. */
export function comingDayIn({ event, today }: TrackAsked, field: string): PlainDate | No {
  const value = event.content[field];
  if (!isPlainDate(value)) return no('DATE_INVALID', `${field} is not a date`, 'write YYYY-MM-DD');
  return value < today ? no('DATE_PAST', `${field} ${value} is over`, 'name a day that is to come') : value;
}

/** A positive amount as decimal text, in the currency of the loan. */
export function amountIn({ event, state }: TrackAsked, field: string, least: 0 | 1 = 1): Minor | No {
  const value = event.content[field];
  if (typeof value !== 'string')
    return no('AMOUNT_NOT_DECIMAL', `${field} is no decimal text`, 'write it as "1250.00"');
  return amountOfText(value, state.line.currency, field, least);
}

export function amountOfText(value: string, currency: string, field: string, least: 0 | 1 = 1): Minor | No {
  try {
    const amountMinor = parseAmount(value, currency);
    if (amountMinor >= least) return amountMinor;
    return no('AMOUNT_NOT_POSITIVE', `${field} is nothing`, 'write an amount above zero');
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return no(error.code, `${field}: ${error.message}`, error.remedy);
  }
}

interface Setting {
  readonly kind: DeadlineKind;
  readonly from: PlainDate;
  readonly named?: PlainDate;
  readonly of?: string;
  readonly abroad?: boolean;
  /** More than one of a kind is set in one go. */
  readonly offset?: number;
}

/** A deadline begins to run. */
export function setDeadline(state: TrackState, world: World, on: PlainDate, asked: Setting): TrackOutcome {
  const rules = legalRulesOf(world.policy);
  const { kind, offset = 0, ...rest } = asked;
  const number = (state.legal?.deadlines ?? []).filter((one) => one.kind === kind).length + 1 + offset;
  const rule = rules.deadlines[kind];
  const deadline = deadlineOf({ ...rest, kind, number, rule, calendar: world.calendar });
  return { type: 'deadlineSet', deadline, rule: `${rules.jurisdiction} ${kind}`, on };
}

export const taskOf = (state: TrackState, { id }: LegalDeadline): string => `${state.trackId}/${id}`;

/** Open deadlines of some kinds end; their tasks end with them. */
export function endDeadlines(
  state: TrackState,
  wanted: (deadline: LegalDeadline) => boolean,
  end: {
    readonly as: 'met' | 'dropped' | 'lapsed';
    readonly because: string;
    readonly by: string;
    readonly on: PlainDate;
  },
): TrackOutcome[] {
  const { by, on, as } = end;
  return (state.legal?.deadlines ?? [])
    .filter((one) => one.status !== 'met' && one.status !== 'dropped' && wanted(one))
    .flatMap((one): TrackOutcome[] => {
      const taskId = taskOf(state, one);
      const closed: TrackOutcome[] = taskId in state.tasks ? [{ type: 'taskClosed', taskId, result: as, by, on }] : [];
      // What has lapsed has lapsed; only its task ends.
      return one.status === 'lapsed' ? closed : [{ type: 'deadlineEnded', deadlineId: one.id, ...end }, ...closed];
    });
}
