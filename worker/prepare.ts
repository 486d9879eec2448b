import { writeLife } from '../activities/life.ts';
import { declareMode } from '../db/deployment.ts';
import type { Mode } from '../db/deployment.ts';
import { migrate } from '../db/migrate.ts';
import { publishPolicies } from '../db/policy.ts';
import { openDb } from '../db/pool.ts';
import type { Db } from '../db/pool.ts';
import { JournalBroken, replaceDerived } from '../db/rebuild.ts';
import type { Instant } from '../domain/instant.ts';
import { shippedPolicies } from '../policies/index.ts';

export interface PrepareOptions {
  readonly databaseUrl: string;
  readonly mode: Mode;
  /** Where the clock of a demo begins; kept from the first start on. */
  readonly clockStart: Instant;
}

export interface Prepared {
  /** Migrations that were missing. */
  readonly applied: readonly string[];
  /** Cases whose state and read model were derived again, for this release may write more of them than the one before. */
  readonly derivedAgain: number;
  /** Cases whose journal does not hold: while there is one, what is derived stays as the release before wrote it. */
  readonly broken: readonly string[];
}

/**
 * Brings a database to where this release needs it: schema, what is derived from the journals, mode, clock, shipped
 * policies. Repeatable.
 * @throws MigrationError, ModeMismatch, PolicyEdited
 */
export async function prepareDatabase(options: PrepareOptions): Promise<Prepared> {
  const owner = openDb({ url: options.databaseUrl, poolSize: 1, as: 'owner' });
  try {
    const applied = await migrate(owner);
    const derived = applied.length === 0 ? { derivedAgain: 0, broken: [] } : await deriveAgain(owner);
    await owner.tx(async (q) => {
      await declareMode(q, options.mode, options.clockStart);
      await publishPolicies(q, [...shippedPolicies().values()]);
    });
    return { applied, ...derived };
  } finally {
    await owner.close();
  }
}

async function deriveAgain(owner: Db): Promise<Omit<Prepared, 'applied'>> {
  try {
    return { derivedAgain: (await replaceDerived(owner, writeLife)).cases, broken: [] };
  } catch (error) {
    if (error instanceof JournalBroken) return { derivedAgain: 0, broken: error.broken.map(({ caseId }) => caseId) };
    throw error;
  }
}
