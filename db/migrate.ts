import { readdir, readFile } from 'node:fs/promises';
import type { Db } from './pool.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code: 'SCHEMA_NEWER';
  constructor(version: string) {
    super(`the database has migration ${version}, which this release does not know: start a newer release`);
    this.code = 'SCHEMA_NEWER';
  }
}

/** The numbered SQL files in order. They are immutable once released. */
export async function migrationFiles(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
}

/**
 * Brings the schema up to date; needs the owner's connection. Returns what was applied. Several may run at once: the
 * lock is taken before anything is read. Throws MigrationError when the database is newer than the code.
 */
export async function migrate(owner: Db): Promise<string[]> {
  const files = await migrationFiles();
  return owner.tx(async (q) => {
    await q.run('select pg_advisory_xact_lock(1919247215)');
    await q.run(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const done = new Set((await q.rows<{ name: string }>('select name from migration')).map((row) => row.name));
    const unknown = [...done].find((name) => !files.includes(name));
    if (unknown !== undefined) throw new MigrationError(unknown);
    const missing = files.filter((name) => !done.has(name));
    for (const name of missing) {
      await q.run('insert into migration (name) values ($1)', [name]);
      await q.run(await readFile(new URL(name, FOLDER), 'utf8'));
    }
    return missing;
  });
}
