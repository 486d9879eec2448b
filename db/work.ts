/** What waits for people, and what was said to people. */
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

export interface TaskRow {
  readonly id: string;
  readonly caseId: string;
  /** '' where it is about no single loan. */
  readonly loanId: string;
  readonly kind: string;
  readonly step: string;
  readonly personId: string | null;
  readonly role: string;
  readonly openedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly status: string;
  readonly result: string | null;
  /** Who works on it; the claim may have run out. */
  readonly claimedBy: string | null;
  readonly claimedUntil: Instant | null;
  /** The person is called back then. */
  readonly callAt: Instant | null;
  readonly escalatedOn: PlainDate | null;
}

export interface TaskFilter {
  readonly status?: string;
  readonly role?: string;
  /** Any of these kinds. */
  readonly kinds?: readonly string[];
  readonly loanId?: string;
  readonly dueBy?: PlainDate;
}

const loanOfCase = (column: string): string =>
  `case when ${column} like 'loan/%' then substr(${column}, 6) when split_part(${column}, '/', 1) in ('partner', 'campaign') then ''
        else split_part(${column}, '/', 2) end`;

const taskColumns = `t.id, t.case_id as "caseId", ${loanOfCase('t.case_id')} as "loanId", t.kind, t.step,
  t.person_id as "personId", t.role, t.opened_on as "openedOn", t.due_on as "dueOn", t.status, t.result,
  t.claimed_by as "claimedBy", t.claimed_until as "claimedUntil", t.call_at as "callAt", t.escalated_on as "escalatedOn"`;

/** Tasks by due day, then id, after the last one of the page before. */
export async function listTasks(
  q: Queries,
  filter: TaskFilter,
  after: { readonly dueOn: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<TaskRow[]> {
  return q.rows<TaskRow>(
    `select ${taskColumns} from task t
      where ($1::text is null or t.status = $1) and ($2::text is null or t.role = $2)
        and ($3::text[] is null or t.kind = any($3)) and ($4::text is null or ${loanOfCase('t.case_id')} = $4)
        and ($5::date is null or t.due_on <= $5) and ($6::date is null or (t.due_on, t.id) > ($6, $7))
      order by t.due_on, t.id limit $8`,
    [
      filter.status ?? null,
      filter.role ?? null,
      filter.kinds ?? null,
      filter.loanId ?? null,
      filter.dueBy ?? null,
      after?.dueOn ?? null,
      after?.id ?? '',
      limit,
    ],
  );
}

/** One task; null when there is none of that id. */
export async function readTask(q: Queries, id: string): Promise<TaskRow | null> {
  return q.row<TaskRow>(`select ${taskColumns} from task t where t.id = $1`, [id]);
}

export interface MessageRow {
  readonly id: number;
  readonly reference: string;
  readonly personId: string;
  readonly channel: string;
  readonly template: string;
  readonly status: string;
  readonly notBefore: Instant;
  readonly providerId: string | null;
  readonly code: string | null;
  readonly acceptedAt: Instant | null;
  readonly documentId: string | null;
  readonly notices: readonly { key: string; caseId: string; step: string; cancelled: boolean }[];
}

export interface MessageFilter {
  readonly status?: string;
  readonly channel?: string;
  readonly personId?: string;
  readonly loanId?: string;
}

const messageColumns = `o.id, o.reference, o.person_id as "personId", o.channel, o.template, o.status,
  o.not_before as "notBefore", o.provider_id as "providerId", o.code, o.accepted_at as "acceptedAt",
  o.document_id as "documentId",
  (select coalesce(jsonb_agg(jsonb_build_object('key', n.key, 'caseId', n.case_id, 'step', n.step,
     'cancelled', n.cancelled) order by n.rank desc, n.key), '[]') from notice n where n.outbox_id = o.id) as notices`;

/** Messages, newest first, before the id of the page before (null: from the newest). */
export async function listMessages(
  q: Queries,
  filter: MessageFilter,
  before: number | null,
  limit: number,
): Promise<MessageRow[]> {
  return q.rows<MessageRow>(
    `select ${messageColumns} from outbox o
      where ($1::text is null or o.status = $1) and ($2::text is null or o.channel = $2)
        and ($3::text is null or o.person_id = $3)
        and ($4::text is null or exists (select from notice n where n.outbox_id = o.id
              and (n.case_id = 'loan/' || $4 or split_part(n.case_id, '/', 2) = $4)))
        and ($5::bigint is null or o.id < $5)
      order by o.id desc limit $6`,
    [filter.status ?? null, filter.channel ?? null, filter.personId ?? null, filter.loanId ?? null, before, limit],
  );
}

/** One message by its reference; null when there is none. */
export async function readMessage(q: Queries, reference: string): Promise<MessageRow | null> {
  return q.row<MessageRow>(`select ${messageColumns} from outbox o where o.reference = $1`, [reference]);
}
