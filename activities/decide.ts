import type { Answer, CaseEvent, Outcome } from '../domain/case.ts';
import { refuse } from '../domain/case.ts';
import { addMilliseconds } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import * as file from '../db/caseFile.ts';
import type { AppliedEvent, LockedCase, WaitingEvent } from '../db/caseFile.ts';
import { hashOf } from '../db/chain.ts';
import { BEHIND, stopSends } from '../db/engineState.ts';
import type { Db, Queries } from '../db/pool.ts';
import { sqlState } from '../db/pool.ts';
import { readStage } from '../db/derived.ts';
import type { SignedCommand } from '../db/signature.ts';
import { kindOf } from './kinds.ts';
import { worldOf } from './world.ts';
import type { WorldDeps } from './world.ts';
import { write } from './writeDecision.ts';
import type { Done } from './writeDecision.ts';

/** Where the engine's history of a case ends: what it has seen of the journal. */
export interface Witness {
  readonly seq: number;
  readonly head: string;
}

export interface DecideRequest {
  readonly caseId: string;
  readonly epoch: number;
  readonly after: Witness;
  /** Commands handed in with this wake; facts are found in the inbox. */
  readonly commands: readonly SignedCommand[];
  /** The workflow's own time, never the database's. */
  readonly now: Instant;
  readonly runId: string;
}

export interface DecideAnswer {
  readonly after: Witness;
  /** Every committed row after the `seq` that was handed in: `seq type hash`. */
  readonly rows: readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
  /** Null: no timer. In a demo the clock tells the case when it is due. */
  readonly wakeAt: Instant | null;
  readonly closed: boolean;
  /** Something is due this very moment or waits in the inbox: decide again at once. */
  readonly again: boolean;
  /** For the engine's own lists; null when nothing was written since. */
  readonly stage: string | null;
  /** Set when this run must end or wait: another epoch runs the case, or the journal lacks what the history has. */
  readonly stop?: 'superseded' | 'unknown' | 'journalBehind' | 'newerSchema';
}

export interface DecideDeps extends WorldDeps {
  readonly db: Db;
  readonly verify: (command: SignedCommand) => boolean;
  /** Version of the code, written beside each row. */
  readonly build: string;
  /** Signals other cases (with start) after the commit; losing that is harmless, the sweeper finds their inbox rows. */
  readonly poke: (caseIds: readonly string[]) => void;
}

/** One decision about one case in one transaction (design.md, "decide"). Throws codes only, never data. */
export class DecideFailed extends Error {
  override readonly name = 'DecideFailed';
}

export function createDecide(deps: DecideDeps): (request: DecideRequest) => Promise<DecideAnswer> {
  return async (request) => {
    try {
      const { answer, woken } = await deps.db.tx((q) => decideIn(q, deps, request));
      if (woken.length > 0) deps.poke(woken);
      return answer;
    } catch (error) {
      if (error instanceof DecideFailed) throw error;
      // A driver's message can hold a row's values, and a history is plain to read: the code is all that leaves.
      const code = sqlState(error);
      throw new DecideFailed(code === null ? codeOf(error) : `DATABASE_${code}`);
    }
  };
}

function codeOf(error: unknown): string {
  const word = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^[A-Z][A-Z0-9_]{2,40}$/.test(word)) return word;
  return error instanceof Error && /^[A-Z][A-Z0-9_]{2,60}$/.test(error.message) ? error.message : 'DECIDE_FAILED';
}

interface Decided {
  readonly answer: DecideAnswer;
  readonly woken: readonly string[];
}

async function decideIn(q: Queries, deps: DecideDeps, request: DecideRequest): Promise<Decided> {
  const row = await file.lockCase(q, request.caseId);
  if (row !== null && request.epoch < row.epoch) return stopped(request, 'superseded');
  if (await isAhead(q, request, row)) {
    if (row !== null) await file.touchCase(q, row.id, null, request.now, BEHIND);
    // What was sent since is not known here: nothing more leaves until a person has looked (design.md, "decide").
    await stopSends(q, BEHIND);
    return stopped(request, 'journalBehind');
  }
  if (row === null) return stopped(request, 'unknown');
  if (row.stuck === BEHIND) return stopped(request, 'journalBehind');
  const kind = kindOf(row.kind);
  if (row.schemaVersion > kind.schemaVersion) return stopped(request, 'newerSchema');
  const now = timeOf(row, request.now);
  const handed = await handIn(q, request, now);
  const waiting = request.commands.length === 0 ? row.waiting : await file.waitingEvents(q, row.id);
  const events = waiting.map((event) => withActor(event, deps.verify, row.id));
  const world = await worldOf(q, deps, row, events);
  let state = row.state;
  const outcomes: Outcome[] = [];
  const applied: AppliedEvent[] = [];
  const fold = (added: readonly Outcome[]): void => {
    for (const outcome of added) state = kind.fold(state, outcome);
    outcomes.push(...added);
  };
  for (const event of events) {
    const result = kind.apply(state, event, world, now);
    fold(result.outcomes);
    applied.push({ id: event.id, seq: row.seq + outcomes.length, answer: result.answer });
  }
  let wakeAt: Instant | null = null;
  let cannot: string | null = null;
  if (state !== null) {
    const plan = kind.plan(state, world, now);
    fold(plan.outcomes);
    wakeAt = plan.wakeAt;
    cannot = plan.stuck ?? null;
  }
  const closed = state !== null && kind.isClosed(state);
  const { wake, stuck } = notInThePast(wakeAt, now);
  const done = await write(q, deps, request, row, {
    now,
    state,
    outcomes,
    applied,
    wake,
    closed,
    stuck: stuck ?? cannot,
  });
  const more = events.length >= file.MOST_EVENTS;
  return {
    answer: {
      ...(await answerFor(q, request, row, done, handed)),
      wakeAt: row.mode === 'demo' ? null : wake,
      closed,
      again: more,
    },
    woken: done.woken,
  };
}

