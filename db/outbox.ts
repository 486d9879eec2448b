/**
 * The outbox: messages wait here, are claimed by one sender, and settled once (design.md, "Contact and sending").
 * Which instant is meant: business time decides what is due and permitted, the wall clock whether a claim is stale.
 */
import type { Instant } from '../domain/instant.ts';
import type { Channel } from '../domain/contact.ts';
import type { BusinessTime } from './outbox/types.ts';
import type { Queries } from './pool.ts';

export { keepAside, takeAside } from './outbox/aside.ts';
export { claim } from './outbox/claim.ts';
export type { Ask, BusinessTime, Claim, Claimed, ClaimOptions, Draft, Line } from './outbox/types.ts';
export type { Permitted, Rendering, Spared } from './outbox/types.ts';
export { report } from './outbox/report.ts';
export type { Report, Reported } from './outbox/report.ts';
export { settle, settleAll } from './outbox/settle.ts';
export type { Ended, Outcome, OutboxStatus, Settled, Standing } from './outbox/settle.ts';
export { NOT_LEFT, STALE_AFTER_MS, ambiguous, leave, markStale } from './outbox/unsettled.ts';
export type { Ambiguous } from './outbox/unsettled.ts';
export { refusedAddress, reportOf } from './outbox/words.ts';
export { tell } from './outbox/facts.ts';
export type { Fact, NoticeRef, NoticeStatus } from './outbox/facts.ts';

/** Business time: the clock row in a demo, else the wall clock given. */
export async function businessNow(q: Queries, wallNow: Instant): Promise<Instant> {
  return (await clockOf(q))?.now ?? wallNow;
}

const clockOf = (q: Queries) =>
  q.row<{ mode: string; now: Instant | null }>('select mode, (select now from clock) as now from deployment');

/** {@link businessNow} for whoever asks often: a deployment that is live stays so, and is asked once. */
export function businessClock(wallNow: () => Instant): BusinessTime {
  let live = false;
  return async (q, read) => {
    if (read !== undefined) return read ?? wallNow();
    if (live) return wallNow();
    const clock = await clockOf(q);
    live = clock?.mode === 'live';
    return clock?.now ?? wallNow();
  };
}

/** The engine epoch that senders have to carry; null before the deployment row exists. */
export async function currentEpoch(q: Queries): Promise<number | null> {
  return (await q.row<{ epoch: number }>('select epoch from deployment'))?.epoch ?? null;
}

export interface Backlog {
  readonly due: number;
  readonly waiting: number;
  readonly unsettled: number;
  readonly parked: number;
  /** When the next message that is not yet due becomes so. */
  readonly nextAt: Instant | null;
}

/** How much a channel has before it at a business instant. */
export async function backlog(q: Queries, channel: Channel, now: Instant): Promise<Backlog> {
  const row = await q.row<Backlog>(
    `select count(*) filter (where status = 'queued' and not_before <= $2) as due,
            count(*) filter (where status = 'queued' and not_before > $2) as waiting,
            count(*) filter (where status in ('claimed', 'ambiguous')) as unsettled,
            count(*) filter (where status = 'parked') as parked,
            min(not_before) filter (where status = 'queued' and not_before > $2) as "nextAt"
       from outbox where channel = $1 and status in ('queued', 'claimed', 'ambiguous', 'parked')`,
    [channel, now],
  );
  return row ?? { due: 0, waiting: 0, unsettled: 0, parked: 0, nextAt: null };
}
