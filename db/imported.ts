/** What was taken in: the same again changes nothing, other terms are seen. SQL of the import. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instant } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';
import type { Posting } from '../domain/posting.ts';
import { tell } from './inbox.ts';
import type { Fact } from './inbox.ts';
import { storePledges } from './importedPledge.ts';
import type { PledgeToStore } from './importedPledge.ts';
import { savePersons } from './person.ts';
import type { Person } from './person.ts';
import type { Queries } from './pool.ts';
import type { Sealer } from './seal.ts';

/** What an entry of `imported` stands for; partners of both kinds and people share their ids. */
export type ImportedKind = 'loan' | 'person' | 'dealer' | 'insurer' | 'payment' | 'collateral';
export type PersonKind = Exclude<ImportedKind, 'loan' | 'payment' | 'collateral'>;

/** SHA-256 (hex) of the canonical JSON (RFC 8785). */
export function contentHash(content: unknown): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}

/**
 * What a person was taken in with, as two keyed hashes: they can be compared and tell nothing without the master key.
 * The address stands apart, for it may differ from loan to loan of one person.
 */
export function personMark(sealer: Sealer, { id, language, timeZone, name, phone, email, address }: Person): string {
  const who = sealer.mark('import', JSON.stringify([id, language, timeZone, name, phone, email]));
  return `${who}.${sealer.mark('import', JSON.stringify([id, address]))}`;
}

/** Whether two marks are of the same person data, address apart. */
export const samePerson = (one: string, other: string): boolean => one.split('.')[0] === other.split('.')[0];

export interface PersonToStore {
  readonly kind: PersonKind;
  readonly person: Person;
  readonly mark: string;
}

export interface PaymentToStore {
  readonly caseId: string;
  readonly posting: Posting;
  readonly hash: string;
  /** `start`: in the loan's start · `fact`: to its inbox · `aside`: to the inbox of a loan that is not known yet · `held`: to be posted on its day. */
  readonly goes: 'start' | 'fact' | 'aside' | 'held';
  /** `held`: the instant at which it is posted. */
  readonly postAt: Instant | null;
  /** `aside`: the currency that the amount was read with. */
  readonly currency: string;
}

