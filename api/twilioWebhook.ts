/**
 * What Twilio tells us: how a message fared, and what people answer. Signed by it, harmless when late, twice or out of
 * order. Nothing of the content is logged.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import twilio from 'twilio';
import { hear } from '../db/inboundText.ts';
import { keepAside, report, reportOf, takeAside } from '../db/outbox.ts';
import type { BusinessTime } from '../db/outbox.ts';
import type { Db } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import { saidBy } from './inboundWords.ts';
import { voicePath, voiceStatus } from './twilioVoice.ts';

export interface TwilioWebhookOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  /** The address of this server as Twilio knows it, without the path of a route; it is part of what is signed. */
  readonly publicUrl: string;
  /** Primary and, while they are exchanged, secondary token of the account. */
  readonly authTokens: readonly string[];
  /** Business time. */
  readonly now: BusinessTime;
  /** How the lender is reached, for whoever asks for help. */
  readonly helpText?: string;
  readonly signalCases: (caseIds: readonly string[]) => Promise<void>;
  /** Counts what came, by name: `signatureWrong`, `status`, `unknownReference`, `stop` … */
  readonly count?: (name: string) => void;
}

/** Paths of the routes; the status callback takes the reference as `?reference=`. */
export const twilioPaths = { status: '/twilio/status', inbound: '/twilio/inbound', voice: voicePath } as const;

const bodyLimitBytes = 65_536;
type Params = Readonly<Record<string, string | string[]>>;

function paramsOf(body: string): Params {
  const search = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const [first = '', ...more] = search.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

const textOf = (params: Params, name: string): string => {
  const value = params[name];
  return typeof value === 'string' ? value : '';
};

/** The routes, as a plugin of their own: nothing else reads forms. */
export function twilioWebhook(app: FastifyInstance, options: TwilioWebhookOptions): Promise<void> {
  const { db, publicUrl, authTokens, now } = options;
  const base = publicUrl.replace(/\/$/u, '');
  const count = (name: string): void => options.count?.(name);

  const isSigned = (request: FastifyRequest): boolean => {
    const signature = request.headers['x-twilio-signature'];
    if (typeof signature !== 'string') return false;
    const url = base + request.url;
    const params = { ...(request.body as Params) };
    return authTokens.some((token) => twilio.validateRequest(token, signature, url, params));
  };

  /** A lost signal costs time only: what it would have told stands in the inbox. */
  const signal = async (request: FastifyRequest, caseIds: readonly string[]): Promise<void> => {
    if (caseIds.length === 0) return;
    await options.signalCases(caseIds).catch(() => request.log.warn({ code: 'SIGNAL_LOST', cases: caseIds.length }));
  };

  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: bodyLimitBytes },
    (_request, body, done) => done(null, paramsOf(body.toString())),
  );

  app.addHook('preHandler', async (request, reply) => {
    if (typeof request.body === 'object' && request.body !== null && isSigned(request)) return;
    count('signatureWrong');
    request.log.warn({ code: 'SIGNATURE_WRONG', path: request.routeOptions.url });
    await reply.code(403).send({ code: 'SIGNATURE_WRONG' });
  });

  app.post(twilioPaths.status, async (request, reply) => {
    const params = request.body as Params;
    const { reference } = request.query as { readonly reference?: unknown };
    const code = textOf(params, 'ErrorCode');
    const said = reportOf(
      textOf(params, 'MessageStatus'),
      textOf(params, 'MessageSid'),
      code === '' ? undefined : code,
    );
    count('status');
    if (said === null || typeof reference !== 'string') return reply.code(204).send();
    const result = await report(db, reference, said, now);
    if ('unknown' in result) {
      count('unknownReference');
      request.log.warn({ code: 'REFERENCE_UNKNOWN' });
      if (/^[\w-]{1,80}$/.test(reference)) await keepAside(db, reference, said, await now(db));
    } else if (result.changed)
      await signal(request, [...result.wake, ...(result.aside === true ? await takeAside(db, now) : [])]);
    return reply.code(204).send();
  });

  app.post(twilioPaths.voice, async (request, reply) => {
    const params = request.body as Params;
    count(await voiceStatus(db, request.query as { readonly reference?: unknown }, (name) => textOf(params, name)));
    return reply.code(204).send();
  });

  const answer = (reply: FastifyReply, text: string | null): FastifyReply => {
    const response = new twilio.twiml.MessagingResponse();
    if (text !== null) response.message(text);
    return reply.type('text/xml').send(response.toString());
  };

  app.post(twilioPaths.inbound, async (request, reply) => {
    const params = request.body as Params;
    const id = textOf(params, 'MessageSid');
    count('inbound');
    // Signed, but without an id it could not be told from its own repetition.
    if (!/^[A-Za-z0-9]{2,64}$/.test(id)) return answer(reply, null);
    const type = textOf(params, 'OptOutType').toLowerCase();
    const said = type === 'stop' || type === 'start' || type === 'help' ? type : saidBy(textOf(params, 'Body'));
    const heard = await db.tx(async (q) =>
      hear(q, options.sealer, {
        id,
        from: textOf(params, 'From'),
        text: textOf(params, 'Body'),
        said,
        at: await now(q),
      }),
    );
    count(said);
    if (heard.persons.length === 0) count('unknownNumber');
    await signal(request, heard.woken);
    // With a word of the provider's own list it has answered already; an answer to whoever asks is no collection.
    return answer(reply, heard.helpDue && type === '' ? (options.helpText ?? null) : null);
  });
  return Promise.resolve();
}
