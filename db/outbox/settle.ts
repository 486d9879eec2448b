/** What became of a message is written down here: by the sender that claimed it, or by a report of the provider. */
import { addMilliseconds } from '../../domain/instant.ts';
import type { Channel, ContactResult } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import { lockPerson, optOut } from '../contactFact.ts';
import type { Db, Queries } from '../pool.ts';
import { failAddress, restoreAddress, wentToPresentAddress } from './address.ts';
import { factRows, insertFacts, reported } from './facts.ts';
import type { Fact, NoticeRef } from './facts.ts';

export type OutboxStatus =
  'queued' | 'claimed' | 'accepted' | 'delivered' | 'failed' | 'optedOut' | 'cancelled' | 'ambiguous' | 'parked';

/** `code` is a provider's number or a word of ours, free of personal data. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'delivered'; readonly providerId: string }
  /**
   * `badAddress`: the channel of the person is not used again until corrected. `taken`: the provider says so, which must
   * have had the message.
   */
  | { readonly kind: 'failed'; readonly code: string; readonly badAddress: boolean; readonly taken?: true }
  | { readonly kind: 'optedOut'; readonly code: string }
  /** Surely not taken by the provider. `uncounted`: nobody refused it; it was our own doing. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly code: string; readonly uncounted?: true }
  | { readonly kind: 'ambiguous'; readonly code: string }
  | { readonly kind: 'parked'; readonly code: string };

/** A message as it stands in the outbox. */
export interface Standing {
  readonly id: number;
  readonly reference: string;
  readonly personId: string;
  readonly channel: Channel;
  readonly status: OutboxStatus;
  readonly attempt: string | null;
  readonly tries: number;
  readonly lines: readonly NoticeRef[];
}

export interface Settled {
  /** False: the message had moved on (a callback was quicker), and nothing was changed. */
  readonly changed: boolean;
  /** Cases that must be woken. */
  readonly wake: readonly string[];
}

/** So many refusals "for now" of one message, and a person has to look. */
const triesMax = 20;

interface Change {
  readonly status: OutboxStatus;
  readonly providerId?: string;
  readonly code?: string;
  readonly notBefore?: Instant;
  readonly acceptedAt?: Instant;
  readonly uncounted?: boolean;
  /** What the contact log says of it; null: there was no contact. */
  readonly logged: ContactResult | null;
  readonly facts: readonly Fact[];
}

function changeOf(row: Standing, outcome: Outcome, at: Instant): Change {
  const { lines } = row;
  switch (outcome.kind) {
    case 'accepted':
    case 'delivered': {
      const { kind, providerId } = outcome;
      const accepted = reported(lines, 'accepted', at);
      const { personId, channel } = row;
      const delivered = reported(lines, 'delivered', at, undefined, undefined, { personId, channel });
      const facts = kind === 'accepted' ? accepted : [...accepted, ...delivered];
      return { status: kind, providerId, acceptedAt: at, logged: 'delivered', facts };
    }
    case 'failed': {
      const { code, badAddress, taken = false } = outcome;
      const logged = badAddress ? 'failed' : taken || row.status === 'accepted' ? 'no-answer' : null;
      const accepted = taken ? reported(lines, 'accepted', at) : [];
      const facts = [...accepted, ...reported(lines, 'failed', at, code)];
      return { status: 'failed', code, ...(taken ? { acceptedAt: at } : {}), logged, facts };
    }
    case 'optedOut': {
      const { code } = outcome;
      return { status: 'optedOut', code, logged: null, facts: reported(lines, 'optedOut', at, code) };
    }
    case 'retry': {
      const { code, uncounted = false } = outcome;
      if (row.tries + 1 >= triesMax && !uncounted) {
        return { status: 'parked', code, logged: null, facts: reported(lines, 'parked', at, code) };
      }
      return {
        status: 'queued',
        code,
        notBefore: addMilliseconds(at, outcome.afterMs),
        uncounted,
        logged: null,
        facts: [],
      };
    }
    case 'ambiguous':
      return { status: 'ambiguous', code: outcome.code, logged: 'delivered', facts: [] };
    case 'parked': {
      const { code } = outcome;
      // Parked out of the queue it never left; else it may have reached the person and counts as if it had.
      const logged = row.status === 'queued' ? null : 'delivered';
      return { status: 'parked', code, logged, facts: reported(lines, 'parked', at, code) };
    }
  }
}

/**
 * One statement for many: message, contact log and facts together, for each message that still stands as it was seen.
 * What the log says already is not written again.
 */
