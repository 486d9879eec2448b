// The journal of a month that was really played: chained, append-only, witnessed by the engine, and enough to derive the rest.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLife } from '../../activities/life.ts';
import { optOut, recordContactFact } from '../../db/contactFact.ts';
import { openDb, sqlState } from '../../db/pool.ts';
import type { Db } from '../../db/pool.ts';
import { JournalBroken, checkRebuild, replaceDerived } from '../../db/rebuild.ts';
import { prepareDatabase } from '../../worker/prepare.ts';
import { writeSample } from '../journeys/tapeFolder.ts';
import { exportHistories } from '../journeys/tapeHistory.ts';
import { startTapeWorld } from '../journeys/tapeWorld.ts';
import type { TapeWorld } from '../journeys/tapeWorld.ts';

let world: TapeWorld;
let owner: Db;

beforeAll(async () => {
  world = await startTapeWorld();
  owner = openDb({ url: world.embedded.databaseUrl, as: 'owner', poolSize: 2 });
  const folder = join(world.home, 'input');
  writeSample(folder, { seed: 11, loans: 20 });
  await world.takeIn(join(folder, 'read'));
  await world.playTo('2025-05-06T12:00:00.000Z');
}, 300_000);
afterAll(async () => {
  await owner.close();
  await world.stop();
});

/** What refuses a statement: the SQLSTATE, or nothing. */
const refusal = async (db: Db, sql: string): Promise<string | null> => {
  try {
    await db.tx((q) => q.run(sql));
    return null;
  } catch (error) {
    return sqlState(error);
  }
};

describe('a rebuild', () => {
  test('finds every derived row as it stands, and every chain whole', async () => {
    const { cases, differences, broken } = await checkRebuild(owner, writeLife);
    expect({ differences, broken }).toEqual({ differences: [], broken: [] });
    expect(cases).toBeGreaterThan(12);
  });

  const alterations: readonly (readonly [table: string, sql: string])[] = [
    ['loan_view', `update loan_view set stage = 'written' where case_id = (select min(case_id) from loan_view)`],
    ['open_item', `delete from open_item where case_id = (select min(case_id) from open_item)`],
    ['task', `update task set role = 'nobody' where id = (select min(id) from task)`],
    ['track_view', `update track_view set amount_minor = amount_minor - 1`],
    [
      'partner_standing',
      `insert into partner_standing (case_id, partner_id, status, proposals) values ('partner/X', 'X', 'notPerforming', 0)`,
    ],
    ['person_contact', `update person set opted_out = '{}' where opted_out <> '{}'`],
    ['person_contact', `update person set contact = '{"debtRelated":true}' where kind = 'partner'`],
    [
      'case_state',
      `update case_file set state = jsonb_set(state, '{closed}', '"x"') where id = (select min(id) from case_file)`,
    ],
  ];
  test('folds the contact of people from its facts', async () => {
    const fact = { personId: '', actor: 'li;collector', at: '2025-05-06T12:00:00.000Z' };
    const rows = await owner.rows<{ id: string }>(`select id from person where kind = 'person' order by id limit 2`);
    for (const [at, { id: personId }] of rows.entries())
      await world.running.db.tx(async (q) => {
        await recordContactFact(q, { ...fact, personId, id: `T${at}`, content: { kind: 'held', hold: 'dispute' } });
        await optOut(q, { ...fact, personId, channel: 'email', source: `T${at}` });
      });
    expect((await checkRebuild(owner, writeLife)).differences).toEqual([]);
  });

  test.each(alterations)('finds an altered row of %s and puts it right', async (table, sql) => {
    expect(await owner.run(sql)).toBeGreaterThan(0);
    const before = await checkRebuild(owner, writeLife);
    expect(before.differences.map((difference) => difference.table)).toEqual([table]);
    await replaceDerived(owner, writeLife);
    expect((await checkRebuild(owner, writeLife)).differences).toEqual([]);
  });

  test('leaves nothing of itself behind', async () => {
    const schemas = await owner.rows(
      `select schema_name from information_schema.schemata where schema_name ~ 'rebuild'`,
    );
    expect(schemas).toEqual([]);
  });
});

