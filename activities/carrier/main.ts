/**
 * The mail carrier, a process of its own: it speaks to the mail server for one worker (docs/decisions/0007). When that is
 * killed, it drops what has not left, waits for the answers to what has, writes them into the spool of the host, and ends.
 */
import { createSmtpPool, resultOf, type SmtpOptions } from '../smtp.ts';
import { keepAnswer, type Slip } from '../send/slip.ts';
import type { FromCarrier, ToCarrier } from './words.ts';

/** So long the server may think about a mail that it has; shorter than the time after which its claim is stale. */
const PATIENCE_MS = 120_000;

interface InHand {
  readonly over: AbortController;
  /** Answers the question whether it may leave, once it has been asked. */
  decide: ((leaving: boolean | Slip) => void) | undefined;
  /** It was told to leave. From here on only the server's answer counts. */
  left: boolean;
}

const inHand = new Map<number, InHand>();
let pool: ReturnType<typeof createSmtpPool> | undefined;

// Its life is bound to that of the worker, which hears these as well and lets its mails come to their end first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

/** To a worker that may be gone already. */
function tell(word: FromCarrier): void {
  if (process.connected) process.send?.(word, undefined, undefined, () => undefined);
}

/** Without a worker and without a mail there is nothing to stay for. */
function endIfIdle(): void {
  if (!process.connected && inHand.size === 0) process.exit(0);
}

async function carry({ n, mail }: Extract<ToCarrier, { kind: 'mail' }>, by: NonNullable<typeof pool>): Promise<void> {
  const one: InHand = { over: new AbortController(), decide: undefined, left: false };
  inHand.set(n, one);
  let slip: Slip | undefined;
  const outcome = await by.deliver(mail, one.over.signal, async () => {
    const leaving = await new Promise<boolean | Slip>((resolve) => {
      one.decide = resolve;
      tell({ kind: 'leaving', n });
    });
    slip = typeof leaving === 'boolean' ? undefined : leaving;
    return leaving;
  });
  // First to the host, then to the worker: that may die between hearing it and writing it down.
  if (slip !== undefined) keepAnswer(slip, resultOf(outcome, mail.messageId));
  inHand.delete(n);
  tell({ kind: 'outcome', n, outcome });
  endIfIdle();
}

function leave({ n, leaving }: Extract<ToCarrier, { kind: 'leave' }>): void {
  const one = inHand.get(n);
  if (one === undefined) return;
  one.left = leaving !== false;
  setTimeout(() => one.over.abort(), PATIENCE_MS).unref();
  one.decide?.(leaving);
}

function drop(one: InHand | undefined): void {
  if (one === undefined || one.left) return;
  one.over.abort();
  one.decide?.(false);
}

const serverOf = (options: SmtpOptions): NonNullable<typeof pool> =>
  createSmtpPool({ ...options, patienceMs: PATIENCE_MS });

process.on('message', (word: ToCarrier) => {
  switch (word.kind) {
    case 'server':
      pool = serverOf(word.options);
      return;
    case 'mail':
      if (pool !== undefined) void carry(word, pool);
      return;
    case 'leave':
      return leave(word);
    case 'drop':
      return drop(inHand.get(word.n));
  }
});

process.on('disconnect', () => {
  for (const one of inHand.values()) drop(one);
  void pool?.close();
  endIfIdle();
});
