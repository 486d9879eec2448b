/** Messages that carry the notices of several loans: joined while they are queued (domain.md §4, "Several loans of one debtor"). */
import type { Instant } from '../domain/instant.ts';
import type { NoticeLine } from '../domain/notice.ts';
import type { Queries } from './pool.ts';

export interface QueuedNotice {
  readonly key: string;
  readonly caseId: string;
  readonly step: string;
  readonly personId: string;
  readonly channel: string;
  readonly template: string;
  readonly rank: number;
  readonly mustReach: boolean;
  readonly notBefore: Instant;
  readonly reference: string;
  readonly line: NoticeLine;
}

/** Puts a notice into the person's message that is still queued on the channel, or into a new one. */
export async function queueNotice(q: Queries, notice: QueuedNotice): Promise<void> {
  const joined = notice.line.people !== undefined ? null : await join(q, notice);
  const row =
    joined ??
    (await q.row<{ id: number }>(
      `insert into outbox (reference, person_id, channel, template, rank, not_before) values ($1, $2, $3, $4, $5, $6) returning id`,
      [notice.reference, notice.personId, notice.channel, notice.template, notice.rank, notice.notBefore],
    ));
  await q.run(
    `insert into notice (key, case_id, step, outbox_id, template, rank, line, must_reach) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      notice.key,
      notice.caseId,
      notice.step,
      row?.id,
      notice.template,
      notice.rank,
      JSON.stringify(notice.line),
      notice.mustReach,
    ],
  );
}

/** A message that names other people is about one loan, and is never joined. */
async function join(q: Queries, notice: QueuedNotice): Promise<{ id: number } | null> {
  return q.row<{ id: number }>(
    `update outbox set rank = greatest(rank, $4), template = case when $4 > rank then $5 else template end
      where id = (select id from outbox where person_id = $1 and channel = $2 and status = 'queued' and tries = 0
                    and not_before <= $3
                    and not exists (select from notice n where n.outbox_id = outbox.id and n.line ? 'people')
                    order by id limit 1 for update)
      returning id`,
    [notice.personId, notice.channel, notice.notBefore, notice.rank, notice.template],
  );
}

/**
 * Takes a notice out of its queued message. The last one takes the message with it; otherwise the message speaks with
 * the highest rung that is left. The row is locked by the decide (`queuedKeys`), so nothing can have claimed it.
 */
export async function cancelNotice(q: Queries, key: string): Promise<void> {
  const cancelled = await q.row<{ outbox_id: number }>(
    'update notice set cancelled = true where key = $1 and not cancelled returning outbox_id',
    [key],
  );
  if (cancelled === null) return;
  const top = await q.row<{ rank: number; template: string }>(
    'select rank, template from notice where outbox_id = $1 and not cancelled order by rank desc limit 1',
    [cancelled.outbox_id],
  );
  if (top === null)
    await q.run(`update outbox set status = 'cancelled' where id = $1 and status = 'queued'`, [cancelled.outbox_id]);
  else
    await q.run('update outbox set rank = $2, template = $3 where id = $1', [
      cancelled.outbox_id,
      top.rank,
      top.template,
    ]);
}

/** Wakes the sender of the channel when the transaction commits. */
export async function notifyOutbox(q: Queries, channel: string): Promise<void> {
  await q.run(`select pg_notify('outbox', $1)`, [channel]);
}
