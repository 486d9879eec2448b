/** Partners as a list shows them: what lies with them, and how they performed what was demanded of them. */
import type { PlainDate } from '../domain/date.ts';
import { formatAmount } from '../domain/money.ts';
import type { Minor } from '../domain/money.ts';
import type { Queries } from './pool.ts';

export interface PartnerRow {
  readonly partnerId: string;
  /** Both null where no loan and no claim names it: an agency, or a partner that was marked before. */
  readonly role: string | null;
  readonly currency: string | null;
  readonly standing: 'performing' | 'notPerforming';
  /** Not counted on since; null while it is. */
  readonly since: PlainDate | null;
  readonly loans: number;
  readonly outstandingMinor: Minor;
  readonly openClaims: number;
  readonly openMinor: Minor;
  readonly demanded: number;
  readonly decided: number;
  readonly inTime: number;
  readonly late: number;
  readonly inPart: number;
  readonly notPerformed: number;
  readonly contested: number;
  readonly conceded: number;
  readonly demandedMinor: Minor;
  readonly receivedMinor: Minor;
  readonly meanDays: number | null;
}

export interface PartnerFilter {
  readonly role: string | null;
  readonly standing: 'performing' | 'notPerforming' | null;
  readonly partnerId: string | null;
}

/**
 * Partners by id and currency, after the last one of the page before. Decided: demanded and ended as performed, refused or
 * not performed; what the borrower cured, the lender took back or conceded says nothing about the partner.
 */
export async function listPartners(
  q: Queries,
  { role, standing, partnerId }: PartnerFilter,
  after: { readonly id: string; readonly currency: string } | null,
  limit: number,
): Promise<PartnerRow[]> {
  return q.rows<PartnerRow>(
    `with lent as (
       select partner_id, role, currency, count(*)::int as loans, sum(outstanding_minor)::bigint as outstanding
         from loan_partner where ($2::text is null or partner_id = $2) group by 1, 2, 3),
     asked as (
       select c.*, c.status in ('performed', 'refused', 'notPerformed') as is_decided, p.status = 'performed' as is_performed
         from claim c cross join lateral (select c.status) p
        where c.on_party <> 'guarantor' and c.partner_id is not null and ($2::text is null or c.partner_id = $2)),
     claimed as (
       select partner_id, on_party as role, currency,
              count(*) filter (where ended_on is null)::int as open_claims,
              coalesce(sum(greatest(demanded_minor - received_minor, 0)) filter (where ended_on is null), 0)::bigint as open,
              count(*) filter (where demanded_on is not null)::int as demanded,
              count(*) filter (where demanded_on is not null and is_decided)::int as decided,
              count(*) filter (where is_performed and completed_on <= due_by)::int as in_time,
              count(*) filter (where is_performed and (due_by is null or completed_on > due_by))::int as late,
              count(*) filter (where is_decided and not is_performed and received_minor > 0)::int as in_part,
              count(*) filter (where is_decided and not is_performed and received_minor <= 0)::int as not_performed,
              count(*) filter (where was_contested)::int as contested,
              count(*) filter (where status = 'conceded')::int as conceded,
              coalesce(sum(demanded_minor) filter (where demanded_on is not null and is_decided), 0)::bigint as demanded_sum,
              coalesce(sum(received_minor) filter (where demanded_on is not null and is_decided), 0)::bigint as received_sum,
              avg(completed_on - demanded_on) filter (where is_performed)::float8 as mean_days
         from asked group by 1, 2, 3)
     select coalesce(l.partner_id, c.partner_id, s.partner_id) as "partnerId", coalesce(l.role, c.role) as role,
            coalesce(l.currency, c.currency) as currency, coalesce(s.status, 'performing') as standing, s.since,
            coalesce(l.loans, 0) as loans,
            coalesce(l.outstanding, 0)::bigint as "outstandingMinor", coalesce(c.open_claims, 0) as "openClaims",
            coalesce(c.open, 0)::bigint as "openMinor", coalesce(c.demanded, 0) as demanded, coalesce(c.decided, 0) as decided,
            coalesce(c.in_time, 0) as "inTime", coalesce(c.late, 0) as late, coalesce(c.in_part, 0) as "inPart",
            coalesce(c.not_performed, 0) as "notPerformed", coalesce(c.contested, 0) as contested,
            coalesce(c.conceded, 0) as conceded, coalesce(c.demanded_sum, 0)::bigint as "demandedMinor",
            coalesce(c.received_sum, 0)::bigint as "receivedMinor", c.mean_days as "meanDays"
       from lent l full join claimed c using (partner_id, role, currency)
       full join (select * from partner_standing where $2::text is null or partner_id = $2) s
         on s.partner_id = coalesce(l.partner_id, c.partner_id)
      where ($1::text is null or coalesce(l.role, c.role) = $1)
        and ($6::text is null or coalesce(s.status, 'performing') = $6)
        and ($3::text is null
             or (coalesce(l.partner_id, c.partner_id, s.partner_id), coalesce(l.currency, c.currency, '')) > ($3, $4))
      order by 1, coalesce(l.currency, c.currency, '') limit $5`,
    [role, partnerId, after?.id ?? null, after?.currency ?? '', limit, standing],
  );
}

/** A row as it is shown: each share beside its denominator, null where there is none. */
export function partnerFigures(row: PartnerRow): Record<string, unknown> {
  const { outstandingMinor, openMinor, demandedMinor, receivedMinor, meanDays, ...counts } = row;
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const amount = (minor: Minor): string | null => (row.currency === null ? null : formatAmount(minor, row.currency));
  return {
    ...counts,
    outstanding: amount(outstandingMinor),
    openAmount: amount(openMinor),
    // What may be expected of it: nothing from one that does not perform.
    countedOnAmount: amount(row.standing === 'performing' ? openMinor : 0),
    demandedAmount: amount(demandedMinor),
    receivedAmount: amount(receivedMinor),
    performedShare: share(row.inTime + row.late, row.decided),
    inTimeShare: share(row.inTime, row.decided),
    receivedShare: share(receivedMinor, demandedMinor),
    contestedShare: share(row.contested, row.demanded),
    meanDays: meanDays === null ? null : Math.round(meanDays * 10) / 10,
  };
}