export interface LoanToStore {
  readonly caseId: string;
  readonly loanId: string;
  readonly debtorId: string;
  readonly policyHash: string;
  /** Content of the fact that opens it; no personal data. */
  readonly opened: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** What is stored in one transaction: nothing of a loan without the rest of it. */
export interface ImportChunk {
  readonly people: readonly PersonToStore[];
  readonly loans: readonly LoanToStore[];
  readonly payments: readonly PaymentToStore[];
  readonly pledges: readonly PledgeToStore[];
}

/** Somebody else took in the same ids with other content, after the input was validated. */
export class ImportConflict extends Error {
  override readonly name = 'ImportConflict';
  readonly code = 'IMPORT_CONFLICT';
  constructor(kind: string, id: string) {
    super(`IMPORT_CONFLICT ${kind} ${id}`);
  }
}

/** Opens the batch of an input, or goes on with it: the same input is the same batch. */
export async function openBatch(q: Queries, id: string, at: Instant): Promise<void> {
  await q.run('insert into import_batch (id, started_at) values ($1, $2) on conflict (id) do nothing', [id, at]);
}

/** Notes the end of a batch; a second run of the same input leaves the first end as it was. */
export async function closeBatch(q: Queries, id: string, at: Instant, counts: object): Promise<void> {
  await q.run('update import_batch set finished_at = $2, counts = $3 where id = $1 and finished_at is null', [
    id,
    at,
    JSON.stringify(counts),
  ]);
}

/** Makes policies known, so that loans can be pinned to them. Those that are known stay as they are. */
export async function pinPolicies(
  q: Queries,
  policies: readonly { readonly policy: Policy; readonly hash: string }[],
): Promise<void> {
  for (const { policy, hash } of policies)
    await q.run('insert into policy (hash, id, version, body) values ($1, $2, $3, $4) on conflict (hash) do nothing', [
      hash,
      policy.id,
      policy.version,
      JSON.stringify(policy),
    ]);
}

/**
 * Stores a chunk in the caller's transaction. What was taken in before is passed over, so it may be called again.
 * @throws ImportConflict when an id was taken in with other content since the validation
 */
export async function storeChunk(
  q: Queries,
  sealer: Sealer,
  batchId: string,
  chunk: ImportChunk,
  at: Instant,
): Promise<void> {
  const claimed = await claim(q, batchId, [
    ...chunk.people.map(({ kind, person, mark }) => ({ kind, id: person.id, hash: mark })),
    ...chunk.loans.map(({ loanId, hash }) => ({ kind: 'loan' as const, id: loanId, hash })),
    ...chunk.payments.map(({ posting, hash }) => ({ kind: 'payment' as const, id: posting.id, hash })),
    ...chunk.pledges.map(({ loanId, item, hash }) => ({
      kind: 'collateral' as const,
      id: `${loanId}/${item.id}`,
      hash,
    })),
  ]);
  const people = chunk.people.filter(({ kind, person }) => claimed.has(`${kind} ${person.id}`));
  if (people.length > 0)
    await savePersons(
      q,
      sealer,
      people.map(({ person }) => person),
    );
  const loans = chunk.loans.filter(({ loanId }) => claimed.has(`loan ${loanId}`));
  await startLoans(q, loans, at);
  const pledges = chunk.pledges.filter(({ loanId, item }) => claimed.has(`collateral ${loanId}/${item.id}`));
  await storePledges(q, sealer, pledges, at);
  const payments = chunk.payments.filter(({ posting }) => claimed.has(`payment ${posting.id}`));
  await tell(q, payments.flatMap(factsOf), at);
  await hold(
    q,
    payments.filter(({ goes }) => goes === 'held'),
  );
}

interface Claim {
  readonly kind: ImportedKind;
  readonly id: string;
  readonly hash: string;
}

/** The entries that this transaction is the first to take in. The order is fixed so that two imports never deadlock. */
async function claim(q: Queries, batchId: string, claims: readonly Claim[]): Promise<ReadonlySet<string>> {
  const rows = JSON.stringify(claims);
  const taken = await q.rows<{ kind: string; id: string }>(
    `insert into imported (kind, id, content_hash, batch_id)
     select kind, id, hash, $2 from jsonb_to_recordset($1) as r(kind text, id text, hash text) order by kind, id
     on conflict (kind, id) do nothing returning kind, id`,
    [rows, batchId],
  );
  if (taken.length < claims.length) {
    const other = await q.row<{ kind: string; id: string }>(
      `select r.kind, r.id from jsonb_to_recordset($1) as r(kind text, id text, hash text)
         join imported m on m.kind = r.kind and m.id = r.id where m.content_hash <> r.hash limit 1`,
      [rows],
    );
    if (other !== null) throw new ImportConflict(other.kind, other.id);
  }
  return new Set(taken.map(({ kind, id }) => `${kind} ${id}`));
}

/** Stores the case row of each loan and the fact that opens it. @throws ImportConflict when one exists */
export async function startLoans(q: Queries, loans: readonly LoanToStore[], at: Instant): Promise<void> {
  if (loans.length === 0) return;
  const rows = loans.map(({ caseId, debtorId, policyHash }) => ({
    id: caseId,
    person_ids: [debtorId],
    policy_hash: policyHash,
  }));
  const made = await q.rows<{ id: string }>(
    `insert into case_file (id, kind, person_ids, policy_hash, state, schema_version, wake_at)
     select id, 'loan', person_ids, policy_hash, null, 1, $2
       from jsonb_to_recordset($1) as r(id text, person_ids text[], policy_hash text) order by id
     on conflict (id) do nothing returning id`,
    [JSON.stringify(rows), at],
  );
  const ids = new Set(made.map(({ id }) => id));
  const missing = loans.find(({ caseId }) => !ids.has(caseId));
  if (missing !== undefined) throw new ImportConflict('loan', missing.loanId);
  const opened = loans.map(({ caseId, loanId, opened: content }) => ({
    caseId,
    eventId: `opened/${loanId}`,
    type: 'opened',
    content,
    quiet: false,
  }));
  await tell(q, opened, at);
  // What waited for the loan comes after the fact that opens it.
  await q.run(
    `update inbox set n = default, quiet = false where case_id = any($1) and type <> 'opened' and applied_seq is null`,
    [loans.map(({ caseId }) => caseId)],
  );
}

function factsOf({ caseId, posting, goes, currency }: PaymentToStore): Fact[] {
  if (goes !== 'fact' && goes !== 'aside') return [];
  const content = goes === 'aside' ? { ...posting, currency } : posting;
  // Nobody is to be woken for a loan that does not exist: quiet until it does.
  return [{ caseId, eventId: posting.id, type: 'posting', content: { ...content }, quiet: goes === 'aside' }];
}

async function hold(q: Queries, payments: readonly PaymentToStore[]): Promise<void> {
  if (payments.length === 0) return;
  await q.run(
    `insert into held_posting (event_id, case_id, content, post_at)
     select event_id, case_id, content, post_at
       from jsonb_to_recordset($1) as r(event_id text, case_id text, content jsonb, post_at timestamptz)
     on conflict (event_id) do nothing`,
    [
      JSON.stringify(
        payments.map(({ caseId, posting, postAt }) => ({
          event_id: posting.id,
          case_id: caseId,
          content: posting,
          post_at: postAt,
        })),
      ),
    ],
  );
}
