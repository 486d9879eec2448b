/** Dealers and insurers: what lies with them, and how they performed what was demanded of them. */
import { formatAmount } from '../domain/money.ts';
import type { Minor } from '../domain/money.ts';
import type { Outcome } from '../domain/case.ts';
import type { ClaimLimit } from '../domain/partnerLimit.ts';
import { partnerRulesOf } from '../domain/partnerRules.ts';
import type { PartnerClaim, PartnerExposure, PartnerState } from '../domain/partnerState.ts';
import type { PartnerView } from '../domain/partnerView.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/instant.ts';
import { tell } from './inbox.ts';
import { hashOf } from './chain.ts';
import type { Queries } from './pool.ts';

export const partnerCase = (partnerId: string): string => `partner/${partnerId}`;

/** The case row of a partner, where there is none yet. It holds nobody's lock: its claims read and write beside it. */
export async function openPartner(q: Queries, partnerId: string, policyHash: string, now: Instant): Promise<string> {
  const caseId = partnerCase(partnerId);
  await q.run(
    `insert into case_file (id, kind, person_ids, policy_hash, schema_version, wake_at)
     values ($1, 'partner', '{}', $2, 1, $3) on conflict (id) do nothing`,
    [caseId, policyHash, now],
  );
  return caseId;
}

/** A claim on the partner has moved: its case is opened if this is the first, and woken. */
export async function claimMoved(
  q: Queries,
  partnerId: string,
  eventId: string,
  { policyHash, now }: { readonly policyHash: string; readonly now: Instant },
): Promise<string> {
  const caseId = await openPartner(q, partnerId, policyHash, now);
  await tell(q, [{ caseId, eventId, type: 'claimMoved', content: { partnerId, policyHash }, quiet: false }], now);
  return caseId;
}

/** Claims on a partner as their cases stand, demanded at some time; the partner is judged by them. */
export async function claimsOn(q: Queries, caseId: string): Promise<PartnerClaim[]> {
  return q.rows<PartnerClaim>(
    `select case_id as "claimId", status, demanded_on as "demandedOn", due_by as "dueBy", completed_on as "completedOn",
            ended_on as "endedOn"
       from claim where partner_id = $1 and on_party <> 'guarantor' and demanded_on is not null order by case_id`,
    [caseId.slice('partner/'.length)],
  );
}

/** Brings the row of a partner up to its state. */
export async function writePartner(q: Queries, caseId: string, view: PartnerView): Promise<void> {
  await q.run(
    `insert into partner_standing (case_id, partner_id, status, since, because, reinstated_on, proposals, over)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (case_id) do update set (status, since, because, reinstated_on, proposals, over)
       = (excluded.status, excluded.since, excluded.because, excluded.reinstated_on, excluded.proposals, excluded.over)`,
    [caseId, view.partnerId, view.status, view.since, view.because, view.reinstatedOn, view.proposals, view.over],
  );
}

/** The case file of a partner; null while it has none. */
export async function readPartner(q: Queries, partnerId: string): Promise<PartnerState | null> {
  return (
    (
      await q.row<{ state: PartnerState | null }>(`select state from case_file where id = $1 and kind = 'partner'`, [
        partnerCase(partnerId),
      ])
    )?.state ?? null
  );
}

export interface PartnerLine {
  readonly seq: number;
  readonly at: Instant;
  readonly body: Outcome;
  readonly policy: Policy;
}

/** The journal of a partner, newest first. */
export async function partnerLines(q: Queries, partnerId: string, limit: number): Promise<PartnerLine[]> {
  return q.rows<PartnerLine>(
    `select j.seq, j.at, j.body, p.body as policy
       from journal j join case_file c on c.id = j.case_id join policy p on p.hash = c.policy_hash
      where j.case_id = $1 order by j.seq desc limit $2`,
    [partnerCase(partnerId), limit],
  );
}

/** What lies with a partner, by currency. */
export async function exposureOf(q: Queries, partnerId: string): Promise<PartnerExposure[]> {
  return q.rows<PartnerExposure>(
    `select currency, sum(outstanding)::bigint as "outstandingMinor", sum(claimed)::bigint as "claimedMinor"
       from (select currency, outstanding_minor as outstanding, 0 as claimed from loan_partner where partner_id = $1
             union all
             select currency, 0, greatest(demanded_minor - received_minor, 0) from claim
              where partner_id = $1 and on_party <> 'guarantor' and ended_on is null) as lies
      group by currency order by currency`,
    [partnerId],
  );
}

/** What is outstanding beyond the limit of a partner, were so much more lent on its name. */
export interface BeyondLimit {
  readonly partnerId: string;
  readonly currency: string;
  readonly outstandingMinor: Minor;
  readonly mostMinor: Minor;
}

