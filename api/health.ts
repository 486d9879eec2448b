/** Is the process alive, and are the parts it rests on well. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';

const PATIENCE_MS = 2_000;
const state = z.object({
  ok: z.boolean(),
  parts: z.record(z.string(), z.enum(['well', 'failing'])),
});

export function healthRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/livez',
    { schema: { summary: 'The process answers', tags: ['health'], response: { 200: z.object({ ok: z.boolean() }) } } },
    () => ({ ok: true }),
  );
  app.get(
    '/readyz',
    {
      schema: { summary: 'Names the part that fails', tags: ['health'], response: { 200: state, 503: state } },
    },
    async (_request, reply) => {
      const database = async (): Promise<void> => {
        const row = await deps.db.row('select mode from deployment');
        if (row === null) throw new Error('NOT_PREPARED');
      };
      const checks = { database, ...deps.checks };
      const parts = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await isWell(check)] as const),
      );
      const ok = parts.every(([, well]) => well);
      const told = Object.fromEntries(parts.map(([name, well]) => [name, well ? 'well' : 'failing'] as const));
      return reply.code(ok ? 200 : 503).send({ ok, parts: told });
    },
  );
}

async function isWell(check: () => Promise<void>): Promise<boolean> {
  const abort = new AbortController();
  try {
    const patience = sleep(PATIENCE_MS, undefined, { signal: abort.signal });
    await Promise.race([check(), patience.then(() => Promise.reject(new Error('TOO_SLOW')))]);
    return true;
  } catch {
    return false;
  } finally {
    abort.abort();
  }
}
