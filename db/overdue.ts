import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

/** Cases whose wake or oldest unapplied fact lies before the instant; in a demo, where the clock tells cases, only facts. */
export async function overdueCases(q: Queries, before: Instant): Promise<string[]> {
  const rows = await q.rows<{ id: string }>(
    `select id from case_file, deployment where wake_at < $1 and mode = 'live' and stuck is distinct from 'JOURNAL_BEHIND_HISTORY'
     union
     select i.case_id from inbox i join case_file c on c.id = i.case_id cross join deployment d
      where i.applied_seq is null and not i.quiet and (d.mode = 'demo' or i.received_at < $1)
     order by 1 limit 1000`,
    [before],
  );
  return rows.map((row) => row.id);
}
