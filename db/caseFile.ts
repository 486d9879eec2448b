/** The case file as one `decide` sees it: locked, read, and written back in the same transaction. */
import type { Answer, CaseEvent } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import type { LoanState } from '../domain/loan.ts';
import type { ChainedRow } from './chain.ts';
import { factColumns } from './person.ts';
import type { PersonFacts } from './person.ts';
import type { Queries } from './pool.ts';

/** At most so many events are applied in one transaction. */
export const MOST_EVENTS = 500;

export interface LockedCase {
  readonly id: string;
  readonly kind: string;
  readonly personIds: readonly string[];
  readonly policyHash: string;
  readonly state: unknown;
  readonly schemaVersion: number;
  readonly seq: number;
  readonly head: string;
  readonly wakeAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly stuck: string | null;
  readonly mode: 'live' | 'demo';
  readonly epoch: number;
  readonly clockNow: Instant | null;
  readonly people: readonly PersonFacts[];
}

/** Locks the people of a case by id, then its row (design.md, "decide"). Null when there is no such case. */
export async function lockCase(q: Queries, caseId: string): Promise<LockedCase | null> {
  const people = await q.rows<PersonFacts>(
    `select ${factColumns} from person p
      where p.id = any (select unnest(person_ids) from case_file where id = $1) order by p.id for no key update`,
    [caseId],
  );
  const row = await q.row<Omit<LockedCase, 'people'>>(
    `select c.id, c.kind, c.person_ids as "personIds", c.policy_hash as "policyHash", c.state,
            c.schema_version as "schemaVersion", c.seq, c.head, c.wake_at as "wakeAt", c.decided_at as "decidedAt",
            c.stuck, d.mode, d.epoch, k.now as "clockNow"
       from case_file c cross join deployment d left join clock k on true where c.id = $1 for no key update of c`,
    [caseId],
  );
  return row === null ? null : { ...row, people };
}

/** The loan that a track (`claim/L1/2`) belongs to, read without a lock: what was read is journalled with the decision. */
export async function loanOf(q: Queries, trackId: string): Promise<LoanState | null> {
  const loanCaseId = `loan/${trackId.split('/').slice(1, -1).join('/')}`;
  return (
    (await q.row<{ state: LoanState | null }>('select state from case_file where id = $1', [loanCaseId]))?.state ?? null
  );
}

export interface WaitingEvent extends Omit<CaseEvent, 'actor'> {
  readonly n: number;
}

/** What waits for the case: what opens it, then facts, then commands, each in the order of arrival. */
export async function waitingEvents(q: Queries, caseId: string): Promise<WaitingEvent[]> {
  return q.rows<WaitingEvent>(
    `select n, event_id as id, kind, type, content, received_at as "receivedAt" from inbox
      where case_id = $1 and applied_seq is null order by kind = 'command', type <> 'opened', n limit ${MOST_EVENTS}`,
    [caseId],
  );
}

/** Keys of the case's notices that nobody has claimed, locked so that a cancellation of this transaction is certain. */
export async function queuedKeys(q: Queries, caseId: string): Promise<string[]> {
  const rows = await q.rows<{ key: string }>(
    `select n.key from notice n join outbox o on o.id = n.outbox_id
      where n.case_id = $1 and not n.cancelled and o.status = 'queued' order by o.id for update of o`,
    [caseId],
  );
  return rows.map((row) => row.key);
}

