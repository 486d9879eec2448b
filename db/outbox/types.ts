/** What a sender brings to a claim, and what it gets. */
import type { Channel, ContactEntry, Permission } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LetterNumber, LetterNumbers } from '../letterNumber.ts';
import type { PersonalData, PersonFacts } from '../person.ts';
import type { Queries } from '../pool.ts';
import type { Sealer } from '../seal.ts';
import type { NoticeRef } from './facts.ts';
import type { Outcome, Standing } from './settle.ts';

/** What one step of one loan wanted said. */
export interface Line extends NoticeRef {
  readonly template: string;
  /** Template of the letter that goes along with it; null: none does. */
  readonly attach: string | null;
  readonly rank: number;
  /** Figures, as the decision wrote them. */
  readonly line: unknown;
  /** Policy that the case is pinned to; null while it is unknown. */
  readonly policyHash: string | null;
  /** The recipient owes it; else they stand in for somebody. */
  readonly ownDebt: boolean;
}

/** May the message go out now? `log` holds every earlier contact, this transaction's included. */
export interface Ask {
  readonly person: PersonFacts;
  readonly channel: Channel;
  /** What the message says, the highest rung first. */
  readonly lines: readonly Pick<Line, 'caseId' | 'policyHash' | 'ownDebt'>[];
  readonly log: readonly ContactEntry[];
  readonly now: Instant;
}
export type Permitted = (q: Queries, ask: Ask) => Permission | Promise<Permission>;

/** A message with the personal data of its recipient, for as long as it takes to render it. */
export interface Draft {
  readonly reference: string;
  readonly channel: Channel;
  /** The template of the highest rung among the lines. */
  readonly template: string;
  readonly language: string;
  readonly recipient: PersonalData;
  readonly lines: readonly Line[];
  readonly timeZone: string;
  readonly now: Instant;
  /** What the register has for the letter that it is or brings along; null: it was not set yet. */
  readonly numbered: LetterNumber | null;
  readonly numbers: LetterNumbers;
}

/** `message` is what goes out; `content` is kept, sealed. `unsendable` names what is missing, never a value. */
export type Rendering<M> =
  | {
      readonly kind: 'ready';
      readonly message: M;
      readonly content: Uint8Array;
      /** The letter that goes along, kept as a document of its own. */
      readonly attached?: Uint8Array;
      /** What it costs: segments of an SMS, else 1. */
      readonly units?: number;
    }
  | { readonly kind: 'unsendable'; readonly code: string };

/**
 * Business time: the clock row of a demo, else the wall clock. `clock` is that row where it was read already, null where
 * there is none.
 */
export type BusinessTime = (q: Queries, clock?: Instant | null) => Promise<Instant>;

export interface ClaimOptions<M> {
  readonly channel: Channel;
  readonly epoch: number;
  /** Most messages to claim at once. */
  readonly limit: number;
  readonly sealer: Sealer;
  /** Zone of the lender, whose day a budget is for. Default UTC. */
  readonly timeZone?: string;
  readonly now: BusinessTime;
  /** The wall clock; a stale claim is told by it. */
  readonly wallNow: () => Instant;
  readonly permitted: Permitted;
  /** The sender will say when each message leaves (`leave`); until then it has surely not left. */
  readonly announced?: boolean;
  readonly render: (q: Queries, draft: Draft) => Rendering<M> | Promise<Rendering<M>>;
}

export interface Claim<M> extends Standing {
  readonly message: M;
}

/** What was settled without sending: not permitted, opted out, nothing left to say … */
export type Spared = 'held' | 'cancelled' | Outcome['kind'];

export type Claimed<M> =
  | { readonly kind: 'superseded' }
  | { readonly kind: 'stopped'; readonly reason: string }
  | {
      readonly kind: 'claimed';
      readonly claims: readonly Claim<M>[];
      readonly spared: readonly Spared[];
      /** Due, but their person was locked by someone else: to be tried again in a moment. */
      readonly busy: number;
      /** As many were found as were asked for: more may be due. */
      readonly more: boolean;
      /** The clock row of a demo as this claim read it; null where there is none. */
      readonly clock: Instant | null;
      readonly wake: readonly string[];
    };
