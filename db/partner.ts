/** The case of a partner: a dealer or an insurer, judged by the claims on it. */
import type { Outcome } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import type { PartnerClaim, PartnerState } from '../domain/partnerState.ts';
import type { PartnerView } from '../domain/partnerView.ts';
import type { Policy } from '../domain/policy.ts';
import { hashOf } from './chain.ts';
import { tell } from './inbox.ts';
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

/** The policy of a loan that names the partner, whose calendar and hour its case keeps; null when none does. */
export async function policyOfPartner(q: Queries, partnerId: string): Promise<string | null> {
  const row = await q.row<{ hash: string }>(
    `select c.policy_hash as hash from loan_partner l join case_file c on c.id = l.case_id
      where l.partner_id = $1 order by l.case_id limit 1`,
    [partnerId],
  );
  return row?.hash ?? null;
}
