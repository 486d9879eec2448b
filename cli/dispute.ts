// `recoup dispute …`: complaints and disputes, their owner and their end.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { numberedOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface OpenFlags extends Flags {
  readonly kind: string;
  readonly about: string;
  readonly owner: string;
  readonly text?: string;
}

const titles = {
  'zh-CN': ['编号', '贷款', '类型', '事项', '责任人', '答复期限', '结果'],
  en: ['Dispute', 'Loan', 'Kind', 'About', 'Owner', 'Answer by', 'Outcome'],
} as const;
const columns = ['disputeId', 'loanId', 'kindText', 'aboutText', 'ownerId', 'answerBy', 'outcomeText'] as const;

/** The path of `L1/dispute/1`. @throws Unreachable */
function disputePath(dispute: string): string[] {
  const [loan, number] = numberedOf(dispute, 'dispute', 'write it as recoup dispute list does');
  return ['loans', loan, 'disputes', number];
}

/** Adds `recoup dispute …` to the command line. */
export function disputeCommand(program: Command): void {
  const group = program.command('dispute').description('complaints and disputes: open, list, resolve');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup dispute open L1 --about amount --owner olga --as li:collector\n  recoup dispute list`,
  );
  writing(group.command('open').description('open one: contact stops as the policy says').argument('<loan>'))
    .option('--kind <kind>', 'complaint or dispute', 'dispute')
    .requiredOption('--about <what>', 'amount, payment, identity, contract, conduct, contact, fraud, other')
    .requiredOption('--owner <id>', 'who answers it')
    .option('--text <text>', 'what the person said; kept sealed')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup dispute open L1 --kind complaint --about conduct --owner olga --as li:collector`,
    )
    .action((loan: string, flags: OpenFlags) =>
      run(
        flags,
        () => {
          const { kind, about, owner: ownerId, text: said } = flags;
          return send(flags, pathOf(['loans', loan, 'disputes']), { kind, about, ownerId, text: said });
        },
        (body) => {
          const id = text(body['dispute']);
          const by = text(body['answerBy']);
          return [languageOf(flags) === 'en' ? `${id}: opened, answer by ${by}` : `${id}：已登记，${by} 前答复`];
        },
      ),
    );
  writing(group.command('resolve').description('end one; the borrower is told').argument('<dispute>'))
    .argument('<outcome>', 'upheld, partlyUpheld, rejected, withdrawn')
    .option('--text <text>', 'why; kept sealed')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup dispute resolve L1/dispute/1 upheld --as olga:supervisor`)
    .action((dispute: string, outcome: string, flags: Flags & { text?: string }) =>
      run(
        flags,
        async () => send(flags, pathOf([...disputePath(dispute), 'resolve']), { outcome, text: flags.text }),
        () => [languageOf(flags) === 'en' ? `${dispute}: ${outcome}` : `${dispute}：${outcome}，已办结`],
      ),
    );
  listing(group.command('list').description('by the day on which the answer is due'), {
    path: ['disputes'],
    ...{ titles, columns },
    options: [['--status <status>', 'open, resolved, all', 'open'], ['--owner <id>'], ['--loan <id>']],
    example: 'recoup dispute list --owner olga',
  });
}
