/** Write-offs, and what was recovered of them. */
import type { ByComponent } from '../domain/contract.ts';
import type { PlainDate } from '../domain/date.ts';
import type { TrackState } from '../domain/trackState.ts';
import type { WriteOffView } from '../domain/writeOffView.ts';
import type { Queries } from './pool.ts';

/** Brings the rows of a loan up to its state; called only for loans that were written off once. */
export async function writeWriteOffs(q: Queries, caseId: string, views: readonly WriteOffView[]): Promise<void> {
  await q.run(
    `insert into write_off (track_id, case_id, ground, written_off_on, recoverer_id, written_off, recovered,
       written_off_minor, recovered_minor, undone_on)
     select w."trackId", $1, w.ground, w."writtenOffOn", w."recovererId", w."writtenOff", w.recovered,
            w."writtenOffMinor", w."recoveredMinor", w."undoneOn"
       from jsonb_to_recordset($2) as w("trackId" text, ground text, "writtenOffOn" date, "recovererId" text,
         "writtenOff" jsonb, recovered jsonb, "writtenOffMinor" bigint, "recoveredMinor" bigint, "undoneOn" date)
     on conflict (track_id) do update set recoverer_id = excluded.recoverer_id, written_off = excluded.written_off,
       recovered = excluded.recovered, written_off_minor = excluded.written_off_minor,
       recovered_minor = excluded.recovered_minor, undone_on = excluded.undone_on`,
    [caseId, JSON.stringify(views)],
  );
}

export interface WriteOffRow {
  readonly trackId: string;
  readonly loanId: string;
  readonly branch: string;
  readonly product: string;
  readonly currency: string;
  readonly ground: string | null;
  readonly writtenOffOn: PlainDate;
  readonly recovererId: string | null;
  readonly writtenOff: ByComponent;
  readonly recovered: ByComponent;
  readonly undoneOn: PlainDate | null;
}

/** `open`: something of it is owed still; `recovered`: nothing is. */
export const WRITE_OFF_LISTS = ['open', 'recovered', 'undone', 'all'] as const;
export type WriteOffList = (typeof WRITE_OFF_LISTS)[number];

export interface WriteOffFilter {
  readonly list: WriteOffList;
  readonly loanId?: string;
  readonly branch?: string;
  readonly recovererId?: string;
  readonly ground?: string;
}

/** Write-offs by day, then id, after the last one of the page before. */
export async function listWriteOffs(
  q: Queries,
  filter: WriteOffFilter,
  after: { readonly on: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<WriteOffRow[]> {
  return q.rows<WriteOffRow>(
    `select w.track_id as "trackId", v.loan_id as "loanId", v.branch, v.product, v.currency, w.ground,
            w.written_off_on as "writtenOffOn", w.recoverer_id as "recovererId", w.written_off as "writtenOff",
            w.recovered, w.undone_on as "undoneOn"
       from write_off w join loan_view v on v.case_id = w.case_id
      where case $1 when 'open' then w.undone_on is null and w.recovered_minor < w.written_off_minor
                    when 'recovered' then w.undone_on is null and w.recovered_minor >= w.written_off_minor
                    when 'undone' then w.undone_on is not null
                    else true end
        and ($2::text is null or v.loan_id = $2) and ($3::text is null or v.branch = $3)
        and ($4::text is null or w.recoverer_id = $4) and ($5::text is null or w.ground = $5)
        and ($6::date is null or (w.written_off_on, w.track_id) > ($6, $7))
      order by w.written_off_on, w.track_id limit $8`,
    [
      filter.list,
      filter.loanId ?? null,
      filter.branch ?? null,
      filter.recovererId ?? null,
      filter.ground ?? null,
      after?.on ?? null,
      after?.id ?? '',
      limit,
    ],
  );
}

export const WRITE_OFF_GROUPS = ['month', 'branch', 'ground', 'recoverer'] as const;
export type WriteOffGroup = (typeof WRITE_OFF_GROUPS)[number];

export interface WriteOffFigure {
  readonly currency: string;
  readonly of: string;
  readonly loans: number;
  readonly writtenOffMinor: number;
  readonly recoveredMinor: number;
}

/** What was written off in `[from, to]` and stands, and what was recovered of it by now: by currency and group. */
export async function writeOffFigures(
  q: Queries,
  from: PlainDate,
  to: PlainDate,
  by: WriteOffGroup,
  branch: string | null,
): Promise<WriteOffFigure[]> {
  return q.rows<WriteOffFigure>(
    `select v.currency, g.of, count(*)::int as loans, sum(w.written_off_minor)::bigint as "writtenOffMinor",
            sum(w.recovered_minor)::bigint as "recoveredMinor"
       from write_off w join loan_view v on v.case_id = w.case_id
       cross join lateral (select coalesce(case $3
           when 'month' then to_char(w.written_off_on, 'YYYY-MM') when 'branch' then v.branch
           when 'ground' then w.ground else w.recoverer_id end, '') as of) g
      where w.undone_on is null and w.written_off_on between $1::date and $2::date
        and ($4::text is null or v.branch = $4)
      group by v.currency, g.of order by v.currency, g.of`,
    [from, to, by, branch],
  );
}

/** The case file of a write-off; null when there is none of that id. */
export async function readWriteOffTrack(q: Queries, trackId: string): Promise<TrackState | null> {
  const row = await q.row<{ state: TrackState | null }>(
    `select state from case_file where id = $1 and kind = 'writeOff'`,
    [trackId],
  );
  return row?.state ?? null;
}
