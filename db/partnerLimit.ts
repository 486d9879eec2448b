/** What lies with a partner, and the limits that it is held to. */
import type { Instant } from '../domain/instant.ts';
import type { Minor } from '../domain/money.ts';
import type { ClaimLimit } from '../domain/partnerLimit.ts';
import { partnerRulesOf } from '../domain/partnerRules.ts';
import type { PartnerExposure } from '../domain/partnerState.ts';
import { hashOf } from './chain.ts';
import { partnerCase, readPartner } from './partner.ts';
import type { Queries } from './pool.ts';

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

/** What is outstanding on a loan that names partners has changed: those that have limits look at what lies with them. */
export async function exposureMoved(
  q: Queries,
  partnerIds: readonly string[],
  eventId: string,
  now: Instant,
): Promise<string[]> {
  if (partnerIds.length === 0) return [];
  const told = await q.rows<{ case_id: string }>(
    `insert into inbox (case_id, event_id, kind, type, content, content_hash, quiet, received_at)
     select c.id, $2, 'fact', 'exposureMoved', '{}', $3, false, $4::timestamptz
       from case_file c where c.id = any ($1) and jsonb_array_length(c.state->'rules'->'limits') > 0
     on conflict (case_id, event_id) do nothing returning case_id`,
    [partnerIds.map(partnerCase), eventId, hashOf({}), now],
  );
  return told.map((row) => row.case_id);
}
