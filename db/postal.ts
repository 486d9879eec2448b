/** Batches of letters for the printer, and what the post says of each letter. */
import { createHash } from 'node:crypto';
import { askDesk } from './deskTask.ts';
import type { Instant } from '../domain/instant.ts';
import { report } from './outbox/report.ts';
import type { Report } from './outbox/report.ts';
import type { Db, Queries } from './pool.ts';

export interface PostalBatch {
  readonly id: string;
  readonly madeAt: Instant;
}

/** Most letters in one batch. */
const BATCH_MAX = 500;

/**
 * Claims the letters that were handed in before an instant (null: all) for a new batch; null when none wait. `day` is the
 * lender's, YYYY-MM-DD, and stands in the id.
 */
export async function claimBatch(
  db: Db,
  options: { readonly before: Instant | null; readonly now: Instant; readonly day: string },
): Promise<PostalBatch | null> {
  const { before, now, day } = options;
  return db.tx(async (q) => {
    // One batch is made at a time, so that their ids count up.
    await q.run('select pg_advisory_xact_lock(1886352244)');
    const waiting = await q.row(
      `select 1 as there from outbox o where o.channel = 'letter' and o.accepted_at is not null
          and ($1::timestamptz is null or o.accepted_at < $1)
          and not exists (select from postal_letter l where l.reference = o.reference) limit 1`,
      [before],
    );
    if (waiting === null) return null;
    const row = await q.row<{ n: number }>('select count(*) + 1 as n from postal_batch where id like $1', [`${day}-%`]);
    const id = `${day}-${String(row?.n ?? 1).padStart(3, '0')}`;
    await q.run('insert into postal_batch (id, made_at, letters) values ($1, $2, 0)', [id, now]);
    const letters = await q.run(
      `insert into postal_letter (reference, person_id, number, handed_in_at, batch_id)
       select o.reference, o.person_id, coalesce(o.provider_id, o.reference), o.accepted_at, $2 from outbox o
        where o.channel = 'letter' and o.accepted_at is not null and ($1::timestamptz is null or o.accepted_at < $1)
          and not exists (select from postal_letter l where l.reference = o.reference)
        order by o.accepted_at, o.id limit ${BATCH_MAX}`,
      [before, id],
    );
    await q.run('update postal_batch set letters = $2 where id = $1', [id, letters]);
    return { id, madeAt: now };
  });
}

/** Batches that were claimed and never marked as written: somebody stopped in between. */
export const unwrittenBatches = (q: Queries): Promise<PostalBatch[]> =>
  q.rows<PostalBatch>('select id, made_at as "madeAt" from postal_batch where written_at is null order by n');

export interface BatchLetter {
  readonly reference: string;
  readonly number: string;
  /** Hash of the document as it was kept; null when there is none. */
  readonly sha256: string | null;
}

/** The letters of a batch, by number. */
export const lettersOfBatch = (q: Queries, batchId: string): Promise<BatchLetter[]> =>
  q.rows<BatchLetter>(
    `select l.reference, l.number, d.sha256 from postal_letter l left join document d on d.id = l.reference
      where l.batch_id = $1 order by l.number, l.reference`,
    [batchId],
  );

/** The folder stands; `withdrawn` are letters that could not be put in, with the reason. */
export async function markWritten(
  db: Db,
  written: {
    readonly id: string;
    readonly manifestSha256: string;
    readonly at: Instant;
    readonly withdrawn: Readonly<Record<string, string>>;
  },
): Promise<void> {
  await db.tx(async (q) => {
    for (const [reference, reason] of Object.entries(written.withdrawn))
      await q.run('update postal_letter set withdrawn = $2 where reference = $1', [reference, reason]);
    await q.run('update postal_batch set manifest_sha256 = $2, written_at = $3 where id = $1', [
      written.id,
      written.manifestSha256,
      written.at,
    ]);
  });
}

/** Why a letter came back. */
export const returnReasons = ['unknown', 'moved', 'incomplete', 'deceased', 'refused', 'unclaimed', 'other'] as const;
export type ReturnReason = (typeof returnReasons)[number];
/** These rule the address out; a letter that nobody fetched or wanted says nothing of it. */
const addressIsBad: readonly ReturnReason[] = ['unknown', 'moved', 'incomplete'];

export interface PostalEvent {
  /** The post's own id; left out, the content stands for it. */
  readonly id?: string;
  readonly reference: string;
  readonly kind: 'posted' | 'delivered' | 'returned';
  readonly at: Instant;
  readonly reason?: ReturnReason;
  /** Number of the receipt (回执). */
  readonly proof?: string;
}

