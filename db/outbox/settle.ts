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
  /** `badAddress`: the channel of the person is not used again until corrected. */
  | { readonly kind: 'failed'; readonly code: string; readonly badAddress: boolean }
  | { readonly kind: 'optedOut'; readonly code: string }
  /** Surely not taken by the provider. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly code: string }
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
      const facts = kind === 'accepted' ? accepted : [...accepted, ...reported(lines, 'delivered', at)];
      return { status: kind, providerId, acceptedAt: at, logged: 'delivered', facts };
    }
    case 'failed': {
      const { code, badAddress } = outcome;
      const wentOut = row.status === 'accepted';
      const logged = badAddress ? 'failed' : wentOut ? 'no-answer' : null;
      return { status: 'failed', code, logged, facts: reported(lines, 'failed', at, code) };
    }
    case 'optedOut': {
      const { code } = outcome;
      return { status: 'optedOut', code, logged: null, facts: reported(lines, 'optedOut', at, code) };
    }
    case 'retry': {
      const { code } = outcome;
      if (row.tries + 1 >= triesMax) {
        return { status: 'parked', code, logged: null, facts: reported(lines, 'parked', at, code) };
      }
      return { status: 'queued', code, notBefore: addMilliseconds(at, outcome.afterMs), logged: null, facts: [] };
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

/** One statement: message, contact log and facts together, if the message still stands as it was seen. */
const CHANGE = `
with settled as (
  update outbox set status = $4, provider_id = coalesce($5, provider_id), code = $6,
         not_before = coalesce($7::timestamptz, not_before), accepted_at = coalesce(accepted_at, $8::timestamptz),
         tries = tries + case when $4 = 'queued' then 1 else 0 end
   where id = $1 and status = $2 and attempt is not distinct from $3
  returning reference, person_id, channel),
logged as (
  insert into contact_log (id, person_id, channel, at, result, direction)
  select reference, person_id, channel, $10::timestamptz, $9, 'outbound' from settled where $9::text is not null
  on conflict (id) do update set result = excluded.result),
unlogged as (
  delete from contact_log where $9::text is null and id = (select reference from settled)),
told as (${insertFacts('$11', '$10', 'settled')})
select (select count(*) from settled) as changed,
       array(select distinct case_id from told where not quiet) as wake`;

async function change(q: Queries, row: Standing, to: Change, at: Instant): Promise<Settled> {
  const result = await q.row<{ changed: number; wake: string[] }>(CHANGE, [
    row.id,
    row.status,
    row.attempt,
    to.status,
    to.providerId ?? null,
    to.code ?? null,
    to.notBefore ?? null,
    to.acceptedAt ?? null,
    to.logged,
    at,
    factRows(to.facts),
  ]);
  return { changed: (result?.changed ?? 0) > 0, wake: result?.wake ?? [] };
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
  const settled = await change(q, row, changeOf(row, outcome, at), at);
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

/** What a provider can say about a message that it was given. */
export type Report = Extract<Outcome, { readonly kind: 'accepted' | 'delivered' | 'failed' | 'optedOut' }>;

/** Does the report change anything? Delivered wins over all; else the first final word stands. */
function moves(status: OutboxStatus, report: Report['kind']): boolean {
  switch (status) {
    case 'delivered':
      return false;
    case 'failed':
    case 'optedOut':
      return report === 'delivered';
    case 'accepted':
      return report !== 'accepted';
    // Whatever we believed (never taken, cancelled, unknown): the provider has it.
    case 'queued':
    case 'claimed':
    case 'ambiguous':
    case 'parked':
    case 'cancelled':
      return true;
  }
}

export type Reported = Settled | { readonly unknown: true };

/** A message that was claimed at least once, as it stands; without a lock. */
const standing = (db: Db, reference: string): Promise<Standing | null> =>
  db.row<Standing>(
    `select o.id, o.reference, o.person_id as "personId", o.channel, o.status, o.attempt, o.tries,
            array(select jsonb_build_object('key', n.key, 'caseId', n.case_id, 'mustReach', n.must_reach)
                    from notice n where n.outbox_id = o.id and not n.cancelled order by n.key) as lines
       from outbox o where o.reference = $1 and o.attempt is not null`,
    [reference],
  );

/** A message stands still long before so many looks at it. */
const looksMax = 10;

/**
 * Takes a provider's report about the message with this reference: late, twice and out of order are all harmless.
 * `at` is business time. Standing only moves forward for reports, so one that changes nothing needs no lock; one that
 * does is written if the message still stands as it was seen, else looked at again.
 */
export async function report(db: Db, reference: string, said: Report, at: Instant): Promise<Reported> {
  for (let looks = 0; looks < looksMax; looks += 1) {
    const row = await standing(db, reference);
    if (row === null) return { unknown: true };
    if (!moves(row.status, said.kind)) break;
    const settled = await settle(db, row, said, at);
    if (settled.changed) return settled;
  }
  return { changed: false, wake: [] };
}
