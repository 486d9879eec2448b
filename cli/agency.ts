// What `recoup placement …` says about an agency itself: its contract, its file, how it works.
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { rowLines } from './listing.ts';
import type { Rows } from './listing.ts';
import { exitCodes, languageOf, list, noted, object, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface AgencyFlags extends Flags {
  readonly name: string;
  readonly licenceUntil: string;
  readonly maxPlaced: string;
  readonly currency: string;
  readonly commission: string;
}

const figureTitles = {
  'zh-CN': [
    '机构',
    '在委余额',
    '额度',
    '委外余额合计',
    '回款',
    '回款率',
    '佣金',
    '通话/联系',
    '违规/联系',
    '投诉/委外',
    '履约承诺',
  ],
  en: [
    'Agency',
    'Placed now',
    'Most',
    'Placed in all',
    'Cash',
    'Liquidation',
    'Commission',
    'Talks/contacts',
    'Violations/contacts',
    'Complaints/placements',
    'Promises kept',
  ],
} as const;

const work =
  (part: string, whole?: string) =>
  (row: Body): string => {
    const figures = object(row['figures']);
    if (figures[part] === undefined) return '–';
    return whole === undefined ? text(figures[part]) : `${text(figures[part])}/${text(figures[whole])}`;
  };

const figureRows: Rows = {
  titles: figureTitles,
  columns: [
    ...['agency', 'placed', 'maxPlaced'],
    ...[work('placedBalance'), work('cash'), work('liquidation'), work('commission')],
    ...[work('conversations', 'contacts'), work('violations', 'contacts'), work('complaints', 'placements')],
    work('promisesKept', 'promisesJudged'),
  ],
};

/** What is said about an agency itself: its contract, its file, its figures. */
export function agencyCommands(group: Command): void {
  writing(group.command('file').description('take the file of what is placed with an agency').argument('<agency>'))
    .requiredOption('--out <file>', 'where the CSV is written')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup placement file A1 --out a1.csv --as mia:partnerManager`)
    .action((agency: string, flags: Flags & { readonly out: string }) =>
      run(
        flags,
        async () => {
          const answer = await send(flags, pathOf(['agencies', agency, 'files']), {});
          const csv = answer.ok ? object(answer.body)['csv'] : undefined;
          if (typeof csv === 'string') await written(flags.out, csv);
          return answer;
        },
        (body) => [`${text(body['file'])}  ${text(body['loans'])}  ${text(body['sha256'])}`],
      ),
    );
  writing(group.command('agency').description('register an agency, or write its contract anew').argument('<id>'))
    .requiredOption('--name <name>')
    .requiredOption('--licence-until <day>')
    .requiredOption('--max-placed <amount>')
    .requiredOption('--currency <code>')
    .requiredOption('--commission <percent>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup placement agency A1 --name "Agency One" --licence-until 2025-12-31 --max-placed 500000.00 --currency CNY --commission 20 --as mia:partnerManager`,
    )
    .action((id: string, flags: AgencyFlags) =>
      run(
        flags,
        async () => {
          const { name, licenceUntil, maxPlaced, currency, commission: commissionPercent } = flags;
          return send(flags, pathOf(['agencies']), { id, name, licenceUntil, maxPlaced, currency, commissionPercent });
        },
        () => noted(id, flags),
      ),
    );
  reading(group.command('figures').description('how agencies work, with denominators'))
    .option('--from <day>', 'placed from this day on')
    .option('--to <day>', 'placed until this day')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup placement figures --from 2025-01-01`)
    .action((flags: Flags & { readonly from?: string; readonly to?: string }) =>
      run(
        flags,
        () => ask('GET', pathOf(['agencies'], { from: flags.from, to: flags.to })),
        (body) => rowLines(list(body['rows']), figureRows, languageOf(flags)),
      ),
    );
}

/** Only who takes it may read it. @throws Unreachable when it cannot be written */
async function written(file: string, csv: string): Promise<void> {
  try {
    await writeFile(file, csv, { mode: 0o600 });
  } catch {
    throw new Unreachable(`${file} cannot be written`, 'name a file in a folder that is there');
  }
}
