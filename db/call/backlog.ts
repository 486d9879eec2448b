/** What waits to be called, in the words of the channels that send by themselves. */
import type { Instant } from '../../domain/instant.ts';
import type { Backlog } from '../outbox.ts';
import type { Queries } from '../pool.ts';

/**
 * Due: open calls that may be made now; waiting: those planned for later; unsettled: attempts of which nobody knows yet
 * how they ended; parked: calls that nobody made in time and that lie with a supervisor (these are due too).
 */
export async function callBacklog(q: Queries, now: Instant): Promise<Backlog> {
  const row = await q.row<Backlog>(
    `select count(*) filter (where t.call_at is null or t.call_at <= $1) as due,
            count(*) filter (where t.call_at > $1) as waiting,
            (select count(*) from contact_log where channel = 'call' and unsettled) as unsettled,
            count(*) filter (where t.escalated_on is not null) as parked,
            min(t.call_at) filter (where t.call_at > $1) as "nextAt"
       from task t where t.kind = 'call' and t.status = 'open'`,
    [now],
  );
  return row ?? { due: 0, waiting: 0, unsettled: 0, parked: 0, nextAt: null };
}
