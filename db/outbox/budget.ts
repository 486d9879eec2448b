/**
 * The budget of a channel, within one transaction of claiming: how much of the lender's day is left. When it is used up
 * the channel stops itself until the next day of the lender, or until a person starts it; what is queued stays queued.
 */
import { addDays } from '../../domain/date.ts';
import type { PlainDate } from '../../domain/date.ts';
import { instantAt, localDate } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Queries } from '../pool.ts';

export const BUDGET = 'BUDGET';
/** More messages to one person on one day than any policy means to send: something runs away. */
export const RUNAWAY = 'RUNAWAY';

export interface Limits {
  readonly messagesMax: number | null;
  readonly costMaxMinor: number | null;
  readonly unitCostMinor: number | null;
  readonly messages: number | null;
  readonly costMinor: number | null;
  readonly personMax: number;
}

/** The limits of a channel as one JSON value: the query takes the names of its parameters for the channel and the day. */
export const limitsOf = (channel: string, on: string): string => `
  select json_build_object('messagesMax', b.day_messages_max, 'costMaxMinor', b.day_cost_max_minor,
           'unitCostMinor', b.unit_cost_minor, 'messages', s.messages, 'costMinor', s.cost_minor,
           'personMax', d.person_day_messages_max)
    from deployment d left join channel_budget b on b.channel = ${channel}
    left join channel_spend s on s.channel = ${channel} and s.on_day = ${on}`;

/** What was spent of a budget by one transaction. */
export interface Spent {
  readonly on: PlainDate;
  readonly messages: number;
  readonly units: number;
  readonly costMinor: number;
}

export class Budget {
  readonly #channel: string;
  readonly #on: PlainDate;
  readonly #timeZone: string;
  readonly #limits: Limits;
  readonly nextDay: Instant;
  #messages = 0;
  #units = 0;
  #trips = false;

  private constructor(channel: string, on: PlainDate, timeZone: string, limits: Limits) {
    this.#channel = channel;
    this.#on = on;
    this.#timeZone = timeZone;
    this.#limits = limits;
    this.nextDay = instantAt(addDays(on, 1), '00:00', timeZone);
  }

  /**
   * What is left today; `read` is what was read of a day already. A channel that has limits is read under a lock: two
   * senders cannot both spend the rest.
   */
  static async open(
    q: Queries,
    { channel, now, timeZone }: { readonly channel: string; readonly now: Instant; readonly timeZone: string },
    read: { readonly on: PlainDate; readonly limits: Limits },
  ): Promise<Budget> {
    const on = localDate(now, timeZone);
    const limited = read.limits.messagesMax !== null || read.limits.costMaxMinor !== null;
    if (!limited && on === read.on) return new Budget(channel, on, timeZone, read.limits);
    await q.send('select 1 from channel_budget where channel = $1 for no key update', [channel]);
    const row = await q.row<{ limits: Limits }>(`select (${limitsOf('$1', '$2')}) as limits`, [channel, on]);
    return new Budget(channel, on, timeZone, row?.limits ?? read.limits);
  }

  /** Takes one message of so many units (segments, letters); false when it would go beyond the budget. */
  take(units: number): boolean {
    const { messagesMax, costMaxMinor, unitCostMinor, messages, costMinor } = this.#limits;
    const cost = (costMinor ?? 0) + (this.#units + units) * (unitCostMinor ?? 0);
    const count = (messages ?? 0) + this.#messages + 1;
    if ((messagesMax !== null && count > messagesMax) || (costMaxMinor !== null && cost > costMaxMinor)) {
      this.#trips = true;
      return false;
    }
    this.#messages += 1;
    this.#units += units;
    return true;
  }

  /** So many messages went to a person since the beginning of the lender's day: is another too many? */
  runsAway(sentAt: readonly Instant[]): boolean {
    const since = instantAt(this.#on, '00:00', this.#timeZone);
    return sentAt.filter((at) => at >= since).length >= this.#limits.personMax;
  }

  get spent(): Spent {
    const costMinor = this.#units * (this.#limits.unitCostMinor ?? 0);
    return { on: this.#on, messages: this.#messages, units: this.#units, costMinor };
  }

  /** Stops the channel when something did not fit. */
  async close(q: Queries, now: Instant): Promise<void> {
    if (!this.#trips) return;
    await q.send(
      `insert into channel_stop (channel, reason, by_whom, at, until) values ($1, $2, 'breaker', $3, $4)
       on conflict (channel) do update
          set reason = excluded.reason, by_whom = excluded.by_whom, at = excluded.at, until = excluded.until
        where channel_stop.until <= excluded.at`,
      [this.#channel, BUDGET, now, this.nextDay],
    );
  }
}
