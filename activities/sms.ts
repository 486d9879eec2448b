/** SMS through Twilio's API with its own client; the sandbox speaks the same API under another base URL. */
import twilio from 'twilio';
import { ChannelError, type ChannelAdapter, type FoundMessage, type SendResult } from './channel.ts';
import { createTwilioHttp, TwilioTransportError, type TwilioHttp } from './twilioHttp.ts';

export interface SmsOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Sending number, E.164. */
  readonly from: string;
  /** Where the API is; Twilio's own when absent. */
  readonly baseUrl?: string;
  /** Statuses are posted here, with `?reference=` added. */
  readonly statusCallbackUrl?: string;
  /** How long an answer may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Connections kept open. Default 20. */
  readonly maxSockets?: number;
}

/** No reason in the number: wait for the account or the sender to be put right. */
const accountCodes = new Set([20003, 20005, 20404, 21408, 21603, 21606, 21611, 21659, 21660, 21661]);
const pauseMs = { overloaded: 5_000, unreachable: 5_000, account: 300_000 };

/** What an answer with an HTTP error means. 5xx other than 503 leave open whether the message was made. */
function fromRefusal(status: number, code: number | undefined, retryAfterMs: number | undefined): SendResult {
  const named = code === undefined ? `HTTP_${status}` : String(code);
  if (code === 21610) return { kind: 'optedOut', code: named };
  if (status === 429 || status === 503) {
    return { kind: 'retry', afterMs: retryAfterMs ?? pauseMs.overloaded, code: named };
  }
  if (status >= 500) return { kind: 'ambiguous', code: named };
  const ours = code === undefined ? status < 400 || [401, 403, 404, 408].includes(status) : accountCodes.has(code);
  return ours ? { kind: 'retry', afterMs: pauseMs.account, code: named } : { kind: 'permanent', code: named };
}

function fromFailure(error: unknown, retryAfterMs: number | undefined): SendResult {
  if (error instanceof TwilioTransportError) {
    return error.left
      ? { kind: 'ambiguous', code: error.code }
      : { kind: 'retry', afterMs: pauseMs.unreachable, code: error.code };
  }
  if (error instanceof twilio.RestException) return fromRefusal(error.status, error.code, retryAfterMs);
  // The answer came but could not be read: the message may well have been made.
  return { kind: 'ambiguous', code: 'ANSWER_UNREADABLE' };
}

/** True when the reference stands in the text on its own, not as the beginning of a longer one. */
export function mentions(body: string, reference: string): boolean {
  const isWord = (c: string | undefined): boolean => c !== undefined && /[A-Za-z0-9_-]/u.test(c);
  for (let at = body.indexOf(reference); at >= 0; at = body.indexOf(reference, at + 1)) {
    if (!isWord(body[at - 1]) && !isWord(body[at + reference.length])) return true;
  }
  return false;
}

// The provider's clock and ours may differ by this much when "since" is compared.
const clockSkewMs = 60_000;
const pageSize = 100;
/** A number with more messages than this in the window is not ours to search through. */
const maxPages = 20;

type Page = Awaited<ReturnType<twilio.Twilio['messages']['page']>>;

async function search(http: TwilioHttp, client: twilio.Twilio, ask: Ask): Promise<FoundMessage | null> {
  const sinceMs = Date.parse(ask.sinceIso) - clockSkewMs;
  let next = async (): Promise<Page | undefined> => client.messages.page({ to: ask.to, pageSize });
  for (let count = 0; count < maxPages; count += 1) {
    const { value: page } = await http.run(ask.signal, next);
    if (page === undefined) return null;
    // Newest first (Twilio, Message resource). `dateSent` is empty while a message is queued, so it cannot filter.
    for (const message of page.instances) {
      if (message.dateCreated.getTime() < sinceMs) return null;
      if (mentions(message.body, ask.reference)) return { providerId: message.sid, status: message.status };
    }
    // Without a next page the client answers undefined, whatever its types say.
    next = async () => page.nextPage() as Promise<Page | undefined>;
  }
  throw new ChannelError('TOO_MANY_MESSAGES');
}

interface Ask {
  readonly reference: string;
  readonly to: string;
  readonly sinceIso: string;
  readonly signal: AbortSignal;
}

/**
 * The SMS adapter. `find` looks through the messages to a number for the reference in the body.
 * @throws ChannelError SMS_SETUP when account or URL cannot be used
 */
export function createSmsAdapter(options: SmsOptions): ChannelAdapter<'sms'> {
  const http = createTwilioHttp(options);
  let client: twilio.Twilio;
  try {
    client = twilio(options.accountSid, options.authToken, { httpClient: http.client });
  } catch {
    throw new ChannelError('SMS_SETUP');
  }
  const callback = (reference: string): { statusCallback?: string } => {
    if (options.statusCallbackUrl === undefined) return {};
    const url = new URL(options.statusCallbackUrl);
    url.searchParams.set('reference', reference);
    return { statusCallback: url.href };
  };
  return {
    channel: 'sms',
    async send(message, signal) {
      const { value, error, retryAfterMs } = await http.attempt(signal, () =>
        client.messages.create({
          to: message.to,
          from: options.from,
          body: message.text,
          ...callback(message.reference),
        }),
      );
      if (value === undefined) return fromFailure(error, retryAfterMs);
      if (value.errorCode === 21610) return { kind: 'optedOut', code: '21610' };
      const failed = value.status === 'failed' || value.status === 'undelivered';
      if (failed) return { kind: 'permanent', code: String(value.errorCode) };
      return { kind: value.status === 'delivered' ? 'delivered' : 'accepted', providerId: value.sid };
    },
    async find(reference, to, sinceIso, signal) {
      try {
        return await search(http, client, { reference, to, sinceIso, signal: signal ?? new AbortController().signal });
      } catch (error) {
        if (error instanceof ChannelError) throw error;
        if (error instanceof TwilioTransportError) throw new ChannelError(error.code);
        throw new ChannelError(error instanceof twilio.RestException ? `HTTP_${error.status}` : 'ANSWER_UNREADABLE');
      }
    },
    close: () => http.close(),
  };
}
