// `recoup collateral …`: things that secure loans, and their disposal.
import type { Command } from 'commander';
import { ask, pathOf } from './http.ts';
import type { Body } from './http.ts';
import { factLines, withWords } from './factText.ts';
import { trackOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, object, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface ItemFlags extends Flags {
  readonly kind: string;
  readonly value: string;
  readonly valuedOn?: string;
  readonly owner?: string;
  readonly document: readonly string[];
  readonly insured?: string;
  readonly registered?: string;
  readonly reason?: string;
}

const titles = {
  'zh-CN': ['贷款', '抵押物', '种类', '状态', '价值', '欠款', '抵押率%', '超限', '处置', '期限'],
  en: ['Loan', 'Item', 'Kind', 'Status', 'Value', 'Owed', 'LTV %', 'Above', 'Disposal', 'By'],
} as const;
const columns = [
  ...['loanId', 'itemId', 'kindText', 'statusText', 'value', 'owed', 'ltvPercent'],
  (row: Body): string => (row['ltvExceeded'] === true ? text(row['mostLtvPercent']) : ''),
  ...['trackId', 'deadlineOn'],
];

/** What is recorded of a disposal: word, path, arguments in the order of the body. */
const STEPS = [
  { name: 'value', args: ['by', 'value'], what: 'a valuation: by whom, how much', example: 'vera 80000.00' },
  { name: 'propose', args: ['way'], what: 'propose auction, privateSale or acceptance', example: 'auction' },
  { name: 'seize', args: ['how'], what: 'it was taken: voluntary or court', example: 'court' },
  { name: 'costs', args: ['amount', 'what'], what: 'costs of the disposal', example: '300.00 towing' },
  { name: 'auction', args: ['opensOn'], what: 'open a round on a day', example: '2025-04-15' },
  { name: 'sell', args: ['price'], what: 'sold privately', example: '70000.00' },
  { name: 'accept', args: ['price'], what: 'taken in lieu of the debt', example: '60000.00' },
  { name: 'surplus', args: [], what: 'the surplus was paid back to the owner', example: '' },
  {
    name: 'release',
    args: ['reason'],
    what: 'give it free; what is owed stays owed',
    example: '"not worth the costs"',
  },
] as const;

/** What the case file of a disposal shows, in this order. */
const FILE = [
  ...['status', 'item', 'valuations', 'value', 'disposal', 'seizedOn', 'costs', 'rounds', 'realised'],
  ...['tasks', 'suspended', 'ended'],
] as const;

/** The path of `collateral/L1/1`. @throws Unreachable */
const disposalPath = (track: string): string[] => [
  'collateral',
  ...trackOf(track, 'collateral', 'disposal', 'write it as recoup collateral list does'),
];

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Adds `recoup collateral …` to the command line. */
export function collateralCommand(program: Command): void {
  const group = program.command('collateral').description('things that secure loans, and their disposal');
  const example = (line: string): string => `${exitCodes}\n\nExample:\n  recoup collateral ${line}`;
  group.addHelpText('after', example('list --status inDisposal'));
  const done = (flags: Flags, what: string): string[] => [
    languageOf(flags) === 'en' ? `${what}: done` : `${what}：已办理`,
  ];
  writing(group.command('add').description('something that secures a loan').argument('<loan>').argument('<item>'))
    .requiredOption('--kind <kind>', 'vehicle, realEstate, land, workInProgress, deposit, goods')
    .requiredOption('--value <amount>')
    .option('--valued-on <date>', 'the day of that value')
    .option('--owner <id>', 'a third party that gave it')
    .option('--document <id>', 'its title document; may be repeated', collect, [])
    .option('--insured <date>', 'insured until')
    .option('--registered <date>', 'registered until')
    .addHelpText('after', example('add L1 car --kind vehicle --value 80000.00 --as he:accountManager'))
    .action((loan: string, id: string, flags: ItemFlags) =>
      run(
        flags,
        () => {
          const { kind, value, valuedOn, owner: ownerId, document: documents } = flags;
          const ends = { insuredUntil: flags.insured, registeredUntil: flags.registered };
          return send(flags, pathOf(['loans', loan, 'collateral']), {
            id,
            kind,
            value,
            valuedOn,
            ownerId,
            documents,
            ...ends,
          });
        },
        () => done(flags, id),
      ),
    );
  writing(
    group.command('update').description('insurance or registration was renewed').argument('<loan>').argument('<item>'),
  )
    .option('--insured <date>')
    .option('--registered <date>')
    .addHelpText('after', example('update L1 car --insured 2026-05-20 --as he:accountManager'))
    .action((loan: string, item: string, flags: ItemFlags) =>
      run(
        flags,
        () =>
          send(flags, pathOf(['loans', loan, 'collateral', item, 'update']), {
            insuredUntil: flags.insured,
            registeredUntil: flags.registered,
          }),
        () => done(flags, item),
      ),
    );
  writing(group.command('dispose').description('open the disposal of a thing').argument('<loan>').argument('<item>'))
    .requiredOption('--reason <reason>')
    .addHelpText('after', example('dispose L1 car --reason "no word for months" --as wang:assetManager'))
    .action((loan: string, item: string, flags: ItemFlags) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'collateral', item, 'disposal']), { reason: flags.reason }),
        (body) => done(flags, text(body['track'])),
      ),
    );
  for (const { name, args, what, example: words } of STEPS) {
    const command = writing(group.command(name).description(what).argument('<disposal>'));
    for (const one of args) command.argument(`<${one}>`);
    command
      .addHelpText('after', example(`${name} collateral/L1/1 ${words} --as wang:assetManager`.replace('  ', ' ')))
      .action((track: string, ...given: unknown[]) => {
        const flags = given[args.length] as Flags;
        const body = Object.fromEntries(args.map((field, at) => [field, given[at]]));
        return run(
          flags,
          async () => send(flags, pathOf([...disposalPath(track), name]), body),
          () => done(flags, track),
        );
      });
  }
  writing(
    group.command('auction-result').description('what came of a round').argument('<disposal>').argument('<result>'),
  )
    .argument('[price]')
    .addHelpText('after', example('auction-result collateral/L1/1 sold 70000.00 --as wang:assetManager'))
    .action((track: string, result: string, price: string | undefined, flags: Flags) =>
      run(
        flags,
        async () => send(flags, pathOf([...disposalPath(track), 'auction', 'result']), { result, price }),
        () => done(flags, track),
      ),
    );
  reading(group.command('show').description('the case file of a disposal').argument('<disposal>'))
    .addHelpText('after', example('show collateral/L1/1'))
    .action((track: string, flags: Flags) =>
      run(
        flags,
        async () => ask('GET', pathOf(disposalPath(track), { lang: languageOf(flags) })),
        (body) => {
          const worded = withWords(body);
          const file = Object.fromEntries(FILE.map((member) => [member, worded[member]]));
          const currency = text(object(body['line'])['currency']);
          return [track, ...factLines(file, currency, languageOf(flags))];
        },
      ),
    );
  listing(group.command('list').description('things that secure loans, with loan to value'), {
    path: ['collateral'],
    ...{ titles, columns },
    options: [
      ['--loan <id>'],
      ['--branch <branch>'],
      ['--status <status>', 'pledged, inDisposal, sold, accepted, released'],
      ['--kind <kind>'],
    ],
    example: 'recoup collateral list --kind land',
  });
}
