// `recoup mail …`: what came back by mail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createMailReturn } from '../activities/emailReturn.ts';
import type { MailReturn, Returned } from '../activities/emailReturn.ts';
import { mailCounts } from '../db/bounce.ts';
import { businessNow } from '../db/outbox.ts';
import { createSealer } from '../db/seal.ts';
import { casesOf } from '../worker/run.ts';
import { mailReturnOf } from '../worker/settings.ts';
import { connectDeployment } from './connect.ts';

export interface TakenFile {
  readonly file: string;
  readonly result: Returned | { readonly kind: 'unreadable' };
}

function textOf({ file, result }: TakenFile): string {
  switch (result.kind) {
    case 'taken':
      return `${file}: ${result.verdict}, message ${result.reference}${result.duplicate ? ' (known already)' : ''}`;
    case 'optedOut':
      return `${file}: no more e-mail after message ${result.reference}`;
    case 'refused':
      return `${file}: refused: none of its recipients is a return address that we gave; hand in the report as it came, with its headers`;
    case 'unreadable':
      return `${file}: cannot be read; check the path`;
  }
}

/** Takes reports from files. Returns the exit code. */
export async function runBounce(
  mailReturn: Pick<MailReturn, 'takeFile'>,
  files: readonly string[],
  json: boolean,
): Promise<0 | 1 | 2> {
  const taken: TakenFile[] = [];
  for (const file of files) {
    let raw: Buffer;
    try {
      raw = readFileSync(file);
    } catch {
      taken.push({ file, result: { kind: 'unreadable' } });
      continue;
    }
    taken.push({ file, result: await mailReturn.takeFile(raw) });
  }
  if (json) console.log(JSON.stringify(taken));
  else for (const one of taken) console.log(textOf(one));
  if (taken.some(({ result }) => result.kind === 'unreadable')) return 2;
  return taken.some(({ result }) => result.kind === 'refused') ? 1 : 0;
}

/** Adds `recoup mail …`. */
export function mailCommand(program: Command): void {
  const group = program.command('mail').description('mail that came back');
  group.addHelpText('after', '\nExamples:\n  recoup mail bounce Maildir/new/*\n  recoup mail counts');
  group
    .command('bounce')
    .description('take in delivery reports (RFC 3464) from files, as a mail server keeps them')
    .argument('<files...>', 'mails as they came, with their headers')
    .option('--json', 'print one JSON array')
    .addHelpText(
      'after',
      '\nExit code: 0 every report was taken, 1 one was refused, 2 a file cannot be read.\n\nExample:\n  recoup mail bounce Maildir/new/*',
    )
    .action(async (files: readonly string[], { json }: { readonly json?: boolean }) => {
      const { db, engine, keys, home, close } = await connectDeployment();
      const cases = casesOf(db, engine);
      const { mailboxFull } = mailReturnOf(process.env);
      try {
        const mailReturn = createMailReturn({
          ...{ db, sealer: createSealer(keys.masterKey), domain: null, asideFolder: join(home, 'mail-aside') },
          now: (q) => businessNow(q, new Date().toISOString()),
          signalCases: async (caseIds) => {
            await Promise.all(caseIds.map((caseId) => cases.poke(caseId)));
          },
          ...(mailboxFull === undefined ? {} : { mailboxFull }),
        });
        process.exitCode = await runBounce(mailReturn, files, json === true);
      } finally {
        await close();
      }
    });
  group
    .command('counts')
    .description('how many reports of which kind came back, and how many addresses and links were refused')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  recoup mail counts')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { db, close } = await connectDeployment();
      try {
        const counts = await mailCounts(db);
        if (json === true) console.log(JSON.stringify(counts));
        else {
          for (const [verdict, times] of Object.entries(counts.reports)) console.log(`${verdict.padEnd(16)} ${times}`);
          for (const [what, times] of Object.entries(counts.refused))
            console.log(`${'refused'.padEnd(16)} ${times} (${what})`);
          if (Object.keys(counts.reports).length + Object.keys(counts.refused).length === 0)
            console.log('nothing came back');
        }
      } finally {
        await close();
      }
    });
}
