// `recoup partner …`: dealers, insurers and agencies: exposure, performance, standing and rules.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import { listing, rowLines } from './listing.ts';
import type { Rows } from './listing.ts';
import { exitCodes, languageOf, list, reading, run, send, text, writing } from './output.ts';
import type { Flags, Language } from './output.ts';

const rows: Rows = {
  titles: {
    'zh-CN': [
      ...['机构', '类型', '状态', '自', '币种', '贷款', '未偿余额', '未结索赔', '可计入', '已有结果'],
      ...['按期', '逾期', '部分', '未履行'],
    ],
    en: [
      ...['Partner', 'Role', 'Standing', 'Since', 'Currency', 'Loans', 'Outstanding', 'Open', 'Counted on', 'Decided'],
      ...['In time', 'Late', 'In part', 'Not'],
    ],
  },
  columns: [
    ...['partnerId', 'roleText', 'standingText', 'since', 'currency', 'loans', 'outstanding', 'openAmount'],
    ...['countedOnAmount', 'decided', 'inTime', 'late', 'inPart', 'notPerformed'],
  ],
};

function shown(body: Record<string, unknown>, language: Language): string[] {
  const proposals = list(body['proposals']).map(
    (one) => `#${text(one['number'])} ${text(one['what'])} · ${text(one['reason'])} (${text(one['by'])})`,
  );
  const journal = list(body['journal']).map((one) => `${text(one['local'])}  ${text(one['text'])}`);
  const heading = language === 'en' ? ['Waits for a second person:', 'Journal:'] : ['待第二人审批：', '日志：'];
  return [
    ...rowLines(list(body['figures']), rows, language),
    ...(proposals.length === 0 ? [] : ['', heading[0] ?? '', ...proposals]),
    ...(journal.length === 0 ? [] : ['', heading[1] ?? '', ...journal]),
  ];
}

/** Rules from a file of JSON. @throws Unreachable */
function rulesFrom(path: string): object {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
  } catch {
    throw new Unreachable(`${path} holds no JSON that can be read`, 'see docs/partners.md for the rules of a partner');
  }
  throw new Unreachable(`${path} holds no object`, 'see docs/partners.md for the rules of a partner');
}

/** Adds `recoup partner …` to the command line. */
export function partnerCommand(program: Command): void {
  const group = program.command('partner').description('partners: exposure, performance, who is counted on');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup partner list --standing notPerforming\n  recoup partner show D1`,
  );
  listing(group.command('list').description('all, with what lies with them'), {
    path: ['partners'],
    ...rows,
    options: [
      ['--role <role>', 'dealer, insurer'],
      ['--standing <standing>', 'performing, notPerforming'],
    ],
    example: 'recoup partner list --standing notPerforming',
  });
  reading(group.command('show').description('one of them, with its standing and journal').argument('<partner>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup partner show D1`)
    .action((partner: string, flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(['partners', partner], { lang: languageOf(flags) })),
        (body) => shown(body, languageOf(flags)),
      ),
    );
  const give = (partner: string, flags: Flags, what: readonly string[], content: object): Promise<void> =>
    run(
      flags,
      async () => send(flags, pathOf(['partners', partner, ...what]), content),
      (body) => {
        const number = body['proposal'];
        const asked = number === undefined ? '' : ` #${text(number)}`;
        return [languageOf(flags) === 'en' ? `${partner}: done${asked}` : `${partner}：已办理${asked}`];
      },
    );
  const words = [
    {
      name: 'mark',
      path: ['mark'],
      what: 'it is not counted on from now on',
      example: 'recoup partner mark D1 --reason "closed its shop" --as mo:partnerManager',
    },
    {
      name: 'review',
      path: ['review'],
      what: 'somebody has looked at it, and it stays marked',
      example: 'recoup partner review D1 --reason "talked to its owner" --as mo:partnerManager',
    },
    {
      name: 'reinstate',
      path: ['reinstatement'],
      what: 'ask to count on it again; another person decides',
      example: 'recoup partner reinstate D1 --reason "paid everything" --as mo:partnerManager',
    },
  ] as const;
  for (const { name, path, what, example } of words)
    writing(group.command(name).description(what).argument('<partner>'))
      .requiredOption('--reason <reason>')
      .addHelpText('after', `${exitCodes}\n\nExample:\n  ${example}`)
      .action((partner: string, flags: Flags & { reason: string }) =>
        give(partner, flags, path, { reason: flags.reason }),
      );
  writing(
    group.command('rules').description('ask for other rules or limits; another person decides').argument('<partner>'),
  )
    .requiredOption('--file <path>', 'JSON with what changes; what is left out stays as it is')
    .requiredOption('--reason <reason>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup partner rules D1 --file d1.json --reason "new contract" --as mo:partnerManager`,
    )
    .action((partner: string, flags: Flags & { file: string; reason: string }) =>
      run(
        flags,
        async () =>
          send(flags, pathOf(['partners', partner, 'rules']), { ...rulesFrom(flags.file), reason: flags.reason }),
        (body) => [`${partner}: #${text(body['proposal'])}`],
      ),
    );
  for (const word of ['approve', 'reject', 'withdraw'] as const) {
    const command = writing(
      group
        .command(word)
        .description(`${word} what was asked about a partner`)
        .argument('<partner>')
        .argument('<number>'),
    );
    (word === 'approve' ? command.option('--reason <reason>') : command.requiredOption('--reason <reason>'))
      .addHelpText(
        'after',
        `${exitCodes}\n\nExample:\n  recoup partner ${word} D1 1${word === 'approve' ? '' : ' --reason "…"'} --as wang:creditHead`,
      )
      .action((partner: string, number: string, flags: Flags & { reason?: string }) =>
        give(partner, flags, ['proposals', number, word], { reason: flags.reason }),
      );
  }
}
