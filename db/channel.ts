/** Channels as a person steers them: stopped or sending, backlog, budget, and what today has cost. */
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import { callBacklog } from './call/backlog.ts';
import { backlog } from './outbox.ts';
import type { Backlog } from './outbox.ts';
import type { Queries } from './pool.ts';

/** Three that senders empty, and calls, which people make. */
export const STEERED_CHANNELS = ['sms', 'email', 'letter', 'call'] as const;
export type SteeredChannel = (typeof STEERED_CHANNELS)[number];

export interface ChannelStop {
  /** What a person wrote, or the word of a breaker: `BUDGET`. */
  readonly reason: string;
  readonly by: string | null;
  readonly at: Instant | null;
  /** It goes on by itself then; null: when a person starts it. */
  readonly until: Instant | null;
}

/** Limits of a day of the lender; null: none. Cost in minor units of the lender's currency. */
export interface ChannelBudget {
  readonly dayMessagesMax: number | null;
  readonly dayCostMaxMinor: number | null;
  /** Of one segment, e-mail, letter or call. */
  readonly unitCostMinor: number;
}

export interface ChannelSpend {
  readonly messages: number;
  readonly units: number;
  readonly costMinor: number;
}

export interface ChannelView {
  readonly channel: SteeredChannel;
  readonly stopped: ChannelStop | null;
  readonly backlog: Backlog;
  readonly budget: ChannelBudget;
  readonly today: ChannelSpend;
}

/** How one channel stands at a business instant; `on` is the lender's day. */
export async function channelView(
  q: Queries,
  channel: SteeredChannel,
  now: Instant,
  on: PlainDate,
): Promise<ChannelView> {
  const row = await q.row<Omit<ChannelView, 'channel' | 'backlog'>>(
    `select case when s.channel is not null then jsonb_build_object('reason', s.reason, 'by', s.by_whom,
              'at', to_char(s.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'until', to_char(s.until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as stopped,
            jsonb_build_object('dayMessagesMax', b.day_messages_max, 'dayCostMaxMinor', b.day_cost_max_minor,
              'unitCostMinor', coalesce(b.unit_cost_minor, 0)) as budget,
            jsonb_build_object('messages', coalesce(p.messages, 0), 'units', coalesce(p.units, 0),
              'costMinor', coalesce(p.cost_minor, 0)) as today
       from (select $1::text as channel) c
       left join channel_stop s on s.channel = c.channel and (s.until is null or s.until > $2)
       left join channel_budget b on b.channel = c.channel
       left join channel_spend p on p.channel = c.channel and p.on_day = $3`,
    [channel, now, on],
  );
  if (row === null) throw new Error('CHANNEL_WITHOUT_ROW');
  const waits = channel === 'call' ? callBacklog(q, now) : backlog(q, channel, now);
  return { channel, ...row, backlog: await waits };
}

/** The kill switch of one channel, thrown by a person. Nothing is lost: what is queued waits. */
export async function stopChannel(
  q: Queries,
  channel: SteeredChannel,
  stop: { readonly reason: string; readonly by: string; readonly at: Instant; readonly until?: Instant },
): Promise<void> {
  const { reason, by, at, until } = stop;
  await q.run(
    `insert into channel_stop (channel, reason, by_whom, at, until) values ($1, $2, $3, $4, $5)
     on conflict (channel) do update
        set reason = excluded.reason, by_whom = excluded.by_whom, at = excluded.at, until = excluded.until`,
    [channel, reason, by, at, until ?? null],
  );
}

/** Lets the channel send again and wakes its sender. False when it was not stopped. */
export async function startChannel(q: Queries, channel: SteeredChannel): Promise<boolean> {
  const started = (await q.run('delete from channel_stop where channel = $1', [channel])) > 0;
  await q.run(`select pg_notify('outbox', $1)`, [channel]);
  return started;
}

/** Sets the limits of a channel. What a breaker stopped for its budget is judged by the new one at once. */
export async function setBudget(q: Queries, channel: SteeredChannel, budget: ChannelBudget): Promise<void> {
  await q.run(
    `insert into channel_budget (channel, day_messages_max, day_cost_max_minor, unit_cost_minor)
     values ($1, $2, $3, $4) on conflict (channel) do update set day_messages_max = excluded.day_messages_max,
            day_cost_max_minor = excluded.day_cost_max_minor, unit_cost_minor = excluded.unit_cost_minor`,
    [channel, budget.dayMessagesMax, budget.dayCostMaxMinor, budget.unitCostMinor],
  );
  await q.run(`delete from channel_stop where channel = $1 and by_whom = 'breaker'`, [channel]);
  await q.run(`select pg_notify('outbox', $1)`, [channel]);
}

/** A channel that is stopped, or all of them at once. */
export interface StoppedChannel {
  /** `all`: the deployment sends nothing, and nobody dials. */
  readonly channel: SteeredChannel | 'all';
  readonly reason: string;
  /** Who stopped it, `id;role`, or `breaker`; null when that was not written down. */
  readonly by: string | null;
  readonly at: Instant | null;
  readonly until: Instant | null;
}

/** Channels that are stopped at a business instant. */
export async function stoppedChannels(q: Queries, now: Instant): Promise<readonly StoppedChannel[]> {
  return q.rows<StoppedChannel>(
    `select 'all' as channel, sends_stopped as reason, null as by, null::timestamptz as at, null::timestamptz as until
       from deployment where sends_stopped is not null
     union all
     (select channel, reason, by_whom, at, until from channel_stop where until is null or until > $1 order by channel)`,
    [now],
  );
}