const CHANGE = `
with given as (
  select * from jsonb_to_recordset($1::jsonb) as g(id bigint, was text, attempt text, status text, provider_id text,
    code text, not_before timestamptz, accepted_at timestamptz, tried int, logged text)),
settled as (
  update outbox o set status = g.status, provider_id = coalesce(g.provider_id, o.provider_id), code = g.code,
         not_before = coalesce(g.not_before, o.not_before), accepted_at = coalesce(o.accepted_at, g.accepted_at),
         tries = o.tries + g.tried
    from given g
   where o.id = g.id and o.id = any($4::bigint[]) and o.status = g.was and o.attempt is not distinct from g.attempt
  returning o.id, o.reference, o.person_id, o.channel, g.logged),
logged as (
  insert into contact_log (id, person_id, channel, at, result, direction)
  select reference, person_id, channel, $2::timestamptz, logged, 'outbound' from settled where logged is not null
  on conflict (id) do update set result = excluded.result where contact_log.result <> excluded.result),
unlogged as (
  delete from contact_log where id in (select reference from settled where logged is null)),
told as (${insertFacts('$3', '$2', 'settled', 'f.outbox_id = settled.id')})
select (select coalesce(json_agg(id), '[]') from settled) as changed,
       array(select distinct case_id from told where not quiet) as wake`;

interface Wish {
  readonly row: Standing;
  readonly to: Change;
}

/** `changed` holds the ids of the messages that still stood as they were seen. */
async function change(
  q: Queries,
  wishes: readonly Wish[],
  at: Instant,
): Promise<{ changed: number[]; wake: string[] }> {
  const given = wishes.map(({ row, to }) => ({
    ...{ id: row.id, was: row.status, attempt: row.attempt, status: to.status, provider_id: to.providerId ?? null },
    ...{ code: to.code ?? null, not_before: to.notBefore ?? null, accepted_at: to.acceptedAt ?? null },
    ...{ tried: to.status === 'queued' && to.uncounted !== true ? 1 : 0, logged: to.logged },
  }));
  const facts = wishes.flatMap(({ row, to }) => to.facts.map((fact) => ({ ...fact, outboxId: row.id })));
  const result = await q.row<{ changed: number[]; wake: string[] }>(CHANGE, [
    ...[JSON.stringify(given), at, factRows(facts)],
    wishes.map(({ row }) => row.id),
  ]);
  return result ?? { changed: [], wake: [] };
}

const touchesPerson = (row: Standing, outcome: Outcome): boolean =>
  outcome.kind === 'optedOut' ||
  (outcome.kind === 'failed' && outcome.badAddress) ||
  (outcome.kind === 'delivered' && row.status === 'failed');

/** A failure of an address that was corrected since says nothing of the new one. */
async function ofThePresent(q: Queries, row: Standing, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind !== 'failed' || !outcome.badAddress) return outcome;
  return { ...outcome, badAddress: await wentToPresentAddress(q, row) };
}

/** Within a transaction that holds the lock on the person, where the outcome touches them. */
export async function settleIn(q: Queries, row: Standing, said: Outcome, at: Instant): Promise<Settled> {
  const outcome = await ofThePresent(q, row, said);
  const { changed, wake } = await change(q, [{ row, to: changeOf(row, outcome, at) }], at);
  const settled = { changed: changed.length > 0, wake };
  if (!settled.changed || !touchesPerson(row, outcome)) return settled;
  const { personId, channel, reference } = row;
  const woken =
    outcome.kind === 'delivered'
      ? await restoreAddress(q, row, at)
      : outcome.kind === 'failed'
        ? await failAddress(q, row, at)
        : await optOut(q, { personId, channel, source: reference, at });
  return { changed: true, wake: [...new Set([...settled.wake, ...woken])] };
}

/** Writes down what became of a claimed (or ambiguous) message. `at` is business time. */
export async function settle(db: Db, row: Standing, outcome: Outcome, at: Instant): Promise<Settled> {
  if (!touchesPerson(row, outcome)) return settleIn(db, row, outcome, at);
  return db.tx(async (q) => {
    await lockPerson(q, row.personId);
    return settleIn(q, row, outcome, at);
  });
}

export interface Ended {
  readonly row: Standing;
  readonly outcome: Outcome;
}

/** The same for many at once; `changed` holds the ids of those that were written. */
export async function settleAll(
  db: Db,
  ended: readonly Ended[],
  at: Instant,
): Promise<{ readonly changed: ReadonlySet<number>; readonly wake: readonly string[] }> {
  const plain = ended.filter(({ row, outcome }) => !touchesPerson(row, outcome));
  const wishes = plain.map(({ row, outcome }) => ({ row, to: changeOf(row, outcome, at) }));
  const { changed, wake } = wishes.length === 0 ? { changed: [], wake: [] } : await change(db, wishes, at);
  const ids = new Set(changed);
  const woken = new Set(wake);
  for (const { row, outcome } of ended) {
    if (!touchesPerson(row, outcome)) continue;
    const settled = await settle(db, row, outcome, at);
    if (settled.changed) ids.add(row.id);
    for (const caseId of settled.wake) woken.add(caseId);
  }
  return { changed: ids, wake: [...woken] };
}
