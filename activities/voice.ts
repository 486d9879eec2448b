/**
 * Click-to-call through Twilio Voice: the collector's phone rings first; when it is answered, the debtor's is connected
 * to it. Both legs tell their statuses by signed callbacks that carry the attempt's id.
 */
import twilio from 'twilio';
import type { CallLeg } from '../domain/callLeg.ts';
import { ChannelError } from './channel.ts';
import { createTwilioHttp, TwilioTransportError } from './twilioHttp.ts';

export interface VoiceOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Number that both phones see, E.164. */
  readonly from: string;
  /** Where the API is; Twilio's own when absent. */
  readonly baseUrl?: string;
  /** Statuses are posted here, with `?reference=` and `&leg=` added; without it a person gives every result. */
  readonly statusCallbackUrl?: string;
  /** How long a phone rings, in seconds. Default 30. */
  readonly ringSeconds?: number;
  /** How long an answer of the API may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

/** `notPlaced`: surely no phone rang, and the attempt may be made again. `ambiguous`: one may ring. */
export type PlaceResult =
  | { readonly kind: 'placed'; readonly providerId: string }
  | { readonly kind: 'notPlaced'; readonly code: string }
  | { readonly kind: 'ambiguous'; readonly code: string };

export interface VoiceAdapter {
  /** Places a call once. Never throws. Numbers are E.164. */
  place(call: {
    readonly reference: string;
    readonly collectorPhone: string;
    readonly debtorPhone: string;
  }): Promise<PlaceResult>;
  close(): Promise<void>;
}

const legEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;

/** 5xx other than 503 leave open whether the call was made. */
function fromRefusal(status: number, code: number | undefined): PlaceResult {
  const named = code === undefined ? `HTTP_${status}` : String(code);
  return { kind: status >= 500 && status !== 503 ? 'ambiguous' : 'notPlaced', code: named };
}

function fromFailure(error: unknown): PlaceResult {
  if (error instanceof TwilioTransportError) return { kind: error.left ? 'ambiguous' : 'notPlaced', code: error.code };
  if (error instanceof twilio.RestException) return fromRefusal(error.status, error.code);
  return { kind: 'ambiguous', code: 'ANSWER_UNREADABLE' };
}

/** @throws ChannelError VOICE_SETUP when account or URL cannot be used */
export function createVoiceAdapter(options: VoiceOptions): VoiceAdapter {
  const { from, ringSeconds = 30 } = options;
  const http = createTwilioHttp(options);
  let client: twilio.Twilio;
  try {
    client = twilio(options.accountSid, options.authToken, { httpClient: http.client });
  } catch {
    throw new ChannelError('VOICE_SETUP');
  }
  const callback = (reference: string, leg: CallLeg): string | undefined => {
    if (options.statusCallbackUrl === undefined) return undefined;
    const url = new URL(options.statusCallbackUrl);
    url.searchParams.set('reference', reference);
    url.searchParams.set('leg', leg);
    return url.href;
  };
  const connect = (reference: string, debtorPhone: string): string => {
    const response = new twilio.twiml.VoiceResponse();
    const statusCallback = callback(reference, 'debtor');
    // No machine is to be taken for the person.
    const told =
      statusCallback === undefined
        ? {}
        : { statusCallback, statusCallbackEvent: [...legEvents], machineDetection: 'Enable' };
    // The collector hears it ring until the debtor answers.
    response.dial({ callerId: from, answerOnBridge: true, timeout: ringSeconds }).number(told, debtorPhone);
    return response.toString();
  };
  return {
    async place({ reference, collectorPhone, debtorPhone }) {
      const statusCallback = callback(reference, 'collector');
      const { value, error } = await http.attempt(AbortSignal.timeout(30_000), () =>
        client.calls.create({
          ...{ to: collectorPhone, from, timeout: ringSeconds, twiml: connect(reference, debtorPhone) },
          ...(statusCallback === undefined ? {} : { statusCallback, statusCallbackEvent: [...legEvents] }),
        }),
      );
      return value === undefined ? fromFailure(error) : { kind: 'placed', providerId: value.sid };
    },
    close: () => Promise.resolve(http.close()),
  };
}
