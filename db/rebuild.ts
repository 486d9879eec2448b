/** Rebuilds what is derived from the journal, and from the facts about contact, beside the tables in use, and tells where the two differ. */
import type { Policy } from '../domain/policy.ts';
import { brokenAt } from './chain.ts';
import type { ChainedRow } from './chain.ts';
import type { Db, Queries } from './pool.ts';
import { contactInUse, copyOfContact, foldPeople, replaceContact } from './rebuildContact.ts';

const SCHEMA = 'recoup_rebuild';

/** Derived tables and the columns that make a row of each. */
const tables = [
  'loan_view',
  'open_item',
  'task',
  'track_view',
  'promise',
  'dispute',
  'limitation',
  'loan_request',
  'acceleration',
  'placement',
  'security_ask',
  'legal_deadline',
  'circumstance',
  'claim',
  'loan_partner',
  'partner_standing',
  'write_off',
  'collateral_item',
  'collateral_case',
  'campaign',
  'campaign_loan',
  'case_state',
  'person_contact',
] as const;

export interface JournalLife {
  readonly caseId: string;
  readonly kind: string;
  readonly rows: readonly ChainedRow[];
}

/** Writes one case from its journal alone; `q` speaks to the rebuilt tables. Returns the folded state. */
export type WriteLife = (
  q: Queries,
  life: JournalLife,
  policyOf: (hash: string) => Promise<Policy>,
) => Promise<unknown>;

export interface Difference {
  readonly table: string;
  readonly onlyInUse: number;
  readonly onlyRebuilt: number;
  /** A few rows, to begin with. */
  readonly examples: readonly string[];
}

/** A journal that is not what was written: a row was altered, is missing, or does not end where the case says. */
export interface BrokenChain {
  readonly caseId: string;
  /** The first row that does not hold. */
  readonly seq: number;
}

export interface Rebuilt {
  readonly cases: number;
  readonly differences: readonly Difference[];
  readonly broken: readonly BrokenChain[];
}

/** Nothing is derived from a journal whose chain is broken. */
export class JournalBroken extends Error {
  override readonly name = 'JournalBroken';
  readonly code = 'JOURNAL_BROKEN';
  readonly broken: readonly BrokenChain[];
  constructor(broken: readonly BrokenChain[]) {
    const [first] = broken;
    super(`JOURNAL_BROKEN: ${broken.length} journals, the first is ${first?.caseId ?? ''} at row ${first?.seq ?? 0}`);
    this.broken = broken;
  }
}

const CASES_AT_ONCE = 200;

/**
 * Folds every journal into empty copies of the derived tables and compares row for row. Everything happens in one
 * transaction that is rolled back, so nothing of it stays.
 * @param owner a connection that may make a schema
 */
