/** The case file as one `decide` sees it: locked, read, and written back in the same transaction. */
import type { Answer, CaseEvent } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import type { LoanState } from '../domain/loan.ts';
import type { ChainedRow } from './chain.ts';
import type { PartnersNotPerforming } from '../domain/partnerState.ts';
import type { ContactEntry } from '../domain/contact.ts';
import { entriesOf, entryColumns } from './contactLog.ts';
import type { LoggedEntry } from './contactLog.ts';
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
  /** The debtors, and the parties that the state names. */
  readonly people: readonly PersonFacts[];
  /** Earlier contacts of those who are persons, by id, over all their loans. */
  readonly contacts: ReadonlyMap<string, readonly ContactEntry[]>;
  /** What waits in the inbox. */
  readonly waiting: readonly WaitingEvent[];
  /** Keys of the case's notices that nobody has claimed, locked so that a cancellation of this transaction is certain. */
  readonly queuedKeys: readonly string[];
  /** Of the partners that the state names, those that do not perform, as their own cases say; null when all do. */
  readonly notPerforming: PartnersNotPerforming | null;
}

/** Of the terms only these are taken out: to turn all of them into text costs more than the rest of the statement. */
const partyFields = ['guarantorId', 'dealerId', 'insurerId', 'partnerId'].map((field) => `"${field}"`);
const partyRecord = partyFields.map((field) => `${field} text`);

/** What opens a case comes first, then facts, then commands, each in the order of arrival. */
const waitingEventRows = `
  select n, event_id as id, kind, type, content, received_at as "receivedAt" from inbox
   where case_id = $1 and applied_seq is null order by kind = 'command', type <> 'opened', n limit ${MOST_EVENTS}`;

/** Everything at once: each round trip holds the locks on the debtors. The snapshot is taken after they were locked. */
const READ_CASE = `
with queued as (
  select n.key from notice n join outbox o on o.id = n.outbox_id
   where n.case_id = $1 and not n.cancelled and o.status = 'queued' order by o.id for update of o),
party as (
  select ${factColumns} from person p
   where p.id in (select unnest(person_ids) from case_file where id = $1
                  union select unnest(array[${partyFields.join(', ')}])
                          from case_file f, jsonb_to_record(nullif(f.state->'terms', 'null')) as t(${partyRecord.join(', ')})
                         where f.id = $1
                  union select c->'representative'->>'personId' from case_file f, jsonb_array_elements(f.state->'circumstances') c
                         where f.id = $1)),
contact as (
  select ${entryColumns} from contact_log l where l.person_id in (select id from party where kind = 'person'))
select c.id, c.kind, c.person_ids as "personIds", c.policy_hash as "policyHash", c.state,
       c.schema_version as "schemaVersion", c.seq, c.head, c.wake_at as "wakeAt", c.decided_at as "decidedAt",
       c.stuck, d.mode, d.epoch, k.now as "clockNow",
       (select coalesce(jsonb_agg(party order by id), '[]') from party) as people,
       (select coalesce(jsonb_agg(contact order by at, n), '[]') from contact) as contacts,
       (select coalesce(jsonb_agg(event), '[]') from (${waitingEventRows}) as event) as waiting,
       array(select key from queued) as "queuedKeys",
       (select jsonb_object_agg(substr(s.id, 9), s.state->'notPerforming') from case_file s
         where s.id in (select 'partner/' || party.id from party where party.kind = 'partner')
           and s.state ? 'notPerforming') as "notPerforming"
  from case_file c cross join deployment d left join clock k on true where c.id = $1 for no key update of c`;

/** Locks the people of a case by id, then its row (design.md, "decide"). Null when there is no such case. */
export async function lockCase(q: Queries, caseId: string): Promise<LockedCase | null> {
  await q.send(
    `select 1 from person p
      where p.id = any (select unnest(person_ids) from case_file where id = $1) order by p.id for no key update`,
    [caseId],
  );
  type Read = Omit<LockedCase, 'contacts'> & { readonly contacts: readonly LoggedEntry[] };
  const row = await q.row<Read>(READ_CASE, [caseId]);
  if (row === null) return null;
  return { ...row, waiting: row.waiting.map(withInstant), contacts: entriesOf(row.contacts) };
}

