/** What the API needs of the deployment that serves it. */
import type { SetBundle } from '../policies/bundle.ts';
import type { Policy } from '../domain/policy.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Db } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import type { SignedCommand, UnsignedCommand } from '../db/signature.ts';
import type { Cases } from '../engine/cases.ts';
import type { CallDesk } from './callDesk.ts';
import type { Counts } from './metrics.ts';
import type { TemplateDesk } from './templateDesk.ts';

/** The virtual clock of a demo. */
export interface ClockState {
  readonly now: Instant;
  readonly paused: boolean;
  /** It stops there by itself; null: it goes on. */
  readonly until: Instant | null;
  /** Ceiling; null: as fast as the book settles. */
  readonly daysPerSecond: number | null;
}

/** Moves the clock of a demo; whoever plays it implements this. */
export interface ClockControl {
  get(): Promise<ClockState>;
  pause(): Promise<ClockState>;
  /** Goes on, up to an instant if one is given. */
  resume(until?: Instant): Promise<ClockState>;
  /** Lives through everything up to the instant, as fast as it settles; never back. */
  jump(to: Instant): Promise<ClockState>;
  speed(daysPerSecond: number | null): Promise<ClockState>;
}

/** A checked policy and the hash that loans are pinned to. */
export interface ServedPolicy {
  readonly policy: Policy;
  readonly hash: string;
}

export interface ApiDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly cases: Cases;
  readonly sign: (command: UnsignedCommand) => SignedCommand;
  readonly mode: 'live' | 'demo';
  /** The policies that new loans can be started on, by id. */
  readonly policies: ReadonlyMap<string, ServedPolicy>;
  readonly calendarOf: (id: string) => Calendar;
  /** Zone and currency of the lender, for what belongs to no known loan. */
  readonly lender: { readonly timeZone: string; readonly currency: string };
  /** Most messages and calls a second, by channel, as the settings say; what is left out has no limit of ours. */
  readonly rates?: Readonly<Record<string, number>>;
  /** Where people call from; without it calls are listed and not dialled. */
  readonly calls?: CallDesk;
  /** What messages are made from; without it templates cannot be looked at here. */
  readonly templates?: TemplateDesk;
  /** Sets files of suits; without it none can be taken here. */
  readonly bundles?: { readonly set: SetBundle; readonly sender: Readonly<Record<'zh-CN' | 'en', string>> };
  /** Null in live mode: real time cannot be moved. */
  readonly clock: ClockControl | null;
  /** Asked by `/readyz` besides the database; each throws when its part is not well. */
  readonly checks?: Readonly<Record<string, () => Promise<void>>>;
  /** Shown beside a loan: the page of its workflow in the engine's own console. */
  readonly engineUrlOf?: (caseId: string) => string;
  /** Names under which a proxy may reach the API, besides those of the loopback. */
  readonly hosts?: readonly string[];
  /** The wall clock; tests set it. */
  readonly wallNow?: () => Instant;
  /** So long an answer is waited for before the caller is told to ask again, in milliseconds. */
  readonly answerWithinMs?: number;
  /** Requests from `info` on, warnings from `warn` on; to a file, else to standard output. Left out: nothing. */
  readonly log?: { readonly level: 'info' | 'warn'; readonly file?: string };
  /** What providers told this process, for `/metrics`. */
  readonly counts?: Counts;
}
