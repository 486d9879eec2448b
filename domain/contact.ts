import { cappedUntil, openDay } from './contact/cap.ts';
import { questionOf, same } from './contact/question.ts';
import type { Question } from './contact/question.ts';
import { dayMs, piecesBetween } from './contact/clock.ts';
import type { Piece } from './contact/clock.ts';
import { refuses } from './contact/refusals.ts';
import { closedUntil, inconvenientUntil } from './contact/times.ts';
import type {
  ContactAsk,
  ContactEntry,
  ContactRule,
  ContactRules,
  ContactSubject,
  HoldKind,
  Permission,
} from './contact/types.ts';
import { fromMilliseconds, toMilliseconds } from './instant.ts';
import type { Instant } from './instant.ts';

export * from './contact/types.ts';

export interface PermitOptions {
  /** How wrong our clock may be: every window is narrowed by it on both sides. Default 0. */
  readonly skewAllowanceMs?: number;
}

/** Someone whose times leave no moment open within this span is never to be contacted. */
const horizonDays = 400;

/** End of the last closed stretch of a rule that meets `[loMs, hiMs]`, Infinity when it has none, undefined when open. */
type ClosedUntil = (loMs: number, hiMs: number) => number | undefined;

interface Closing {
  readonly rule: ContactRule;
  readonly until: ClosedUntil;
}

const inEveryPiece =
  (question: Question, until: (piece: Piece, loMs: number, hiMs: number) => number | undefined): ClosedUntil =>
  (loMs, hiMs) => {
    let endMs: number | undefined;
    for (const piece of piecesBetween(question.spans, loMs, hiMs)) {
      const pieceMs = until(piece, Math.max(loMs, piece.fromMs), Math.min(hiMs, piece.toMs - 1));
      if (pieceMs !== undefined) endMs = Math.max(endMs ?? -Infinity, pieceMs);
    }
    return endMs;
  };

function heldUntil(kinds: readonly HoldKind[], question: Question): ClosedUntil | undefined {
  const holds = (question.subject.holds ?? [])
    .filter(({ kind, debt }) => kinds.includes(kind) && same(debt, question.ask.debt))
    .map(({ from, until }) => ({
      fromMs: from === undefined ? -Infinity : toMilliseconds(from),
      toMs: until === undefined ? Infinity : toMilliseconds(until),
    }));
  if (holds.length === 0) return undefined;
  return (loMs, hiMs) => {
    let endMs: number | undefined;
    for (const { fromMs, toMs } of holds) {
      if (fromMs <= hiMs && toMs > loMs) endMs = Math.max(endMs ?? -Infinity, toMs);
    }
    return endMs;
  };
}

/** The part of a rule that opens and closes with time; undefined when it has none in this case. */
function closingOf(rule: ContactRule, question: Question): ClosedUntil | undefined {
  switch (rule.kind) {
    case 'hours':
      return inEveryPiece(question, (piece, loMs, hiMs) => closedUntil(rule, question, piece, loMs, hiMs));
    case 'inconvenient':
      if (question.subject.inconvenientTimes === undefined) return undefined;
      return inEveryPiece(question, (piece, loMs, hiMs) => inconvenientUntil(question, piece, loMs, hiMs));
    case 'holds':
      return heldUntil(rule.holds, question);
    case 'cap': {
      const day = openDay(rule, question);
      return day === undefined ? undefined : inEveryPiece(question, (piece, loMs) => cappedUntil(day, piece, loMs));
    }
    case 'optOut':
    case 'consent':
    case 'bounced':
    case 'thirdParty':
    case 'refusal':
    case 'disclosure':
    case 'optOutNotice':
      return undefined;
  }
}

/** The first instant from `ms` on that one rule leaves open, or Infinity beyond the horizon. */
function openFrom(until: ClosedUntil, question: Question, ms: number): number {
  let openMs = ms;
  for (;;) {
    const endMs = until(openMs - question.skewMs, openMs + question.skewMs);
    if (endMs === undefined) return openMs;
    openMs = endMs + question.skewMs;
    if (openMs > question.askMs + horizonDays * dayMs) return Infinity;
  }
}

function latest(
  closings: readonly Closing[],
  question: Question,
  ms: number,
): { ms: number; rule: ContactRule } | undefined {
  let last: { ms: number; rule: ContactRule } | undefined;
  for (const { rule, until } of closings) {
    const openMs = openFrom(until, question, ms);
    if (openMs > (last?.ms ?? ms)) last = { ms: openMs, rule };
  }
  return last;
}

/**
 * May we contact this person about this debt on this channel at this instant (domain.md §5)? Pure: the answer follows
 * from the arguments alone, and asking is not contacting. Entries of the log later than the asked instant are ignored.
 *
 * `never` names the first rule, in the order of the set, that refuses for good. `notBefore` gives the earliest instant
 * at which the same ask is allowed with the present log. It names the rule which, of all that are closed at the asked
 * instant, opens last, ties by the order of the set: a call refused for a talk six days ago names the talk, although
 * it then also waits for the morning.
 */
export function permit(
  rules: ContactRules,
  subject: ContactSubject,
  log: readonly ContactEntry[],
  ask: ContactAsk,
  options?: PermitOptions,
): Permission {
  const question = questionOf(subject, log, ask, options?.skewAllowanceMs ?? 0);
  const refusing = rules.rules.find((rule) => refuses(rule, question));
  if (refusing !== undefined) return { answer: 'never', rule: refusing.id };
  const closings = rules.rules.flatMap((rule) => {
    const until = closingOf(rule, question);
    return until === undefined ? [] : [{ rule, until }];
  });
  const first = latest(closings, question, question.askMs);
  if (first === undefined) return { answer: 'allowed' };
  let next: typeof first | undefined = first;
  let atMs = question.askMs;
  while (next !== undefined) {
    if (next.ms > question.askMs + horizonDays * dayMs) return { answer: 'never', rule: next.rule.id };
    atMs = next.ms;
    next = latest(closings, question, atMs);
  }
  return { answer: 'notBefore', at: fromMilliseconds(atMs), rule: first.rule.id };
}

export type Earliest =
  | { readonly answer: 'at'; readonly at: Instant; readonly movedBy?: string }
  | { readonly answer: 'never'; readonly rule: string };

/**
 * The first instant from the wanted one (`ask.at`) on at which the contact is permitted, for planning; `movedBy` is
 * the rule that moved it. With the present log: what happens until then may move it further.
 */
export function earliestPermitted(
  rules: ContactRules,
  subject: ContactSubject,
  log: readonly ContactEntry[],
  ask: ContactAsk,
  options?: PermitOptions,
): Earliest {
  const permission = permit(rules, subject, log, ask, options);
  switch (permission.answer) {
    case 'allowed':
      return { answer: 'at', at: fromMilliseconds(toMilliseconds(ask.at)) };
    case 'notBefore':
      return { answer: 'at', at: permission.at, movedBy: permission.rule };
    case 'never':
      return permission;
  }
}
