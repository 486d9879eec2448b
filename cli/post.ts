// `recoup post …`: letters to the printer, and what the post says of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { closeBatches } from '../activities/postalBatch.ts';
import { postalEventShape, takePostalEvents } from '../api/post.ts';
import { businessNow } from '../db/outbox.ts';
import { postalCounts } from '../db/postal.ts';
import type { PostalEvent } from '../db/postal.ts';
import { casesOf } from '../worker/run.ts';
import { connectDeployment } from './connect.ts';
import { LENDER } from './serveApi.ts';

export type ReadEvents = { readonly events: readonly PostalEvent[] } | { readonly problems: readonly string[] };

/** Cells that are empty are left out: a CSV file has no other way to leave one out. */
const withoutEmpty = (row: object): object => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ''));

/** Events from a CSV file with a head line, or from JSON (an array). Each problem names line or number, field and rule. */
export function readEvents(file: string, source: string): ReadEvents {
  let rows: readonly unknown[];
  const isJson = /^\s*[[{]/u.test(source);
  try {
    const read: unknown = isJson
      ? JSON.parse(source)
      : parse(source, { columns: true, bom: true, skip_empty_lines: true, trim: true });
    if (!Array.isArray(read)) return { problems: [`${file}: write an array of events`] };
    rows = isJson ? read : read.map((row: object) => withoutEmpty(row));
  } catch (error) {
    return {
      problems: [`${file}: cannot be read as CSV or JSON: ${error instanceof Error ? error.message : 'unreadable'}`],
    };
  }
  const problems: string[] = [];
  const events = rows.flatMap((row, at) => {
    const parsed = postalEventShape.safeParse(row);
    if (parsed.success) return [parsed.data];
    for (const issue of parsed.error.issues)
      problems.push(
        `${file}: ${isJson ? 'event' : 'row'} ${at + 1} ${issue.path.join('.') || 'as a whole'}: ${issue.message}`,
      );
    return [];
  });
  if (problems.length > 0) return { problems };
  return rows.length === 0 ? { problems: [`${file}: holds no event`] } : { events };
}

/** Adds `recoup post …`. */
export function postCommand(program: Command): void {
  const group = program.command('post').description('letters to the printer, and what the post says of them');
  group.addHelpText('after', '\nExamples:\n  recoup post batch\n  recoup post status');
  group
    .command('batch')
    .description('close the batch now: every letter that waits goes into a print-ready folder')
    .option('--json', 'print one JSON array')
    .addHelpText('after', '\nExample:\n  recoup post batch')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { db, home, close } = await connectDeployment();
      try {
        const now = () => businessNow(db, new Date().toISOString());
        const folder = join(home, 'letters');
        const written = await closeBatches({ db, folder, now, timeZone: LENDER.timeZone }, null);
        if (json === true) console.log(JSON.stringify(written));
        else if (written.length === 0) console.log('no letter waits');
        for (const batch of json === true ? [] : written) {
          console.log(`${batch.folder}: ${batch.letters} letters`);
          for (const [reference, why] of Object.entries(batch.withdrawn))
            console.log(`  ${reference} was not put in: its PDF is ${why.toLowerCase()}; look at the message`);
        }
        process.exitCode = written.some(({ withdrawn }) => Object.keys(withdrawn).length > 0) ? 1 : 0;
      } finally {
        await close();
      }
    });
  group
    .command('events')
    .description('take what the post says: posted, delivered (with receipt), returned (with reason)')
    .argument('<file>', 'CSV with reference,kind,at[,reason,proof,id], or a JSON array of the same')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nReasons: unknown, moved, incomplete (the address is not used again), deceased, refused, unclaimed, other.' +
        '\nExit code: 0 taken, 1 refused or kept aside, 2 the file cannot be used; then nothing of it was taken.' +
        '\n\nExample:\n  recoup post events returns.csv',
    )
    .action(async (file: string, { json }: { readonly json?: boolean }) => {
      const read = readEvents(file, readFileSync(file, 'utf8'));
      if ('problems' in read) {
        for (const problem of read.problems) console.error(problem);
        process.exitCode = 2;
        return;
      }
      const { db, engine, close } = await connectDeployment();
      try {
        const taken = await takePostalEvents(db, read.events, await businessNow(db, new Date().toISOString()));
        if ('future' in taken) {
          console.error(
            `${file}: event ${taken.future + 1} lies in the future: nothing was taken; check its time and zone`,
          );
          process.exitCode = 2;
          return;
        }
        const cases = casesOf(db, engine);
        // A hint: what is lost the sweeper finds.
        await Promise.all(taken.wake.map((caseId) => cases.poke(caseId).catch(() => undefined)));
        const { counts } = taken;
        console.log(
          json === true
            ? JSON.stringify(counts)
            : `${counts.taken} taken, ${counts.duplicate} known already, ${counts.unknown} of unknown letters kept aside, ${counts.reused} refused: their id stands for another event`,
        );
        process.exitCode = counts.unknown + counts.reused > 0 ? 1 : 0;
      } finally {
        await close();
      }
    });
  group
    .command('status')
    .description('where the letters are')
    .addHelpText('after', '\nExample:\n  recoup post status')
    .action(async () => {
      const { db, close } = await connectDeployment();
      try {
        console.log(JSON.stringify(await postalCounts(db)));
      } finally {
        await close();
      }
    });
}
