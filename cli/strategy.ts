// `recoup strategy …`: how the arms of an experiment compare.
import type { Command } from 'commander';
import { ask, pathOf } from './http.ts';
import type { Body } from './http.ts';
import { exitCodes, languageOf, list, reading, run, text } from './output.ts';
import type { Flags, Language } from './output.ts';
import { table } from './table.ts';

const titles = {
  'zh-CN': ['组别', '贷款数', '触达次数/贷款', '30天内回正/已满30天', '已还/应还'],
  en: ['Arm', 'Loans', 'Contacts/loans', 'Cured in 30 days/matured', 'Paid/due'],
} as const;

/** Adds `recoup strategy …` to the command line. */
export function strategyCommand(program: Command): void {
  const group = program.command('strategy').description('experiments: champion against challenger');
  group.addHelpText('after', `${exitCodes}\n\nExample:\n  recoup strategy compare --experiment callSooner`);
  reading(group.command('compare').description('an experiment by arm, since each loan was assigned'))
    .requiredOption('--experiment <id>', 'as it stands in the policy')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup strategy compare --experiment callSooner --lang en`)
    .action(({ experiment, ...flags }: Flags & { readonly experiment: string }) =>
      run(
        flags,
        () => ask('GET', pathOf(['figures', 'arms'], { experiment })),
        (body) => compared(list(body['arms']), languageOf(flags)),
      ),
    );
}

const percent = (share: unknown): string => (typeof share === 'number' ? `${(share * 100).toFixed(1)} %` : '–');

/** A line for each arm; each share with what it is a share of. */
export function compared(arms: readonly Body[], language: Language): string[] {
  const rows = arms.map((arm) => {
    const each = arm['contactsPerLoan'];
    return [
      text(arm['arm']),
      text(arm['loans']),
      `${typeof each === 'number' ? each.toFixed(2) : '–'} (${text(arm['contacts'])}/${text(arm['loans'])})`,
      `${percent(arm['curedShare'])} (${text(arm['cured'])}/${text(arm['matured'])})`,
      list(arm['money'])
        .map(
          (sum) => `${percent(sum['paidShare'])} (${text(sum['paid'])}/${text(sum['due'])} ${text(sum['currency'])})`,
        )
        .join(', '),
    ];
  });
  return table(
    titles[language].map((title) => ({ title })),
    rows,
  );
}
