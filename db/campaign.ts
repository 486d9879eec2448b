/** Campaigns: loans that meet a selection, lists as they were decided, and how far they are. */
import { approvers } from '../domain/approval.ts';
import { refusedOf } from '../domain/campaignFold.ts';
import type {
  CampaignLine,
  CampaignOutcome,
  CampaignRun,
  CampaignSelection,
  CampaignState,
} from '../domain/campaignState.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { LoanState } from '../domain/loanState.ts';
import { hashOf } from './chain.ts';
import type { Queries } from './pool.ts';

export const campaignCaseId = (campaignId: string): string => `campaign/${campaignId}`;

export interface MeetingLoan {
  readonly loanId: string;
  readonly currency: string;
  readonly policyHash: string;
  readonly state: LoanState;
}

/** Loans that meet what the read model can tell of a selection, by id, after the last one of the page before. */
export async function loansMeeting(
  q: Queries,
  selection: CampaignSelection,
  now: Instant,
  after: string,
  limit: number,
): Promise<MeetingLoan[]> {
  return q.rows<MeetingLoan>(
    `select v.loan_id as "loanId", v.currency, c.policy_hash as "policyHash", c.state
       from loan_view v join case_file c on c.id = v.case_id
       join policy p on p.id = v.policy_id and p.version = v.policy_version
       cross join lateral (select ($1::timestamptz at time zone (p.body->>'timeZone'))::date as day) d
       cross join lateral (
         select coalesce(d.day - min(o.due_on) filter (where o.due_on < d.day and v.written_off_on is null)
                  + (p.body->'assess'->>'dayCount' = 'inclusive')::int, 0) as days
           from open_item o where o.case_id = v.case_id) f
      where v.loan_id > $2 and v.status = 'open'
        and ($4::text[] is null or v.branch = any ($4)) and ($5::text[] is null or v.product = any ($5))
        and ($6::text[] is null or v.policy_id = any ($6)) and ($7::text[] is null or v.stage = any ($7))
        and ($8::text[] is null or v.debtor_id = any ($8)) and ($9::text[] is null or v.loan_id = any ($9))
        and ($10::int is null or f.days >= $10) and ($11::int is null or f.days <= $11)
      order by v.loan_id limit $3`,
    [
      ...[now, after, limit, selection.branches ?? null, selection.products ?? null, selection.policies ?? null],
      ...[selection.stages ?? null, selection.debtors ?? null, selection.loans ?? null],
      ...[selection.overdueDaysAtLeast ?? null, selection.overdueDaysAtMost ?? null],
    ],
  );
}

/** What a selection names and no loan has, or the policy of none knows: `branches: Est`. */
export async function unknownIn(q: Queries, selection: CampaignSelection): Promise<string[]> {
  const named = {
    branches: 'branch',
    products: 'product',
    policies: 'policy_id',
    debtors: 'debtor_id',
    loans: 'loan_id',
  };
  const unknown: string[] = [];
  for (const [member, column] of Object.entries(named)) {
    const values = selection[member as keyof typeof named];
    if (values === undefined) continue;
    const rows = await q.rows<{ value: string }>(
      `select value from unnest($1::text[]) as named(value)
        where not exists (select from loan_view v where v.${column} = named.value)`,
      [values],
    );
    unknown.push(...rows.map(({ value }) => `${member}: ${value}`));
  }
  const { buckets = [], segments = [] } = selection;
  const rows = await q.rows<{ value: string }>(
    `with used as (
       select body from policy p where exists (
         select from loan_view v where v.policy_id = p.id and v.policy_version = p.version))
     select 'buckets: ' || name as value from unnest($1::text[]) as b(name) where not exists (
       select from used, jsonb_array_elements(body->'assess'->'buckets') as k where k->>'name' = b.name)
     union all
     select 'segments: ' || id from unnest($2::text[]) as s(id) where not exists (
       select from used, jsonb_array_elements(body->'segments') as k where k->>'id' = s.id)`,
    [buckets, segments],
  );
  return [...unknown, ...rows.map(({ value }) => value)];
}

/** Writes a page of a list down under its hash; the same again changes nothing. */
export async function savePage(q: Queries, lines: readonly CampaignLine[]): Promise<string> {
  const hash = hashOf(lines);
  await q.run('insert into campaign_page (hash, lines) values ($1, $2) on conflict do nothing', [
    hash,
    JSON.stringify(lines),
  ]);
  return hash;
}

/** A page by its hash; null when it is not there, or is not what has this hash. */
export async function readPage(q: Queries, hash: string): Promise<readonly CampaignLine[] | null> {
  const row = await q.row<{ lines: readonly CampaignLine[] }>('select lines from campaign_page where hash = $1', [
    hash,
  ]);
  return row === null || hashOf(row.lines) !== hash ? null : row.lines;
}

/** Opens the case of a campaign; false when there is one of that id. */
export async function openCampaign(q: Queries, campaignId: string, policyHash: string): Promise<boolean> {
  const added = await q.run(
    `insert into case_file (id, kind, person_ids, policy_hash, schema_version) values ($1, 'campaign', '{}', $2, 1)
     on conflict (id) do nothing`,
    [campaignCaseId(campaignId), policyHash],
  );
  return added === 1;
}

