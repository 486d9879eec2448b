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

interface Limits {
  readonly messagesMax: number | null;
  readonly costMaxMinor: number | null;
  readonly unitCostMinor: number | null;
  readonly messages: number | null;
  readonly costMinor: number | null;
  readonly personMax: number;
}

const readLimits = (q: Queries, channel: string, on: PlainDate): Promise<Limits | null> =>
  q.row<Limits>(
    `select b.day_messages_max as "messagesMax", b.day_cost_max_minor as "costMaxMinor",
            b.unit_cost_minor as "unitCostMinor", p.messages, p.cost_minor as "costMinor",
            d.person_day_messages_max as "personMax"
       from deployment d left join channel_budget b on b.channel = $1
       left join channel_spend p on p.channel = $1 and p.on_day = $2`,
    [channel, on],
  );

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

  /** What is left today. A channel that has limits is read under a lock: two senders cannot both spend the rest. */
  static async open(q: Queries, channel: string, now: Instant, timeZone: string): Promise<Budget> {
    const on = localDate(now, timeZone);
    const read = () => readLimits(q, channel, on);
    let limits = await read();
    if ((limits?.messagesMax ?? null) !== null || (limits?.costMaxMinor ?? null) !== null) {
      await q.run('select 1 from channel_budget where channel = $1 for no key update', [channel]);
      limits = await read();
    }
    const none = { messagesMax: null, costMaxMinor: null, unitCostMinor: null, messages: null, costMinor: null };
    return new Budget(channel, on, timeZone, limits ?? { ...none, personMax: Infinity });
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

  /** Writes what was spent, and stops the channel when something did not fit. */
  async close(q: Queries, now: Instant): Promise<void> {
    if (this.#messages > 0)
      await q.run(
        `insert into channel_spend (channel, on_day, messages, units, cost_minor) values ($1, $2, $3, $4, $5)
         on conflict (channel, on_day) do update set messages = channel_spend.messages + excluded.messages,
                units = channel_spend.units + excluded.units,
                cost_minor = channel_spend.cost_minor + excluded.cost_minor`,
        [this.#channel, this.#on, this.#messages, this.#units, this.#units * (this.#limits.unitCostMinor ?? 0)],
      );
    if (this.#trips)
      await q.run(
        `insert into channel_stop (channel, reason, by_whom, at, until) values ($1, $2, 'breaker', $3, $4)
         on conflict (channel) do update
            set reason = excluded.reason, by_whom = excluded.by_whom, at = excluded.at, until = excluded.until
          where channel_stop.until <= excluded.at`,
        [this.#channel, BUDGET, now, this.nextDay],
      );
  }
}
