/**
 * The HTTP under Twilio's client: kept connections, a base URL of our own, an abort signal for each call, and the one
 * question the client does not answer: had the request left when it failed?
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import { errorCode, failedToConnect } from './channel.ts';

/** No answer. `left`: bytes of the request may have reached the provider. */
export class TwilioTransportError extends Error {
  readonly code: string;
  readonly left: boolean;
  constructor(code: string, left: boolean) {
    super(code);
    this.name = 'TwilioTransportError';
    this.code = code;
    this.left = left;
  }
}

interface Call {
  readonly signal: AbortSignal;
  retryAfterMs: number | undefined;
}

export type Attempt<T> =
  | { readonly value: T; readonly error: undefined; readonly retryAfterMs: undefined }
  | { readonly value: undefined; readonly error: unknown; readonly retryAfterMs: number | undefined };

export interface TwilioHttp {
  readonly client: twilio.RequestClient;
  /** Runs a call of the client under a signal; failures come back as values. */
  attempt<T>(signal: AbortSignal, call: () => Promise<T>): Promise<Attempt<T>>;
  /** The same, failures thrown. */
  run<T>(signal: AbortSignal, call: () => Promise<T>): Promise<{ readonly value: T }>;
  close(): void;
}

export interface TwilioHttpOptions {
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
  readonly maxSockets?: number;
}

/** `Retry-After` in seconds, as milliseconds, at most an hour. */
function retryAfter(headers: unknown): number | undefined {
  if (typeof headers !== 'object' || headers === null || !('retry-after' in headers)) return undefined;
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : undefined;
}

type Options = RequestClient.RequestOptions<unknown>;

/** A list stands under the same name again and again; what is undefined is left out. */
function pairsOf(values: unknown): [string, string][] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one ?? '')]);
  });
}

function bodyOf(data: unknown, contentType: string | undefined): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  return contentType === 'application/json' ? JSON.stringify(data) : new URLSearchParams(pairsOf(data)).toString();
}

async function authorizationOf({ username, password, authStrategy }: Options): Promise<string | undefined> {
  if (username !== undefined && password !== undefined) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }
  return authStrategy?.getAuthString();
}

interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly agent: http.Agent;
  readonly timeout: number;
}

interface Answer {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: http.IncomingHttpHeaders;
}

/** JSON where it is JSON, else the text as it came. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** One request and its answer, on a kept connection; no redirects. Half the cost of the package's own way. */
function exchange({ url, method, headers, body, agent, timeout }: Exchange, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? https.request : http.request;
    const outgoing = send(url, { method, headers, agent }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', fail);
      incoming.on('end', () => {
        end();
        const { statusCode = 0, headers: answered } = incoming;
        resolve({ statusCode, body: parsed(Buffer.concat(parts).toString('utf8')), headers: answered });
      });
    });
    const end = (): void => {
      clearTimeout(late);
      signal?.removeEventListener('abort', abort);
    };
    const fail = (error: unknown): void => {
      end();
      outgoing.destroy();
      reject(error instanceof Error ? error : new Error('NO_ANSWER'));
    };
    const abort = (): void => fail(Object.assign(new Error('aborted'), { code: 'ERR_CANCELED' }));
    const late = setTimeout(() => fail(Object.assign(new Error('late'), { code: 'ECONNABORTED' })), timeout);
    signal?.addEventListener('abort', abort);
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

/** Sets up connections for one account. */
export function createTwilioHttp(options: TwilioHttpOptions): TwilioHttp {
  const timeout = options.timeoutMs ?? 10_000;
  const maxSockets = options.maxSockets ?? 20;
  const calls = new AsyncLocalStorage<Call>();
  const kept = { keepAlive: true, maxSockets, maxFreeSockets: maxSockets };
  const agents = { http: new http.Agent(kept), https: new https.Agent(kept) };
  const base = options.baseUrl === undefined ? undefined : new URL(options.baseUrl);

  const rebase = (uri: string): URL => {
    const url = new URL(uri);
    if (base === undefined) return url;
    return new URL(`${base.pathname.replace(/\/$/u, '')}${url.pathname}${url.search}`, base);
  };

  class Client extends twilio.RequestClient {
    override async request<TData>(request: RequestClient.RequestOptions<TData>) {
      const call = calls.getStore();
      if (call?.signal.aborted === true) throw new TwilioTransportError('ABORTED', false);
      const url = rebase(request.uri);
      for (const [name, value] of pairsOf(request.params)) url.searchParams.append(name, value);
      const headers: Record<string, string> = { ...(request.headers as Readonly<Record<string, string>> | undefined) };
      const authorization = await authorizationOf(request);
      if (authorization !== undefined) headers['Authorization'] = authorization;
      const body = bodyOf(request.data, headers['Content-Type']);
      if (body !== undefined) headers['Content-Length'] = String(Buffer.byteLength(body));
      const agent = url.protocol === 'https:' ? agents.https : agents.http;
      try {
        const answer = await exchange({ url, method: request.method, headers, body, agent, timeout }, call?.signal);
        if (call !== undefined) call.retryAfterMs = retryAfter(answer.headers);
        // Typed by the caller of the package, as in the class that this one takes the place of.
        return answer as typeof answer & { body: TData };
      } catch (error) {
        // The error may hold the request, number and text included: only its code goes on.
        throw new TwilioTransportError(errorCode(error, 'NO_ANSWER'), !failedToConnect(error));
      }
    }
  }

  const attempt = async <T>(signal: AbortSignal, start: () => Promise<T>): Promise<Attempt<T>> => {
    const call: Call = { signal, retryAfterMs: undefined };
    try {
      return { value: await calls.run(call, start), error: undefined, retryAfterMs: undefined };
    } catch (error) {
      return { value: undefined, error, retryAfterMs: call.retryAfterMs };
    }
  };
  return {
    client: new Client(),
    attempt,
    run: async (signal, start) => ({ value: await calls.run({ signal, retryAfterMs: undefined }, start) }),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
