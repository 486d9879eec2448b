/**
 * Mail that comes back to the return address of a message (VERP): its token says which message it is about, and nobody
 * else can make one. Late, twice and out of order are harmless.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepReport } from '../db/bounce.ts';
import type { MailVerdict } from '../db/bounce.ts';
import { report } from '../db/outbox.ts';
import type { Report } from '../db/outbox.ts';
import type { Db, Queries } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import { countRefused, messageOf, referenceIn, tokenOf } from '../db/token.ts';
import type { TokenUse } from '../db/token.ts';
import { unsubscribe } from '../db/unsubscribe.ts';
import { localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { readMail } from './emailReport.ts';
import type { ReadReport } from './emailReport.ts';

export interface ReturnDeps {
  readonly db: Db;
  readonly sealer: Sealer;
  /** Domain of the return addresses; null takes any, for files: the token alone proves that it is ours. */
  readonly domain: string | null;
  /** Where mail is kept that nobody could read; its owner alone may look. */
  readonly asideFolder: string;
  /** Business time. */
  readonly now: (q: Queries) => Promise<Instant>;
  readonly signalCases: (caseIds: readonly string[]) => Promise<void>;
  /** A full mailbox (5.2.2) says nothing of the address, unless the lender has it otherwise. Default temporary. */
  readonly mailboxFull?: 'temporary' | 'permanent';
  /** For the log: codes only. */
  readonly log?: (code: string, facts: Readonly<Record<string, string | number>>) => void;
}

const locals: Readonly<Record<TokenUse, string>> = { bounce: 'bounce', unsubscribe: 'unsubscribe' };

/** `bounce+<token>@<domain>`: where mail servers report about the message with this reference. */
export const returnAddress = (sealer: Sealer, use: TokenUse, reference: string, domain: string): string =>
  `${locals[use]}+${tokenOf(sealer, use, reference)}@${domain}`;

export type Addressed = { readonly use: TokenUse; readonly reference: string };

/** The message that a return address of ours belongs to; null for every other address. */
export function addressedTo(sealer: Sealer, domain: string | null, address: string): Addressed | null {
  const [, local = '', token = '', host = ''] = /^([a-z]+)\+([^@]+)@([^@]+)$/iu.exec(address) ?? [];
  if (domain !== null && host.toLowerCase() !== domain.toLowerCase()) return null;
  for (const use of ['bounce', 'unsubscribe'] as const) {
    if (locals[use] !== local.toLowerCase()) continue;
    const reference = referenceIn(sealer, use, token);
    return reference === null ? null : { use, reference };
  }
  return null;
}

interface Meaning {
  readonly verdict: MailVerdict;
  readonly status: string | null;
  /** What the message is told; null: nothing. */
  readonly said: Report | null;
}

/** Subjects and details of 5.x.x codes that are about the mail or its sender, not about the address (RFC 3463). */
const notTheAddress = /^5\.(?:2\.[34]|3\.|4\.[57]|5\.|6\.|7\.)/u;

/** What a report means for message and address. */
export function meaningOf(
  read: ReadReport,
  providerId: string,
  mailboxFull: 'temporary' | 'permanent' = 'temporary',
): Meaning {
  if (read.kind !== 'report') return { verdict: read.kind, status: null, said: null };
  const { action, status } = read;
  const failed = (verdict: MailVerdict, badAddress: boolean): Meaning => {
    return { verdict, status, said: { kind: 'failed', code: `BOUNCE_${status}`, badAddress } };
  };
  switch (action) {
    case 'failed':
      if (status === '5.2.2') return failed('mailboxFull', mailboxFull === 'permanent');
      // 4.x.x: the server gave up; the address may be well tomorrow. 2.x.x contradicts itself.
      if (!status.startsWith('5.')) return failed('gaveUp', false);
      return failed('failed', !notTheAddress.test(status));
    case 'delivered':
      return { verdict: 'delivered', status, said: { kind: 'delivered', providerId } };
    case 'delayed':
      return { verdict: 'delayed', status, said: null };
    // Handed to a system that reports nothing further.
    case 'relayed':
    case 'expanded':
      return { verdict: 'relayed', status, said: null };
  }
}

