/** Claims on dealers, insurers and guarantors, for lists and figures. */
import type { ClaimView } from '../domain/claimView.ts';
import type { PlainDate } from '../domain/date.ts';
import type { LoanTerms } from '../domain/loanState.ts';
import type { Minor } from '../domain/money.ts';
import type { Queries } from './pool.ts';

/** Brings the row of a claim up to its state. */
export async function writeClaim(q: Queries, caseId: string, view: ClaimView): Promise<void> {
  await q.run(
    `insert into claim select * from jsonb_populate_record(null::claim, $1)
     on conflict (case_id) do update set (loan_case_id, partner_id, on_party, demand, status, opened_on, demanded_on, due_by,
       completed_on, ended_on, was_contested, missing, currency, demanded_minor, received_minor, owed_minor,
       refunded_minor) = (excluded.loan_case_id, excluded.partner_id, excluded.on_party, excluded.demand, excluded.status,
       excluded.opened_on, excluded.demanded_on, excluded.due_by, excluded.completed_on, excluded.ended_on,
       excluded.was_contested, excluded.missing, excluded.currency, excluded.demanded_minor, excluded.received_minor,
       excluded.owed_minor, excluded.refunded_minor)`,
    [
      JSON.stringify({
        case_id: caseId,
        loan_case_id: view.loanCaseId,
        partner_id: view.partnerId,
        on_party: view.onParty,
        demand: view.demand,
        status: view.status,
        opened_on: view.openedOn,
        demanded_on: view.demandedOn,
        due_by: view.dueBy,
        completed_on: view.completedOn,
        ended_on: view.endedOn,
        was_contested: view.wasContested,
        missing: view.missing,
        currency: view.currency,
        demanded_minor: view.demandedMinor,
        received_minor: view.receivedMinor,
        owed_minor: view.owedMinor,
        refunded_minor: view.refundedMinor,
      }),
    ],
  );
}

/** The partners that a loan names, with what is outstanding on it; returns those of whom it has changed. */
export async function writePartnersOf(
  q: Queries,
  caseId: string,
  { dealerId, insurerId, contract }: LoanTerms,
  outstandingMinor: Minor,
): Promise<readonly string[]> {
  const named = Object.entries({ dealer: dealerId, insurer: insurerId }).filter(([, id]) => id !== null);
  if (named.length === 0) return [];
  const changed = await q.rows<{ id: string }>(
    `insert into loan_partner (case_id, partner_id, role, currency, outstanding_minor)
     select $1, p.id, p.role, $4, $5 from unnest($2::text[], $3::text[]) as p(role, id)
     on conflict (case_id, role) do update set outstanding_minor = excluded.outstanding_minor
       where loan_partner.outstanding_minor <> excluded.outstanding_minor returning partner_id as id`,
    [caseId, named.map(([role]) => role), named.map(([, id]) => id), contract.currency, outstandingMinor],
  );
  return [...new Set(changed.map(({ id }) => id))];
}

export interface ClaimRow {
  readonly claimId: string;
  readonly loanId: string;
  readonly partnerId: string | null;
  readonly on: string;
  readonly demand: string;
  readonly status: string;
  readonly openedOn: PlainDate;
  readonly demandedOn: PlainDate | null;
  readonly dueBy: PlainDate | null;
  readonly completedOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly contested: boolean;
  readonly missing: readonly string[];
  readonly currency: string;
  readonly demandedMinor: Minor;
  readonly receivedMinor: Minor;
  readonly owedMinor: Minor;
  readonly refundedMinor: Minor;
}

export interface ClaimFilter {
  /** `refund`: something is owed to a partner, or has to come back. */
  readonly list: 'open' | 'ended' | 'refund' | 'all';
  readonly partnerId?: string;
  readonly loanId?: string;
  readonly on?: string;
}

const lists: Readonly<Record<ClaimFilter['list'], string>> = {
  open: 'c.ended_on is null',
  ended: 'c.ended_on is not null',
  refund: 'c.owed_minor <> c.refunded_minor',
  all: 'true',
};

/** Claims by the day on which they were opened, then id, after the last one of the page before. */
export async function listClaims(
  q: Queries,
  filter: ClaimFilter,
  after: { readonly openedOn: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<ClaimRow[]> {
  return q.rows<ClaimRow>(
    `select c.case_id as "claimId", substr(c.loan_case_id, 6) as "loanId", c.partner_id as "partnerId", c.on_party as "on",
            c.demand, c.status, c.opened_on as "openedOn", c.demanded_on as "demandedOn", c.due_by as "dueBy",
            c.completed_on as "completedOn", c.ended_on as "endedOn", c.was_contested as "contested", c.missing, c.currency,
            c.demanded_minor as "demandedMinor", c.received_minor as "receivedMinor", c.owed_minor as "owedMinor",
            c.refunded_minor as "refundedMinor"
       from claim c
      where ${lists[filter.list]} and ($1::text is null or c.partner_id = $1)
        and ($2::text is null or c.loan_case_id = 'loan/' || $2) and ($3::text is null or c.on_party = $3)
        and ($4::date is null or (c.opened_on, c.case_id) > ($4, $5))
      order by c.opened_on, c.case_id limit $6`,
    [
      filter.partnerId ?? null,
      filter.loanId ?? null,
      filter.on ?? null,
      after?.openedOn ?? null,
      after?.id ?? '',
      limit,
    ],
  );
}
