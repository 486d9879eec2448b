// `recoup rebuild --check`: are state and read model what the journal says?
import type { Command } from 'commander';
import { checkRebuild, replaceDerived } from '../db/rebuild.ts';
import type { Rebuilt } from '../db/rebuild.ts';
import { openDb } from '../db/pool.ts';
import { writeLife } from '../activities/life.ts';
import { placeOf } from './connect.ts';

/** Rebuilds beside the tables in use and compares; puts the result in their place if it is to. @throws JournalBroken */
export async function runRebuild(databaseUrl: string, replace = false): Promise<Rebuilt> {
  const owner = openDb({ url: databaseUrl, poolSize: 1, as: 'owner' });
  try {
    return await (replace ? replaceDerived : checkRebuild)(owner, writeLife);
  } finally {
    await owner.close();
  }
}

/** Adds `recoup rebuild` to the command line. */
export function rebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description('derive state and read model from the journal again, compare, and put right what differs')
    .option('--check', 'compare only: nothing is changed')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 every row was what the journal says, 1 some row differed or a journal is broken, 2 the database cannot be reached.' +
        '\n\nExample:\n  recoup rebuild --check',
    )
    .action(async ({ json, check }: { readonly json?: boolean; readonly check?: boolean }) => {
      const result = await runRebuild(placeOf().databaseUrl, check !== true);
      if (json === true) console.log(JSON.stringify(result));
      else {
        console.log(`${result.cases} cases folded, ${result.differences.length} tables differ`);
        for (const { caseId, seq } of result.broken)
          console.log(`journal of ${caseId} does not hold from row ${seq} on`);
        for (const { table, onlyInUse, onlyRebuilt, examples } of result.differences)
          console.log(
            [`${table}: ${onlyInUse} rows only in use, ${onlyRebuilt} only rebuilt`, ...examples].join('\n  '),
          );
      }
      process.exitCode = result.differences.length + result.broken.length === 0 ? 0 : 1;
    });
}
