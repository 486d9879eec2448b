/** Things that secure loans, what they are worth against what is owed, and their disposals. */
import type { CollateralState, PledgedItem } from '../domain/collateralState.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Policy } from '../domain/policy.ts';
import type { Queries } from './pool.ts';

/** Brings the rows of a loan up to its state; called only for loans that are secured. */
export async function writeItems(q: Queries, caseId: string, items: readonly PledgedItem[]): Promise<void> {
  const rows = items.map(({ item, status }) => ({ ...item, title: item.title?.id ?? null, status }));
  await q.run(
    `insert into collateral_item (case_id, item_id, kind, owner_id, value_minor, valued_on, title_document, insured_until,
       registered_until, status)
     select $1, i.id, i.kind, i."ownerId", i."valueMinor", i."valuedOn", i.title, i."insuredUntil", i."registeredUntil",
            i.status
       from jsonb_to_recordset($2) as i(id text, kind text, "ownerId" text, "valueMinor" bigint, "valuedOn" date,
         title text, "insuredUntil" date, "registeredUntil" date, status text)
     on conflict (case_id, item_id) do update set insured_until = excluded.insured_until,
       registered_until = excluded.registered_until, status = excluded.status`,
    [caseId, JSON.stringify(rows)],
  );
}

/** Brings the row of a disposal up to its state. */
export async function writeDisposal(q: Queries, caseId: string, state: CollateralState): Promise<void> {
  const { loanCaseId, item, valueMinor, valuations, disposal, rounds, costsMinor, realised } = state;
  await q.run(
    `insert into collateral_case (case_id, loan_case_id, item_id, value_minor, valid_until, way, rounds, reserve_minor,
       costs_minor, price_minor, applied_minor, surplus_minor, shortfall_minor)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (case_id) do update set value_minor = excluded.value_minor, valid_until = excluded.valid_until,
       way = excluded.way, rounds = excluded.rounds, reserve_minor = excluded.reserve_minor,
       costs_minor = excluded.costs_minor, price_minor = excluded.price_minor, applied_minor = excluded.applied_minor,
       surplus_minor = excluded.surplus_minor, shortfall_minor = excluded.shortfall_minor`,
    [
      caseId,
      loanCaseId,
      item.id,
      valueMinor,
      valuations.at(-1)?.validUntil ?? null,
      disposal?.way ?? null,
      rounds.length,
      rounds.at(-1)?.reserveMinor ?? null,
      costsMinor,
      realised?.priceMinor ?? null,
      realised?.appliedMinor ?? null,
      realised?.surplusMinor ?? null,
      realised?.shortfallMinor ?? null,
    ],
  );
}

export interface CollateralRow {
  readonly loanId: string;
  readonly branch: string;
  readonly currency: string;
  readonly itemId: string;
  readonly kind: string;
  readonly ownerId: string | null;
  readonly status: string;
  readonly titleDocument: string | null;
  readonly insuredUntil: PlainDate | null;
  readonly registeredUntil: PlainDate | null;
  /** The value of the latest disposal where one counts, else as taken in. */
  readonly valueMinor: number;
  /** The day on which it was taken in at its value, where that was said; of a disposal its valuations say it. */
  readonly valuedOn: PlainDate | null;
  readonly owedMinor: number;
  readonly policyHash: string;
  readonly trackId: string | null;
  readonly trackStatus: string | null;
  readonly deadlineOn: PlainDate | null;
  readonly priceMinor: number | null;
  readonly surplusMinor: number | null;
  readonly shortfallMinor: number | null;
}

/** Things by loan and id, after the last one of the page before; what is owed is the loan's. */
export async function listCollateral(
  q: Queries,
  filter: { readonly loanId?: string; readonly branch?: string; readonly status?: string; readonly kind?: string },
  after: { readonly loanId: string; readonly itemId: string } | null,
  limit: number,
): Promise<CollateralRow[]> {
  return q.rows<CollateralRow>(
    `select v.loan_id as "loanId", v.branch, v.currency, i.item_id as "itemId", i.kind, i.owner_id as "ownerId", i.status,
            i.title_document as "titleDocument", i.insured_until as "insuredUntil",
            i.registered_until as "registeredUntil", coalesce(d.value_minor, i.value_minor) as "valueMinor",
            case when d.value_minor is null then i.valued_on end as "valuedOn",
            greatest(0, f.owed - v.recovered_minor)::bigint as "owedMinor", c.policy_hash as "policyHash",
            d.case_id as "trackId", t.status as "trackStatus", t.deadline_on as "deadlineOn",
            d.price_minor as "priceMinor", d.surplus_minor as "surplusMinor", d.shortfall_minor as "shortfallMinor"
       from collateral_item i join loan_view v on v.case_id = i.case_id join case_file c on c.id = i.case_id
       cross join lateral (select coalesce(sum(o.open_minor), 0) as owed from open_item o where o.case_id = i.case_id) f
       left join lateral (select * from collateral_case d where d.loan_case_id = i.case_id and d.item_id = i.item_id
                           order by length(d.case_id) desc, d.case_id desc limit 1) d on true
       left join track_view t on t.case_id = d.case_id
      where ($1::text is null or v.loan_id = $1) and ($2::text is null or v.branch = $2)
        and ($3::text is null or i.status = $3) and ($4::text is null or i.kind = $4)
        and ($5::text is null or (v.loan_id, i.item_id) > ($5, $6))
      order by v.loan_id, i.item_id limit $7`,
    [
      filter.loanId ?? null,
      filter.branch ?? null,
      filter.status ?? null,
      filter.kind ?? null,
      after?.loanId ?? null,
      after?.itemId ?? '',
      limit,
    ],
  );
}

/** The case file of a disposal; null when there is none of that id. */
export async function readDisposal(q: Queries, trackId: string): Promise<CollateralState | null> {
  const row = await q.row<{ state: CollateralState | null }>(
    `select state from case_file where id = $1 and kind = 'collateral'`,
    [trackId],
  );
  return row?.state ?? null;
}

/** The policies that the loans of these rows run on, by hash. */
export async function policiesOf(q: Queries, rows: readonly CollateralRow[]): Promise<ReadonlyMap<string, Policy>> {
  const hashes = [...new Set(rows.map(({ policyHash }) => policyHash))];
  const found = await q.rows<{ hash: string; body: Policy }>('select hash, body from policy where hash = any($1)', [
    hashes,
  ]);
  return new Map(found.map(({ hash, body }) => [hash, body]));
}