describe('a newer release over the tables of an older one', () => {
  const mode = { mode: 'demo', clockStart: '2025-03-31T22:00:00.000Z' } as const;
  // What the last migration brought is taken away, and the states are as a fold wrote them that knew less.
  const olderRelease = async (): Promise<void> => {
    await owner.run('drop table collateral_case, collateral_item');
    await owner.run(`delete from migration where name = '0021_collateral.sql'`);
    await owner.run(`update case_file set state = state - 'asOf' - 'promises' - 'steps' where kind = 'loan'`);
    expect(await owner.run('delete from loan_partner')).toBeGreaterThan(0);
  };

  test('derives what it writes more of, once, from the journals', async () => {
    await olderRelease();
    const { applied, derivedAgain, broken } = await prepareDatabase({
      databaseUrl: world.embedded.databaseUrl,
      ...mode,
    });
    expect({ applied, broken }).toEqual({ applied: ['0021_collateral.sql'], broken: [] });
    expect(derivedAgain).toBeGreaterThan(12);
    expect((await checkRebuild(owner, writeLife)).differences).toEqual([]);
    expect(await prepareDatabase({ databaseUrl: world.embedded.databaseUrl, ...mode })).toEqual({
      ...{ applied: [], derivedAgain: 0, broken: [] },
    });
  });
});

describe('the journal', () => {
  test.each([`update journal set body = '{}'`, `delete from journal where seq = 1`, 'truncate journal'])(
    'refuses "%s" to the application and to the owner of the database',
    async (sql) => {
      expect(await refusal(world.running.db, sql)).toBe('42501');
      expect(await refusal(owner, sql)).toBe('P0001');
    },
  );

  test('every row of it stands in the history of its case', async () => {
    const rows = await owner.rows<{ caseId: string; line: string }>(
      `select case_id as "caseId", seq || ' ' || type || ' ' || left(hash, 16) as line from journal`,
    );
    const untold = async (): Promise<unknown> => {
      const said = new Map<string, string>();
      for await (const { workflowId, payloads } of exportHistories(world.running.engine.client, world.keys.codecKey))
        said.set(workflowId, (said.get(workflowId) ?? '') + Buffer.concat([...payloads]).toString());
      return rows.filter(({ caseId, line }) => said.get(caseId)?.includes(`"${line}"`) !== true);
    };
    // A row is committed a moment before its case tells the engine so.
    await expect.poll(untold, { timeout: 10_000, interval: 500 }).toEqual([]);
    expect(rows.length).toBeGreaterThan(100);
  });

  const last = '(select max(seq) from journal where case_id = $1)';
  const forgeries: readonly (readonly [what: string, sql: string, seq: number | 'last'])[] = [
    ['an altered row', `update journal set body = body || '{"forged": true}' where case_id = $1 and seq = 2`, 2],
    ['another time', `update journal set at = at + interval '1 second' where case_id = $1 and seq = 1`, 1],
    ['a row that is gone', `delete from journal where case_id = $1 and seq = 2`, 3],
    ['a tail that is cut off', `delete from journal where case_id = $1 and seq = ${last}`, 'last'],
  ];
  test.each(forgeries)('whoever takes its guard away leaves a broken chain: %s', async (_what, sql, at) => {
    const forged = await owner.row<{ id: string; seq: number }>(
      `select id, seq from case_file where kind = 'loan' and seq > 3 order by seq, id limit 1`,
    );
    const caseId = forged?.id ?? '';
    const seq = at === 'last' ? forged?.seq : at;
    await owner.run(`create table kept as select * from journal where case_id = '${caseId}'`);
    const unguarded = async (...statements: readonly string[]): Promise<void> => {
      await owner.run('alter table journal disable trigger user');
      for (const statement of statements) await owner.run(statement, statement.includes('$1') ? [caseId] : []);
      await owner.run('alter table journal enable trigger user');
    };
    await unguarded(sql);
    expect((await checkRebuild(owner, writeLife)).broken).toEqual([{ caseId, seq }]);
    await expect(replaceDerived(owner, writeLife)).rejects.toThrow(JournalBroken);
    await unguarded(
      'delete from journal where case_id = $1',
      'insert into journal select * from kept',
      'drop table kept',
    );
    expect((await checkRebuild(owner, writeLife)).broken).toEqual([]);
  });
});
