import { sqlState } from '../../db/pool.ts';
import type { Db } from '../../db/pool.ts';

/** Kept between tests: what the migrations themselves have written. */
const KEPT = ['migration'];
const DEADLOCK = '40P01';

/**
 * Empties every table that holds rows; the triggers that forbid it to everybody are set aside for the owner meanwhile.
 * A few rows are deleted sooner than a table is truncated, which makes its files anew.
 */
export async function emptied(owner: Db): Promise<void> {
  for (let left = 5; ; left -= 1)
    try {
      await emptiedOnce(owner);
      return;
    } catch (error) {
      // A callback of the test before is still being written down, in another order: it goes first.
      if (sqlState(error) !== DEADLOCK || left === 0) throw error;
    }
}

async function emptiedOnce(owner: Db): Promise<void> {
  await owner.tx(async (q) => {
    const all = await q.rows<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1)`,
      [KEPT],
    );
    const asked = all.map(({ name }) => `select '${name}' as name where exists (select from ${name})`);
    const filled = (await q.rows<{ name: string }>(asked.join(' union all '))).map(({ name }) => name);
    if (filled.length === 0) return;
    await q.run('set local session_replication_role = replica');
    await q.run(filled.map((name) => `delete from ${name}`).join('; '));
  });
}
