// `recoup claim …`: claims on dealers, insurers and guarantors.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { trackOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, run, send, writing } from './output.ts';
import type { Flags } from './output.ts';

const claimTitles = {
  'zh-CN': ['索赔', '对象', '机构', '状态', '期限', '应付', '已收', '应退', '已退', '缺材料'],
  en: ['Claim', 'On', 'Partner', 'Status', 'Due by', 'Demanded', 'Received', 'Owed back', 'Refunded', 'Missing'],
} as const;
const claimColumns = [
  ...[
    'claimId',
    'onText',
    'partnerId',
    'statusText',
    'dueBy',
    'demanded',
    'received',
    'owedBack',
    'refunded',
    'missing',
  ],
] as const;
/** The path of `claim/L1/1`. @throws Unreachable */
const claimPath = (claim: string, what: string): string =>
  pathOf(['claims', ...trackOf(claim, 'claim', 'claim', 'write it as recoup claim list does'), what]);

/** Adds `recoup claim …` to the command line. */
export function claimCommand(program: Command): void {
  const group = program.command('claim').description('claims: list, documents, contests, refunds');
  group.addHelpText('after', `${exitCodes}\n\nExamples:\n  recoup claim list\n  recoup claim list --list refund`);
  listing(group.command('list').description('what was demanded, received and is owed back'), {
    path: ['claims'],
    titles: claimTitles,
    columns: claimColumns,
    options: [
      ['--list <list>', 'open, ended, refund, all', 'open'],
      ['--partner <id>'],
      ['--loan <id>'],
      ['--on <party>', 'dealer, insurer, guarantor'],
    ],
    example: 'recoup claim list --partner D1',
  });
  const give = (claim: string, flags: Flags, what: string, content: object): Promise<void> =>
    run(
      flags,
      async () => send(flags, claimPath(claim, what), content),
      () => [languageOf(flags) === 'en' ? `${claim}: done` : `${claim}：已办理`],
    );
  writing(group.command('attach').description('documents that were handed in').argument('<claim>'))
    .argument('<documents...>', 'ids, as recoup document list shows them')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup claim attach claim/L1/1 evidence/L1/contract/0123456789abcdef --as li:collector`,
    )
    .action((claim: string, documents: string[], flags: Flags) => give(claim, flags, 'documents', { documents }));
  writing(group.command('contest').description('decide what the other side objects to').argument('<claim>'))
    .argument('<result>', 'upheld, partlyUpheld, rejected')
    .requiredOption('--reason <reason>')
    .option('--amount <amount>', 'partlyUpheld: what is still demanded')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup claim contest claim/L1/1 rejected --reason "the car was not returned" --as mo:partnerManager`,
    )
    .action((claim: string, result: string, flags: Flags & { reason: string; amount?: string }) =>
      give(claim, flags, 'contest', { result, reason: flags.reason, amount: flags.amount }),
    );
  writing(group.command('refund').description('a refund was booked').argument('<claim>'))
    .requiredOption('--reference <reference>', 'the booking of the bank')
    .option('--amount <amount>', 'default: all that is owed')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup claim refund claim/L1/1 --reference FT-1 --as wu:accounting`,
    )
    .action((claim: string, flags: Flags & { reference: string; amount?: string }) =>
      give(claim, flags, 'refund', { reference: flags.reference, amount: flags.amount }),
    );
}
