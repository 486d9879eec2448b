/**
 * The one shape of every way to reach a person: what goes out, and what can become of it. What a provider says is
 * turned into a closed set of results; codes only, never a driver's or provider's words, for these may hold a number.
 */

import type { Slip } from './send/slip.ts';

export type Channel = 'sms' | 'email' | 'letter';

/** What became of a sending. `code` is a provider's number or a word of ours, free of personal data. */
export type SendResult =
  /** The provider has it; a status may follow. */
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'delivered'; readonly providerId: string }
  /** A bad number, address or mailbox: use the next channel. */
  | { readonly kind: 'permanent'; readonly code: string }
  /** The person has said stop (Twilio 21610). */
  | { readonly kind: 'optedOut'; readonly code: string }
  /** Surely not taken by the provider: may be sent again after `afterMs` milliseconds. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly code: string }
  /** The request left and no answer came: reconcile, never send again blindly (domain.md §6). */
  | { readonly kind: 'ambiguous'; readonly code: string };

interface Outgoing {
  /** The notice's reference; it stands in the body, in the callback URL and in the Message-ID. */
  readonly reference: string;
  /** Number in E.164, mail address, or postal address, by channel. */
  readonly to: string;
}

export interface SmsMessage extends Outgoing {
  readonly channel: 'sms';
  readonly text: string;
}

export interface Attachment {
  readonly filename: string;
  readonly content: Uint8Array;
  readonly contentType: string;
}

export interface EmailMessage extends Outgoing {
  readonly channel: 'email';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
  /** To a dealer, insurer or law firm: no way to stop mails is offered. */
  readonly toPartner?: boolean;
}

export interface LetterMessage extends Outgoing {
  readonly channel: 'letter';
  readonly pdf: Uint8Array;
  /** Number in the register of letters; it becomes the provider id of the embedded post. */
  readonly letterNumber: string;
}

interface Messages {
  readonly sms: SmsMessage;
  readonly email: EmailMessage;
  readonly letter: LetterMessage;
}
export type MessageOf<C extends Channel> = Messages[C];
export type OutgoingMessage = MessageOf<Channel>;

/** What a provider knows of a message. `status` is the provider's own word. */
export interface FoundMessage {
  readonly providerId: string;
  readonly status: string;
}

/**
 * Writes down that a message leaves now, at the last moment at which it can still be held back. False: it is not this
 * sender's any more, and must not leave. A slip: it leaves once it has departed with that.
 */
export type Leave = () => Promise<boolean | Slip>;

export interface ChannelAdapter<C extends Channel = Channel> {
  readonly channel: C;
  /**
   * Asks `leave` before the provider can have the whole of a message, so that one whose sender died before that is surely
   * not taken. For providers that cannot be asked (SMTP).
   */
  readonly announces?: true;
  /** Never throws for what the provider does. An abort before the request left is `retry`, after it `ambiguous`. */
  send(message: MessageOf<C>, signal: AbortSignal, leave?: Leave): Promise<SendResult>;
  /**
   * Asks the provider whether it holds a message with this reference, created at or after `sinceIso`.
   * Absent where the provider cannot be asked (SMTP).
   * @throws ChannelError when the question was not answered; then nothing is known
   */
  find?(reference: string, to: string, sinceIso: string, signal?: AbortSignal): Promise<FoundMessage | null>;
  /** Closes kept connections. */
  close(): Promise<void>;
}

/** A provider could not be asked, or the adapter was set up wrongly. The message is the code. */
export class ChannelError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'ChannelError';
    this.code = code;
  }
}

const safeCode = /^[A-Z][A-Z0-9_]{1,40}$/u;

/** The `code` of a system error when it is a plain word such as ECONNRESET, else `fallback`. */
export function errorCode(error: unknown, fallback: string): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return fallback;
  return typeof error.code === 'string' && safeCode.test(error.code) ? error.code : fallback;
}

/** Codes of failures that come before any byte of the request has left. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EDNS']);

/** True when the error says that no connection ever came to be, so that the provider cannot have the message. */
export function failedToConnect(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string' && neverLeft.has(error.code)) return true;
  if ('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) return true;
  return 'cause' in error && failedToConnect(error.cause);
}
