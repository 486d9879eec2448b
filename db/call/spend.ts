/** The budget of calls: one attempt at a time, in the transaction that claims it. */
import { localDate } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { Budget, limitsOf } from '../outbox/budget.ts';
import type { Limits } from '../outbox/budget.ts';
import type { Queries } from '../pool.ts';

const CHANNEL = 'call';

/** Takes one call from the budget of the lender's day. Null: it is taken; else when calls, stopped now, go on. */
export async function takeCall(q: Queries, now: Instant, timeZone: string): Promise<Instant | null> {
  const on = localDate(now, timeZone);
  const row = await q.row<{ limits: Limits }>(`select (${limitsOf('$1', '$2')}) as limits`, [CHANNEL, on]);
  if (row === null) throw new Error('NO_DEPLOYMENT');
  const budget = await Budget.open(q, { channel: CHANNEL, now, timeZone }, { on, limits: row.limits });
  if (!budget.take(1)) {
    await budget.close(q, now);
    return budget.nextDay;
  }
  const { messages, units, costMinor } = budget.spent;
  await q.run(
    `insert into channel_spend (channel, on_day, messages, units, cost_minor) values ($1, $2, $3, $4, $5)
     on conflict (channel, on_day) do update set messages = channel_spend.messages + excluded.messages,
            units = channel_spend.units + excluded.units, cost_minor = channel_spend.cost_minor + excluded.cost_minor`,
    [CHANNEL, on, messages, units, costMinor],
  );
  return null;
}