export async function checkRebuild(owner: Db, write: WriteLife): Promise<Rebuilt> {
  const found: { rebuilt?: Rebuilt } = {};
  try {
    await owner.tx(async (q) => {
      await q.run('set transaction isolation level repeatable read');
      await emptyCopies(q);
      const folded = await foldAll(q, write);
      found.rebuilt = { ...folded, differences: await differences(q) };
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (found.rebuilt === undefined) throw new Error('REBUILD_WITHOUT_RESULT');
  return found.rebuilt;
}

class RolledBack extends Error {}

/**
 * Folds every journal and puts the result in the place of the derived tables; what differed is told. Decisions wait
 * meanwhile and are tried again by their cases.
 * @param owner a connection that may make a schema
 * @throws JournalBroken, and nothing was changed
 */
export async function replaceDerived(owner: Db, write: WriteLife): Promise<Rebuilt> {
  return owner.tx(async (q) => {
    // Whoever decides writes the case row: no decision comes between what is read here and what is put in its place.
    await q.run('lock table case_file, contact_fact in share row exclusive mode');
    await emptyCopies(q);
    const folded = await foldAll(q, write);
    if (folded.broken.length > 0) throw new JournalBroken(folded.broken);
    const found = await differences(q);
    for (const { table } of found)
      if (table === 'case_state')
        await q.run(
          `update public.case_file c set state = r.state from ${SCHEMA}.case_state r
            where r.case_id = c.id and r.state is distinct from c.state`,
        );
      else if (table === 'person_contact') await q.run(replaceContact(SCHEMA));
      else {
        await q.run(`delete from public.${table}`);
        await q.run(`insert into public.${table} select * from ${SCHEMA}.${table}`);
      }
    await q.run(`drop schema ${SCHEMA} cascade`);
    return { ...folded, differences: found };
  });
}

async function emptyCopies(q: Queries): Promise<void> {
  await q.run(`create schema ${SCHEMA}`);
  for (const table of tables)
    if (table === 'case_state')
      await q.run(`create table ${SCHEMA}.case_state (case_id text primary key, state jsonb)`);
    else if (table === 'person_contact') await q.run(copyOfContact(SCHEMA));
    else await q.run(`create table ${SCHEMA}.${table} (like public.${table} including all)`);
  // Unqualified names of the derived tables mean the copies from here on; the rest is still found in public.
  await q.run(`set local search_path to ${SCHEMA}, public`);
}

async function foldAll(q: Queries, write: WriteLife): Promise<Pick<Rebuilt, 'cases' | 'broken'>> {
  const policies = new Map<string, Policy>();
  const policyOf = async (hash: string): Promise<Policy> => {
    const known = policies.get(hash);
    if (known !== undefined) return known;
    const row = await q.row<{ body: Policy }>('select body from policy where hash = $1', [hash]);
    if (row === null) throw new Error('POLICY_UNKNOWN');
    policies.set(hash, row.body);
    return row.body;
  };
  const broken: BrokenChain[] = [];
  let cases = 0;
  for (let after = ''; ;) {
    const lives = await q.rows<JournalLife & { readonly seq: number; readonly head: string }>(
      `select c.id as "caseId", c.kind, c.seq, c.head,
              (select coalesce(jsonb_agg(jsonb_build_object('caseId', j.case_id, 'seq', j.seq, 'type', j.type,
                 'at', to_char(j.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'body', j.body,
                 'prev', j.prev, 'hash', j.hash) order by j.seq), '[]') from journal j where j.case_id = c.id) as rows
         from public.case_file c where c.seq > 0 and c.id > $1 order by c.id limit ${CASES_AT_ONCE}`,
      [after],
    );
    for (const life of lives) {
      const seq = brokenAt(life.rows) ?? (life.rows.at(-1)?.hash === life.head ? null : life.rows.length + 1);
      if (seq !== null) {
        // From what is not what was written nothing is derived: its rows in use are told beside it.
        broken.push({ caseId: life.caseId, seq });
        continue;
      }
      const state = await write(q, life, policyOf);
      await q.run('insert into case_state (case_id, state) values ($1, $2)', [life.caseId, JSON.stringify(state)]);
    }
    cases += lives.length;
    const last = lives.at(-1);
    if (last === undefined || lives.length < CASES_AT_ONCE) break;
    after = last.caseId;
  }
  await foldPeople(q);
  return { cases, broken };
}

async function differences(q: Queries): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const table of tables) {
    const inUse =
      table === 'case_state'
        ? 'select id as case_id, state from public.case_file where seq > 0'
        : table === 'person_contact'
          ? contactInUse
          : `select * from public.${table}`;
    const rebuilt = `select * from ${SCHEMA}.${table}`;
    const only = (one: string, other: string): Promise<{ row: string }[]> =>
      q.rows<{ row: string }>(`select left(x::text, 300) as row from (${one} except ${other}) x`);
    const [onlyInUse, onlyRebuilt] = [await only(inUse, rebuilt), await only(rebuilt, inUse)];
    if (onlyInUse.length + onlyRebuilt.length > 0)
      found.push({
        ...{ table, onlyInUse: onlyInUse.length, onlyRebuilt: onlyRebuilt.length },
        examples: [
          ...onlyInUse.slice(0, 2).map(({ row }) => `in use: ${row}`),
          ...onlyRebuilt.slice(0, 2).map(({ row }) => `rebuilt: ${row}`),
        ],
      });
  }
  return found;
}
