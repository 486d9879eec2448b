/**
 * A few kept SMTP connections, and one fact about each failure that nodemailer's own pool does not tell (it also sends
 * again by itself): may the server have the whole message? It has not before the line with the single dot (RFC 5321
 * §4.1.1.4), and that line is written only when `leave` allows it.
 */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { errorCode, type Leave, type SendResult } from './channel.ts';
import { depart } from './send/slip.ts';

export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS is used when the server offers it. Default false. */
  readonly secure?: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  /** How long the server may stay silent, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number;
  /** The same once there is a connection; default as above. */
  readonly patienceMs?: number;
  /** Default 4. */
  readonly maxConnections?: number;
}

export type SmtpOutcome =
  | { readonly kind: 'taken' }
  /** The server said no. `stage`: to us as a sender, to the recipient, or to the message. */
  | { readonly kind: 'refused'; readonly status: number; readonly stage: 'session' | 'recipient' | 'message' }
  /** No answer. `read`: the end of the message was on its way, so the server may have it. */
  | { readonly kind: 'lost'; readonly code: string; readonly read: boolean };

/** A mail as the server gets it. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly content: Buffer;
}

/** Whoever takes mails to the server. */
export interface SmtpPool {
  deliver(mail: Mail, signal: AbortSignal, leave: Leave): Promise<SmtpOutcome>;
  close(): Promise<void> | void;
}

const pauseMs = { unreachable: 5_000, busy: 30_000, account: 300_000 };

/** What an outcome means for the message; the provider id of a mail is its Message-ID. */
export function resultOf(outcome: SmtpOutcome, messageId: string): SendResult {
  if (outcome.kind === 'taken') return { kind: 'accepted', providerId: messageId };
  if (outcome.kind === 'lost') {
    return outcome.read
      ? { kind: 'ambiguous', code: outcome.code }
      : { kind: 'retry', afterMs: pauseMs.unreachable, code: outcome.code };
  }
  const code = `SMTP_${outcome.status}`;
  if (outcome.status < 500) return { kind: 'retry', afterMs: pauseMs.busy, code };
  // Refusing us (login, sender) says nothing about the recipient.
  return outcome.stage === 'session' ? { kind: 'retry', afterMs: pauseMs.account, code } : { kind: 'permanent', code };
}

const idleForMs = 20_000;

interface Kept {
  readonly connection: SMTPConnection;
  idleTimer: NodeJS.Timeout | undefined;
}

function outcomeOf(error: unknown, read: boolean): SmtpOutcome {
  const has = (key: string): unknown =>
    typeof error === 'object' && error !== null && key in error ? Reflect.get(error, key) : undefined;
  const status = has('responseCode');
  if (typeof status === 'number' && status >= 400) {
    const stage = has('command') === 'RCPT TO' ? 'recipient' : has('command') === 'DATA' ? 'message' : 'session';
    return { kind: 'refused', status, stage };
  }
  return { kind: 'lost', code: errorCode(error, 'NO_ANSWER'), read };
}

/** Opens connections as they are needed, at most `maxConnections`; further mails wait their turn. */
export function createSmtpPool(options: SmtpOptions): SmtpPool {
  const timeoutMs = options.timeoutMs ?? 15_000;
  const idle: Kept[] = [];
  const waiting: (() => void)[] = [];
  let free = options.maxConnections ?? 4;
  let closed = false;

  const drop = (kept: Kept): void => {
    clearTimeout(kept.idleTimer);
    const at = idle.indexOf(kept);
    if (at >= 0) idle.splice(at, 1);
    kept.connection.close();
  };

  const open = async (signal: AbortSignal): Promise<Kept> => {
    const connection = new SMTPConnection({
      host: options.host,
      port: options.port,
      secure: options.secure ?? false,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: options.patienceMs ?? timeoutMs,
    });
    const kept: Kept = { connection, idleTimer: undefined };
    const { auth } = options;
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        connection.close();
        reject(new DOMException('', 'AbortError'));
      };
      const settle = (error: Error | null | undefined): void => {
        signal.removeEventListener('abort', abort);
        if (error) reject(error);
        else resolve();
      };
      signal.addEventListener('abort', abort, { once: true });
      connection.once('error', settle);
      connection.connect((error) => {
        if (error || auth === undefined) settle(error);
        else connection.login({ ...auth }, settle);
      });
    });
    // A kept connection that the server closes is simply forgotten.
    connection.on('error', () => drop(kept));
    connection.on('end', () => drop(kept));
    return kept;
  };

  const take = async (signal: AbortSignal): Promise<Kept> => {
    const kept = idle.pop();
    clearTimeout(kept?.idleTimer);
    return kept ?? (await open(signal));
  };

  const keep = (kept: Kept): void => {
    if (closed) {
      kept.connection.quit();
      return;
    }
    kept.idleTimer = setTimeout(() => {
      drop(kept);
    }, idleForMs).unref();
    idle.push(kept);
  };

  const attempt = async (mail: Mail, signal: AbortSignal, leave: Leave): Promise<SmtpOutcome> => {
    let read = false;
    let kept: Kept | undefined;
    try {
      kept = await take(signal);
      const { connection } = kept;
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => reject(new DOMException('', 'AbortError'));
        const lost = (error?: Error): void => reject(error ?? new Error('end'));
        signal.addEventListener('abort', abort, { once: true });
        connection.once('error', lost).once('end', lost);
        let begun = false;
        // Read once the server has answered DATA with 354. What goes before the end of it is nothing yet.
        const body = new Readable({
          read() {
            if (begun) return;
            begun = true;
            this.push(mail.content);
            leave().then((leaving) => {
              const ours = leaving !== false && !signal.aborted;
              if (!ours || (leaving !== true && !depart(leaving))) return abort();
              read = true;
              this.push(null);
            }, abort);
          },
        });
        connection.send({ from: mail.from, to: [mail.to] }, body, (error) => {
          signal.removeEventListener('abort', abort);
          connection.removeListener('error', lost).removeListener('end', lost);
          if (error) reject(error);
          else resolve();
        });
        if (signal.aborted) abort();
      });
      keep(kept);
      return { kind: 'taken' };
    } catch (error) {
      if (kept !== undefined) drop(kept);
      return signal.aborted ? { kind: 'lost', code: 'ABORTED', read } : outcomeOf(error, read);
    }
  };

  return {
    async deliver(mail, signal, leave) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        if (signal.aborted) return { kind: 'lost', code: 'ABORTED', read: false };
        return await attempt(mail, signal, leave);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
    close() {
      closed = true;
      for (const kept of [...idle]) drop(kept);
    },
  };
}