/** An instant that came inside JSON is written as the rest of the program writes it. */
const withInstant = (event: WaitingEvent): WaitingEvent => ({
  ...event,
  receivedAt: new Date(event.receivedAt).toISOString(),
});

/** The loan that a track (`claim/L1/2`) belongs to, read without a lock: what was read is journalled with the decision. */
export const loanOf = (q: Queries, trackId: string): Promise<LoanState | null> =>
  readLoanState(q, trackId.split('/').slice(1, -1).join('/'));

/** The loan that a case, loan or track, is about; null where there is none. */
export const loanAbout = (q: Queries, caseId: string): Promise<LoanState | null> =>
  caseId.startsWith('loan/') ? readLoanState(q, caseId.slice('loan/'.length)) : loanOf(q, caseId);

async function readLoanState(q: Queries, loanId: string): Promise<LoanState | null> {
  const row = await q.row<{ state: LoanState | null }>('select state from case_file where id = $1', [`loan/${loanId}`]);
  return row?.state ?? null;
}

export interface WaitingEvent extends Omit<CaseEvent, 'actor'> {
  readonly n: number;
}

/** What waits for the case now. */
export async function waitingEvents(q: Queries, caseId: string): Promise<WaitingEvent[]> {
  return q.rows<WaitingEvent>(waitingEventRows, [caseId]);
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

export interface AppliedEvent {
  readonly id: string;
  readonly seq: number;
  readonly answer: Answer;
}

const markApplied = (caseId: string, applied: string): string => `
  update inbox i set applied_seq = a.seq, answer = a.answer
    from jsonb_to_recordset(${applied}) as a(id text, seq int, answer jsonb)
   where i.case_id = ${caseId} and i.event_id = a.id`;

/** The stored answers of events, by id. */
export async function answersOf(q: Queries, caseId: string, ids: readonly string[]): Promise<Record<string, Answer>> {
  if (ids.length === 0) return {};
  const rows = await q.rows<{ id: string; answer: Answer }>(
    `select event_id as id, answer from inbox where case_id = $1 and event_id = any($2) and answer is not null`,
    [caseId, ids],
  );
  return Object.fromEntries(rows.map(({ id, answer }) => [id, answer]));
}

/** Rows that an earlier decide wrote, as the answer of a decide carries them: after one number, up to another. */
export async function rowsBetween(
  q: Queries,
  caseId: string,
  after: number,
  last: number,
): Promise<{ seq: number; type: string; hash: string }[]> {
  return q.rows('select seq, type, hash from journal where case_id = $1 and seq > $2 and seq <= $3 order by seq', [
    caseId,
    after,
    last,
  ]);
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

/** Journal rows, applied events and the case row, in one statement. */
export async function writeCase(
  q: Queries,
  row: WrittenCase,
  rows: readonly ChainedRow[],
  madeBy: Record<string, unknown>,
  applied: readonly AppliedEvent[],
): Promise<void> {
  await q.send(
    `with marked as (${markApplied('$1', '$11')}),
     written as (
       insert into journal (case_id, seq, at, type, body, made_by, prev, hash)
       select r."caseId", r.seq, r.at, r.type, r.body, $13, r.prev, r.hash
         from jsonb_to_recordset($12) as r("caseId" text, seq int, at timestamptz, type text, body jsonb, prev text, hash text))
     update case_file set state = $2, schema_version = $3, policy_hash = $4, seq = $5, head = $6, wake_at = $7,
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
      JSON.stringify(applied),
      JSON.stringify(rows),
      JSON.stringify(madeBy),
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
  applied: readonly AppliedEvent[] = [],
): Promise<void> {
  await q.send(
    `with marked as (${markApplied('$1', '$5')})
     update case_file set wake_at = $2, decided_at = $3, stuck = $4 where id = $1`,
    [caseId, wakeAt, decidedAt, stuck, JSON.stringify(applied)],
  );
}
