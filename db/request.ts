/** What people asked for loans and others decide. */
import { approvers } from '../domain/approval.ts';
import type { PlainDate } from '../domain/date.ts';
import type { LoanRequest } from '../domain/requestState.ts';
import type { Queries } from './pool.ts';

/** Brings the rows of a loan up to its state; called only for loans that have requests. */
export async function writeRequests(q: Queries, caseId: string, requests: readonly LoanRequest[]): Promise<void> {
  const rows = requests.map(({ id, kind, askedOn, approval, atStakeMinor, ended }) => ({
    ...{ id, kind, maker: approval.maker, askedOn, dueOn: approval.dueOn, atStakeMinor },
    ...{ approvals: approvers(approval), approvers: approval.rule.approvers },
    ...{ status: ended?.as ?? 'open', endedOn: ended?.on ?? null },
  }));
  await q.send(
    `insert into loan_request (case_id, request_id, kind, maker, asked_on, due_on, at_stake_minor, approvals, approvers,
       status, ended_on)
     select $1, r.id, r.kind, r.maker, r."askedOn", r."dueOn", r."atStakeMinor", r.approvals, r.approvers, r.status,
            r."endedOn"
       from jsonb_to_recordset($2) as r(id text, kind text, maker text, "askedOn" date, "dueOn" date,
         "atStakeMinor" bigint, approvals int, approvers int, status text, "endedOn" date)
     on conflict (request_id) do update set approvals = excluded.approvals, status = excluded.status,
       ended_on = excluded.ended_on
     where (loan_request.approvals, loan_request.status, loan_request.ended_on)
       is distinct from (excluded.approvals, excluded.status, excluded.ended_on)`,
    [caseId, JSON.stringify(rows)],
  );
}

export interface RequestRow {
  readonly requestId: string;
  readonly loanId: string;
  readonly debtorId: string;
  readonly branch: string;
  readonly currency: string;
  readonly kind: string;
  readonly maker: string;
  readonly askedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly atStakeMinor: number;
  readonly approvals: number;
  readonly approvers: number;
  readonly status: string;
  readonly endedOn: PlainDate | null;
}

/** Requests by the day on which they should be decided, then id, after the last one of the page before. */
export async function listRequests(
  q: Queries,
  filter: { readonly open?: boolean; readonly kind?: string; readonly loanId?: string; readonly branch?: string },
  after: { readonly dueOn: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<RequestRow[]> {
  return q.rows<RequestRow>(
    `select r.request_id as "requestId", v.loan_id as "loanId", v.debtor_id as "debtorId", v.branch, v.currency, r.kind,
            r.maker, r.asked_on as "askedOn", r.due_on as "dueOn", r.at_stake_minor as "atStakeMinor", r.approvals,
            r.approvers, r.status, r.ended_on as "endedOn"
       from loan_request r join loan_view v on v.case_id = r.case_id
      where ($1::boolean is null or (r.status = 'open') = $1) and ($2::text is null or r.kind = $2)
        and ($3::text is null or v.loan_id = $3) and ($4::text is null or v.branch = $4)
        and ($5::date is null or (r.due_on, r.request_id) > ($5, $6))
      order by r.due_on, r.request_id limit $7`,
    [
      filter.open ?? null,
      filter.kind ?? null,
      filter.loanId ?? null,
      filter.branch ?? null,
      after?.dueOn ?? null,
      after?.id ?? '',
      limit,
    ],
  );
}
