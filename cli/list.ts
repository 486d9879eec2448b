// `recoup list` and `recoup unmatched`: loans by filter, and facts whose loan nobody has opened.
import type { Command } from 'commander';
import { ask, pathOf } from './http.ts';
import { listLines } from './loanText.ts';
import { exitCodes, languageOf, list, more, object, reading, run, text } from './output.ts';
import type { Flags } from './output.ts';
import { table } from './table.ts';

interface ListFlags extends Flags {
  readonly branch?: string;
  readonly product?: string;
  readonly stage?: string;
  readonly bucket?: string;
  readonly debtor?: string;
  readonly overdue?: string;
  readonly limit: string;
  readonly cursor?: string;
}

/** Adds `recoup list` to the command line. */
export function listCommand(program: Command): void {
  reading(program.command('list').description("loans by id, figures as of the lender's today"))
    .option('--branch <branch>')
    .option('--product <product>')
    .option('--stage <stage>', 'current, dunning, held, claim, legalAction, writeOff, recovery, settled …')
    .option('--bucket <bucket>', 'M1, M2 …')
    .option('--overdue <days>', 'overdue so many days or more')
    .option('--debtor <id>')
    .option('--limit <rows>', 'rows on a page', '50')
    .option('--cursor <cursor>', 'go on after the page before')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExamples:\n  recoup list --stage dunning --overdue 30\n  recoup list --branch east --json`,
    )
    .action((flags: ListFlags) => {
      const { branch, product, stage, bucket, debtor, limit, cursor, overdue: overdueDaysAtLeast } = flags;
      const query = { branch, product, stage, bucket, debtor, limit, cursor, overdueDaysAtLeast };
      return run(
        flags,
        () => ask('GET', pathOf(['loans'], { ...query, lang: languageOf(flags) })),
        (body) => listLines(body, languageOf(flags)),
      );
    });
}

/** Adds `recoup unmatched` to the command line. */
export function unmatchedCommand(program: Command): void {
  reading(program.command('unmatched').description('payments of loans that nobody has opened; they wait'))
    .option('--limit <rows>', 'rows on a page', '50')
    .option('--cursor <cursor>', 'go on after the page before')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup unmatched --json`)
    .action((flags: Flags & { limit: string; cursor?: string }) => {
      const language = languageOf(flags);
      const titles =
        language === 'en' ? ['Loan', 'Event', 'What', 'Amount', 'Received'] : ['贷款', '事件', '类型', '金额', '收到'];
      return run(
        flags,
        () => ask('GET', pathOf(['unmatched'], { limit: flags.limit, cursor: flags.cursor })),
        (body) => {
          const rows = list(body['rows']).map((row) => {
            const content = object(row['content']);
            return [row['loanId'], row['eventId'], content['type'], content['amount'], row['receivedAt']].map(text);
          });
          if (rows.length === 0) return [language === 'en' ? 'nothing waits' : '没有待匹配事件'];
          return [
            ...table(
              titles.map((title) => ({ title })),
              rows,
            ),
            ...more(body, language),
          ];
        },
      );
    });
}
