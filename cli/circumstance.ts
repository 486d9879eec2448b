// `recoup circumstance …`: bankruptcy, death and fraud of people of a loan.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { numberedOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface Documents extends Flags {
  readonly document?: readonly string[];
}

const titles = {
  'zh-CN': ['编号', '贷款', '类型', '人员', '状态', '申报截止', '已申报', '结果'],
  en: ['Circumstance', 'Loan', 'Kind', 'Person', 'Status', 'Claim by', 'Claimed', 'Ending'],
} as const;
const columns = [
  'circumstanceId',
  'loanId',
  'kindText',
  'personId',
  'statusText',
  'claimBy',
  'claimedOn',
  'endingText',
] as const;
const EVIDENCE = 'what shows it, as recoup document add names it';
const ID = 'L1/circumstance/1';

/** The path of `L1/circumstance/1`. @throws Unreachable */
function pathFor(circumstance: string, word: string): string {
  const [loan, number] = numberedOf(circumstance, 'circumstance', 'write it as recoup circumstance list does');
  return pathOf(['loans', loan, 'circumstances', number, word]);
}

/** Adds `recoup circumstance …` to the command line. */
export function circumstanceCommand(program: Command): void {
  const group = program.command('circumstance').description('bankruptcy, death and fraud: report, verify, claim, end');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup circumstance report L1 --kind death --source family --as li:collector\n` +
      `  recoup circumstance verify ${ID} --on 2025-04-01 --document evidence/L1/certificate/0123456789abcdef --as olga:supervisor\n` +
      '  recoup circumstance list --unclaimed',
  );
  writing(group.command('report').description('contact with the person stops over all their loans').argument('<loan>'))
    .requiredOption('--kind <kind>', 'bankruptcy, death, identityFraud, borrowerFraud')
    .requiredOption('--source <source>', 'court, authority, family, person, thirdParty, staff, call')
    .option('--party <party>', 'debtor, guarantor, dealer, insurer', 'debtor')
    .option('--document <id...>', EVIDENCE)
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup circumstance report L1 --kind bankruptcy --source court --as li:collector`,
    )
    .action((loan: string, flags: Documents & { kind: string; source: string; party: string }) => {
      const { kind, source, party, document: documents = [] } = flags;
      return run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'circumstances']), { kind, source, party, documents }),
        (body) => {
          const id = text(body['circumstance']);
          return [
            languageOf(flags) === 'en' ? `${id}: reported; somebody else verifies it` : `${id}：已登记，待他人核实`,
          ];
        },
      );
    });
  writing(group.command('verify').description('it is so; by another person').argument('<circumstance>'))
    .option('--on <day>', 'acceptance of the bankruptcy by the court, or day of death')
    .option('--announced <day>', 'announcement of the court')
    .option('--claim-by <day>', 'last day on which claims are registered')
    .requiredOption('--document <id...>', EVIDENCE)
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup circumstance verify ${ID} --on 2025-04-01 --claim-by 2025-05-20 --document evidence/L1/courtOrder/0123456789abcdef --as olga:supervisor`,
    )
    .action((circumstance: string, flags: Documents & { on?: string; announced?: string; claimBy?: string }) => {
      const { on: happenedOn, announced: announcedOn, claimBy, document: documents = [] } = flags;
      return word(flags, circumstance, 'verify', { happenedOn, announcedOn, claimBy, documents });
    });
  writing(group.command('refute').description('it is not so; by another person').argument('<circumstance>'))
    .requiredOption('--reason <reason>', 'why')
    .option('--document <id...>', EVIDENCE)
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup circumstance refute ${ID} --reason namesake --as olga:supervisor`,
    )
    .action((circumstance: string, flags: Documents & { reason: string }) =>
      word(flags, circumstance, 'refute', { reason: flags.reason, documents: flags.document ?? [] }),
    );
  writing(
    group.command('end').description('it is over; by another person').argument('<circumstance>').argument('<ending>'),
  )
    .requiredOption('--document <id...>', EVIDENCE)
    .addHelpText(
      'after',
      `${exitCodes}\n\nEndings: bankruptcy distributed, discharged, dismissed, mistaken; death estateSettled, mistaken;\n` +
        'identityFraud confirmed, mistaken; borrowerFraud handedOver, mistaken.\n\n' +
        `Example:\n  recoup circumstance end ${ID} dismissed --document evidence/L1/courtOrder/0123456789abcdef --as li:collector`,
    )
    .action((circumstance: string, ending: string, flags: Documents) =>
      word(flags, circumstance, 'end', { ending, documents: flags.document ?? [] }),
    );
  writing(group.command('representative').description('who is written to instead').argument('<circumstance>'))
    .requiredOption('--capacity <capacity>', 'administrator, executor, heir')
    .requiredOption('--person <id>')
    .requiredOption('--name <name>')
    .option('--email <address>')
    .option('--address <address>')
    .requiredOption('--document <id...>', EVIDENCE)
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup circumstance representative ${ID} --capacity executor --person E1 --name "Li Ming" --email li@example.com --document evidence/L1/appointment/0123456789abcdef --as olga:supervisor`,
    )
    .action(
      (
        circumstance: string,
        flags: Documents & { capacity: string; person: string; name: string; email?: string; address?: string },
      ) => {
        const { capacity, person: id, name, email, address, document: documents = [] } = flags;
        return word(flags, circumstance, 'representative', {
          capacity,
          person: { id, name, email, address },
          documents,
        });
      },
    );
  writing(
    group
      .command('claim')
      .description('the claim of a loan was registered')
      .argument('<loan>')
      .argument('<circumstance>'),
  )
    .requiredOption('--document <id...>', 'the receipt, as recoup document add names it')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup circumstance claim L1 ${ID} --document evidence/L1/receipt/0123456789abcdef --as li:legalCounsel`,
    )
    .action((loan: string, circumstance: string, flags: Documents) =>
      run(
        flags,
        () =>
          send(flags, pathOf(['loans', loan, 'claims-registered']), { circumstance, documents: flags.document ?? [] }),
        (body) => {
          const asOf = text(body['asOf']);
          return [languageOf(flags) === 'en' ? `registered as of ${asOf}` : `已申报，计算至 ${asOf}`];
        },
      ),
    );
  listing(group.command('list').description('by the last day for the claim'), {
    path: ['circumstances'],
    ...{ titles, columns },
    options: [
      ['--status <status>', 'reported, verified, refuted, ended'],
      ['--kind <kind>'],
      ['--loan <id>'],
      ['--person <id>'],
      ['--unclaimed', 'only those in which a claim is still to be registered'],
    ],
    example: 'recoup circumstance list --unclaimed',
  });
}

const SAID = {
  verify: { 'zh-CN': '已核实', en: 'verified' },
  refute: { 'zh-CN': '已否定', en: 'refuted' },
  end: { 'zh-CN': '已结束', en: 'ended' },
  representative: { 'zh-CN': '已登记代表人', en: 'representative named' },
} as const;

/** Says a word about a circumstance. */
const word = (flags: Flags, circumstance: string, said: keyof typeof SAID, body: object): Promise<void> =>
  run(
    flags,
    async () => send(flags, pathFor(circumstance, said), body),
    (answer) => {
      const language = languageOf(flags);
      const [done, until] = [SAID[said][language], text(answer['claimBy'])];
      if (language === 'en') return [`${circumstance}: ${done}${until === '' ? '' : `, claims until ${until}`}`];
      return [`${circumstance}：${done}${until === '' ? '' : `，债权申报截止 ${until}`}`];
    },
  );
