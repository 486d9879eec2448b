// `recoup acceleration …`: loans called in as a whole; asked by `recoup request ask LOAN acceleration`.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { numberedOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, noted, run, send, writing } from './output.ts';
import type { Flags } from './output.ts';

interface ReceiptFlags extends Flags {
  readonly party: string;
  readonly on: string;
  readonly document: readonly string[];
}

const titles = {
  'zh-CN': ['编号', '事由', '决定日', '已送达', '应送达', '到期日', '金额', '状态'],
  en: ['Acceleration', 'Ground', 'Decided', 'Have it', 'Must', 'All due on', 'Amount', 'Status'],
} as const;
const columns = [
  ...([
    'accelerationId',
    'groundText',
    'decidedOn',
    'received',
    'parties',
    'effectiveOn',
    'amount',
    'statusText',
  ] as const),
];

/** The path of `L1/acceleration/1`. @throws Unreachable */
function pathTo(acceleration: string): string[] {
  const [loan, number] = numberedOf(acceleration, 'acceleration');
  return ['loans', loan, 'accelerations', number];
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Adds `recoup acceleration …` to the command line. */
export function accelerationCommand(program: Command): void {
  const group = program.command('acceleration').description('loans called in as a whole (early recall)');
  const asking = `recoup request ask L1 acceleration --terms '{"ground":"missedInstalments"}' --reason "three in a row" --as li:collector`;
  group.addHelpText('after', `${exitCodes}\n\nExamples:\n  ${asking}\n  recoup acceleration list --status announced`);
  listing(group.command('list').description('by the day on which all falls due'), {
    path: ['accelerations'],
    ...{ titles, columns },
    options: [
      ['--status <status>', 'announced, inEffect, cured, withdrawn, nothingLeft, reinstated'],
      ['--loan <id>'],
      ['--branch <branch>'],
    ],
    example: 'recoup acceleration list --status announced',
  });
  writing(group.command('receipt').description('the notice has reached somebody by hand').argument('<acceleration>'))
    .requiredOption('--party <party>', 'debtor or guarantor')
    .requiredOption('--on <day>', 'the day of the receipt')
    .option('--document <id>', 'the signed receipt or record of service (recoup document add)', collect, [])
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup acceleration receipt L1/acceleration/1 --party debtor --on 2025-05-11 --document evidence/L1/receipt/0123456789abcdef --as lee:legalCounsel`,
    )
    .action((acceleration: string, flags: ReceiptFlags) =>
      run(
        flags,
        async () => {
          const { party, on, document: documents } = flags;
          return send(flags, pathOf([...pathTo(acceleration), 'receipts']), { party, on, documents });
        },
        () => noted(acceleration, flags),
      ),
    );
  writing(group.command('withdraw').description('take it back before it takes effect').argument('<acceleration>'))
    .requiredOption('--reason <reason>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup acceleration withdraw L1/acceleration/1 --reason "breach put right" --as lee:legalCounsel`,
    )
    .action((acceleration: string, flags: Flags & { readonly reason: string }) =>
      run(
        flags,
        async () => send(flags, pathOf([...pathTo(acceleration), 'withdraw']), { reason: flags.reason }),
        () => [languageOf(flags) === 'en' ? `${acceleration}: taken back` : `${acceleration}：已撤回`],
      ),
    );
}
