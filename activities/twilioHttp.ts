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

/** Sets up connections for one account. */
export function createTwilioHttp(options: TwilioHttpOptions): TwilioHttp {
  const timeout = options.timeoutMs ?? 10_000;
  const maxSockets = options.maxSockets ?? 20;
  const calls = new AsyncLocalStorage<Call>();
  const agents = [http, https].map((module) => new module.Agent({ keepAlive: true, maxSockets, maxFreeSockets: 5 }));
  const base = options.baseUrl === undefined ? undefined : new URL(options.baseUrl);

  const rebase = (uri: string): string => {
    if (base === undefined) return uri;
    const { pathname, search } = new URL(uri);
    return new URL(`${base.pathname.replace(/\/$/u, '')}${pathname}${search}`, base).href;
  };

  class Client extends twilio.RequestClient {
    constructor() {
      super({ timeout, maxSockets });
      [this.axios.defaults.httpAgent, this.axios.defaults.httpsAgent] = agents;
      this.axios.interceptors.request.use((config) => {
        const call = calls.getStore();
        return call === undefined ? config : Object.assign(config, { signal: call.signal });
      });
    }

    override async request<TData>(request: RequestClient.RequestOptions<TData>) {
      const call = calls.getStore();
      if (call?.signal.aborted === true) throw new TwilioTransportError('ABORTED', false);
      try {
        const response = await super.request<TData>({ ...request, uri: rebase(request.uri), timeout });
        if (call !== undefined) call.retryAfterMs = retryAfter(response.headers);
        return response;
      } catch (error) {
        // The error of the HTTP library holds the request, number and text included: only its code goes on.
        throw new TwilioTransportError(errorCode(error, 'NO_ANSWER'), !failedToConnect(error));
      } finally {
        // The base class keeps the last request, number and text included.
        Reflect.deleteProperty(this, 'lastRequest');
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
    close: () => agents.forEach((agent) => agent.destroy()),
  };
}
