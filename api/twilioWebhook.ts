/**
 * What Twilio tells us: how a message fared, and what people answer. Signed by it, harmless when late, twice or out of
 * order. Nothing of the content is logged.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import twilio from 'twilio';
import { lockPerson, optOut } from '../db/contactFact.ts';
import { report, reportOf } from '../db/outbox.ts';
import { personsByPhone } from '../db/person.ts';
import type { Db, Queries } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import type { Instant } from '../domain/instant.ts';
import { voicePath, voiceStatus } from './twilioVoice.ts';

export interface TwilioWebhookOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  /** The address of this server as Twilio knows it, without the path of a route; it is part of what is signed. */
  readonly publicUrl: string;
  /** Primary and, while they are exchanged, secondary token of the account. */
  readonly authTokens: readonly string[];
  /** Business time. */
  readonly now: (q: Queries) => Promise<Instant>;
  readonly signalCases: (caseIds: readonly string[]) => Promise<void>;
  /** Counts what came, by name: `signatureWrong`, `status`, `unknownReference`, `stop` … */
  readonly count?: (name: string) => void;
}

/** Paths of the routes; the status callback takes the reference as `?reference=`. */
export const twilioPaths = { status: '/twilio/status', inbound: '/twilio/inbound', voice: voicePath } as const;

const bodyLimitBytes = 65_536;
const stopWords = new Set(
  ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'T', 'TD', '退订'], // Twilio, "Advanced Opt-Out"; 退订, T: domain.md §5
);

/** Does the text ask us to stop? One word, whatever stands around it; 退订 also at the beginning of a sentence. */
export function saysStop(text: string): boolean {
  const word = text
    .normalize('NFKC')
    .replace(/[\p{P}\p{Z}\p{C}]/gu, '')
    .toUpperCase();
  return stopWords.has(word) || word.startsWith('退订');
}

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
    const result = await report(db, reference, said, await now(db));
    if ('unknown' in result) {
      count('unknownReference');
      request.log.warn({ code: 'REFERENCE_UNKNOWN' });
    } else await signal(request, result.wake);
    return reply.code(204).send();
  });

  app.post(twilioPaths.voice, async (request, reply) => {
    const params = request.body as Params;
    count(await voiceStatus(db, request.query as { readonly reference?: unknown }, (name) => textOf(params, name)));
    return reply.code(204).send();
  });

  const stop = async (params: Params): Promise<string[]> =>
    db.tx(async (q) => {
      const at = await now(q);
      const woken: string[] = [];
      for (const personId of await personsByPhone(q, options.sealer, textOf(params, 'From'))) {
        await lockPerson(q, personId);
        const source = textOf(params, 'MessageSid');
        woken.push(...(await optOut(q, { personId, channel: 'sms', source, at })));
      }
      return [...new Set(woken)];
    });

  const empty = (reply: FastifyReply): FastifyReply => reply.type('text/xml').send('<Response/>');

  app.post(twilioPaths.inbound, async (request, reply) => {
    const params = request.body as Params;
    count('inbound');
    if (textOf(params, 'OptOutType') !== 'STOP' && !saysStop(textOf(params, 'Body'))) return empty(reply);
    count('stop');
    await signal(request, await stop(params));
    return empty(reply);
  });
  return Promise.resolve();
}
