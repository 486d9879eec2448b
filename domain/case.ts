import type { Instant } from './instant.ts';

/** Every kind of case; also the first part of its id: `loan/L000001`, `claim/L000001/1`. */
export const CASE_KINDS = ['loan', 'claim', 'legalAction', 'writeOff', 'collateral', 'partner', 'campaign'] as const;
export type CaseKindName = (typeof CASE_KINDS)[number];

export interface Actor {
  readonly id: string;
  readonly role: string;
  /** False until a sign-in exists for the channel that the command came through. */
  readonly authenticated: boolean;
}

/** What reaches a case: a fact has happened, a command asks. */
export interface CaseEvent {
  readonly id: string;
  readonly kind: 'fact' | 'command';
  readonly type: string;
  readonly receivedAt: Instant;
  readonly content: Readonly<Record<string, unknown>>;
  /** Who asks; null when the signature of a command did not verify. Facts have none. */
  readonly actor?: Actor | null;
}

/** One line of the journal, in business words. `type` chooses how the kind folds it. */
export interface Outcome {
  readonly type: string;
  readonly [field: string]: unknown;
}

export type Answer =
  | { readonly ok: true; readonly [field: string]: unknown }
  | { readonly ok: false; readonly code: string; readonly reason: string; readonly remedy: string };

export interface Applied<O extends Outcome> {
  readonly outcomes: readonly O[];
  readonly answer: Answer;
}

export interface Planned<O extends Outcome> {
  readonly outcomes: readonly O[];
  /** Null: nothing will happen by time alone. */
  readonly wakeAt: Instant | null;
  /** Why no step could be decided; the case is listed for a person. */
  readonly stuck?: string;
}

/**
 * A kind of case. All three functions are pure and total; `fold` consults neither rule nor clock, so outcomes that were
 * written under old rules stand for ever.
 */
export interface CaseKind<S, O extends Outcome, W> {
  readonly kind: CaseKindName;
  readonly schemaVersion: number;
  apply(state: S | null, event: CaseEvent, world: W, now: Instant): Applied<O>;
  plan(state: S, world: W, now: Instant): Planned<O>;
  fold(state: S | null, outcome: O): S;
  isClosed(state: S): boolean;
}

/** A refusal is an outcome too: it is written down, and changes nothing else. */
export const refuse = (code: string, reason: string, remedy: string): Answer => ({ ok: false, code, reason, remedy });
