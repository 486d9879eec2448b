// `recoup limitation …`: until when rights stand, and what people record about them.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface KeepFlags extends Flags {
  readonly how: string;
  readonly party: string;
  readonly on: string;
  readonly document: readonly string[];
}

const titles = {
  'zh-CN': ['贷款', '机构', '剩余天数', '未偿余额', '权利'],
  en: ['Loan', 'Branch', 'Days left', 'Outstanding', 'Right'],
} as const;
const columns = ['loanId', 'branch', 'daysLeft', 'outstanding', 'text'] as const;

/** Adds `recoup limitation …` to the command line. */
export function limitationCommand(program: Command): void {
  const group = program.command('limitation').description('rights and the days on which they lapse');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup limitation list --within 180\n  recoup limitation list --lapsed\n` +
      '  recoup limitation keep L1 --how demand --on 2025-04-05 --document evidence/L1/receipt/0123456789abcdef --as li:collector',
  );
  listing(group.command('list').description('by the day on which they lapse'), {
    path: ['limitation'],
    ...{ titles, columns, figures: ['daysLeft', 'outstanding'] },
    options: [
      ['--within <days>', 'lapse within so many days'],
      ['--lapsed', 'what was recorded as lapsed'],
      ['--loan <id>'],
      ['--branch <branch>'],
    ],
    example: 'recoup limitation list --within 180',
  });
  writing(group.command('keep').description('record what keeps a right, with its document').argument('<loan>'))
    .requiredOption('--how <how>', 'acknowledgement, demand (a receipt that was signed), suit')
    .requiredOption('--on <day>', 'the day on which it was signed, received or filed')
    .option('--party <party>', 'debtor or guarantor', 'debtor')
    .requiredOption('--document <id...>', 'what shows it, as recoup document add names it')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup limitation keep L1 --how acknowledgement --on 2025-04-05 --document evidence/L1/receipt/0123456789abcdef --as li:collector`,
    )
    .action((loan: string, flags: KeepFlags) =>
      run(
        flags,
        () => {
          const { how, on, party, document: documents } = flags;
          return send(flags, pathOf(['loans', loan, 'rights']), { how, on, party, documents });
        },
        (body) => {
          const [id, on] = [text(body['kept']), text(body['on'])];
          return [languageOf(flags) === 'en' ? `${id}: keeps the right from ${on}` : `${id}：自 ${on} 起重新起算`];
        },
      ),
    );
  writing(group.command('end').description('a suit that was recorded is over').argument('<loan>').argument('<number>'))
    .option('--on <day>', 'default: today')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup limitation end L1 1 --on 2025-04-05 --as li:legalCounsel`)
    .action((loan: string, number: string, flags: Flags & { on?: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'rights', number, 'end']), { on: flags.on }),
        (body) => [languageOf(flags) === 'en' ? `over on ${text(body['on'])}` : `${text(body['on'])} 终结`],
      ),
    );
  writing(group.command('withdraw').description('it was recorded in error').argument('<loan>').argument('<kept>'))
    .requiredOption('--reason <reason>', 'why')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup limitation withdraw L1 L1/kept/1 --reason "other loan" --as li:supervisor`,
    )
    .action((loan: string, kept: string, flags: Flags & { reason: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'rights', 'withdraw']), { kept, reason: flags.reason }),
        (body) => [
          languageOf(flags) === 'en' ? `${text(body['kept'])}: does not count` : `${text(body['kept'])}：不作数`,
        ],
      ),
    );
}
