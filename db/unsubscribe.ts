/** The recipient of an e-mail stops further ones. */
import type { Instant } from '../domain/instant.ts';
import { lockPerson, optOut } from './contactFact.ts';
import type { Db, Queries } from './pool.ts';
import { messageOf } from './token.ts';

export interface Unsubscribed {
  readonly reference: string;
  /** Cases that must be woken. */
  readonly wake: readonly string[];
}

/** In which language is the recipient spoken to? Null when there is no such message. */
export async function languageOfMessage(q: Queries, reference: string): Promise<string | null> {
  const message = await messageOf(q, reference);
  if (message === null) return null;
  const row = await q.row<{ language: string }>('select language from person where id = $1', [message.personId]);
  return row?.language ?? null;
}

/**
 * No e-mail goes to the recipient of this message any more, about any loan. Null when there is no such message; a second
 * time changes nothing. The reference must have come in a token of ours (token.ts).
 */
export async function unsubscribe(
  db: Db,
  written: string,
  now: (q: Queries) => Promise<Instant>,
): Promise<Unsubscribed | null> {
  const message = await messageOf(db, written);
  if (message === null) return null;
  const { reference, personId } = message;
  const wake = await db.tx(async (q) => {
    await lockPerson(q, personId);
    return optOut(q, { personId, channel: 'email', source: `unsubscribe/${reference}`, at: await now(q) });
  });
  return { reference, wake };
}