export interface TakenEvent {
  /** `unknown`: nobody handed in such a letter; kept aside. */
  readonly result: 'taken' | 'duplicate' | 'reused' | 'unknown';
  readonly wake: readonly string[];
}

function meaningOf({ kind, reason }: PostalEvent, number: string): Report | null {
  switch (kind) {
    case 'posted':
      return null;
    case 'delivered':
      return { kind: 'delivered', providerId: number };
    case 'returned': {
      const why = reason ?? 'other';
      return { kind: 'failed', code: `RETURNED_${why.toUpperCase()}`, badAddress: addressIsBad.includes(why) };
    }
  }
}

const columnOf = { posted: 'posted_at', delivered: 'delivered_at', returned: 'returned_at' } as const;

/** Takes what the post says of a letter. Twice, late and out of order are harmless: delivered wins. */
export async function takePostalEvent(db: Db, event: PostalEvent, receivedAt: Instant): Promise<TakenEvent> {
  const { reference, kind, at, reason, proof } = event;
  const content = JSON.stringify([reference, kind, at, reason ?? null, proof ?? null]);
  const id = event.id ?? createHash('sha256').update(content).digest('hex');
  const letter = await db.row<{ number: string; personId: string }>(
    `select coalesce(provider_id, reference) as number, person_id as "personId" from outbox
      where reference = $1 and channel = 'letter' and attempt is not null`,
    [reference],
  );
  const kept = await db.row<{ same: boolean; known: boolean }>(
    `select (reference, kind, at, coalesce(reason, ''), coalesce(proof, '')) = ($2, $3, $4::timestamptz, $5, $6) as same, known
       from postal_event where id = $1`,
    [id, reference, kind, at, reason ?? '', proof ?? ''],
  );
  if (kept !== null && !kept.same) return { result: 'reused', wake: [] };
  // What was kept aside may have its letter by now.
  if (kept !== null && (kept.known || letter === null)) return { result: 'duplicate', wake: [] };
  const said = letter === null ? null : meaningOf(event, letter.number);
  // The day on which it happened counts, also when the post says so later. Repeating this changes nothing.
  const told = said === null ? null : await report(db, reference, said, at);
  const asked = await db.tx(async (q) => {
    await q.run(
      `insert into postal_event (id, reference, kind, at, reason, proof, received_at, known)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set known = excluded.known`,
      [id, reference, kind, at, reason ?? null, proof ?? null, receivedAt, letter !== null],
    );
    await q.run(
      `update postal_letter set ${columnOf[kind]} = coalesce(${columnOf[kind]}, $2), reason = coalesce($3, reason),
              proof = coalesce($4, proof) where reference = $1`,
      [reference, at, reason ?? null, proof ?? null],
    );
    // Somebody has to find out where the person lives now.
    const bad = await q.row(
      `select 1 as there from outbox o join person p on p.id = o.person_id
        where o.reference = $1 and o.status = 'failed' and 'letter' = any(p.failed)`,
      [reference],
    );
    if (letter === null || kind !== 'returned' || bad === null) return [];
    return askDesk(q, { kind: 'newAddress', personId: letter.personId, about: reference, at: receivedAt });
  });
  if (letter === null) return { result: 'unknown', wake: [] };
  return { result: 'taken', wake: [...(told !== null && 'wake' in told ? told.wake : []), ...asked] };
}

/** Where the letters are: waiting for a batch, in one, on their way … and events kept aside. */
export async function postalCounts(q: Queries): Promise<Readonly<Record<string, number>>> {
  const row = await q.row<Record<string, number>>(
    `select (select count(*) from outbox o where o.channel = 'letter' and o.accepted_at is not null
               and not exists (select from postal_letter l where l.reference = o.reference)) as waiting,
            count(*) filter (where withdrawn is null and coalesce(posted_at, delivered_at, returned_at) is null) as printing,
            count(*) filter (where posted_at is not null and coalesce(delivered_at, returned_at) is null) as posted,
            count(*) filter (where delivered_at is not null) as delivered,
            count(*) filter (where returned_at is not null and delivered_at is null) as returned,
            count(*) filter (where withdrawn is not null) as withdrawn,
            (select count(*) from postal_event where not known) as "unknownEvents" from postal_letter`,
  );
  return row ?? {};
}
