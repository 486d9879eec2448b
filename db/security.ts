/** Further security that borrowers are asked for. */
import type { PlainDate } from '../domain/date.ts';
import type { SecurityAsk } from '../domain/securityState.ts';
import type { Queries } from './pool.ts';

/** Brings the rows of a loan up to its state; called only for loans that were asked for some. */
export async function writeSecurities(q: Queries, caseId: string, all: readonly SecurityAsk[]): Promise<void> {
  const rows = all.map(({ id, wanted, askedOn, dueOn, ended }) => ({
    ...{ id, wanted, askedOn, dueOn, status: ended?.as ?? 'open', endedOn: ended?.on ?? null },
  }));
  await q.run(
    `insert into security_ask (security_id, case_id, wanted, asked_on, due_on, status, ended_on)
     select r.id, $1, r.wanted, r."askedOn", r."dueOn", r.status, r."endedOn"
       from jsonb_to_recordset($2) as r(id text, wanted text, "askedOn" date, "dueOn" date, status text, "endedOn" date)
     on conflict (security_id) do update set status = excluded.status, ended_on = excluded.ended_on
     where (security_ask.status, security_ask.ended_on) is distinct from (excluded.status, excluded.ended_on)`,
    [caseId, JSON.stringify(rows)],
  );
}

export interface SecurityRow {
  readonly securityId: string;
  readonly loanId: string;
  readonly debtorId: string;
  readonly branch: string;
  readonly wanted: string;
  readonly askedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly status: string;
  readonly endedOn: PlainDate | null;
}

/** By the last day on which it is in time, then id, after the last one of the page before. */
export async function listSecurities(
  q: Queries,
  filter: { readonly status?: string; readonly loanId?: string; readonly branch?: string },
  after: { readonly dueOn: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<SecurityRow[]> {
  return q.rows<SecurityRow>(
    `select s.security_id as "securityId", v.loan_id as "loanId", v.debtor_id as "debtorId", v.branch, s.wanted,
            s.asked_on as "askedOn", s.due_on as "dueOn", s.status, s.ended_on as "endedOn"
       from security_ask s join loan_view v on v.case_id = s.case_id
      where ($1::text is null or s.status = $1) and ($2::text is null or v.loan_id = $2)
        and ($3::text is null or v.branch = $3) and ($4::date is null or (s.due_on, s.security_id) > ($4, $5))
      order by s.due_on, s.security_id limit $6`,
    [filter.status ?? null, filter.loanId ?? null, filter.branch ?? null, after?.dueOn ?? null, after?.id ?? '', limit],
  );
}
