/**
 * What this host alone knows of messages about which nobody can be asked (SMTP): whether the last line went, and the
 * answer. The database cannot be told while it is away, or by a sender that is killed; whoever comes next reads it here.
 * A few bytes per message, in files outside of any process; what is missing or torn says nothing, and a person looks.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { refusedAddress } from '../../db/outbox.ts';
import type { Outcome, Standing } from '../../db/outbox.ts';
import type { Channel } from '../channel.ts';
import type { Slip } from './slip.ts';
import type { Adapters } from './types.ts';

/** A row of the outbox in one of its attempts; what is known of another attempt says nothing of this one. */
export type Attempt = Pick<Standing, 'id' | 'attempt'>;

export interface Spool {
  /**
   * Before the database is told that the message leaves. Whoever writes its last line departs with the slip at the very
   * last moment. Null: nothing can be kept, and the message leaves without.
   */
  ask(attempt: Attempt): Slip | null;
  /** Keeps the answer; it survives this process when it returns. */
  keep(attempt: Attempt, outcome: Outcome): void;
  /** What became of a message whose sender is gone; null: nobody knows. One that had not left cannot leave any more. */
  settle(attempt: Attempt): Outcome | null;
  /** The database has it. */
  forget(attempt: Attempt): void;
}

/** The spool, for channels whose provider cannot be asked; the others need none. */
export const spoolOf = (
  { adapters, spool }: { readonly adapters: Adapters; readonly spool?: Spool },
  channel: Channel,
): Spool | undefined => (adapters[channel]?.find === undefined ? spool : undefined);

/** What is older was settled in another way long since: seven days, in milliseconds. */
const LEFT_OVER_MS = 7 * 86_400_000;

const states = ['asked', 'left', 'back', 'answer'] as const;
type State = (typeof states)[number];

/**
 * Only what is certain; `ambiguous` and `parked` are what a sender says when it has no answer. `permanent` is what the
 * mail carrier writes, who knows the server's answer and not what it means for an address.
 */
const certain = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), providerId: z.string() }),
  z.object({ kind: z.literal('delivered'), providerId: z.string() }),
  z.object({ kind: z.literal('failed'), code: z.string(), badAddress: z.boolean() }),
  z
    .object({ kind: z.literal('permanent'), code: z.string() })
    .transform(({ code }) => ({ kind: 'failed' as const, code, badAddress: refusedAddress(code) })),
  z.object({ kind: z.literal('optedOut'), code: z.string() }),
  z.object({
    ...{ kind: z.literal('retry'), afterMs: z.number(), code: z.string() },
    uncounted: z.literal(true).exactOptional(),
  }),
]);

/** Since this boot no write is lost, whoever is killed. Null where the system does not name its boot. */
function currentBoot(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}

const worked = (act: () => void): boolean => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};

/**
 * Opens the spool of a host. Workers of one host may share the folder: a message is marked as left, or taken back, by
 * renaming its file, which only one of them can do.
 */
export function openSpool(folder: string, boot: string | null = currentBoot()): Spool {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat !== undefined && stat.mtimeMs < Date.now() - LEFT_OVER_MS) rmSync(file, { force: true });
  }
  const fileOf = ({ id, attempt }: Attempt, state: State): string =>
    join(folder, `${id}.${attempt ?? 'none'}.${state}`);
  const write = (file: string, text: string): boolean => worked(() => writeFileSync(file, text, { mode: 0o600 }));
  const read = (file: string): string | null => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  };
  return {
    ask(attempt) {
      const asked = fileOf(attempt, 'asked');
      // A full disk stops nothing: should this sender die, a person looks.
      if (boot === null || !write(asked, boot)) return null;
      return { asked, left: fileOf(attempt, 'left'), answer: fileOf(attempt, 'answer') };
    },
    keep(attempt, outcome) {
      if (certain.safeParse(outcome).success) write(fileOf(attempt, 'answer'), JSON.stringify(outcome));
    },
    settle(attempt) {
      const answer = read(fileOf(attempt, 'answer'));
      const parsed = answer === null || !answer.endsWith('}') ? null : certain.safeParse(JSON.parse(answer));
      if (parsed?.success === true) return parsed.data;
      const [asked, back] = [fileOf(attempt, 'asked'), fileOf(attempt, 'back')];
      // After a power cut the file may have its old name although the message left.
      if (boot !== null && read(asked) === boot) worked(() => renameSync(asked, back));
      // Taken back now, or by one that died before it could write that down.
      return existsSync(back) ? { kind: 'retry', afterMs: 0, code: 'NOT_TAKEN', uncounted: true } : null;
    },
    forget(attempt) {
      for (const state of states) rmSync(fileOf(attempt, state), { force: true });
    },
  };
}