/** The engine knows what the database lacks: it was restored to the past, its case file or its epoch. */
async function isAhead(q: Queries, { caseId, epoch, after }: DecideRequest, row: LockedCase | null): Promise<boolean> {
  if (row !== null && epoch > row.epoch) return true;
  if (after.seq === 0) return false;
  // The usual case: the history ends where the journal does.
  const head = after.seq === row?.seq ? row.head : await file.hashAt(q, caseId, after.seq);
  return head !== after.head;
}

const HOUR_MS = 3_600_000;

function stopped(request: DecideRequest, stop: NonNullable<DecideAnswer['stop']>): Decided {
  const { after } = request;
  // A command never goes without an answer, not even where nothing can be decided.
  const answers = Object.fromEntries(
    request.commands.map(({ id }) => [
      id,
      stop === 'unknown'
        ? refuse('CASE_UNKNOWN', `there is no case ${request.caseId}`, 'check the id')
        : stop === 'superseded'
          ? refuse('RUN_SUPERSEDED', 'another epoch of the engine runs the case', 'send the command again in a moment')
          : refuse('CASE_STOPPED', `the case cannot be decided now: ${stop}`, 'send it again when that is resolved'),
    ]),
  );
  const answer = {
    after,
    rows: [],
    answers,
    wakeAt: null,
    closed: stop === 'unknown',
    again: false,
    stage: null,
    stop,
  };
  return { answer, woken: [] };
}

/** Business time: the workflow's own, or the clock row of a demo; never behind the case's last decision. */
function timeOf(row: LockedCase, now: Instant): Instant {
  const asked = row.mode === 'demo' ? (row.clockNow ?? now) : now;
  return row.decidedAt !== null && row.decidedAt > asked ? row.decidedAt : asked;
}

/** Puts the commands that were handed in into the inbox; ids that were used with other content are refused. */
async function handIn(q: Queries, request: DecideRequest, now: Instant): Promise<ReadonlySet<string>> {
  const commands = request.commands.map((command) => {
    const content = { command };
    return { id: command.id, type: command.type, content, contentHash: hashOf(content) };
  });
  return file.acceptCommands(q, request.caseId, commands, now);
}

/** The actor of a command, if its signature verifies for this very case. */
function withActor(event: WaitingEvent, verify: (command: SignedCommand) => boolean, caseId: string): CaseEvent {
  if (event.kind === 'fact') return event;
  const { command } = event.content as { readonly command: SignedCommand };
  const genuine =
    command.caseId === caseId && command.id === event.id && command.type === event.type && verify(command);
  return { ...event, content: command.content, actor: genuine ? command.actor : null };
}

/** A wake that is not later than now would spin: an hour, and the case is listed as stuck. */
function notInThePast(wakeAt: Instant | null, now: Instant): { wake: Instant | null; stuck: string | null } {
  if (wakeAt === null || wakeAt > now) return { wake: wakeAt, stuck: null };
  return { wake: addMilliseconds(now, HOUR_MS), stuck: 'WAKE_NOT_LATER' };
}

/**
 * From rows that stand when this transaction does, never from what this attempt did: an attempt whose answer was lost
 * loses nothing.
 */
async function answerFor(
  q: Queries,
  request: DecideRequest,
  row: LockedCase,
  done: Done,
  reused: ReadonlySet<string>,
): Promise<Pick<DecideAnswer, 'after' | 'rows' | 'answers' | 'stage'>> {
  const missed = request.after.seq < row.seq ? await file.rowsBetween(q, row.id, request.after.seq, row.seq) : [];
  const rows = [...missed, ...done.rows];
  const last = rows.at(-1);
  const ids = request.commands.map((command) => command.id);
  const answers = await file.answersOf(q, row.id, ids);
  for (const id of reused)
    answers[id] = refuse('ID_REUSED', `the id ${id} was used with other content`, 'send it under an id of its own');
  return {
    after: last === undefined ? request.after : { seq: last.seq, head: last.hash },
    rows: rows.map(({ seq, type, hash }) => `${seq} ${type} ${hash.slice(0, 16)}`),
    answers,
    stage: done.stage ?? (missed.length > 0 ? await readStage(q, row.id) : null),
  };
}
