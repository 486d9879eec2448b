/**
 * The worker's side of its mail carrier: a process that speaks to the mail server, so that a worker which is killed
 * between the last line of a mail and the answer takes no answer with it (docs/decisions/0007).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Leave } from './channel.ts';
import type { FromCarrier, ToCarrier } from './carrier/words.ts';
import type { Mail, SmtpOptions, SmtpOutcome, SmtpPool } from './smtp.ts';

const MAIN = fileURLToPath(new URL('./carrier/main.ts', import.meta.url));
/** So long a carrier that has nothing in hand may take to end. */
const ENDS_WITHIN_MS = 2_000;
/** What it needs of the environment: how Node finds its way and whose certificates it trusts; no key, no password. */
const NEEDED = /^(?:NODE_.*|SSL_CERT_.*|PATH|TZ|LANG|SYSTEMROOT)$/u;

interface Pending {
  readonly leave: Leave;
  readonly settle: (outcome: SmtpOutcome) => void;
  /** It was told to leave: the server may have it. */
  left: boolean;
}

interface Carrier {
  readonly child: ChildProcess;
  readonly pending: Map<number, Pending>;
  readonly ended: Promise<void>;
}

const lost = ({ left }: Pending, code: string): SmtpOutcome => ({ kind: 'lost', code, read: left });

function launch(options: SmtpOptions): Carrier {
  const child = fork(MAIN, [], {
    // It outlives a terminal's signals to the worker's group, and ends by itself when the worker is gone.
    ...{ detached: true, serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => NEEDED.test(name))),
  });
  const pending = new Map<number, Pending>();
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      for (const one of pending.values()) one.settle(lost(one, 'CARRIER_ENDED'));
      resolve();
    };
    child.once('error', end).once('exit', end);
  });
  const carrier: Carrier = { child, pending, ended };
  child.on('message', (word: FromCarrier) => hear(carrier, word));
  child.unref();
  child.channel?.unref();
  say(carrier, { kind: 'server', options });
  return carrier;
}

/** Its end may be told before its channel is found closed: what is handed to it in between would wait for ever. */
const isThere = ({ connected, exitCode, signalCode }: ChildProcess): boolean =>
  connected && exitCode === null && signalCode === null;

/** A carrier that is gone hears nothing; its end settles what it had. */
function say({ child }: Carrier, word: ToCarrier): void {
  if (child.connected) child.send(word, () => undefined);
}

function hear(carrier: Carrier, word: FromCarrier): void {
  const one = carrier.pending.get(word.n);
  if (one === undefined) return;
  if (word.kind === 'outcome') return one.settle(word.outcome);
  const answer = (leaving: Awaited<ReturnType<Leave>>): void => {
    // Given up in the meantime: it was said to have stayed, so it must.
    if (carrier.pending.get(word.n) !== one) return;
    one.left = leaving !== false;
    say(carrier, { kind: 'leave', n: word.n, leaving });
  };
  one.leave().then(answer, () => answer(false));
}

/** Takes mails to the server through a process of its own, which starts with the first of them. */
export function createMailCarrier(options: SmtpOptions): SmtpPool {
  let carrier: Carrier | undefined;
  let count = 0;

  const running = (): Carrier => {
    if (carrier !== undefined && isThere(carrier.child)) return carrier;
    return (carrier = launch(options));
  };

  return {
    deliver: (mail: Mail, signal, leave) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve({ kind: 'lost', code: 'ABORTED', read: false });
        const mine = running();
        const { pending, child } = mine;
        const n = (count += 1);
        const giveUp = (): void => {
          say(mine, { kind: 'drop', n });
          one.settle(lost(one, 'ABORTED'));
        };
        const one: Pending = {
          ...{ leave, left: false },
          settle: (outcome) => {
            if (!pending.delete(n)) return;
            signal.removeEventListener('abort', giveUp);
            if (pending.size === 0) child.channel?.unref();
            resolve(outcome);
          },
        };
        pending.set(n, one);
        child.channel?.ref();
        signal.addEventListener('abort', giveUp, { once: true });
        say(mine, { kind: 'mail', n, mail });
      }),
    /** What is still with the server then, the carrier brings to its end by itself. */
    async close() {
      const last = carrier;
      carrier = undefined;
      if (last === undefined) return;
      if (last.child.connected) last.child.disconnect();
      await Promise.race([last.ended, sleep(ENDS_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}
