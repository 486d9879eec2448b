/** Channels: how much waits, what today has cost, the rate, the kill switch, and the budget at which one stops itself. */
import { z } from 'zod';
import { STEERED_CHANNELS, channelView, setBudget, startChannel, stopChannel } from '../db/channel.ts';
import type { ChannelView, SteeredChannel } from '../db/channel.ts';
import { localDate } from '../domain/instant.ts';
import { actorOf } from './actor.ts';
import { amountShape, nowOf, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { decimal, minorOf } from './money.ts';
import { localInstant } from './showLoan.ts';

const params = z.object({ channel: z.enum(STEERED_CHANNELS) });
const response = { 200: openObject };
const costShape = amountShape.regex(/^\d/, 'a cost is not negative');

export function channelRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/channels',
    { schema: { summary: 'Channels: stopped or sending, backlog, rate, budget, today', tags: ['channels'], response } },
    async () => ({ channels: await Promise.all(STEERED_CHANNELS.map((channel) => shown(deps, channel))) }),
  );
  app.post(
    '/channels/:channel/stop',
    {
      schema: {
        summary: 'Stop a channel: nothing leaves on it, nothing is lost',
        tags: ['channels'],
        params,
        body: z.object({ reason: z.string().min(1).max(200) }),
        response,
      },
    },
    async (request) => {
      const { id, role } = actorOf(request);
      const { channel } = request.params;
      const stop = { reason: request.body.reason, by: `${id};${role}`, at: await nowOf(deps) };
      await deps.db.tx((q) => stopChannel(q, channel, stop));
      return shown(deps, channel);
    },
  );
  app.post(
    '/channels/:channel/start',
    { schema: { summary: 'Let a channel send again', tags: ['channels'], params, response } },
    async (request) => {
      actorOf(request);
      const { channel } = request.params;
      await deps.db.tx((q) => startChannel(q, channel));
      return shown(deps, channel);
    },
  );
  app.post(
    '/channels/:channel/budget',
    {
      schema: {
        summary: 'Limits of a day of the lender; beyond them the channel stops itself until the next day',
        tags: ['channels'],
        params,
        body: z.object({
          dayMessagesMax: z.int().min(0).max(10_000_000).nullable().default(null).describe('null: no limit'),
          dayCostMax: costShape.nullable().default(null).describe('null: no limit'),
          unitCost: costShape.default('0').describe('of a segment of an SMS, an e-mail, a letter, a call'),
        }),
        response,
      },
    },
    async (request) => {
      actorOf(request);
      const { channel } = request.params;
      const { dayMessagesMax, dayCostMax, unitCost } = request.body;
      const { currency } = deps.lender;
      const budget = {
        dayMessagesMax,
        dayCostMaxMinor: dayCostMax === null ? null : minorOf(dayCostMax, currency, 'dayCostMax'),
        unitCostMinor: minorOf(unitCost, currency, 'unitCost'),
      };
      await deps.db.tx((q) => setBudget(q, channel, budget));
      return shown(deps, channel);
    },
  );
}

async function shown(deps: ApiDeps, channel: SteeredChannel): Promise<Record<string, unknown>> {
  const { timeZone, currency } = deps.lender;
  const now = await nowOf(deps);
  const view: ChannelView = await channelView(deps.db, channel, now, localDate(now, timeZone));
  const money = (minor: number): string => decimal(minor, currency);
  const { stopped, budget, today, backlog } = view;
  return {
    ...{ channel, backlog, currency },
    stopped:
      stopped === null
        ? null
        : { ...stopped, localUntil: stopped.until === null ? null : localInstant(stopped.until, timeZone) },
    budget: {
      dayMessagesMax: budget.dayMessagesMax,
      dayCostMax: budget.dayCostMaxMinor === null ? null : money(budget.dayCostMaxMinor),
      unitCost: money(budget.unitCostMinor),
    },
    ratePerSecond: deps.rates?.[channel] ?? null,
    today: { messages: today.messages, units: today.units, cost: money(today.costMinor) },
  };
}
