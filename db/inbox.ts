/** What reaches a case: inbox rows, unique by (event, case) for ever. The only code that puts facts there. */
import type { Answer } from '../domain/case.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import { hashOf } from './chain.ts';
import type { Queries } from './pool.ts';

export interface Fact {
  readonly caseId: string;
  readonly eventId: string;
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Waits for the next wake instead of causing one. */
  readonly quiet: boolean;
  /** The message that it is about: told only if that changes in the same statement. */
  readonly outboxId?: number;
}

/** The parameter that `insertFacts` reads. */
export const factRows = (facts: readonly Fact[]): string =>
  JSON.stringify(
    facts.map(({ caseId, eventId, type, content, quiet, outboxId }) => ({
      case_id: caseId,
      event_id: eventId,
      type,
      content,
      content_hash: hashOf(content),
      quiet,
      outbox_id: outboxId,
    })),
  );

/** Inserts facts from the parameters `rows` (see `factRows`) and `at`: those that a row of `guard` allows. */
export const insertFacts = (rows: string, at: string, guard: string, allows = 'true'): string =>
  `insert into inbox (case_id, event_id, kind, type, content, content_hash, quiet, received_at)
   select f.case_id, f.event_id, 'fact', f.type, f.content, f.content_hash, f.quiet, ${at}::timestamptz
     from jsonb_to_recordset(${rows}::jsonb)
       as f(case_id text, event_id text, type text, content jsonb, content_hash text, quiet boolean, outbox_id bigint),
            ${guard} where ${allows}
       order by f.case_id, f.event_id
   on conflict (case_id, event_id) do nothing returning case_id, quiet`;

/** Writes facts; what is there already is left as it is. Returns the cases that must be woken. */
export async function tell(q: Queries, facts: readonly Fact[], at: Instant): Promise<string[]> {
  if (facts.length === 0) return [];
  const told = await q.rows<{ case_id: string; quiet: boolean }>(insertFacts('$1', '$2', '(select 1) as always'), [
    factRows(facts),
    at,
  ]);
  return [...new Set(told.filter(({ quiet }) => !quiet).map((row) => row.case_id))];
}

/** `reused`: the id was used with other content, which is refused; `duplicate`: the very same fact stands already. */
export type Acceptance = 'accepted' | 'duplicate' | 'reused';

/** Accepts one fact. What was taken in with the start of a loan, or is held for a later day, counts as known too. */
export async function acceptFact(q: Queries, fact: Fact, at: Instant): Promise<Acceptance> {
  const known = await knownAs(q, fact);
  if (known !== null) return known;
  if ((await q.run(insertFacts('$1', '$2', '(select 1) as always'), [factRows([fact]), at])) > 0) return 'accepted';
  const row = await q.row<{ content: Fact['content'] }>(
    'select content from inbox where case_id = $1 and event_id = $2',
    [fact.caseId, fact.eventId],
  );
  return row !== null && sameFact(row.content, fact.content) ? 'duplicate' : 'reused';
}

/** A payment that waited for its loan has its currency beside it, and is still the same payment. */
const withoutCurrency = (content: Fact['content']): Fact['content'] =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'currency'));

const sameFact = (left: Fact['content'], right: Fact['content']): boolean =>
  hashOf(withoutCurrency(left)) === hashOf(withoutCurrency(right));

/** Holds a posting of a demo until the instant at which it is booked. */
export async function holdFact(q: Queries, fact: Fact, postAt: Instant): Promise<Acceptance> {
  const known = await knownAs(q, fact);
  if (known !== null) return known;
  const { eventId, caseId, content } = fact;
  const added = await q.run(
    `insert into held_posting (event_id, case_id, content, post_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [eventId, caseId, JSON.stringify(content), postAt],
  );
  return added > 0 ? 'accepted' : ((await knownAs(q, fact)) ?? 'reused');
}

/** An import knows ids that no inbox has: postings in the start of a loan, and those that a demo holds. */
async function knownAs(q: Queries, { caseId, eventId, type, content }: Fact): Promise<Acceptance | null> {
  if (type !== 'posting') return null;
  const row = await q.row<{ hash: string | null; heldCase: string | null; held: Fact['content'] }>(
    `select m.content_hash as hash, h.case_id as "heldCase", h.content as held
       from (select $1::text as id) e
       left join imported m on m.kind = 'payment' and m.id = e.id
       left join held_posting h on h.event_id = e.id and not h.posted`,
    [eventId],
  );
  if (row === null || (row.hash === null && row.heldCase === null)) return null;
  const same =
    row.hash === hashOf({ caseId, posting: withoutCurrency(content) }) ||
    (row.heldCase === caseId && sameFact(row.held, content));
  return same ? 'duplicate' : 'reused';
}

export interface Received {
  readonly type: string;
  /** Null while no decide has taken it. */
  readonly appliedSeq: number | null;
  readonly answer: Answer | null;
  /** The case that it is for exists. */
  readonly known: boolean;
}

/** What became of an event; null when it never arrived. */
export async function received(q: Queries, caseId: string, eventId: string): Promise<Received | null> {
  return q.row<Received>(
    `select i.type, i.applied_seq as "appliedSeq", i.answer, c.id is not null as known
       from inbox i left join case_file c on c.id = i.case_id where i.case_id = $1 and i.event_id = $2`,
    [caseId, eventId],
  );
}

/** What a command said that came before under this id; null when none did. */
export async function commandContent(
  q: Queries,
  caseId: string,
  id: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  const row = await q.row<{ content: Readonly<Record<string, unknown>> }>(
    `select content->'command'->'content' as content from inbox
      where case_id = $1 and event_id = $2 and kind = 'command'`,
    [caseId, id],
  );
  return row?.content ?? null;
}

export interface Unmatched {
  readonly n: number;
  readonly caseId: string;
  readonly eventId: string;
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly receivedAt: Instant;
}

/** Facts whose case nobody has opened yet, in the order of arrival, after the `n` of the page before. */
export async function unmatched(q: Queries, after: number, limit: number): Promise<Unmatched[]> {
  return q.rows<Unmatched>(
    `select i.n, i.case_id as "caseId", i.event_id as "eventId", i.type, i.content, i.received_at as "receivedAt"
       from inbox i where i.applied_seq is null and i.kind = 'fact' and i.n > $1
        and not exists (select from case_file c where c.id = i.case_id) order by i.n limit $2`,
    [after, limit],
  );
}

/** What waited for a case wakes it from now on; for the moment after case and fact were written side by side. */
export async function wakeAside(q: Queries, caseId: string): Promise<boolean> {
  const woken = await q.run(
    `update inbox set quiet = false where case_id = $1 and quiet and type = 'posting' and applied_seq is null
        and exists (select from case_file c where c.id = $1)`,
    [caseId],
  );
  return woken > 0;
}

/** The booking date with which a posting of that id came before; null when none did. */
export async function bookedBefore(q: Queries, caseId: string, eventId: string): Promise<PlainDate | null> {
  const row = await q.row<{ on: PlainDate | null }>(
    `select content->>'bookedOn' as on from inbox where case_id = $1 and event_id = $2`,
    [caseId, eventId],
  );
  return row?.on ?? null;
}
