import type { ContactResult } from './contact/types.ts';

/** Two calls make one: the collector's own phone is called first, then the debtor's is connected to it. */
export type CallLeg = 'collector' | 'debtor';

/** What the provider says of one leg, in its own words (Twilio, "Call resource", status). */
export const LEG_STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'answered',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
] as const;
export type LegStatus = (typeof LEG_STATUSES)[number];

/** What is known of a call from the provider. Fields are absent while nothing was said. */
export interface CallLegs {
  readonly collector?: LegStatus;
  readonly debtor?: LegStatus;
  /** Who answered the debtor's leg: `human`, `machine_start`, `fax`, `unknown` … */
  readonly answeredBy?: string;
  readonly durationSeconds?: number;
}

export interface LegWord {
  readonly leg: CallLeg;
  readonly status: LegStatus;
  readonly answeredBy?: string;
  readonly durationSeconds?: number;
}

const rank: Readonly<Record<LegStatus, number>> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  answered: 3,
  canceled: 4,
  failed: 5,
  busy: 6,
  'no-answer': 7,
  // Were two ends told, the one that counts most against us holds.
  completed: 8,
};

/** The legs after one more word, whatever the order in which words come and however often. */
export function afterWord(legs: CallLegs, { leg, status, answeredBy, durationSeconds }: LegWord): CallLegs {
  const known = legs[leg];
  const newer = known === undefined || rank[status] > rank[known];
  const debtor = leg === 'debtor';
  return {
    ...legs,
    ...(newer ? { [leg]: status } : {}),
    ...(debtor && answeredBy !== undefined && legs.answeredBy === undefined ? { answeredBy } : {}),
    ...(debtor && durationSeconds !== undefined
      ? { durationSeconds: Math.max(durationSeconds, legs.durationSeconds ?? 0) }
      : {}),
  };
}

const isOver = (status: LegStatus | undefined): boolean => status !== undefined && rank[status] >= rank.canceled;

/** Where a call stands, in one word for lists. */
export type CallStanding = 'dialling' | 'ringing' | 'talking' | 'ended' | 'notPlaced';

export function standingOf(legs: CallLegs): CallStanding {
  if (isOver(legs.debtor)) return 'ended';
  if (legs.debtor !== undefined && rank[legs.debtor] >= rank.answered) return 'talking';
  if (legs.debtor === 'ringing') return 'ringing';
  // The debtor's phone is called only once the collector has answered.
  if (isOver(legs.collector))
    return legs.debtor === undefined && legs.collector !== 'completed' ? 'notPlaced' : 'ended';
  return 'dialling';
}

/**
 * How the attempt counts, as far as the provider knows. `unknown`: it may still become a conversation and is counted
 * as one. `none`: the debtor's phone was surely never called.
 */
export function contactOf(legs: CallLegs): ContactResult | 'unknown' | 'none' {
  switch (legs.debtor) {
    case 'completed':
      return /^(?:machine|fax)/u.test(legs.answeredBy ?? '') ? 'voicemail' : 'conversation';
    case 'busy':
      return 'busy';
    case 'no-answer':
    case 'canceled':
      return 'no-answer';
    case 'failed':
      return 'out-of-service';
    case 'queued':
    case 'initiated':
    case 'ringing':
    case 'in-progress':
    case 'answered':
      return 'unknown';
    default:
      return standingOf(legs) === 'notPlaced' ? 'none' : 'unknown';
  }
}
