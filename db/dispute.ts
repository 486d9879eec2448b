/** Complaints and disputes. */
import type { PlainDate } from '../domain/date.ts';
import type { Dispute } from '../domain/disputeState.ts';
import type { Instant } from '../domain/instant.ts';
import { recordContactFact } from './contactFact.ts';
import type { Queries } from './pool.ts';

/** Brings the rows of a loan up to its state; called only for loans that have disputes. */
export async function writeDisputes(q: Queries, caseId: string, disputes: readonly Dispute[]): Promise<void> {
  await q.send(
    `insert into dispute (case_id, dispute_id, kind, about, owner_id, opened_on, answer_by, stops_contact, escalated,
       outcome, resolved_on)
     select $1, d.id, d.kind, d.about, d."ownerId", d."openedOn", d."answerBy", d."stopsContact",
            coalesce(d.escalated, false), d.outcome, d."resolvedOn"
       from jsonb_to_recordset($2) as d(id text, kind text, about text, "ownerId" text, "openedOn" date,
         "answerBy" date, "stopsContact" boolean, escalated boolean, outcome text, "resolvedOn" date)
     on conflict (dispute_id) do update set escalated = excluded.escalated, outcome = excluded.outcome,
       resolved_on = excluded.resolved_on
     where (dispute.escalated, dispute.outcome, dispute.resolved_on)
       is distinct from (excluded.escalated, excluded.outcome, excluded.resolved_on)`,
    [caseId, JSON.stringify(disputes)],
  );
}

export interface DisputeRow {
  readonly disputeId: string;
  readonly loanId: string;
  readonly debtorId: string;
  readonly kind: string;
  readonly about: string;
  readonly ownerId: string;
  readonly openedOn: PlainDate;
  readonly answerBy: PlainDate;
  readonly stopsContact: boolean;
  readonly escalated: boolean;
  readonly outcome: string | null;
  readonly resolvedOn: PlainDate | null;
}

/** Disputes by the day on which the answer is due, then id, after the last one of the page before. */
export async function listDisputes(
  q: Queries,
  filter: { readonly open?: boolean; readonly ownerId?: string; readonly loanId?: string },
  after: { readonly answerBy: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<DisputeRow[]> {
  return q.rows<DisputeRow>(
    `select d.dispute_id as "disputeId", v.loan_id as "loanId", v.debtor_id as "debtorId", d.kind, d.about,
            d.owner_id as "ownerId", d.opened_on as "openedOn", d.answer_by as "answerBy",
            d.stops_contact as "stopsContact", d.escalated, d.outcome, d.resolved_on as "resolvedOn"
       from dispute d join loan_view v on v.case_id = d.case_id
      where ($1::boolean is null or (d.outcome is null) = $1) and ($2::text is null or d.owner_id = $2)
        and ($3::text is null or v.loan_id = $3) and ($4::date is null or (d.answer_by, d.dispute_id) > ($4, $5))
      order by d.answer_by, d.dispute_id limit $6`,
    [
      filter.open ?? null,
      filter.ownerId ?? null,
      filter.loanId ?? null,
      after?.answerBy ?? null,
      after?.id ?? '',
      limit,
    ],
  );
}

/**
 * The hold on the person about this debt, which every channel and every call asks about, begins and ends with the
 * dispute. The person is locked by the decision already.
 */
export async function holdContact(
  q: Queries,
  held: { readonly disputeId: string; readonly personId: string; readonly loanId: string; readonly by: string },
  ended: boolean,
  at: Instant,
): Promise<readonly string[]> {
  const { disputeId, personId, loanId: debt, by: actor } = held;
  const content = { kind: ended ? 'released' : 'held', hold: 'dispute', debt } as const;
  const id = ended ? `${disputeId}/over` : disputeId;
  const recorded = await recordContactFact(q, { id, personId, actor, at, content });
  return recorded.kind === 'recorded' ? recorded.woken : [];
}