/** Partners whose limit of what is outstanding is passed with the sums that are about to be added to them. */
export async function beyondWith(
  q: Queries,
  added: readonly { readonly partnerId: string; readonly currency: string; readonly addedMinor: Minor }[],
): Promise<BeyondLimit[]> {
  if (added.length === 0) return [];
  return q.rows<BeyondLimit>(
    `select a."partnerId", a.currency, (a."addedMinor" + coalesce(o.outstanding, 0))::bigint as "outstandingMinor",
            (l.one->>'mostOutstandingMinor')::bigint as "mostMinor"
       from jsonb_to_recordset($1) as a("partnerId" text, currency text, "addedMinor" bigint)
       join case_file c on c.id = 'partner/' || a."partnerId"
       cross join lateral jsonb_array_elements(c.state->'rules'->'limits') as l(one)
       left join lateral (select sum(outstanding_minor) as outstanding from loan_partner p
                           where p.partner_id = a."partnerId" and p.currency = a.currency) o on true
      where l.one->>'currency' = a.currency and l.one ? 'mostOutstandingMinor'
        and a."addedMinor" + coalesce(o.outstanding, 0) > (l.one->>'mostOutstandingMinor')::bigint
      order by 1, 2`,
    [JSON.stringify(added)],
  );
}

/**
 * The limit that a claim which is being opened has to heed; null where the partner has none in its currency. With one, the
 * partner is locked: two claims never fill the same room.
 */
export async function claimLimit(
  q: Queries,
  { partnerId, currency, caseId }: { readonly partnerId: string; readonly currency: string; readonly caseId: string },
): Promise<ClaimLimit | null> {
  const state = await readPartner(q, partnerId);
  const rules = state === null ? null : partnerRulesOf(state);
  const limit = rules?.limits.find((one) => one.currency === currency);
  if (rules === null || limit?.mostClaimedMinor === undefined) return null;
  await q.rows('select id from person where id = $1 for no key update', [partnerId]);
  const row = await q.row<{ claimed: Minor }>(
    `select coalesce(sum(greatest(demanded_minor - received_minor, 0)), 0)::bigint as claimed from claim
      where partner_id = $1 and currency = $2 and on_party <> 'guarantor' and ended_on is null and case_id <> $3`,
    [partnerId, currency, caseId],
  );
  const { mostClaimedMinor, beyond } = limit;
  return { partnerId, currency, mostClaimedMinor, claimedMinor: row?.claimed ?? 0, beyond, approval: rules.approval };
}

/** A loan that names partners has begun: those that have limits look at what lies with them. */
export async function exposureMoved(
  q: Queries,
  partnerIds: readonly string[],
  eventId: string,
  now: Instant,
): Promise<string[]> {
  const told = await q.rows<{ case_id: string }>(
    `insert into inbox (case_id, event_id, kind, type, content, content_hash, quiet, received_at)
     select c.id, $2, 'fact', 'exposureMoved', '{}', $3, false, $4::timestamptz
       from case_file c where c.id = any ($1) and jsonb_array_length(c.state->'rules'->'limits') > 0
     on conflict (case_id, event_id) do nothing returning case_id`,
    [partnerIds.map(partnerCase), eventId, hashOf({}), now],
  );
  return told.map((row) => row.case_id);
}

/** Wakes the loans with open claims on a partner whose standing has changed; what it is now, each reads itself. */
export async function tellLoansOf(q: Queries, caseId: string, seq: number, now: Instant): Promise<string[]> {
  const content = { partnerId: caseId.slice('partner/'.length) };
  const told = await q.rows<{ case_id: string }>(
    `insert into inbox (case_id, event_id, kind, type, content, content_hash, quiet, received_at)
     select distinct c.loan_case_id, $2, 'fact', 'partnerStanding', $3::jsonb, $4, false, $5::timestamptz
       from claim c where c.partner_id = $1 and c.ended_on is null
     on conflict (case_id, event_id) do nothing returning case_id`,
    [content.partnerId, `standing/${caseId}/${seq}`, JSON.stringify(content), hashOf(content), now],
  );
  return told.map((row) => row.case_id);
}

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

/** The policy of a loan that names the partner, whose calendar and hour its case keeps; null when none does. */
export async function policyOfPartner(q: Queries, partnerId: string): Promise<string | null> {
  const row = await q.row<{ hash: string }>(
    `select c.policy_hash as hash from loan_partner l join case_file c on c.id = l.case_id
      where l.partner_id = $1 order by l.case_id limit 1`,
    [partnerId],
  );
  return row?.hash ?? null;
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
