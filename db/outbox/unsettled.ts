/** Messages whose sending was cut off: nobody knows whether the provider has them, so they are never free. */
import { addMilliseconds } from '../../domain/instant.ts';
import type { Channel } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import { sealedColumns, unsealPerson } from '../person.ts';
import type { PersonalData, Read, SealedRow } from '../person.ts';
import type { Db } from '../pool.ts';
import type { Sealer } from '../seal.ts';
import type { NoticeRef } from './facts.ts';
import type { Standing } from './settle.ts';

/** After so long no process can have a request in flight any more. */
export const STALE_AFTER_MS = 600_000;

/** Code of a claim whose sender will say when the message leaves, and has not said so. */
export const NOT_LEFT = 'NOT_LEFT';

/** The message leaves now. False: the claim is not this sender's any more, and the message must not leave. */
export async function leave(db: Db, row: Pick<Standing, 'id' | 'attempt'>): Promise<boolean> {
  const left = await db.run(
    `update outbox set code = 'LEAVING' where id = $1 and status = 'claimed' and attempt = $2 and code = '${NOT_LEFT}'`,
    [row.id, row.attempt],
  );
  return left > 0;
}

/**
 * Claims that nobody will finish become ambiguous: those of an older epoch, and those older than `staleAfterMs` by the
 * wall clock. Returns how many.
 */
export async function markStale(
  db: Db,
  options: {
    readonly channel: Channel;
    readonly epoch: number;
    readonly wallNow: Instant;
    readonly staleAfterMs: number;
  },
): Promise<number> {
  const { channel, epoch, wallNow, staleAfterMs } = options;
  return db.run(
    `update outbox set status = 'ambiguous', code = case when code = '${NOT_LEFT}' then code else 'CLAIM_STALE' end
      where channel = $1 and status = 'claimed' and (claimed_epoch < $2 or claimed_at < $3)`,
    [channel, epoch, addMilliseconds(wallNow, -staleAfterMs)],
  );
}

export interface Ambiguous extends Standing {
  /** Wall clock. */
  readonly claimedAt: Instant;
  readonly code: string | null;
  /** Unseals at that moment only. @throws SealError SEAL_BROKEN */
  readonly recipient: () => Read<{ data: PersonalData }>;
}

/** The oldest ambiguous messages of a channel, with what is needed to ask the provider for them. */
export async function ambiguous(db: Db, sealer: Sealer, channel: Channel, limit: number): Promise<Ambiguous[]> {
  const rows = await db.rows<
    Omit<Standing, 'lines'> & Omit<SealedRow, 'id'> & Pick<Ambiguous, 'claimedAt' | 'code'> & { lines: NoticeRef[] }
  >(
    `select o.id, o.reference, o.person_id as "personId", o.channel, o.status, o.attempt, o.tries,
            o.claimed_at as "claimedAt", o.code, ${sealedColumns},
            (select coalesce(jsonb_agg(jsonb_build_object('key', n.key, 'caseId', n.case_id, 'mustReach', n.must_reach)
                    order by n.key), '[]') from notice n where n.outbox_id = o.id and not n.cancelled) as lines
       from outbox o join person p on p.id = o.person_id left join person_key k on k.person_id = o.person_id
      where o.channel = $1 and o.status = 'ambiguous' order by o.claimed_at, o.id limit $2`,
    [channel, limit],
  );
  return rows.map(({ sealed, wrapped, ...row }) => ({
    ...row,
    recipient: () => unsealPerson(sealer, { id: row.personId, sealed, wrapped }),
  }));
}