export type Returned =
  | { readonly kind: 'taken'; readonly verdict: MailVerdict; readonly reference: string; readonly duplicate: boolean }
  | { readonly kind: 'optedOut'; readonly reference: string }
  | { readonly kind: 'refused' };

/** Takes mail that came back. Every function may be called again with the same mail; errors are the database's. */
export function createMailReturn(deps: ReturnDeps) {
  const { db, sealer, domain, now, log } = deps;

  const signal = async (caseIds: readonly string[]): Promise<void> => {
    if (caseIds.length === 0) return;
    // A lost hint costs time only: what it would have told stands in the inbox.
    await deps.signalCases(caseIds).catch(() => log?.('SIGNAL_LOST', { cases: caseIds.length }));
  };

  const refuse = async (use: TokenUse = 'bounce'): Promise<Returned> => {
    log?.('RETURN_ADDRESS_REFUSED', {});
    await countRefused(db, use, localDate(await now(db), 'UTC'));
    return { kind: 'refused' };
  };

  const keepAside = async (id: string, raw: Uint8Array): Promise<void> => {
    await mkdir(deps.asideFolder, { recursive: true, mode: 0o700 });
    await writeFile(join(deps.asideFolder, `${id}.eml`), raw, { mode: 0o600 });
  };

  const takeReport = async (written: string, raw: Uint8Array): Promise<Returned> => {
    const at = await now(db);
    const id = createHash('sha256').update(raw).digest('hex');
    const { read } = await readMail(raw);
    const message = await messageOf(db, written);
    const reference = message?.reference ?? written;
    const { verdict, status, said } = meaningOf(read, message?.providerId ?? '', deps.mailboxFull);
    const told = said === null ? null : await report(db, reference, said, at);
    const known: MailVerdict = told !== null && 'unknown' in told ? 'unknownMessage' : verdict;
    if (known === 'unreadable' || known === 'unknownMessage') await keepAside(id, raw);
    // Written last: a crash before it has the same mail come again, and that changes nothing.
    const fresh = await keepReport(db, { id, reference, verdict: known, status, receivedAt: at });
    log?.('MAIL_RETURNED', { reference, verdict: known });
    if (told !== null && 'wake' in told) await signal(told.wake);
    return { kind: 'taken', verdict: known, reference, duplicate: !fresh };
  };

  const takeOptOut = async (written: string): Promise<Returned> => {
    const stopped = await unsubscribe(db, written, now);
    if (stopped === null) return refuse('unsubscribe');
    const { reference, wake } = stopped;
    await signal(wake);
    return { kind: 'optedOut', reference };
  };

  return {
    /** Is the address one that we gave? Counts it when it is not. */
    async knows(address: string): Promise<boolean> {
      if (addressedTo(sealer, domain, address) !== null) return true;
      await refuse();
      return false;
    },
    /** Mail that arrived for a return address. */
    async take(address: string, raw: Uint8Array): Promise<Returned> {
      const to = addressedTo(sealer, domain, address);
      if (to === null) return refuse();
      return to.use === 'bounce' ? takeReport(to.reference, raw) : takeOptOut(to.reference);
    },
    /** A report from a file: it finds its message by the return address among its headers. */
    async takeFile(raw: Uint8Array): Promise<Returned> {
      const { recipients } = await readMail(raw);
      const to = recipients.flatMap((address) => addressedTo(sealer, domain, address) ?? [])[0];
      return to?.use === 'bounce' ? takeReport(to.reference, raw) : refuse();
    },
  };
}

export type MailReturn = ReturnType<typeof createMailReturn>;
