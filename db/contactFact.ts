/**
 * Facts about contact with a person: written down once, folded into the person, and told to every open case that may
 * contact them. All of it in the caller's transaction, under the lock on the person.
 */
import { refuseContactFact } from '../domain/contactAdmission.ts';
import type { ContactRefusal } from '../domain/contactAdmission.ts';
import { foldContact } from '../domain/contactState.ts';
import type { ContactFact, ContactFactContent, ContactState } from '../domain/contactState.ts';
import type { Channel } from '../domain/contact.ts';
import type { Instant } from '../domain/instant.ts';
import { hashOf } from './chain.ts';
import { logContact } from './contactLog.ts';
import { tell } from './inbox.ts';
import type { Fact } from './inbox.ts';
import type { Queries } from './pool.ts';

export interface NewContactFact extends ContactFact {
  readonly personId: string;
  /** `id;role` of whoever says so, or what passed it on (`provider`). */
  readonly actor: string;
}

export type Recorded =
  /** `woken`: cases that have something in their inbox now. */
  | { readonly kind: 'recorded'; readonly woken: readonly string[] }
  /** The same fact stood already; nothing changed. */
  | { readonly kind: 'duplicate' }
  /** The id stands for another fact. */
  | { readonly kind: 'reused' }
  | { readonly kind: 'unknown' }
  /** Written down as refused; nothing else changed. */
  | ({ readonly kind: 'refused' } & ContactRefusal);

/** Locks a person against every other sending and deciding until the transaction ends. */
export async function lockPerson(q: Queries, personId: string): Promise<boolean> {
  return (await q.row('select 1 as there from person where id = $1 for no key update', [personId])) !== null;
}

