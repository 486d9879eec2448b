import { declareMode } from '../db/deployment.ts';
import type { Mode } from '../db/deployment.ts';
import { migrate } from '../db/migrate.ts';
import { publishPolicies } from '../db/policy.ts';
import { openDb } from '../db/pool.ts';
import type { Instant } from '../domain/instant.ts';
import { shippedPolicies } from '../policies/index.ts';

export interface PrepareOptions {
  readonly databaseUrl: string;
  readonly mode: Mode;
  /** Where the clock of a demo begins; kept from the first start on. */
  readonly clockStart: Instant;
}

/**
 * Brings a database to where this release needs it: schema, mode, clock, shipped policies. Repeatable.
 * @throws MigrationError, ModeMismatch, PolicyEdited
 */
export async function prepareDatabase(options: PrepareOptions): Promise<{ readonly applied: readonly string[] }> {
  const owner = openDb({ url: options.databaseUrl, poolSize: 1, as: 'owner' });
  try {
    const applied = await migrate(owner);
    await owner.tx(async (q) => {
      await declareMode(q, options.mode, options.clockStart);
      await publishPolicies(q, [...shippedPolicies().values()]);
    });
    return { applied };
  } finally {
    await owner.close();
  }
}
