/** The clock of the deployment. Only that of a demo can be moved. */
import { z } from 'zod';
import { isPlainDate } from '../domain/date.ts';
import { instantAt, isInstant, localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { nowOf, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps, ClockControl, ClockState } from './deps.ts';
import { Problem } from './problem.ts';

const place = z.string().describe('an instant, or a day: its beginning on the clock of the lender');
const move = z.discriminatedUnion('do', [
  z.object({ do: z.literal('pause') }),
  z.object({ do: z.literal('resume'), until: place.optional() }),
  z.object({ do: z.literal('jump'), to: place }),
  z.object({ do: z.literal('speed'), daysPerSecond: z.number().positive().max(1_000).nullable() }),
]);

export function clockRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/clock',
    { schema: { summary: 'What time it is', tags: ['clock'], response: { 200: openObject } } },
    async () => shown(deps, deps.clock === null ? null : await deps.clock.get()),
  );
  app.post(
    '/clock',
    { schema: { summary: 'Move the clock of a demo', tags: ['clock'], body: move, response: { 200: openObject } } },
    async ({ body }) => {
      if (deps.clock === null)
        throw new Problem(409, 'CLOCK_IS_REAL', 'this deployment runs on real time', 'start a demo to move its clock');
      return shown(deps, await moved(deps, deps.clock, body));
    },
  );
}

async function moved(deps: ApiDeps, clock: ClockControl, asked: z.infer<typeof move>): Promise<ClockState> {
  const instant = async (text: string, field: string): Promise<Instant> => {
    const at = isPlainDate(text) ? instantAt(text, '00:00', deps.lender.timeZone) : text;
    if (!isInstant(at))
      throw new Problem(
        422,
        'INSTANT_INVALID',
        `${text} is no instant`,
        'write YYYY-MM-DD, or an instant in UTC',
        field,
      );
    const { now } = await clock.get();
    if (at < now)
      throw new Problem(409, 'CLOCK_BACKWARDS', `it is ${now} already`, 'time never runs backwards; start anew', field);
    return at;
  };
  switch (asked.do) {
    case 'pause':
      return clock.pause();
    case 'resume':
      return clock.resume(asked.until === undefined ? undefined : await instant(asked.until, 'until'));
    case 'jump':
      return clock.jump(await instant(asked.to, 'to'));
    case 'speed':
      return clock.speed(asked.daysPerSecond);
  }
}

async function shown(deps: ApiDeps, state: ClockState | null): Promise<Record<string, unknown>> {
  const { timeZone } = deps.lender;
  const now = state?.now ?? (await nowOf(deps));
  return { mode: deps.mode, timeZone, today: localDate(now, timeZone), ...state, now };
}
