// `recoup document …`: evidence that people hand in about a loan.
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import { rowLines } from './listing.ts';
import { exitCodes, languageOf, list, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface AddFlags extends Flags {
  readonly kind: string;
  readonly about: string;
}

const titles = {
  'zh-CN': ['编号', '种类', '收到时间', 'SHA-256'],
  en: ['Document', 'Kind', 'Handed in', 'SHA-256'],
} as const;
const columns = ['id', 'kind', 'madeAt', 'sha256'] as const;

/** The file in base64. @throws Unreachable when it cannot be read */
async function contentOf(file: string): Promise<string> {
  try {
    return (await readFile(file)).toString('base64');
  } catch {
    throw new Unreachable(`${file} cannot be read`, 'name a file that is there');
  }
}

/** Adds `recoup document …` to the command line. */
export function documentCommand(program: Command): void {
  const group = program.command('document').description('evidence about a loan: hand in, list');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup document add L1 income.pdf --kind incomeProof --as li:collector\n  recoup document list L1`,
  );
  writing(group.command('add').description('hand in a file; it is sealed').argument('<loan>').argument('<file>'))
    .requiredOption('--kind <kind>', 'what it is, as the policy calls it: contract, incomeProof, courtOrder …')
    .option('--about <party>', 'debtor or guarantor: whose key seals it', 'debtor')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup document add L1 income.pdf --kind incomeProof --as li:collector`,
    )
    .action((loan: string, file: string, flags: AddFlags) =>
      run(
        flags,
        async () => {
          const { kind, about } = flags;
          return send(flags, pathOf(['loans', loan, 'documents']), { kind, about, content: await contentOf(file) });
        },
        (body) => [text(body['id'])],
      ),
    );
  reading(group.command('list').description('what was handed in about a loan').argument('<loan>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup document list L1`)
    .action((loan: string, flags: Flags) => {
      const language = languageOf(flags);
      return run(
        flags,
        () => ask('GET', pathOf(['loans', loan, 'documents'])),
        (body) => rowLines(list(body['rows']), { titles, columns }, language),
      );
    });
}
