/** Loans called in as a whole. */
import type { Acceleration } from '../domain/accelerationState.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Queries } from './pool.ts';

/** Brings the rows of a loan up to its state; called only for loans that were called in. */
export async function writeAccelerations(q: Queries, caseId: string, all: readonly Acceleration[]): Promise<void> {
  const rows = all.map(({ id, requestId, ground, decidedOn, parties, effectiveOn, inEffect, corrected, ended }) => ({
    ...{ id, requestId, ground, decidedOn, status: ended?.as ?? (inEffect === undefined ? 'announced' : 'inEffect') },
    ...{ parties: parties.length, received: parties.filter(({ receivedOn }) => receivedOn !== undefined).length },
    ...{ effectiveOn: inEffect?.on ?? effectiveOn ?? null, amountMinor: inEffect?.amountMinor ?? null },
    ...{ corrected: corrected === true, endedOn: ended?.on ?? null },
  }));
  await q.run(
    `insert into acceleration (acceleration_id, case_id, request_id, ground, decided_on, status, parties, received,
       effective_on, amount_minor, corrected, ended_on)
     select r.id, $1, r."requestId", r.ground, r."decidedOn", r.status, r.parties, r.received, r."effectiveOn",
            r."amountMinor", r.corrected, r."endedOn"
       from jsonb_to_recordset($2) as r(id text, "requestId" text, ground text, "decidedOn" date, status text, parties int,
         received int, "effectiveOn" date, "amountMinor" bigint, corrected boolean, "endedOn" date)
     on conflict (acceleration_id) do update set status = excluded.status, received = excluded.received,
       effective_on = excluded.effective_on, amount_minor = excluded.amount_minor, corrected = excluded.corrected,
       ended_on = excluded.ended_on
     where (acceleration.status, acceleration.received, acceleration.effective_on, acceleration.amount_minor,
            acceleration.corrected, acceleration.ended_on)
       is distinct from (excluded.status, excluded.received, excluded.effective_on, excluded.amount_minor,
            excluded.corrected, excluded.ended_on)`,
    [caseId, JSON.stringify(rows)],
  );
}

export interface AccelerationRow {
  readonly accelerationId: string;
  readonly loanId: string;
  readonly debtorId: string;
  readonly branch: string;
  readonly currency: string;
  readonly ground: string;
  readonly decidedOn: PlainDate;
  readonly status: string;
  readonly parties: number;
  readonly received: number;
  readonly effectiveOn: PlainDate | null;
  readonly amountMinor: number | null;
  readonly corrected: boolean;
  readonly endedOn: PlainDate | null;
}

/** By the day on which all falls due, unknown days last, then id, after the last one of the page before. */
export async function listAccelerations(
  q: Queries,
  filter: { readonly status?: string; readonly loanId?: string; readonly branch?: string },
  after: { readonly on: string; readonly id: string } | null,
  limit: number,
): Promise<AccelerationRow[]> {
  return q.rows<AccelerationRow>(
    `select a.acceleration_id as "accelerationId", v.loan_id as "loanId", v.debtor_id as "debtorId", v.branch, v.currency,
            a.ground, a.decided_on as "decidedOn", a.status, a.parties, a.received, a.effective_on as "effectiveOn",
            a.amount_minor as "amountMinor", a.corrected, a.ended_on as "endedOn"
       from acceleration a join loan_view v on v.case_id = a.case_id
      where ($1::text is null or a.status = $1) and ($2::text is null or v.loan_id = $2)
        and ($3::text is null or v.branch = $3)
        and ($4::date is null or (coalesce(a.effective_on, 'infinity'::date), a.acceleration_id) > ($4, $5))
      order by coalesce(a.effective_on, 'infinity'::date), a.acceleration_id limit $6`,
    [filter.status ?? null, filter.loanId ?? null, filter.branch ?? null, after?.on ?? null, after?.id ?? '', limit],
  );
}
