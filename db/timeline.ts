/** The journal of a loan and of its tracks, with the messages that came of it. */
import type { Outcome } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import { loanCaseId } from './loanRecord.ts';
import type { Queries } from './pool.ts';

export interface TimelineMessage {
  readonly reference: string;
  readonly channel: string;
  readonly status: string;
  readonly providerId: string | null;
  readonly acceptedAt: Instant | null;
  readonly code: string | null;
  /** The document can be read. */
  readonly document: boolean;
  /** Other loans that the same message speaks of. */
  readonly withLoans: readonly string[];
}

export interface TimelineRow {
  readonly caseId: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: Outcome;
  readonly hash: string;
  readonly message: TimelineMessage | null;
}

/** Where a page ends: instant, case and sequence number of its last row. */
export interface TimelinePlace {
  readonly at: Instant;
  readonly caseId: string;
  readonly seq: number;
}

/**
 * Rows of the loan and of its tracks in the order in which they happened, after `from`; rows of one instant by case and
 * sequence. `newestFirst` turns the order round.
 */
export async function timeline(
  q: Queries,
  loanId: string,
  options: { readonly from: TimelinePlace | null; readonly limit: number; readonly newestFirst: boolean },
): Promise<TimelineRow[]> {
  const { from, limit, newestFirst } = options;
  const way = newestFirst ? 'desc' : 'asc';
  return q.rows<TimelineRow>(
    `select j.case_id as "caseId", j.seq, j.at, j.type, j.body, j.hash,
            case when o.id is not null then jsonb_build_object('reference', o.reference, 'channel', o.channel,
              'status', case when n.cancelled then 'cancelled' else o.status end, 'providerId', o.provider_id,
              'acceptedAt', o.accepted_at, 'code', o.code, 'document', o.document_id is not null,
              'withLoans', (select coalesce(jsonb_agg(distinct split_part(w.case_id, '/', 2)), '[]') from notice w
                             where w.outbox_id = o.id and not w.cancelled and w.case_id <> n.case_id)) end as message
       from journal j
       left join notice n on j.type = 'noticeDecided' and n.key = j.body->>'key'
       left join outbox o on o.id = n.outbox_id
      where j.case_id in (select $1 union all select t.case_id from track_view t where t.loan_case_id = $1)
        and ($2::timestamptz is null or (j.at, j.case_id, j.seq) ${newestFirst ? '<' : '>'} ($2, $3, $4))
      order by j.at ${way}, j.case_id ${way}, j.seq ${way} limit $5`,
    [loanCaseId(loanId), from?.at ?? null, from?.caseId ?? '', from?.seq ?? 0, limit],
  );
}

/** Rows of one case that is no loan, in their order, after the last one of the page before. */
export async function journalOf(
  q: Queries,
  caseId: string,
  after: number,
  limit: number,
): Promise<Omit<TimelineRow, 'message'>[]> {
  return q.rows<Omit<TimelineRow, 'message'>>(
    `select case_id as "caseId", seq, at, type, body, hash from journal where case_id = $1 and seq > $2
      order by seq limit $3`,
    [caseId, after, limit],
  );
}
