/** Messages that carry the notices of several loans: joined while they are queued (domain.md §4, "Several loans of one debtor"). */
import type { Instant } from '../domain/instant.ts';
import type { NoticeLine } from '../domain/notice.ts';
import { legalTemplates, speaksOfCourts } from '../domain/tone.ts';
import type { Queries } from './pool.ts';

export interface QueuedNotice {
  readonly key: string;
  readonly caseId: string;
  readonly step: string;
  readonly personId: string;
  readonly channel: string;
  readonly template: string;
  /** Template of a letter that goes along with it. */
  readonly attach?: string;
  readonly rank: number;
  readonly mustReach: boolean;
  readonly notBefore: Instant;
  readonly reference: string;
  readonly line: NoticeLine;
}

/**
 * Puts a notice into the person's message that is still queued on the channel, or into a new one. A message that names
 * other people is about one loan, and is never joined, but for demands on a guarantor in the same words, currency and by
 * the same day; words of courts and milder ones never meet in one message, or a
 * loan would be threatened whose rung has not been reached (`mayJoin` in domain/tone.ts). Nobody is woken: the message waits
 * for others to join it, and whoever moves the clock, or the sender's next look, finds it when it is due.
 */
export async function queueNotice(q: Queries, notice: QueuedNotice): Promise<void> {
  await q.send(
    `with joined as (
       update outbox set rank = greatest(rank, $4), template = case when $4 > rank then $5 else template end
        where id = (select id from outbox where person_id = $1 and channel = $2 and status = 'queued' and attempt is null
                      and not_before <= $3
                      and (template = any($13) or exists (select from notice n
                            where n.outbox_id = outbox.id and n.attach = any($13))) = $15
                      and case when $16 then template = $5 and not exists (select from notice n
                                 where n.outbox_id = outbox.id and not n.cancelled
                                   and (not n.line ? 'together' or n.line->>'currency' <> $11::jsonb->>'currency'
                                        or n.line->'fields'->>'respondBy' is distinct from $11::jsonb->'fields'->>'respondBy'))
                               else not $6 and not exists (select from notice n
                                 where n.outbox_id = outbox.id and n.line ? 'people') end
                      order by id limit 1 for update)
        returning id),
     made as (
       insert into outbox (reference, person_id, channel, template, rank, not_before)
       select $7, $1, $2, $5, $4, $3 where not exists (select from joined) returning id)
     insert into notice (key, case_id, step, outbox_id, template, rank, line, must_reach, attach)
     select $8, $9, $10, id, $5, $4, $11, $12, $14 from (select id from joined union all select id from made) as message`,
    [
      notice.personId,
      notice.channel,
      notice.notBefore,
      notice.rank,
      notice.template,
      notice.line.people !== undefined,
      notice.reference,
      notice.key,
      notice.caseId,
      notice.step,
      JSON.stringify(notice.line),
      notice.mustReach,
      legalTemplates,
      notice.attach ?? null,
      speaksOfCourts(notice),
      notice.line.together === true,
    ],
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
    await q.send(`update outbox set status = 'cancelled' where id = $1 and status = 'queued'`, [cancelled.outbox_id]);
  else
    await q.send('update outbox set rank = $2, template = $3 where id = $1', [
      cancelled.outbox_id,
      top.rank,
      top.template,
    ]);
}
