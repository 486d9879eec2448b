/**
 * Tokens in return addresses and links: a message's reference and a keyed hash of it. They come back in the open from
 * anywhere, so what we did not give ourselves is refused. Letters may have changed their case on the way.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { PlainDate } from '../domain/date.ts';
import type { Queries } from './pool.ts';
import type { Sealer } from './seal.ts';

/** What a token is good for; one for the other is refused. */
export type TokenUse = 'bounce' | 'unsubscribe';

/** Hexadecimal digits of the hash: 96 bits. */
const hashDigits = 24;
const shape = /^([a-z0-9_-]{1,36})\.([0-9a-f]{24})$/iu;

function hashOf(sealer: Sealer, use: TokenUse, reference: string): string {
  const mark = sealer.mark(`token ${use}`, reference.toUpperCase());
  return createHash('sha256').update(mark).digest('hex').slice(0, hashDigits);
}

/** `<reference>.<hash>`; at most 61 characters, none of which needs quoting in an address or a URL. */
export const tokenOf = (sealer: Sealer, use: TokenUse, reference: string): string =>
  `${reference}.${hashOf(sealer, use, reference)}`;

/** The reference of a token that we gave for this use; null for any other text. */
export function referenceIn(sealer: Sealer, use: TokenUse, token: string): string | null {
  const [, reference, hash] = shape.exec(token) ?? [];
  if (reference === undefined || hash === undefined) return null;
  const ours = Buffer.from(hashOf(sealer, use, reference));
  return timingSafeEqual(ours, Buffer.from(hash.toLowerCase())) ? reference : null;
}

export const unsubscribePath = '/unsubscribe';

/** The page on which the recipient of a message stops mails. */
export const unsubscribeUrl = (sealer: Sealer, publicUrl: string, reference: string): string =>
  `${publicUrl.replace(/\/$/u, '')}${unsubscribePath}/${tokenOf(sealer, 'unsubscribe', reference)}`;

/** The reference as the outbox writes it, whatever case it came back in; null when there is no such message. */
export async function messageOf(
  q: Queries,
  reference: string,
): Promise<{ readonly reference: string; readonly personId: string; readonly providerId: string | null } | null> {
  return q.row(
    `select reference, person_id as "personId", provider_id as "providerId" from outbox where reference = any($1) order by reference = $2 desc`,
    [[reference, reference.toUpperCase()], reference],
  );
}

/** Counts a token that was refused. Nothing of it is kept. */
export async function countRefused(q: Queries, what: TokenUse, day: PlainDate): Promise<void> {
  await q.run(
    `insert into refused_token (what, day, times) values ($1, $2, 1)
     on conflict (what, day) do update set times = refused_token.times + 1`,
    [what, day],
  );
}