/** A command put into the inbox by the decide that was handed it; false when its id was used with other content. */
export async function acceptCommands(
  q: Queries,
  caseId: string,
  commands: readonly { id: string; type: string; content: unknown; contentHash: string }[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const reused = new Set<string>();
  for (const { id, type, content, contentHash } of commands) {
    const row = await q.row<{ content_hash: string }>(
      `with added as (
         insert into inbox (case_id, event_id, kind, type, content, content_hash, received_at)
         values ($1, $2, 'command', $3, $4, $5, $6) on conflict (case_id, event_id) do nothing returning content_hash)
       select content_hash from added
       union all select content_hash from inbox where case_id = $1 and event_id = $2`,
      [caseId, id, type, JSON.stringify(content), contentHash, now],
    );
    if (row?.content_hash !== contentHash) reused.add(id);
  }
  return reused;
}

export async function markApplied(
  q: Queries,
  caseId: string,
  applied: readonly { id: string; seq: number; answer: Answer }[],
): Promise<void> {
  if (applied.length === 0) return;
  await q.run(
    `update inbox i set applied_seq = a.seq, answer = a.answer
       from jsonb_to_recordset($2) as a(id text, seq int, answer jsonb) where i.case_id = $1 and i.event_id = a.id`,
    [caseId, JSON.stringify(applied)],
  );
}

/** The stored answers of events, by id. */
export async function answersOf(q: Queries, caseId: string, ids: readonly string[]): Promise<Record<string, Answer>> {
  if (ids.length === 0) return {};
  const rows = await q.rows<{ id: string; answer: Answer }>(
    `select event_id as id, answer from inbox where case_id = $1 and event_id = any($2) and answer is not null`,
    [caseId, ids],
  );
  return Object.fromEntries(rows.map(({ id, answer }) => [id, answer]));
}

export async function appendJournal(
  q: Queries,
  rows: readonly ChainedRow[],
  madeBy: Record<string, unknown>,
): Promise<void> {
  if (rows.length === 0) return;
  await q.run(
    `insert into journal (case_id, seq, at, type, body, made_by, prev, hash)
     select r."caseId", r.seq, r.at, r.type, r.body, $2, r.prev, r.hash
       from jsonb_to_recordset($1) as r("caseId" text, seq int, at timestamptz, type text, body jsonb, prev text, hash text)`,
    [JSON.stringify(rows), JSON.stringify(madeBy)],
  );
}

/** Committed rows after a sequence number, as the answer of a decide carries them. */
export async function rowsAfter(
  q: Queries,
  caseId: string,
  seq: number,
): Promise<{ seq: number; type: string; hash: string }[]> {
  return q.rows(`select seq, type, hash from journal where case_id = $1 and seq > $2 order by seq`, [caseId, seq]);
}

/** The hash of one row; '' for 0, null when the journal does not have it. */
export async function hashAt(q: Queries, caseId: string, seq: number): Promise<string | null> {
  if (seq === 0) return '';
  return (
    (await q.row<{ hash: string }>('select hash from journal where case_id = $1 and seq = $2', [caseId, seq]))?.hash ??
    null
  );
}

export interface WrittenCase {
  readonly id: string;
  readonly state: unknown;
  readonly schemaVersion: number;
  readonly policyHash: string;
  readonly seq: number;
  readonly head: string;
  readonly wakeAt: Instant | null;
  readonly closed: boolean;
  readonly decidedAt: Instant;
  readonly stuck: string | null;
}

export async function writeCase(q: Queries, row: WrittenCase): Promise<void> {
  await q.run(
    `update case_file set state = $2, schema_version = $3, policy_hash = $4, seq = $5, head = $6, wake_at = $7,
            closed = $8, decided_at = $9, stuck = $10 where id = $1`,
    [
      row.id,
      JSON.stringify(row.state),
      row.schemaVersion,
      row.policyHash,
      row.seq,
      row.head,
      row.wakeAt,
      row.closed,
      row.decidedAt,
      row.stuck,
    ],
  );
}

/** Only when to look again and when it was looked at: nothing was written down. */
export async function touchCase(
  q: Queries,
  caseId: string,
  wakeAt: Instant | null,
  decidedAt: Instant,
  stuck: string | null,
): Promise<void> {
  await q.run('update case_file set wake_at = $2, decided_at = $3, stuck = $4 where id = $1', [
    caseId,
    wakeAt,
    decidedAt,
    stuck,
  ]);
}
