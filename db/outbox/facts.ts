/** Facts that sending has for the cases: inbox rows, unique by (event, case) for ever. */
import type { Instant } from '../../domain/instant.ts';
import { hashOf } from '../chain.ts';
import type { Queries } from '../pool.ts';

/** A line of a message, as far as a report about it needs to know. */
export interface NoticeRef {
  readonly key: string;
  readonly caseId: string;
  /** A later rung rests on proof of delivery. */
  readonly mustReach: boolean;
}

export type NoticeStatus = 'accepted' | 'delivered' | 'failed' | 'optedOut' | 'parked';

export interface Fact {
  readonly caseId: string;
  readonly eventId: string;
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Waits for the next wake instead of causing one. */
  readonly quiet: boolean;
}

/** What became of a message, told to the case of each of its lines. */
export function reported(
  lines: readonly NoticeRef[],
  status: NoticeStatus,
  at: Instant,
  code?: string,
  rule?: string,
): Fact[] {
  return lines.map(({ key, caseId, mustReach }) => ({
    caseId,
    eventId: `notice/${key}/${status}`,
    type: 'noticeReported',
    content: { key, status, at, ...(code === undefined ? {} : { code }), ...(rule === undefined ? {} : { rule }) },
    quiet: status === 'accepted' || (status === 'delivered' && !mustReach),
  }));
}

/** Permission moved the message to a later instant. */
export function held(lines: readonly NoticeRef[], until: Instant, rule: string, at: Instant): Fact[] {
  return lines.map(({ key, caseId }) => ({
    caseId,
    eventId: `noticeHeld/${key}/${until}`,
    type: 'noticeHeld',
    content: { key, until, rule, at },
    quiet: true,
  }));
}

/** The parameter that `insertFacts` reads. */
export const factRows = (facts: readonly Fact[]): string =>
  JSON.stringify(
    facts.map(({ caseId, eventId, type, content, quiet }) => ({
      case_id: caseId,
      event_id: eventId,
      type,
      content,
      content_hash: hashOf(content),
      quiet,
    })),
  );

/** Inserts facts from the parameters `rows` (see `factRows`) and `at`; `guard` is a relation of one row, or of none. */
export const insertFacts = (rows: string, at: string, guard: string): string =>
  `insert into inbox (case_id, event_id, kind, type, content, content_hash, quiet, received_at)
   select f.case_id, f.event_id, 'fact', f.type, f.content, f.content_hash, f.quiet, ${at}::timestamptz
     from jsonb_to_recordset(${rows}::jsonb)
       as f(case_id text, event_id text, type text, content jsonb, content_hash text, quiet boolean), ${guard}
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
