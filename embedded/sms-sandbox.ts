// A sandbox that speaks Twilio's HTTP API, so that the real `twilio` package can be used without sending anything.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { twilioApi } from './sms/api.ts';
import { behaviourShape, wellBehaved, type Behaviour } from './sms/behaviour.ts';
import { startPoster } from './sms/callbacks.ts';
import { openLedger } from './sms/ledger.ts';
import { startLifecycle } from './sms/lifecycle.ts';
import { conversationPage, listPage } from './sms/page.ts';
import { apiVersion, newSid, type Call, type Text } from './sms/shapes.ts';
import { startCalls } from './sms/voice.ts';
import { readBody, sendHtml, sendJson, startWeb, type Handler } from './web.ts';

/** The account of every sandbox; it opens nothing but a sandbox. */
export const sandboxAccount = { accountSid: 'AC00000000000000000000000000000000', authToken: 'recoup-sandbox' };

export type SmsSandbox = {
  /** Base address for the client: `client.api.baseUrl = url`. The web inbox is there too. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly behave: (changes: Partial<Behaviour>) => void;
  /** A text from a person to the lender's number. STOP and 退订 opt out, START and 恢复 opt in. */
  readonly inbound: (from: string, to: string, body: string) => Text;
  /** Newest first. */
  readonly texts: (to?: string) => Text[];
  readonly calls: () => Call[];
  /** Callbacks not delivered yet. */
  readonly pendingCallbacks: () => number;
  readonly stop: () => Promise<void>;
};

export type SmsSandboxOptions = {
  port?: number;
  /** Address to listen on, loopback as a rule. */
  host?: string;
  /** JSON lines; in memory alone when left out. */
  ledgerFile?: string;
  /** Where texts from persons are posted to, signed. */
  inboundUrl?: string;
  behaviour?: Partial<Behaviour>;
  accountSid?: string;
  authToken?: string;
  say?: (line: string) => void;
};

const stopWords = /^\s*(?:stop|stopall|unsubscribe|cancel|end|quit|td|t|退订)\s*$/i;
const startWords = /^\s*(?:start|yes|unstop|恢复)\s*$/i;

const controlShape = z
  .object({
    behaviour: behaviourShape.partial(),
    inboundUrl: z.url(),
    inbound: z.object({ from: z.string(), to: z.string(), body: z.string() }),
  })
  .partial()
  .strict();

/**
 * Starts the sandbox on loopback.
 * `GET /` inbox · `GET /to/NUMBER` one phone · `GET /api/messages?to=&limit=` ledger · `GET|POST /api/control`.
 */
export const startSmsSandbox = async (options: SmsSandboxOptions = {}): Promise<SmsSandbox> => {
  const { accountSid, authToken } = { ...sandboxAccount, ...options };
  const ledger = await openLedger(options.ledgerFile);
  const poster = startPoster(authToken);
  const behaviour: Behaviour = { ...wellBehaved, ...options.behaviour };
  const calls = startCalls(accountSid, poster, () => behaviour);
  const lifecycle = startLifecycle(accountSid, ledger, poster, () => behaviour);
  let { inboundUrl } = options;

  const inbound = (from: string, to: string, body: string): Text => {
    const now = new Date().toISOString();
    const text: Text = {
      ...{ sid: newSid('SM'), direction: 'inbound', from, to, body, messagingServiceSid: null, statusCallback: null },
      ...{ status: 'received', errorCode: null, createdAt: now, sentAt: now, updatedAt: now },
    };
    ledger.add(text);
    const optOutType = stopWords.test(body) ? 'STOP' : startWords.test(body) ? 'START' : undefined;
    if (optOutType === 'STOP') ledger.optOut(from);
    if (optOutType === 'START') ledger.optIn(from);
    if (inboundUrl !== undefined) {
      const who = { AccountSid: accountSid, ApiVersion: apiVersion, MessageSid: text.sid, SmsSid: text.sid };
      const what = { From: from, To: to, Body: body, NumMedia: '0', NumSegments: '1', SmsStatus: 'received' };
      poster.post({ url: inboundUrl, params: { ...who, ...what, ...(optOutType && { OptOutType: optOutType }) } });
    }
    return text;
  };

  const control = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') {
      // A page of another site can post a form here, but no JSON.
      if (!request.headers['content-type']?.startsWith('application/json')) {
        return sendJson(response, 415, { message: 'content-type: application/json' });
      }
      const wish = controlShape.safeParse(JSON.parse(await readBody(request)));
      if (!wish.success) return sendJson(response, 400, { message: z.prettifyError(wish.error) });
      Object.assign(behaviour, wish.data.behaviour);
      inboundUrl = wish.data.inboundUrl ?? inboundUrl;
      if (wish.data.inbound !== undefined)
        inbound(wish.data.inbound.from, wish.data.inbound.to, wish.data.inbound.body);
    }
    const callbacks = { pending: poster.pending(), abandoned: poster.abandoned() };
    sendJson(response, 200, { behaviour, inboundUrl: inboundUrl ?? null, callbacks, messages: ledger.count() });
  };

  const api = twilioApi({
    accountSid,
    authToken,
    ledger,
    calls,
    behaviour,
    accepted: (text) => lifecycle.advance(text),
  });

  const handle: Handler = (request, response, url) => {
    if (url.pathname.startsWith(`/${apiVersion}/`)) return api(request, response, url);
    if (url.pathname === '/api/control') return control(request, response);
    if (url.pathname === '/api/messages') {
      const found = ledger.find({ to: url.searchParams.get('to') });
      const limit = Number(url.searchParams.get('limit') ?? 1000) || 1000;
      return sendJson(response, 200, { count: found.length, messages: found.slice(0, limit) });
    }
    if (url.pathname === '/') return sendHtml(response, 200, listPage(url, ledger));
    if (url.pathname.startsWith('/to/')) {
      return sendHtml(response, 200, conversationPage(url, ledger, decodeURIComponent(url.pathname.slice(4))));
    }
    return sendJson(response, 404, { message: 'not found' });
  };

  const web = await startWeb(handle, options.port, options.say, options.host);
  // What the last stop interrupted goes on.
  for (const text of ledger.find({})) lifecycle.advance(text);
  return {
    url: web.url,
    accountSid,
    authToken,
    behave: (changes) => void Object.assign(behaviour, changes),
    inbound,
    texts: (to) => ledger.find(to === undefined ? {} : { to }),
    calls: () => calls.all(),
    pendingCallbacks: () => poster.pending(),
    stop: async () => {
      lifecycle.stop();
      calls.stop();
      poster.stop();
      await web.stop();
      await ledger.close();
    },
  };
};
