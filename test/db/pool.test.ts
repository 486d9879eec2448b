import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDb, sqlState } from '../../db/pool.ts';
import type { Db, Queries } from '../../db/pool.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import type { Postgres } from '../../embedded/postgres.ts';

let postgres: Postgres;
let db: Db;
beforeAll(async () => {
  postgres = await startPostgres();
  db = openDb({ url: postgres.url, as: 'owner', poolSize: 2 });
  await db.run('create table entry (n int primary key deferrable initially immediate, text text)');
});
afterAll(async () => {
  await db.close();
  await postgres.stop();
});
beforeEach(() => db.run('delete from entry'));

const entries = async (): Promise<unknown[]> =>
  (await db.rows<{ n: number }>('select n from entry order by n')).map(({ n }) => n);
const insert = 'insert into entry (n) values ($1)';
const outcomeOf = (work: (q: Queries) => Promise<unknown>): Promise<unknown> =>
  db.tx(work).then(
    () => 'committed',
    (error: unknown) => sqlState(error) ?? (error instanceof Error ? error.message : error),
  );

describe('a transaction', () => {
  it('commits what it only sent, in the order in which it was sent', async () => {
    const seen = await db.tx(async (q) => {
      await q.send(insert, [1]);
      await q.send('update entry set n = n + 1');
      await q.send(insert, [1]);
      return q.row('select count(*) as n from entry');
    });
    expect([seen, await entries()]).toEqual([{ n: 2 }, [1, 2]]);
  });

  const failures: readonly [string, (q: Queries) => Promise<unknown>, string][] = [
    ['a statement that nobody waited for fails', (q) => q.send(insert, ['no number']), '22P02'],
    [
      'a statement fails before one that is waited for: the first failure is told',
      async (q) => {
        await q.send(insert, [null]);
        await q.rows('select n from entry');
      },
      '23502',
    ],
    [
      'a statement fails and its failure is not heeded',
      (q) => q.run('select 1 / 0').catch(() => undefined),
      'TRANSACTION_FAILED',
    ],
    [
      'the commit itself fails',
      async (q) => {
        await q.send('set constraints all deferred');
        await q.send(insert, [7]);
      },
      '23505',
    ],
    ['its work fails', () => Promise.reject(new Error('CHANGED_MY_MIND')), 'CHANGED_MY_MIND'],
  ];
  it.each(failures)('leaves nothing behind when %s', async (_name, work, failure) => {
    const outcome = await outcomeOf(async (q) => {
      await q.send(insert, [7]);
      await work(q);
    });
    expect([outcome, await entries()]).toEqual([failure, []]);
    // The connection is as good as new.
    expect(await outcomeOf((q) => q.send(insert, [8]))).toBe('committed');
    expect(await entries()).toEqual([8]);
  });

  it('waits for a lock that its first statement only sent', async () => {
    await db.run(insert, [1]);
    let other: Promise<unknown> = Promise.resolve();
    await db.tx(async (q) => {
      await q.run('update entry set n = 2 where n = 1');
      other = db.tx(async (later) => {
        await later.send('select 1 from entry for update');
        return later.row('select n from entry');
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    expect(await other).toEqual({ n: 2 });
  });
});