/** Records a fact about contact. Takes the lock on the person; who holds several takes them in the order of their ids. */
export async function recordContactFact(q: Queries, fact: NewContactFact): Promise<Recorded> {
  const { id, personId, content, actor, at } = fact;
  const person = await q.row<{ contact: ContactState }>('select contact from person where id = $1 for no key update', [
    personId,
  ]);
  if (person === null) return { kind: 'unknown' };
  const contentHash = hashOf({ personId, content });
  const refused = refuseContactFact(person.contact, content, at);
  const added = await q.run(
    `insert into contact_fact (id, person_id, kind, content, content_hash, actor, at, refused)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [
      id,
      personId,
      content.kind,
      JSON.stringify(content),
      contentHash,
      actor,
      at,
      refused === null ? null : JSON.stringify(refused),
    ],
  );
  if (added === 0) return before(q, id, contentHash);
  if (refused !== null) return { kind: 'refused', ...refused };
  await writeContact(q, personId);
  await logConsent(q, fact);
  return { kind: 'recorded', woken: await tellCases(q, fact) };
}

/** What an id stands for already. */
async function before(q: Queries, id: string, contentHash: string): Promise<Recorded> {
  const row = await q.row<{ contentHash: string; refused: ContactRefusal | null }>(
    'select content_hash as "contentHash", refused from contact_fact where id = $1',
    [id],
  );
  if (row?.contentHash !== contentHash) return { kind: 'reused' };
  return row.refused === null ? { kind: 'duplicate' } : { kind: 'refused', ...row.refused };
}

/** Folds the facts of a person again; the columns beside the state say the same in their own form. */
async function writeContact(q: Queries, personId: string): Promise<void> {
  const facts = await q.rows<ContactFact>(
    'select id, at, content from contact_fact where person_id = $1 and refused is null order by n',
    [personId],
  );
  const contact = foldContact(facts);
  await q.run('update person set contact = $2, opted_out = $3, failed = $4 where id = $1', [
    personId,
    JSON.stringify(contact),
    ...columnsOf(contact),
  ]);
}

/** `opted_out` and `failed` of a person. */
export const columnsOf = ({ consents = {}, failed = [] }: ContactState): [optedOut: string[], failed: string[]] => [
  Object.entries(consents)
    .filter(([, word]) => word === 'withdrawn')
    .map(([channel]) => channel)
    .sort(),
  [...failed].sort(),
];

/** STOP and START stand in the contact log too: what a third person refuses is asked of the log. */
async function logConsent(q: Queries, { id, personId, at, content }: NewContactFact): Promise<void> {
  if (content.kind !== 'consented') return;
  const result = content.given ? 'START' : 'STOP';
  for (const channel of content.channels)
    await logContact(q, { id: `${id}/${channel}`, personId, channel, at, result, direction: 'inbound' });
}

/** Ids of the open cases that may contact the person: their own, those they guarantee, tracks about them. */
export async function casesOfPerson(q: Queries, personId: string): Promise<string[]> {
  const rows = await q.rows<{ id: string }>(
    `select id from case_file where not closed and person_ids @> array[$1]
     union select id from case_file where not closed and state->'terms'->>'guarantorId' = $1
     union select id from case_file where not closed and kind <> 'partner' and state->'terms'->>'partnerId' = $1
      order by id`,
    [personId],
  );
  return rows.map(({ id }) => id);
}

async function tellCases(q: Queries, { id, personId, at, content }: NewContactFact): Promise<string[]> {
  // An address that failed before is no news.
  if (content.kind === 'failed' && (await failedBefore(q, personId, id, content.channel))) return [];
  const cases = await casesOfPerson(q, personId);
  const facts = cases.flatMap((caseId): Fact[] => {
    if (content.kind === 'consented' && !content.given)
      return content.channels.map((channel) => ({
        ...{ caseId, eventId: `optedOut/${personId}/${channel}/${id}`, type: 'optedOut' },
        ...{ content: { personId, channel, at }, quiet: false },
      }));
    return [
      {
        ...{ caseId, eventId: `contact/${id}`, type: 'contactChanged' },
        ...{ content: { personId, factId: id, what: content.kind, at }, quiet: false },
      },
    ];
  });
  return tell(q, facts, at);
}

/** Had the channel failed, by another fact than this one, and not been corrected since? */
async function failedBefore(q: Queries, personId: string, id: string, channel: Channel): Promise<boolean> {
  const facts = await q.rows<ContactFact>(
    'select id, at, content from contact_fact where person_id = $1 and refused is null and id <> $2 order by n',
    [personId, id],
  );
  return (foldContact(facts).failed ?? []).includes(channel);
}

/**
 * The person said stop on a channel. `source` names what said so (a message id) and makes repeats harmless. Returns the
 * cases that must be woken.
 */
export async function optOut(
  q: Queries,
  stop: { readonly personId: string; readonly channel: Channel; readonly source: string; readonly at: Instant },
): Promise<readonly string[]> {
  const { personId, channel, source, at } = stop;
  const content: ContactFactContent = { kind: 'consented', channels: [channel], given: false };
  const recorded = await recordContactFact(q, {
    id: `${source}/stop/${personId}`,
    personId,
    actor: 'provider',
    at,
    content,
  });
  return recorded.kind === 'recorded' ? recorded.woken : [];
}

/** The address of the channel failed for good; `source` names what showed it. False when that was known. */
export async function markFailed(
  q: Queries,
  failure: { readonly personId: string; readonly channel: Channel; readonly source: string; readonly at: Instant },
): Promise<boolean> {
  const { personId, channel, source, at } = failure;
  const known = await q.row('select 1 as there from person where id = $1 and $2 = any(failed)', [personId, channel]);
  if (known !== null) return false;
  const id = `${source}/failed/${personId}/${channel}`;
  const content: ContactFactContent = { kind: 'failed', channel };
  return (await recordContactFact(q, { id, personId, actor: 'provider', at, content })).kind === 'recorded';
}

export interface ContactFactRow extends ContactFact {
  readonly actor: string;
  readonly refused: ContactRefusal | null;
}

/** The facts of a person, newest first. */
export async function contactFacts(q: Queries, personId: string, limit: number): Promise<ContactFactRow[]> {
  return q.rows<ContactFactRow>(
    'select id, at, content, actor, refused from contact_fact where person_id = $1 order by at desc, n desc limit $2',
    [personId, limit],
  );
}
