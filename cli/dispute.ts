// `recoup dispute …`: complaints and disputes, their owner and their end.
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import { exitCodes, languageOf, list, more, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';
import { table } from './table.ts';

interface OpenFlags extends Flags {
  readonly kind: string;
  readonly about: string;
  readonly owner: string;
  readonly text?: string;
}

interface ListFlags extends Flags {
  readonly status: string;
  readonly owner?: string;
  readonly loan?: string;
  readonly limit: string;
  readonly cursor?: string;
}

const titles = {
  'zh-CN': ['编号', '贷款', '类型', '事项', '责任人', '答复期限', '结果'],
  en: ['Dispute', 'Loan', 'Kind', 'About', 'Owner', 'Answer by', 'Outcome'],
} as const;
const columns = ['disputeId', 'loanId', 'kind', 'about', 'ownerId', 'answerBy', 'outcome'] as const;

/** The path of `L1/dispute/1`. @throws Unreachable */
function disputePath(dispute: string): string[] {
  const [loan, word, number, ...rest] = dispute.split('/');
  if (loan === undefined || word !== 'dispute' || number === undefined || rest.length > 0)
    throw new Unreachable(`${dispute} is no dispute`, 'write it as recoup dispute list does: L1/dispute/1');
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
  reading(group.command('list').description('by the day on which the answer is due'))
    .option('--status <status>', 'open, resolved, all', 'open')
    .option('--owner <id>')
    .option('--loan <id>')
    .option('--limit <rows>', 'rows on a page', '50')
    .option('--cursor <cursor>', 'go on after the page before')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup dispute list --owner olga`)
    .action((flags: ListFlags) => {
      const { status, owner, loan, limit, cursor } = flags;
      const language = languageOf(flags);
      return run(
        flags,
        () => ask('GET', pathOf(['disputes'], { status, owner, loan, limit, cursor })),
        (body) => {
          const rows = list(body['rows']).map((row) => columns.map((field) => text(row[field])));
          if (rows.length === 0) return [language === 'en' ? 'none' : '没有'];
          return [
            ...table(
              titles[language].map((title) => ({ title })),
              rows,
            ),
            ...more(body, language),
          ];
        },
      );
    });
}
