import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

/** A page of `overdueCases`. */
export const OVERDUE_PAGE = 1_000;

/** Cases whose wake or oldest unapplied fact lies before the instant; in a demo, where the clock tells cases, only facts. By id, after the last of the page before. */
export async function overdueCases(q: Queries, before: Instant, after: string): Promise<string[]> {
  const rows = await q.rows<{ id: string }>(
    `select id from (
     select id from case_file, deployment where wake_at < $1 and mode = 'live' and stuck is distinct from 'JOURNAL_BEHIND_HISTORY'
     union
     select i.case_id from inbox i join case_file c on c.id = i.case_id cross join deployment d
      where i.applied_seq is null and not i.quiet and (d.mode = 'demo' or i.received_at < $1)
     ) as overdue where id > $2 order by id limit ${OVERDUE_PAGE}`,
    [before, after],
  );
  return rows.map((row) => row.id);
}
