// `recoup security …`: more security asked of borrowers (补充担保), and what was given.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, noted, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface GivenFlags extends Flags {
  readonly security?: string;
  readonly guarantor?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly replaces?: string;
  readonly collateral?: string;
  readonly value?: string;
  readonly document: readonly string[];
}

const titles = {
  'zh-CN': ['编号', '机构', '要求', '提出日', '期限', '状态'],
  en: ['Security', 'Branch', 'Wanted', 'Asked', 'By', 'Status'],
} as const;
const columns = ['securityId', 'branch', 'wantedText', 'askedOn', 'dueOn', 'statusText'] as const;
const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Adds `recoup security …` to the command line. */
export function securityCommand(program: Command): void {
  const group = program.command('security').description('more security: asked of the borrower, given, taken back');
  const example =
    'recoup security ask L1 --wanted either --by 2025-08-01 --reason "collateral lost value" --as wang:creditHead';
  group.addHelpText('after', `${exitCodes}\n\nExamples:\n  ${example}\n  recoup security list`);
  writing(group.command('ask').description('ask the borrower, with a last day').argument('<loan>'))
    .requiredOption('--wanted <what>', 'guarantor, collateral, either')
    .requiredOption('--by <day>', 'the last day on which it is in time')
    .requiredOption('--reason <reason>')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  ${example}`)
    .action((loan: string, flags: Flags & { readonly wanted: string; readonly by: string; readonly reason: string }) =>
      run(
        flags,
        async () => {
          const { wanted, by: dueOn, reason } = flags;
          return send(flags, pathOf(['loans', loan, 'securities']), { wanted, dueOn, reason });
        },
        (body) => {
          const [id, by] = [text(body['security']), text(body['dueOn'])];
          return [languageOf(flags) === 'en' ? `${id}: asked, to be given by ${by}` : `${id}：已要求，${by} 前提供`];
        },
      ),
    );
  writing(group.command('given').description('record what was given, asked for or not').argument('<loan>'))
    .option('--security <number>', 'the number of what was asked for')
    .option('--guarantor <id>', 'who guarantees; with --name and how they are reached')
    .option('--name <name>')
    .option('--phone <number>')
    .option('--email <address>')
    .option('--address <address>')
    .option('--replaces <id>', 'the guarantor who is released')
    .option('--collateral <kind>', 'such as vehicle, house, deposit; with --value')
    .option('--value <amount>')
    .option('--document <id>', 'consent, release or proof (recoup document add); may be given again', collect, [])
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup security given L1 --security 1 --collateral vehicle --value 80000.00 --document evidence/L1/collateralProof/0123456789abcdef --as wang:creditHead`,
    )
    .action((loan: string, flags: GivenFlags) =>
      run(
        flags,
        async () => {
          const { security, guarantor: id, name, phone, email, address, replaces, collateral: kind, value } = flags;
          const guarantor = id === undefined ? undefined : { id, name, phone, email, address };
          const collateral = kind === undefined ? undefined : { kind, value };
          const body = { security, guarantor, replaces, collateral, documents: flags.document };
          return send(flags, pathOf(['loans', loan, 'securities', 'given']), body);
        },
        () => noted(loan, flags),
      ),
    );
  writing(group.command('withdraw').description('it is not asked for any more').argument('<loan>').argument('<number>'))
    .requiredOption('--reason <reason>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup security withdraw L1 1 --reason "value recovered" --as wang:creditHead`,
    )
    .action((loan: string, number: string, flags: Flags & { readonly reason: string }) =>
      run(
        flags,
        async () => send(flags, pathOf(['loans', loan, 'securities', number, 'withdraw']), { reason: flags.reason }),
        () => noted(loan, flags),
      ),
    );
  listing(group.command('list').description('by the last day on which it is in time'), {
    path: ['securities'],
    ...{ titles, columns },
    options: [
      ['--status <status>', 'open, provided, missed, withdrawn, all', 'open'],
      ['--loan <id>'],
      ['--branch <branch>'],
    ],
    example: 'recoup security list --status missed',
  });
}
