// `recoup writeoff …`: evidence pack, ground, recoveries, and undoing a write-off that was a mistake.
import type { Command } from 'commander';
import { bundleCommand } from './bundleFile.ts';
import { ask, pathOf } from './http.ts';
import { trackOf } from './ids.ts';
import { listing, rowLines } from './listing.ts';
import type { Rows } from './listing.ts';
import { exitCodes, languageOf, list, object, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface Asked extends Flags {
  readonly reason?: string;
  readonly recoverer?: string;
  readonly document?: readonly string[];
}

interface FigureFlags extends Flags {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly branch?: string;
}

const titles = {
  'zh-CN': ['核销', '贷款', '核销日', '条件', '清收责任人', '币种', '核销额', '已收回', '未收回'],
  en: ['Write-off', 'Loan', 'On', 'Ground', 'Recovered by', '', 'Written off', 'Recovered', 'Left'],
} as const;
const columns = [
  ...['trackId', 'loanId', 'writtenOffOn', 'groundText', 'recovererId', 'currency', 'writtenOff', 'recovered', 'left'],
] as const;
const figureTitles = {
  'zh-CN': ['组', '币种', '笔数', '核销额', '已收回', '未收回', '收回率'],
  en: ['Of', '', 'Loans', 'Written off', 'Recovered', 'Left', 'Rate'],
} as const;
const figureRows: Rows = {
  titles: figureTitles,
  columns: [
    ...['of', 'currency', 'loans', 'writtenOff', 'recovered', 'left'],
    ({ recoveryRate }) => (typeof recoveryRate === 'number' ? `${(recoveryRate * 100).toFixed(1)} %` : '–'),
  ],
};

/** The path of `writeOff/L1/1`. @throws Unreachable */
const packPath = (track: string): string[] => ['write-offs', ...trackOf(track, 'writeOff', 'write-off')];

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Adds `recoup writeoff …` to the command line. */
export function writeOffCommand(program: Command): void {
  const group = program
    .command('writeoff')
    .description('write-offs: evidence, approval, recoveries, undoing a mistake');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup writeoff show writeOff/L1/1\n  recoup writeoff figures --from 2025-01-01 --to 2025-12-31`,
  );
  const example = (line: string): string => `${exitCodes}\n\nExample:\n  recoup writeoff ${line}`;
  const done = (flags: Flags, what: string): string[] => [
    languageOf(flags) === 'en' ? `${what}: done` : `${what}：已办理`,
  ];
  writing(
    group.command('start').description('open one on a ground that you name').argument('<loan>').argument('<ground>'),
  )
    .requiredOption('--reason <reason>')
    .addHelpText('after', example('start L1 deathOrBankruptcy --reason "died in May" --as he:accountManager'))
    .action((loan: string, ground: string, flags: Asked) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'write-offs']), { ground, reason: flags.reason }),
        (body) => done(flags, text(body['track'])),
      ),
    );
  reading(group.command('show').description('the evidence pack: what is there, what is missing').argument('<track>'))
    .addHelpText('after', example('show writeOff/L1/1'))
    .action((track: string, flags: Flags) =>
      run(
        flags,
        async () => ask('GET', pathOf(packPath(track), { lang: languageOf(flags) })),
        (body) => packLines(body, languageOf(flags) === 'en'),
      ),
    );
  writing(group.command('ground').description('name the ground').argument('<track>').argument('<ground>'))
    .addHelpText('after', example('ground writeOff/L1/1 enforcementEnded --as he:accountManager'))
    .action((track: string, ground: string, flags: Flags) =>
      run(
        flags,
        async () => send(flags, pathOf([...packPath(track), 'ground']), { ground }),
        () => done(flags, track),
      ),
    );
  writing(
    group.command('evidence').description('put documents into the pack').argument('<track>').argument('<documents...>'),
  )
    .addHelpText(
      'after',
      example('evidence writeOff/L1/1 evidence/L1/contract/0123456789abcdef --as he:accountManager'),
    )
    .action((track: string, documents: string[], flags: Flags) =>
      run(
        flags,
        async () => send(flags, pathOf([...packPath(track), 'evidence']), { documents }),
        () => done(flags, track),
      ),
    );
  writing(
    group
      .command('submit')
      .description('hand the pack in for approval; refused with what is missing')
      .argument('<track>'),
  )
    .requiredOption('--recoverer <id>', 'who recovers the debt from then on')
    .option('--document <id>', 'put this one in as well; may be repeated', collect, [])
    .addHelpText('after', example('submit writeOff/L1/1 --recoverer rita --as he:accountManager'))
    .action((track: string, flags: Asked) =>
      run(
        flags,
        async () => {
          const body = { recovererId: flags.recoverer, documents: flags.document };
          return send(flags, pathOf([...packPath(track), 'submit']), body);
        },
        () => done(flags, track),
      ),
    );
  writing(group.command('recoverer').description('name who recovers the debt').argument('<loan>').argument('<person>'))
    .addHelpText('after', example('recoverer L1 rita --as wang:creditHead'))
    .action((loan: string, recovererId: string, flags: Flags) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'recoverer']), { recovererId }),
        () => done(flags, loan),
      ),
    );
  for (const [name, path, what] of [
    ['undo', 'undo', 'ask to undo one that was a mistake; needs --reason'],
    ['approve-undo', 'undo/approve', 'approve the undoing; two people who did not ask'],
    ['reject-undo', 'undo/reject', 'reject the undoing; needs --reason'],
  ] as const)
    writing(group.command(name).description(what).argument('<loan>'))
      .option('--reason <reason>')
      .addHelpText('after', example(`${name} L1 --reason "another loan was meant" --as he:accountManager`))
      .action((loan: string, flags: Asked) =>
        run(
          flags,
          () => send(flags, pathOf(['loans', loan, 'write-offs', ...path.split('/')]), { reason: flags.reason }),
          () => done(flags, loan),
        ),
      );
  bundleCommand(group, {
    what: 'the evidence pack',
    path: (track) => [...packPath(track), 'bundle'],
    example: 'recoup writeoff bundle writeOff/L1/1 --out pack.pdf --as he:accountManager',
  });
  listing(group.command('list').description('write-offs by day, with what was recovered of each'), {
    path: ['write-offs'],
    ...{ titles, columns },
    options: [
      ['--status <status>', 'open, recovered, undone, all', 'open'],
      ['--loan <id>'],
      ['--branch <branch>'],
      ['--recoverer <id>'],
      ['--ground <ground>'],
    ],
    named: { status: 'list' },
    example: 'recoup writeoff list --recoverer rita',
  });
  reading(group.command('figures').description('written off in a time, and recovered of it by now'))
    .requiredOption('--from <date>')
    .requiredOption('--to <date>')
    .option('--by <group>', 'month, branch, ground, recoverer', 'month')
    .option('--branch <branch>')
    .addHelpText('after', example('figures --from 2025-01-01 --to 2025-12-31 --by branch'))
    .action((flags: FigureFlags) => {
      const { from, to, by, branch } = flags;
      const language = languageOf(flags);
      return run(
        flags,
        () => ask('GET', pathOf(['figures', 'write-offs'], { from, to, by, branch })),
        (body) => rowLines(list(body['rows']), figureRows, language),
      );
    });
}

function packLines(body: Record<string, unknown>, isEnglish: boolean): string[] {
  const ground = object(body['ground']);
  const named = [text(ground['id']), text(ground['title'])].filter((part) => part !== '').join(' ');
  const missing = Array.isArray(body['missing']) ? body['missing'].map(text).join(', ') : '';
  return [
    `${text(body['trackId'])}  ${text(body['statusText'])}`,
    `${isEnglish ? 'Ground   ' : '条件     '}${named}`,
    ...list(body['documents']).map(
      (one) =>
        `${isEnglish ? 'Document ' : '材料     '}${text(one['kind'])} ${text(one['sha256']).slice(0, 12)} ${text(one['id'])}`,
    ),
    ...(missing === '' ? [] : [`${isEnglish ? 'Missing  ' : '缺少     '}${missing}`]),
  ];
}
