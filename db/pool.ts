import { Socket } from 'node:net';
import pg from 'pg';

// Dates stay text: a plain date is not an instant (docs/decisions/0001). Instants come as ISO text in UTC.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database is not a safe integer');
  return value;
});

export type Row = Record<string, unknown>;

/** Runs one statement; `T` is the shape of its rows as the statement selects them. */
export interface Queries {
  rows<T extends object = Row>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  /** The first row, or null. */
  row<T extends object = Row>(sql: string, values?: readonly unknown[]): Promise<T | null>;
  /** Number of rows that the statement changed. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  /**
   * A statement of which nobody needs to know more than that it worked: in a transaction it is on its way when this
   * resolves, and its failure fails the commit. Elsewhere it is waited for.
   */
  send(sql: string, values?: readonly unknown[]): Promise<void>;
}

export interface Db extends Queries {
  /** One transaction: committed when `work` resolves, rolled back when it throws; its connection is given up if that fails. */
  tx<T>(work: (q: Queries) => Promise<T>): Promise<T>;
  /** Calls `heard` for each NOTIFY on the channel until the returned function is called. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface DbOptions {
  readonly url: string;
  /** At least the number of concurrent local activities, so that no decide waits for a connection. */
  readonly poolSize?: number;
  /** `owner` may change the schema; everything else runs as the application's role. */
  readonly as?: 'app' | 'owner';
}

/** Limits that keep one stuck client from stopping the book (design.md, "decide"). */
const TIMEOUTS = { lock_timeout: 1_000, statement_timeout: 2_000, idle_in_transaction_session_timeout: 5_000 };

/**
 * What is asked in one turn of the loop leaves together: a write costs more processor time than most statements, and
 * wakes the server each time. The driver holds the parts of a statement back until they are complete.
 */
class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}

export function openDb(options: DbOptions): Db {
  const asApp = (options.as ?? 'app') === 'app';
  const settings = Object.entries(asApp ? TIMEOUTS : {}).map(([name, ms]) => `-c ${name}=${ms}`);
  if (asApp) settings.push('-c role=recoup_app');
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    options: [...settings, '-c timezone=UTC'].join(' '),
    // What is asked of a connection leaves at once, in order: a transaction waits only for what it needs to go on.
    pipeline: true,
    stream: () => new GatheringSocket(),
  });
  // A connection that breaks while idle is replaced at its next use; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return {
    ...queriesOf(pool),
    send: async (sql, values) => {
      await queriesOf(pool).run(sql, values);
    },
    tx: (work) => transaction(pool, work),
    listen: (...args) => listen(pool, ...args),
    close: () => pool.end(),
  };
}

const names = new Map<string, string>();

/** Named statements are parsed once a connection. The texts are constants of the code, so there are few. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) names.set(sql, (name = `s${names.size}`));
  return name;
}

function queriesOf(client: pg.Pool | pg.PoolClient): Omit<Queries, 'send'> {
  const ask = (sql: string, values?: readonly unknown[]) =>
    values === undefined
      ? client.query<Row>(sql)
      : client.query<Row>({ name: nameOf(sql), text: sql, values: [...values] });
  return {
    rows: async <T>(sql: string, values?: readonly unknown[]) => (await ask(sql, values)).rows as T[],
    row: async <T>(sql: string, values?: readonly unknown[]) => ((await ask(sql, values)).rows[0] ?? null) as T | null,
    run: async (sql, values) => (await ask(sql, values)).rowCount ?? 0,
  };
}

async function transaction<T>(pool: pg.Pool, work: (q: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The server may end the session between two statements; unheard, the event would end the process. What is asked of
  // the connection after that fails, and is heard there.
  const heard = (error: Error): void => void (broken = error);
  client.on('error', heard);
  /** What nobody waits for before the commit. */
  const underWay: Promise<unknown>[] = [];
  const leave = (asked: Promise<unknown>): void => {
    asked.catch(() => undefined);
    underWay.push(asked);
  };
  const q = queriesOf(client);
  try {
    leave(client.query('begin'));
    const send: Queries['send'] = (sql, values) => {
      leave(q.run(sql, values));
      return Promise.resolve();
    };
    const result = await work({ ...q, send });
    // Where a statement before it failed, the server answers a commit by rolling back.
    const committed = client.query('commit');
    leave(committed);
    await Promise.all(underWay);
    if ((await committed).command === 'ROLLBACK') throw new Error('TRANSACTION_FAILED');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error('rollback failed');
    });
    // Everything after the first failure fails because of it.
    for (const ended of await Promise.allSettled(underWay)) if (ended.status === 'rejected') throw ended.reason;
    throw error;
  } finally {
    client.off('error', heard);
    client.release(broken);
  }
}

async function listen(pool: pg.Pool, channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
  const client = await pool.connect();
  client.on('notification', (message) => heard(message.payload ?? ''));
  client.on('error', () => undefined);
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return async () => {
    await client.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
    client.release(true);
  };
}

/** SQLSTATE of a database error, or null; the message itself may hold data and stays inside. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null;
}
