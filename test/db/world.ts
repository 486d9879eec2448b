// A throw-away database with the schema, people and messages, for the tests of db/ and of sending.
import { randomBytes } from 'node:crypto';
import { startPostgres, type Postgres } from '../../embedded/postgres.ts';
import { migrate } from '../../db/migrate.ts';
import { openDb, type Db } from '../../db/pool.ts';
import { savePersons, type Person } from '../../db/person.ts';
import { createSealer, type Sealer } from '../../db/seal.ts';
import { emptied } from '../support/emptied.ts';

export interface World {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly url: string;
  /** Empties what the tests write. */
  readonly clear: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const noon = '2025-04-05T04:00:00.000Z';

export async function startWorld(poolSize = 20): Promise<World> {
  const postgres: Postgres = await startPostgres();
  const owner = openDb({ url: postgres.url, as: 'owner' });
  await migrate(owner);
  const db = openDb({ url: postgres.url, poolSize });
  return {
    db,
    url: postgres.url,
    sealer: createSealer(randomBytes(32).toString('base64')),
    clear: async () => {
      await emptied(owner);
      await owner.run(`insert into deployment (mode) values ('live')`);
    },
    stop: async () => {
      await db.close();
      await owner.close();
      await postgres.stop();
    },
  };
}

export const personOf = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  kind: 'person',
  language: 'en',
  timeZone: 'Asia/Shanghai',
  name: `Name of ${id}`,
  phone: '+8613800000000',
  email: `${id.toLowerCase()}@example.com`,
  address: `1 ${id} Street`,
  ...more,
});

export interface Message {
  readonly reference: string;
  readonly personId: string;
  readonly channel?: 'sms' | 'email' | 'letter';
  readonly notBefore?: string;
  readonly template?: string;
  /** Loan ids; each gets one line. */
  readonly loans: readonly string[];
  readonly mustReach?: boolean;
  /** Template of the letter that goes along, by loan. */
  readonly attach?: Readonly<Record<string, string>>;
}

export const lineOf = (loanId: string): Record<string, unknown> => ({
  loanId,
  currency: 'CNY',
  asOf: '2025-04-05',
  overdueMinor: 120_050,
  overdueDays: 4,
  overdueInstalments: [3],
  dueOn: '2025-05-01',
  dueMinor: 120_050,
  dueInstalment: 4,
  outstandingMinor: 1_000_000,
});

/** Queues messages; the notice of loan L in message M has the key `M/L`. */
export async function queue(db: Db, messages: readonly Message[]): Promise<void> {
  for (const {
    reference,
    personId,
    loans,
    channel = 'sms',
    notBefore = noon,
    template = 'overdue1',
    mustReach = false,
    attach = {},
  } of messages) {
    const row = await db.row<{ id: number }>(
      `insert into outbox (reference, person_id, channel, template, rank, not_before)
       values ($1, $2, $3, $4, 1, $5) returning id`,
      [reference, personId, channel, template, notBefore],
    );
    for (const [index, loan] of loans.entries()) {
      await db.run(
        `insert into notice (key, case_id, step, outbox_id, template, rank, line, must_reach, attach)
         values ($1, $2, 'overdue1', $3, $4, $5, $6, $7, $8)`,
        [
          ...[`${reference}/${loan}`, `loan/${loan}`, row?.id, template, 1 + index, JSON.stringify(lineOf(loan))],
          ...[mustReach, attach[loan] ?? null],
        ],
      );
    }
  }
}

export const savePeople = (world: World, ...persons: readonly Person[]): Promise<void> =>
  world.db.tx((q) => savePersons(q, world.sealer, persons));

/** `case event type status` of every fact, in order. */
export async function factsOf(db: Db): Promise<string[]> {
  const rows = await db.rows<{ fact: string }>(
    `select concat_ws(' ', case_id, type, content->>'status', content->>'code', case when quiet then 'quiet' end) as fact
       from inbox order by case_id, n`,
  );
  return rows.map(({ fact }) => fact);
}

export const statusOf = async (db: Db, reference: string): Promise<string | undefined> =>
  (await db.row<{ status: string }>('select status from outbox where reference = $1', [reference]))?.status;

export async function openCase(db: Db, caseId: string, personIds: readonly string[], closed = false): Promise<void> {
  await db.run(`insert into policy (hash, id, version, body) values ('h', 'p', 1, '{}') on conflict do nothing`);
  await db.run(
    `insert into case_file (id, kind, person_ids, policy_hash, schema_version, closed)
     values ($1, split_part($1, '/', 1), $2, 'h', 1, $3)`,
    [caseId, personIds, closed],
  );
}
