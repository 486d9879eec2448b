/** What was said to a person, word for word, sealed with their key; its hash stands in the open. */
import { createHash } from 'node:crypto';
import type { DocumentRef } from '../domain/evidence.ts';
import type { Instant } from '../domain/instant.ts';
import { documentPlace } from './seal.ts';
import type { DataKey, Sealer } from './seal.ts';
import type { Read } from './person.ts';
import type { Queries } from './pool.ts';

export interface NewDocument {
  readonly id: string;
  readonly personId: string;
  readonly kind: string;
  readonly content: Uint8Array;
  /** Instant. */
  readonly madeAt: string;
}

/** Id of the letter that went along with a message; in the register of letters too. */
export const attachedId = (reference: string): string => `${reference}/letter`;

/** The same in a query, which takes the name of what holds the reference. */
export const attachedOf = (reference: string): string => `${reference} || '/letter'`;

/** Id of what a person wrote to us, by the provider's id of the text. */
export const inboundTextId = (textId: string, personId: string): string => `inbound/${textId}/${personId}`;

export type SealableDocument = NewDocument & { readonly key: DataKey };

/** The same id again is overwritten: a message that never left is made anew. */
const insertInto = (rows: string): string => `
  insert into document (id, person_id, kind, sha256, made_at, sealed)
  ${rows}
  on conflict (id) do update set kind = excluded.kind, sha256 = excluded.sha256, made_at = excluded.made_at,
         sealed = excluded.sealed where document.person_id = excluded.person_id`;

/** Inserts documents from six parameters that begin with number `first` (see `documentColumns`). */
export const insertDocuments = (first: number): string => {
  const types = ['text', 'text', 'text', 'text', 'timestamptz', 'bytea'];
  return insertInto(`select * from unnest(${types.map((type, at) => `$${first + at}::${type}[]`).join(', ')})`);
};

/** The parameters that `insertDocuments` reads: the contents are sealed here. */
export const documentColumns = (sealer: Sealer, documents: readonly SealableDocument[]): unknown[] => {
  const rows = documents.map((one) => columnsOf(sealer, one));
  return [0, 1, 2, 3, 4, 5].map((at) => rows.map((row) => row[at]));
};

const columnsOf = (sealer: Sealer, { id, personId, kind, key, content, madeAt }: SealableDocument) => [
  ...[id, personId, kind, createHash('sha256').update(content).digest('hex'), madeAt],
  sealer.seal(key, documentPlace(id), content),
];

/** Saves sealed documents in one statement. */
export async function saveDocuments(q: Queries, sealer: Sealer, documents: readonly SealableDocument[]): Promise<void> {
  if (documents.length === 0) return;
  await q.run(insertDocuments(1), documentColumns(sealer, documents));
}

/** A long one on its own: it is on its way, in bytes and not in text, while the next one is being made. */
export async function sendDocument(q: Queries, sealer: Sealer, document: SealableDocument): Promise<void> {
  await q.send(insertInto('values ($1, $2, $3, $4, $5, $6)'), columnsOf(sealer, document));
}

export interface OpenDocument {
  readonly personId: string;
  readonly documentKind: string;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
  readonly content: Buffer;
}

/** A document with its content; null when there is none of that id. @throws SealError SEAL_BROKEN */
export async function readDocument(q: Queries, sealer: Sealer, id: string): Promise<Read<OpenDocument> | null> {
  const row = await q.row<{
    personId: string;
    kind: string;
    sha256: string;
    sealed: Uint8Array;
    wrapped: Uint8Array | null;
  }>(
    `select d.person_id as "personId", d.kind, d.sha256, d.sealed, k.wrapped
       from document d left join person_key k on k.person_id = d.person_id where d.id = $1`,
    [id],
  );
  if (row === null) return null;
  if (row.wrapped === null) return { kind: 'FORGOTTEN' };
  const { personId, kind, sha256, wrapped, sealed } = row;
  const content = sealer.open(sealer.openKey(personId, wrapped), documentPlace(id), sealed);
  return { kind: 'open', personId, documentKind: kind, sha256, content };
}

/** Evidence that people hand in about a loan is named after it, its kind and its content: handing it in again is the same. */
export const evidenceId = (loanId: string, kind: string, sha256: string): string =>
  `${evidenceOf(loanId)}${kind}/${sha256.slice(0, 16)}`;

const evidenceOf = (loanId: string): string => `evidence/${loanId}/`;

export interface EvidenceRow extends DocumentRef {
  readonly personId: string;
  readonly madeAt: Instant;
}

/** What people handed in about a loan, in the order in which it came; of the ids only, where some are given. */
export async function listEvidence(q: Queries, loanId: string, ids?: readonly string[]): Promise<EvidenceRow[]> {
  return q.rows<EvidenceRow>(
    `select id, kind, sha256, person_id as "personId", made_at as "madeAt" from document
      where starts_with(id, $1) and ($2::text[] is null or id = any($2)) order by made_at, id`,
    [evidenceOf(loanId), ids ?? null],
  );
}

/** Takes back a document that nothing names. */
export async function deleteDocument(q: Queries, id: string): Promise<void> {
  await q.run('delete from document where id = $1', [id]);
}
