/** What every route shares: the parts of the deployment, the business time, and shapes that many bodies have. */
import type { FastifyInstance, FastifyBaseLogger, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { businessNow } from '../db/outbox.ts';
import { isPlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { ApiDeps } from './deps.ts';
import { phoneFault } from './phone.ts';

export type Routes = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Business time: the clock row of a demo, else the wall. */
export const nowOf = (deps: ApiDeps): Promise<Instant> =>
  businessNow(deps.db, deps.wallNow?.() ?? new Date().toISOString());

export const idShape = z
  .string()
  .regex(/^[^\s/]{1,80}$/u, 'an id has 1 to 80 characters without spaces or slashes')
  .meta({ example: 'L000001' });
export const eventIdShape = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'an event id has 1 to 200 printable characters without spaces');
export const dateShape = z
  .string()
  .refine(isPlainDate, 'a date exists and is written YYYY-MM-DD')
  .meta({ format: 'date', example: '2025-04-05' });
export const amountShape = z
  .string()
  .describe('decimal text with at most the decimals of the currency')
  .meta({ example: '1250.00' });
export const currencyShape = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters');
export const phoneShape = z
  .string()
  .superRefine((text, context) => {
    const fault = phoneFault(text);
    if (fault !== null) context.addIssue({ code: 'custom', message: `${fault.rule}; ${fault.remedy} (${fault.code})` });
  })
  .meta({ example: '+8613800000000' });
export const emailShape = z
  .string()
  .regex(/^[^\s@"<>,;]{1,64}@[A-Za-z0-9\u0080-\uffff-]+(\.[A-Za-z0-9\u0080-\uffff-]+)+$/u, 'name@host.domain');
export const addressShape = z.string().min(1).max(200);
export const languageShape = z.enum(['zh-CN', 'en']);
export type Language = z.infer<typeof languageShape>;

export const loanParams = z.object({ id: idShape });
/** Bodies of answers whose fields docs/api.md tells; the schema keeps them open. */
export const openObject = z.looseObject({});
export const openPage = z.object({ rows: z.array(openObject), next: z.string().nullable() });
