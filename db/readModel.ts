/** Lists and figures of loans, read from the derived tables and `open_item`, so that a later day needs no wake. */
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

export interface LoanFilter {
  readonly branch?: string;
  readonly product?: string;
  readonly stage?: string;
  readonly status?: string;
  readonly debtorId?: string;
  readonly overdueDaysAtLeast?: number;
  readonly overdueDaysAtMost?: number;
}

export interface LoanRow {
  readonly loanId: string;
  readonly product: string;
  readonly branch: string;
  readonly currency: string;
  readonly debtorId: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly status: string;
  readonly stage: string;
  readonly held: boolean;
  /** 连 and 累 as of the last decision. */
  readonly consecutiveMissed: number;
  readonly cumulativeMissed: number;
  readonly creditMinor: number;
  readonly lastStep: string | null;
  readonly lastStepOn: PlainDate | null;
  readonly wakeAt: Instant | null;
  /** The lender's day that the figures are of. */
  readonly asOf: PlainDate;
  readonly openInstalments: number;
  readonly overdueDays: number;
  readonly overdueMinor: number;
  readonly outstandingMinor: number;
}

/**
 * Figures of one loan as of `d.day`. What is written off is past due no more (domain.md §2); day-end counting adds one.
 * The due day itself counts 0.
 */
const figures = `
  cross join lateral (
    select count(*) filter (where o.due_on < d.day and v.written_off_on is null) as "openInstalments",
           coalesce(sum(o.open_minor) filter (where o.due_on < d.day and v.written_off_on is null), 0)::bigint as "overdueMinor",
           coalesce(d.day - min(o.due_on) filter (where o.due_on < d.day and v.written_off_on is null)
             + (p.body->'assess'->>'dayCount' = 'inclusive')::int, 0) as "overdueDays",
           coalesce(sum(o.open_minor), 0)::bigint as "outstandingMinor"
      from open_item o where o.case_id = v.case_id) f`;

const policyOfView = 'join policy p on p.id = v.policy_id and p.version = v.policy_version';

const columns = `v.loan_id as "loanId", v.product, v.branch, v.currency, v.debtor_id as "debtorId", v.policy_id as "policyId",
  v.policy_version as "policyVersion", v.status, v.stage, v.held, v.consecutive_missed as "consecutiveMissed",
  v.cumulative_missed as "cumulativeMissed", v.credit_minor as "creditMinor", v.last_step as "lastStep",
  v.last_step_on as "lastStepOn", c.wake_at as "wakeAt", d.day as "asOf", f.*`;

/** Loans in the order of their ids, after the last id of the page before; figures as of the lender's day at `now`. */
export async function listLoans(
  q: Queries,
  filter: LoanFilter,
  now: Instant,
  after: string,
  limit: number,
): Promise<LoanRow[]> {
  return q.rows<LoanRow>(
    `select ${columns} from loan_view v join case_file c on c.id = v.case_id ${policyOfView}
       cross join lateral (select ($1::timestamptz at time zone (p.body->>'timeZone'))::date as day) d ${figures}
      where v.loan_id > $2
        and ($4::text is null or v.branch = $4) and ($5::text is null or v.product = $5)
        and ($6::text is null or v.stage = $6) and ($7::text is null or v.status = $7)
        and ($8::text is null or v.debtor_id = $8)
        and ($9::int is null or f."overdueDays" >= $9) and ($10::int is null or f."overdueDays" <= $10)
      order by v.loan_id limit $3`,
    [
      now,
      after,
      limit,
      filter.branch ?? null,
      filter.product ?? null,
      filter.stage ?? null,
      filter.status ?? null,
      filter.debtorId ?? null,
      filter.overdueDaysAtLeast ?? null,
      filter.overdueDaysAtMost ?? null,
    ],
  );
}

export interface MonthEndRow {
  readonly loanId: string;
  readonly branch: string;
  readonly product: string;
  readonly currency: string;
  readonly stage: string;
  readonly asOf: PlainDate;
  readonly openInstalments: number;
  readonly overdueDays: number;
  readonly overdueMinor: number;
  readonly outstandingMinor: number;
  /** Something was booked after the day, so its end can no longer be told from what is open now. */
  readonly movedOn: boolean;
}

/** Figures of every loan as of the end of a day that nothing was booked after. */
export async function monthEnd(q: Queries, asOf: PlainDate, after: string, limit: number): Promise<MonthEndRow[]> {
  return q.rows<MonthEndRow>(
    `select v.loan_id as "loanId", v.branch, v.product, v.currency, v.stage, d.day as "asOf", f.*,
            exists (select from jsonb_array_elements(c.state->'postings') as e(posting)
                     where e.posting->>'bookedOn' > $1::text) as "movedOn"
       from loan_view v join case_file c on c.id = v.case_id ${policyOfView}
       cross join lateral (select $1::text::date as day) d ${figures}
      where v.loan_id > $2 order by v.loan_id limit $3`,
    [asOf, after, limit],
  );
}
