/** Promised dates, and how many of them were kept. */
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { PromiseView } from '../domain/promiseView.ts';
import type { Queries } from './pool.ts';

/** Brings the rows of a loan up to its state; called only for loans that have promises. */
export async function writePromises(q: Queries, caseId: string, views: readonly PromiseView[]): Promise<void> {
  // Promised dates are only ever added; what changes of one is the money, the verdict, the withdrawal.
  await q.send(
    `insert into promise (case_id, promise_id, by, made_on, due_on, until_on, amount_minor, needed_minor, received_minor,
       status, judged_on)
     select $1, p."promiseId", p.by, p."madeOn", p."dueOn", p."untilOn", p."amountMinor", p."neededMinor",
            p."receivedMinor", p.status, p."judgedOn"
       from jsonb_to_recordset($2) as p("promiseId" text, by text, "madeOn" date, "dueOn" date, "untilOn" date,
         "amountMinor" bigint, "neededMinor" bigint, "receivedMinor" bigint, status text, "judgedOn" date)
     on conflict (promise_id, due_on) do update set received_minor = excluded.received_minor, status = excluded.status,
       judged_on = excluded.judged_on
     where (promise.received_minor, promise.status, promise.judged_on)
       is distinct from (excluded.received_minor, excluded.status, excluded.judged_on)`,
    [caseId, JSON.stringify(views)],
  );
}

export interface PromiseRow {
  readonly promiseId: string;
  readonly loanId: string;
  readonly debtorId: string;
  readonly branch: string;
  readonly currency: string;
  readonly by: string;
  readonly madeOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly amountMinor: number;
  readonly neededMinor: number;
  readonly receivedMinor: number;
  readonly status: string;
  readonly judgedOn: PlainDate | null;
}

/** `today`, `tomorrow`, `overdue`: open and promised for that day of the lender, or for an earlier one. */
export const PROMISE_LISTS = ['today', 'tomorrow', 'overdue', 'open', 'kept', 'broken', 'withdrawn'] as const;
export type PromiseList = (typeof PROMISE_LISTS)[number];

/** Promised dates by day, then id, after the last one of the page before; `broken` holds those kept in part too. */
export async function listPromises(
  q: Queries,
  filter: { readonly list?: PromiseList; readonly loanId?: string; readonly branch?: string },
  now: Instant,
  after: { readonly dueOn: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<PromiseRow[]> {
  return q.rows<PromiseRow>(
    `select p.promise_id as "promiseId", v.loan_id as "loanId", v.debtor_id as "debtorId", v.branch, v.currency, p.by,
            p.made_on as "madeOn", p.due_on as "dueOn", p.until_on as "untilOn", p.amount_minor as "amountMinor",
            p.needed_minor as "neededMinor", p.received_minor as "receivedMinor", p.status, p.judged_on as "judgedOn"
       from promise p join loan_view v on v.case_id = p.case_id
       join policy on policy.id = v.policy_id and policy.version = v.policy_version
       cross join lateral (select ($1::timestamptz at time zone (policy.body->>'timeZone'))::date as day) d
      where ($2::text is null or case $2
               when 'today' then p.status = 'open' and p.due_on = d.day
               when 'tomorrow' then p.status = 'open' and p.due_on = d.day + 1
               when 'overdue' then p.status = 'open' and p.due_on < d.day
               when 'broken' then p.status in ('broken', 'part')
               else p.status = $2 end)
        and ($3::text is null or v.loan_id = $3) and ($4::text is null or v.branch = $4)
        and ($5::date is null or (p.due_on, p.promise_id) > ($5, $6))
      order by p.due_on, p.promise_id limit $7`,
    [
      now,
      filter.list ?? null,
      filter.loanId ?? null,
      filter.branch ?? null,
      after?.dueOn ?? null,
      after?.id ?? '',
      limit,
    ],
  );
}

/** Promised dates of a time by what became of them. */
export interface PromiseCounts {
  readonly kept: number;
  readonly part: number;
  readonly broken: number;
  readonly open: number;
  readonly withdrawn: number;
}

/** Counts promised dates in `[from, to]`, over the book or a branch of it. */
export async function countPromises(
  q: Queries,
  from: PlainDate,
  to: PlainDate,
  branch: string | null,
): Promise<PromiseCounts> {
  const row = await q.row<PromiseCounts>(
    `select count(*) filter (where p.status = 'kept') as kept, count(*) filter (where p.status = 'part') as part,
            count(*) filter (where p.status = 'broken') as broken, count(*) filter (where p.status = 'open') as open,
            count(*) filter (where p.status = 'withdrawn') as withdrawn
       from promise p join loan_view v on v.case_id = p.case_id
      where p.due_on between $1::date and $2::date and ($3::text is null or v.branch = $3)`,
    [from, to, branch],
  );
  return row ?? { kept: 0, part: 0, broken: 0, open: 0, withdrawn: 0 };
}
