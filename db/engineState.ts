/** What the database knows of the engine: which cases have to live there, and whether the two disagree. */
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

/** A case whose history names rows that the journal lacks; it stands still until a person has reconciled it. */
export const BEHIND = 'JOURNAL_BEHIND_HISTORY';

/** Stops all sends; the first reason stays. */
export async function stopSends(q: Queries, reason: string): Promise<void> {
  await q.run('update deployment set sends_stopped = $1 where sends_stopped is null', [reason]);
}

export async function markBehind(q: Queries, caseId: string): Promise<void> {
  await q.run('update case_file set stuck = $2, wake_at = null where id = $1', [caseId, BEHIND]);
  await stopSends(q, BEHIND);
}

export interface CaseToRun {
  readonly id: string;
  readonly seq: number;
  readonly head: string;
  /** Sorts the page; cases without a wake come last. */
  readonly at: string;
}

/** Cases that need a run, the soonest first: open ones, and any with something unapplied. `after` is the last of the page before. */
export async function casesToRun(q: Queries, after: CaseToRun | null, limit: number): Promise<CaseToRun[]> {
  return q.rows<CaseToRun>(
    `select id, seq, head, coalesce(wake_at, 'infinity')::text as at from case_file c
      where (not closed or exists (select from inbox i where i.case_id = c.id and i.applied_seq is null))
        and (coalesce(wake_at, 'infinity'), id) > (coalesce($1::timestamptz, '-infinity'), coalesce($2, ''))
      order by coalesce(wake_at, 'infinity'), id limit $3`,
    [after?.at ?? null, after?.id ?? null, limit],
  );
}

export async function countToRun(q: Queries): Promise<number> {
  const row = await q.row<{ count: number }>(
    `select count(*) from case_file c
      where not closed or exists (select from inbox i where i.case_id = c.id and i.applied_seq is null)`,
  );
  return row?.count ?? 0;
}

export interface EngineState {
  readonly mode: string;
  readonly epoch: number;
  /** Why nothing is sent; null while sends go on. */
  readonly sendsStopped: string | null;
  readonly openCases: number;
  /** Cases that need a person, by reason. */
  readonly stuck: Readonly<Record<string, number>>;
  /** Cases whose wake lies before the instant that was asked about. */
  readonly overdue: number;
  /** Facts and commands that no decide has taken. */
  readonly waiting: number;
}

/** Null before the database was prepared. */
export async function engineState(q: Queries, overdueBefore: Instant): Promise<EngineState | null> {
  return q.row<EngineState>(
    `select d.mode, d.epoch, d.sends_stopped as "sendsStopped",
            (select count(*) from case_file where not closed) as "openCases",
            (select coalesce(jsonb_object_agg(stuck, n), '{}')
               from (select stuck, count(*) as n from case_file where stuck is not null group by stuck) s) as stuck,
            (select count(*) from case_file where wake_at < $1) as overdue,
            (select count(*) from inbox where applied_seq is null) as waiting
       from deployment d`,
    [overdueBefore],
  );
}

/**
 * A person has reconciled what the database lacks: cases that stood still are looked at again, and sends go on. What was
 * queued may have left before: it counts as ambiguous, so that the provider is asked and nothing is sent blindly again.
 */
export async function releaseAfterRestore(q: Queries, now: Instant): Promise<{ cases: number; messages: number }> {
  const messages = await q.run(
    `update outbox set status = 'ambiguous', attempt = 'restored', claimed_at = $1 where status = 'queued'`,
    [now],
  );
  const cases = await q.run('update case_file set stuck = null, wake_at = $2 where stuck = $1', [BEHIND, now]);
  await q.run('update deployment set sends_stopped = null where sends_stopped = $1', [BEHIND]);
  return { cases, messages };
}
