/** Rights of the lender and when they lapse. Rows are written with those of their loan (`derived.ts`). */
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { LapseCause } from '../domain/limitation.ts';
import type { RightName } from '../domain/limitationState.ts';
import type { Queries } from './pool.ts';

/** The part of one statement that brings the rows of a loan up to `rows`, a parameter of JSON; unchanged ones are left alone. */
export const limitationRows = (caseId: string, rows: string): string => `
     rights as (select * from jsonb_to_recordset(${rows}) as r(kind text, "personId" text, cause text, ref text,
       "startsOn" date, "lapsesOn" date, "alarmedDays" int, "taskId" text, lapsed boolean)),
     rights_gone as (
       delete from limitation l where l.case_id = ${caseId} and not exists (select from rights where rights.kind = l.kind)),
     rights_kept as (
       insert into limitation (case_id, kind, person_id, cause, ref, starts_on, lapses_on, alarmed_days, task_id, lapsed)
       select ${caseId}, kind, "personId", cause, ref, "startsOn", "lapsesOn", "alarmedDays", "taskId", lapsed from rights
       on conflict (case_id, kind) do update set person_id = excluded.person_id, cause = excluded.cause, ref = excluded.ref,
         starts_on = excluded.starts_on, lapses_on = excluded.lapses_on, alarmed_days = excluded.alarmed_days,
         task_id = excluded.task_id, lapsed = excluded.lapsed
       where (limitation.person_id, limitation.cause, limitation.ref, limitation.starts_on, limitation.lapses_on,
              limitation.alarmed_days, limitation.task_id, limitation.lapsed)
         is distinct from (excluded.person_id, excluded.cause, excluded.ref, excluded.starts_on, excluded.lapses_on,
              excluded.alarmed_days, excluded.task_id, excluded.lapsed))`;

export interface LimitationRow {
  readonly loanId: string;
  readonly branch: string;
  readonly right: RightName;
  readonly personId: string;
  readonly cause: LapseCause;
  readonly ref: string;
  readonly startsOn: PlainDate;
  readonly lapsesOn: PlainDate | null;
  /** From the lender's day; negative once it has lapsed. */
  readonly daysLeft: number | null;
  readonly alarmedDays: number | null;
  readonly taskId: string | null;
  readonly lapsed: boolean;
  readonly currency: string;
  readonly openMinor: number;
}

export interface LimitationFilter {
  /** Lapses within so many days of the lender's today, or has lapsed and nobody recorded it yet. */
  readonly withinDays?: number;
  /** Only what was recorded as lapsed. */
  readonly lapsed?: boolean;
  readonly loanId?: string;
  readonly branch?: string;
}

/** Rights by the day on which they lapse, then loan and right, after the last one of the page before. */
export async function listLimitation(
  q: Queries,
  filter: LimitationFilter,
  now: Instant,
  after: { readonly lapsesOn: PlainDate; readonly loanId: string; readonly right: string } | null,
  limit: number,
): Promise<LimitationRow[]> {
  return q.rows<LimitationRow>(
    `select v.loan_id as "loanId", v.branch, l.kind as right, l.person_id as "personId", l.cause, l.ref,
            l.starts_on as "startsOn", l.lapses_on as "lapsesOn", l.lapses_on - d.day as "daysLeft",
            l.alarmed_days as "alarmedDays", l.task_id as "taskId", l.lapsed, v.currency,
            coalesce((select sum(o.open_minor) from open_item o where o.case_id = l.case_id), 0)::bigint as "openMinor"
       from limitation l join loan_view v on v.case_id = l.case_id
       join case_file f on f.id = l.case_id join policy on policy.hash = f.policy_hash
       cross join lateral (select ($1::timestamptz at time zone (policy.body->>'timeZone'))::date as day) d
      where ($2::int is null or (l.lapses_on <= d.day + $2 and not l.lapsed))
        and ($3::boolean is null or l.lapsed = $3)
        and ($4::text is null or v.loan_id = $4) and ($5::text is null or v.branch = $5)
        and ($6::date is null or (coalesce(l.lapses_on, 'infinity'), v.loan_id, l.kind) > ($6, $7, $8))
      order by coalesce(l.lapses_on, 'infinity'), v.loan_id, l.kind limit $9`,
    [
      now,
      filter.withinDays ?? null,
      filter.lapsed ?? null,
      filter.loanId ?? null,
      filter.branch ?? null,
      after?.lapsesOn ?? null,
      after?.loanId ?? '',
      after?.right ?? '',
      limit,
    ],
  );
}
