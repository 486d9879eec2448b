/** Figures for a monitor, in the text form of Prometheus: what providers told us, and how the channels stand. */
import { STEERED_CHANNELS, channelView } from '../db/channel.ts';
import { localDate } from '../domain/instant.ts';
import { nowOf } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';

/** What came from providers since this process started, by name; no content, no number. */
export class Counts {
  readonly #by = new Map<string, number>();

  add(name: string): void {
    this.#by.set(name, (this.#by.get(name) ?? 0) + 1);
  }

  all(): readonly (readonly [name: string, times: number])[] {
    return [...this.#by].sort(([one], [other]) => one.localeCompare(other));
  }
}

type Sample = readonly [labels: string, value: number];

const family = (name: string, kind: 'counter' | 'gauge', help: string, samples: readonly Sample[]): string =>
  [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${kind}`,
    ...samples.map(([labels, value]) => `${name}{${labels}} ${value}`),
  ].join('\n');

export function metricsRoutes(app: Routes, deps: ApiDeps): void {
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const now = await nowOf(deps);
    const on = localDate(now, deps.lender.timeZone);
    const views = await Promise.all(STEERED_CHANNELS.map((channel) => channelView(deps.db, channel, now, on)));
    const of = (state: 'due' | 'waiting' | 'unsettled' | 'parked'): Sample[] =>
      views.map(({ channel, backlog }) => [`channel="${channel}",state="${state}"`, backlog[state]]);
    const text = [
      family(
        'recoup_provider_events_total',
        'counter',
        'What providers told us since the process started; signatureWrong was refused.',
        (deps.counts?.all() ?? []).map(([what, times]) => [`what="${what}"`, times]),
      ),
      family('recoup_channel_backlog', 'gauge', 'Messages and calls that are not settled, by state.', [
        ...(['due', 'waiting', 'unsettled', 'parked'] as const).flatMap(of),
      ]),
      family(
        'recoup_channel_stopped',
        'gauge',
        '1 while nothing leaves on the channel.',
        views.map(({ channel, stopped }) => [`channel="${channel}"`, stopped === null ? 0 : 1]),
      ),
      family(
        'recoup_channel_day_messages',
        'gauge',
        "Messages and calls of the lender's day.",
        views.map(({ channel, today }) => [`channel="${channel}"`, today.messages]),
      ),
    ];
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${text.join('\n')}\n`);
  });
}
