/** What the post says of letters: posted, delivered, come back. */
import { z } from 'zod';
import { postalCounts, returnReasons, takePostalEvent } from '../db/postal.ts';
import type { PostalEvent, TakenEvent } from '../db/postal.ts';
import type { Db } from '../db/pool.ts';
import { compare } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { actorOf } from './actor.ts';
import { eventIdShape, nowOf, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { poke } from './give.ts';
import { Problem } from './problem.ts';

const instant = z.iso
  .datetime({ offset: true, error: 'an instant with its zone, such as 2025-07-08T10:00:00+08:00' })
  .transform((text) => new Date(text).toISOString());
const receipt = z.string().regex(/^[A-Za-z0-9-]{1,60}$/, 'the number of the receipt: letters, digits and hyphens');

/** One event as the post sends it. */
export const postalEventShape = z
  .strictObject({
    id: eventIdShape.exactOptional(),
    reference: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/, 'the reference of the manifest'),
    kind: z.enum(['posted', 'delivered', 'returned']),
    at: instant,
    reason: z.enum(returnReasons).exactOptional(),
    proof: receipt.exactOptional(),
  })
  .refine(({ kind, reason }) => kind === 'returned' || reason === undefined, {
    path: ['reason'],
    error: 'only a letter that came back has a reason',
  });

export type Counted = Readonly<Record<TakenEvent['result'], number>>;

/** Takes events in order; none when one of them lies in the future, for then the clock of the post is wrong. */
export async function takePostalEvents(
  db: Db,
  events: readonly PostalEvent[],
  now: Instant,
): Promise<{ readonly counts: Counted; readonly wake: readonly string[] } | { readonly future: number }> {
  const future = events.findIndex(({ at }) => compare(at, now) > 0);
  if (future >= 0) return { future };
  const counts = { taken: 0, duplicate: 0, reused: 0, unknown: 0 };
  const wake = new Set<string>();
  for (const event of events) {
    const taken = await takePostalEvent(db, event, now);
    counts[taken.result] += 1;
    for (const caseId of taken.wake) wake.add(caseId);
  }
  return { counts, wake: [...wake] };
}

export function postRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/post/events',
    {
      schema: {
        summary: 'What the post says of letters; late, twice and out of order change nothing',
        tags: ['letters'],
        body: z.strictObject({ events: z.array(postalEventShape).min(1).max(5_000) }),
        response: { 200: openObject },
      },
    },
    async (request) => {
      actorOf(request);
      const taken = await takePostalEvents(deps.db, request.body.events, await nowOf(deps));
      if ('future' in taken) {
        const reason = `events[${taken.future}].at lies in the future; nothing was taken`;
        throw new Problem(422, 'FUTURE_EVENT', reason, 'send it when it has happened, with its own time and zone');
      }
      for (const caseId of taken.wake) await poke(deps, caseId);
      return taken.counts;
    },
  );
  app.get(
    '/post',
    { schema: { summary: 'Where the letters are', tags: ['letters'], response: { 200: openObject } } },
    () => postalCounts(deps.db),
  );
}
