/** The virtual clock of a demo, and what it has to wait for. Live deployments have no clock row. */
import type { Instant } from '../domain/instant.ts';
import { tell } from './outbox/facts.ts';
import type { Db, Queries } from './pool.ts';

export interface ClockRow {
  readonly now: Instant;
  readonly paused: boolean;
  /** Where the play ends; null plays on while anything is to come. */
  readonly until: Instant | null;
  /** A ceiling for the play; null: as fast as the book settles. */
  readonly daysPerSecond: number | null;
}

/** Null in live mode. */
export async function readClock(q: Queries): Promise<ClockRow | null> {
  return q.row<ClockRow>('select now, paused, until, days_per_second as "daysPerSecond" from clock');
}

export async function setClock(q: Queries, change: Partial<ClockRow>): Promise<void> {
  // Time never runs backwards: what was decided stays behind it.
  await q.run(
    `update clock set now = greatest(now, coalesce($1::timestamptz, now)), paused = coalesce($2, paused),
       until = case when $4 then $3::timestamptz else until end,
       days_per_second = case when $6 then $5 else days_per_second end`,
    [
      change.now ?? null,
      change.paused ?? null,
      change.until ?? null,
      change.until !== undefined,
      change.daysPerSecond ?? null,
      change.daysPerSecond !== undefined,
    ],
  );
}

const dueCaseRows = (now: string): string => `
  select id from case_file where wake_at <= ${now}
  union select i.case_id from inbox i join case_file c on c.id = i.case_id where i.applied_seq is null and not i.quiet`;

/** Messages that are due and not settled: queued, or with a sender. Each count has an index of its own. */
const unsettledCount = (now: string): string => `
  select (select count(*) from outbox where status = 'queued' and not_before <= ${now})
         + (select count(*) from outbox where status in ('claimed', 'ambiguous')) as count`;

const nextThing = `
  select least(
    (select min(wake_at) from case_file where wake_at is not null),
    (select min(not_before) from outbox where status = 'queued'),
    (select min(post_at) from held_posting where not posted))`;

/** Where a demo stands: its clock, what is not settled at that instant, and when the next thing happens. */
export interface Horizon extends ClockRow {
  /** Cases that have something to do, by id. */
  readonly due: readonly string[];
  readonly unsettled: number;
  readonly next: Instant | null;
}

/** Columns of a {@link Horizon}, from a clock row `k`. */
const horizonColumns = (mostCases: string): string => `
  k.now, k.paused, k.until, k.days_per_second as "daysPerSecond",
  array(select id from (${dueCaseRows('k.now')}) as due order by id limit ${mostCases}) as due,
  (${unsettledCount('k.now')}) as unsettled, (${nextThing}) as next`;

/** Null in live mode. What became of a message is written together with its facts, so one look misses neither. */
export async function horizon(q: Queries, mostCases: number): Promise<Horizon | null> {
  return q.row<Horizon>(`select ${horizonColumns('$1')} from clock k`, [mostCases]);
}

/** Cases that have something to do at this instant, by id. */
export async function dueCases(q: Queries, now: Instant, limit: number): Promise<string[]> {
  const rows = await q.rows<{ id: string }>(`select id from (${dueCaseRows('$1')}) as due order by id limit $2`, [
    now,
    limit,
  ]);
  return rows.map((row) => row.id);
}

/** How many messages are due at this instant and not settled. */
export async function unsettledMessages(q: Queries, now: Instant): Promise<number> {
  return (await q.row<{ count: number }>(unsettledCount('$1'), [now]))?.count ?? 0;
}

/** The next instant at which anything happens, or null. */
export async function nextInstant(q: Queries): Promise<Instant | null> {
  return (await q.row<{ next: Instant | null }>(`select (${nextThing}) as next`))?.next ?? null;
}

const dueChannels = `
  select distinct channel from outbox where status = 'queued' and not_before <= $1`;

/**
 * Moves the clock, posts what was held until then and wakes the senders that have something to send. Returns how it
 * stands then; null when the clock is gone.
 */
export async function advanceClock(db: Db, now: Instant, mostCases: number): Promise<Horizon | null> {
  // Mostly nothing is held, and one statement does it: it sees the book as it was before, which the move does not change.
  const moved = await db.row<Horizon & { readonly told: number }>(
    `with due as (${dueChannels}),
     k as (
       update clock set now = greatest(now, $1::timestamptz)
        where not exists (select from held_posting where not posted and post_at <= $1)
       returning now, paused, until, days_per_second)
     select ${horizonColumns('$2')}, (select count(pg_notify('outbox', channel)) from due) as told from k`,
    [now, mostCases],
  );
  if (moved !== null) return moved;
  await db.tx(async (q) => {
    await setClock(q, { now });
    await postHeld(q, now);
    await q.run(`select pg_notify('outbox', channel) from (${dueChannels}) as due`, [now]);
  });
  return horizon(db, mostCases);
}

/** Posts what was held until now. */
async function postHeld(q: Queries, now: Instant): Promise<void> {
  const rows = await q.rows<{ caseId: string; eventId: string; content: Readonly<Record<string, unknown>> }>(
    `update held_posting set posted = true where not posted and post_at <= $1
     returning case_id as "caseId", event_id as "eventId", content`,
    [now],
  );
  await tell(
    q,
    rows.map((row) => ({ ...row, type: 'posting', quiet: false })),
    now,
  );
}