export async function readCampaign(q: Queries, campaignId: string): Promise<CampaignState | null> {
  const row = await q.row<{ state: CampaignState | null }>('select state from case_file where id = $1', [
    campaignCaseId(campaignId),
  ]);
  return row?.state ?? null;
}

/** Brings the rows of a campaign up to its state and its outcomes. */
export async function writeCampaign(
  q: Queries,
  caseId: string,
  { campaignId, status, proposed, ended }: CampaignState,
  outcomes: readonly CampaignOutcome[],
): Promise<void> {
  if (proposed === null) return;
  const { run, hash, approval, asked, carriedOut, carriedOutMinor } = proposed;
  await q.send(
    `insert into campaign (case_id, campaign_id, kind, maker, status, currency, hash, proposed_on, due_on, approvals,
       approvers, met, accepted, at_stake_minor, asked, carried_out, refused, carried_out_minor, ended_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     on conflict (case_id) do update set status = excluded.status, approvals = excluded.approvals,
       asked = excluded.asked, carried_out = excluded.carried_out, refused = excluded.refused,
       carried_out_minor = excluded.carried_out_minor, ended_on = excluded.ended_on`,
    [
      ...[caseId, campaignId, run.kind, approval.maker, status, run.currency, hash, approval.askedOn, approval.dueOn],
      ...[approvers(approval), approval.rule.approvers, run.totals.met, run.totals.accepted, run.totals.atStakeMinor],
      ...[asked, carriedOut, refusedOf(proposed), carriedOutMinor, ended?.on ?? null],
    ],
  );
  const named = outcomes.flatMap((row) => (row.type === 'loansAsked' ? row.loanIds.map((id) => [id, row.page]) : []));
  if (named.length > 0)
    await q.send(
      `insert into campaign_loan (case_id, loan_id, page, status)
       select $1, n->>0, (n->>1)::int, 'asked' from jsonb_array_elements($2) as n`,
      [caseId, JSON.stringify(named)],
    );
  const answers = outcomes.flatMap((row) =>
    row.type === 'loanAnswered' ? [{ loanId: row.loanId, ...row.answer, ok: undefined }] : [],
  );
  if (answers.length > 0)
    await q.send(
      `update campaign_loan l set status = case when a.code is null then 'carriedOut' else 'refused' end,
              request_id = a."requestId", at_stake_minor = a."atStakeMinor", code = a.code, reason = a.reason
         from jsonb_to_recordset($2) as a("loanId" text, "requestId" text, "atStakeMinor" bigint, code text, reason text)
        where l.case_id = $1 and l.loan_id = a."loanId"`,
      [caseId, JSON.stringify(answers)],
    );
}

export interface CampaignRow {
  readonly campaignId: string;
  readonly kind: string;
  readonly maker: string;
  readonly status: string;
  readonly currency: string;
  readonly hash: string;
  readonly proposedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly approvals: number;
  readonly approvers: number;
  readonly met: number;
  readonly accepted: number;
  readonly atStakeMinor: number;
  readonly asked: number;
  readonly carriedOut: number;
  readonly refused: number;
  readonly carriedOutMinor: number;
  readonly endedOn: PlainDate | null;
}

/** Campaigns, the newest first, after the last one of the page before. */
export async function listCampaigns(
  q: Queries,
  status: string | null,
  after: { readonly on: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<CampaignRow[]> {
  return q.rows<CampaignRow>(
    `select campaign_id as "campaignId", kind, maker, status, currency, hash, proposed_on as "proposedOn",
            due_on as "dueOn", approvals, approvers, met, accepted, at_stake_minor as "atStakeMinor", asked,
            carried_out as "carriedOut", refused, carried_out_minor as "carriedOutMinor", ended_on as "endedOn"
       from campaign where ($1::text is null or status = $1)
        and ($2::date is null or (proposed_on, campaign_id) < ($2, $3))
      order by proposed_on desc, campaign_id desc limit $4`,
    [status, after?.on ?? null, after?.id ?? '', limit],
  );
}

export interface CampaignLoanRow {
  readonly loanId: string;
  readonly status: string;
  readonly requestId: string | null;
  readonly atStakeMinor: number | null;
  readonly code: string | null;
  readonly reason: string | null;
}

/** Loans that were asked, by id, after the last one of the page before. */
export async function campaignLoans(
  q: Queries,
  campaignId: string,
  status: string | null,
  after: string,
  limit: number,
): Promise<CampaignLoanRow[]> {
  return q.rows<CampaignLoanRow>(
    `select loan_id as "loanId", status, request_id as "requestId", at_stake_minor as "atStakeMinor", code, reason
       from campaign_loan where case_id = $1 and ($2::text is null or status = $2) and loan_id > $3
      order by loan_id limit $4`,
    [campaignCaseId(campaignId), status, after, limit],
  );
}

/** What a run is named by, and what its deciders sign. */
export const runHash = (run: CampaignRun): string => hashOf(run);
