// After the storm: what the sandboxes' own ledgers hold, against what was queued and what the database believes.
import type { Db } from '../../db/pool.ts';
import type { Mailbox } from '../../embedded/mailbox.ts';
import type { SmsSandbox } from '../../embedded/sms-sandbox.ts';
import { CHANNELS, LOAN_IN_TEXT, keyOf, loansOf } from './stormFeed.ts';
import type { Load, StormChannel } from './stormFeed.ts';
import type { PostOffice } from './stormPost.ts';

export interface Ledgers {
  readonly sms: SmsSandbox;
  readonly mail: Mailbox;
  readonly post: PostOffice;
}

export interface ChannelAudit {
  readonly notices: number;
  readonly messages: number;
  /** Notices that stand in no message of the ledger, and that no person was asked to look at. */
  readonly lost: number;
  /** Notices that stand in more than one. */
  readonly duplicate: number;
  /** Messages handed to a person, because nobody can say whether they went. */
  readonly parked: number;
  /** How many of these the provider has after all: its answer was lost. */
  readonly parkedTaken: number;
  /** Messages still queued, claimed or ambiguous. */
  readonly open: number;
  /** Messages of which database and ledger do not say the same. */
  readonly disagree: number;
}

interface MessageRow {
  readonly reference: string;
  readonly status: string;
  readonly keys: readonly string[];
  /** Lines whose case was told that the message was accepted. */
  readonly told: number;
}

const rowsOf = (db: Db, channel: StormChannel): Promise<MessageRow[]> =>
  db.rows<MessageRow>(
    `select o.reference, o.status, array(select key from notice n where n.outbox_id = o.id) as keys,
            (select count(*) from notice n join inbox i on i.case_id = n.case_id
               and i.event_id = 'notice/' || n.key || '/accepted' where n.outbox_id = o.id) as told
       from outbox o where o.channel = $1`,
    [channel],
  );

/** Loans that each accepted message speaks of; of a letter the reference is known, and its lines from the database. */
function messagesIn(ledgers: Ledgers, channel: StormChannel, rows: readonly MessageRow[]): (readonly string[])[] {
  const loansIn = (text: string): string[] => [...new Set(text.match(LOAN_IN_TEXT))];
  switch (channel) {
    case 'sms':
      return ledgers.sms.texts().map(({ body }) => loansIn(withoutReference(body)));
    case 'email':
      return ledgers.mail.mails().map(({ text }) => loansIn(withoutReference(text)));
    case 'letter': {
      const keys = new Map(rows.map((row) => [row.reference, row.keys]));
      return ledgers.post.references.map((reference) =>
        (keys.get(reference) ?? []).map((key) => key.slice(0, key.indexOf('/'))),
      );
    }
  }
}

/** The reference holds the id of a loan too; only what the message says of the loans shall count. */
const withoutReference = (text: string): string => text.replace(/RL[SEL]\d{6}[AB]/gu, '');

function countBy(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of lists.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

async function auditChannel(db: Db, ledgers: Ledgers, channel: StormChannel, people: number): Promise<ChannelAudit> {
  const rows = await rowsOf(db, channel);
  const sent = countBy(messagesIn(ledgers, channel, rows));
  const parked = rows.filter(({ status }) => status === 'parked');
  const parkedKeys = new Set(parked.flatMap(({ keys }) => keys));
  const expected = Array.from({ length: people }, (_, n) => {
    const { together, later } = loansOf(channel, n);
    return [...together, ...later];
  }).flat();
  const disagrees = ({ status, keys, told }: MessageRow): boolean => {
    if (status === 'parked') return false;
    return !['accepted', 'delivered'].includes(status) || told !== keys.length;
  };
  return {
    notices: expected.length,
    messages: rows.length,
    lost: expected.filter((loanId) => !sent.has(loanId) && !parkedKeys.has(keyOf(loanId))).length,
    duplicate: [...sent.values()].filter((times) => times > 1).length,
    parked: parked.length,
    parkedTaken: parked.filter(({ keys }) => keys.some((key) => sent.has(key.slice(0, key.indexOf('/'))))).length,
    open: rows.filter(({ status }) => ['queued', 'claimed', 'ambiguous'].includes(status)).length,
    disagree: rows.filter(disagrees).length,
  };
}

export type Audit = Readonly<Record<StormChannel, ChannelAudit>>;

/** Compares everything that was queued with the ledgers. */
export async function audit(db: Db, ledgers: Ledgers, load: Load): Promise<Audit> {
  const entries: [StormChannel, ChannelAudit][] = [];
  for (const channel of CHANNELS) entries.push([channel, await auditChannel(db, ledgers, channel, load[channel])]);
  return Object.fromEntries(entries) as unknown as Audit;
}

/** Most e-mails that may be left to a person: one in a thousand. */
const PARKED_LIMIT = 0.001;
export const parkedMost = (messages: number): number => Math.floor(messages * PARKED_LIMIT);

/** What is wrong, in words; nothing when every notice stands in exactly one message. */
export function violations(found: Audit): string[] {
  return CHANNELS.flatMap((channel) => {
    const { lost, duplicate, parked, open, disagree } = found[channel];
    const limit = channel === 'email' ? parkedMost(found.email.messages) : 0;
    return [
      ...(lost > 0 ? [`${channel}: ${lost} lost`] : []),
      ...(duplicate > 0 ? [`${channel}: ${duplicate} sent twice`] : []),
      ...(parked > limit ? [`${channel}: ${parked} parked, at most ${limit} allowed`] : []),
      ...(open > 0 ? [`${channel}: ${open} not settled`] : []),
      ...(disagree > 0 ? [`${channel}: ${disagree} not as the ledger has them`] : []),
    ];
  });
}
