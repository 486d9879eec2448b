/** Suits: their deadlines as a calendar, and what their file shows. */
import type { PlainDate } from '../domain/date.ts';
import type { DeadlineView } from '../domain/legalView.ts';
import type { TrackState } from '../domain/trackState.ts';
import type { Queries } from './pool.ts';

/** Brings the deadlines of a legal action up to its state; called only for those that have some. */
export async function writeDeadlines(
  q: Queries,
  caseId: string,
  loanCaseId: string,
  deadlines: readonly DeadlineView[],
): Promise<void> {
  await q.send(
    `insert into legal_deadline (case_id, loan_case_id, deadline_id, kind, of, counted_from, due_on, moved, owner_role,
       owner_id, escalated, reminded_on, status)
     select $1, $2, d."deadlineId", d.kind, d.of, d."from", d."dueOn", d.moved, d.owner, d."ownerId", d.escalated,
            d."remindedOn", d.status
       from jsonb_to_recordset($3) as d("deadlineId" text, kind text, of text, "from" date, "dueOn" date, moved text,
         owner text, "ownerId" text, escalated boolean, "remindedOn" date, status text)
     on conflict (case_id, deadline_id) do update set due_on = excluded.due_on, moved = excluded.moved,
       owner_id = excluded.owner_id, escalated = excluded.escalated, reminded_on = excluded.reminded_on,
       status = excluded.status
     where (legal_deadline.due_on, legal_deadline.moved, legal_deadline.owner_id, legal_deadline.escalated,
            legal_deadline.reminded_on, legal_deadline.status)
       is distinct from (excluded.due_on, excluded.moved, excluded.owner_id, excluded.escalated, excluded.reminded_on,
                         excluded.status)`,
    [caseId, loanCaseId, JSON.stringify(deadlines)],
  );
}

export interface CalendarRow {
  readonly dueOn: PlainDate;
  readonly trackId: string;
  readonly loanId: string;
  readonly branch: string;
  readonly debtorId: string;
  /** `appeal/1`; of the filing itself: `filing`. */
  readonly deadlineId: string;
  readonly kind: string;
  readonly of: string | null;
  readonly from: PlainDate;
  readonly moved: string | null;
  readonly owner: string;
  readonly ownerId: string | null;
  readonly escalated: boolean;
  readonly status: string;
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly policyId: string;
  readonly policyVersion: number;
}

export interface CalendarFilter {
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly status?: string;
  readonly loanId?: string;
  /** A role or a person. */
  readonly owner?: string;
  readonly branch?: string;
}

/**
 * What is due when over all suits: deadlines, suits to be filed and approvals that are waited for; by day, then legal
 * action, then deadline, after the last one of the page before.
 */
export async function legalCalendar(
  q: Queries,
  filter: CalendarFilter,
  after: { readonly dueOn: PlainDate; readonly trackId: string; readonly deadlineId: string } | null,
  limit: number,
): Promise<CalendarRow[]> {
  return q.rows<CalendarRow>(
    `select d.due_on as "dueOn", d.case_id as "trackId", v.loan_id as "loanId", v.branch, v.debtor_id as "debtorId",
            d.deadline_id as "deadlineId", d.kind, d.of, d.counted_from as "from", d.moved, d.owner_role as owner,
            d.owner_id as "ownerId", d.escalated, d.status, c.state->'legal'->>'court' as court,
            c.state->'legal'->>'caseNumber' as "caseNumber", v.policy_id as "policyId",
            v.policy_version as "policyVersion"
       from (select due_on, case_id, loan_case_id, deadline_id, kind, of, counted_from, moved, owner_role, owner_id,
                    escalated, status from legal_deadline
              union all
             select k.due_on, k.case_id, t.loan_case_id, substr(k.id, length(k.case_id) + 2), k.kind, null, k.opened_on,
                    null, k.role, null, k.escalated_on is not null, k.status
               from task k join track_view t on t.case_id = k.case_id and t.kind = 'legalAction'
              where k.kind in ('filing', 'approval', 'preservationApproval') and k.status = 'open') d
       join loan_view v on v.case_id = d.loan_case_id join case_file c on c.id = d.case_id
      where ($1::date is null or d.due_on >= $1) and ($2::date is null or d.due_on <= $2)
        and ($3::text is null or d.status = $3) and ($4::text is null or v.loan_id = $4)
        and ($5::text is null or d.owner_role = $5 or d.owner_id = $5) and ($6::text is null or v.branch = $6)
        and ($7::date is null or (d.due_on, d.case_id, d.deadline_id) > ($7, $8, $9))
      order by d.due_on, d.case_id, d.deadline_id limit $10`,
    [
      filter.from ?? null,
      filter.to ?? null,
      filter.status ?? null,
      filter.loanId ?? null,
      filter.owner ?? null,
      filter.branch ?? null,
      after?.dueOn ?? null,
      after?.trackId ?? '',
      after?.deadlineId ?? '',
      limit,
    ],
  );
}

/** The case file of a legal action; null when there is none of that id. */
export async function readSuit(q: Queries, trackId: string): Promise<TrackState | null> {
  const row = await q.row<{ state: TrackState | null }>(
    `select state from case_file where id = $1 and kind = 'legalAction'`,
    [trackId],
  );
  return row?.state ?? null;
}
