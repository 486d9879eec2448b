// `recoup placement …`: loans with agencies (委外): place, recall, permit, report, files, figures.
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { ask, pathOf, Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { numberedOf } from './ids.ts';
import { listing, rowLines } from './listing.ts';
import type { Rows } from './listing.ts';
import { exitCodes, languageOf, list, object, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';
import { pairs } from './table.ts';

interface AgencyFlags extends Flags {
  readonly name: string;
  readonly licenceUntil: string;
  readonly maxPlaced: string;
  readonly currency: string;
  readonly commission: string;
}

const titles = {
  'zh-CN': ['编号', '机构', '委外日', '到期', '委外余额', '回款', '佣金', '联系', '违规', '投诉', '状态'],
  en: [
    'Placement',
    'Agency',
    'Placed',
    'Until',
    'Balance',
    'Cash',
    'Commission',
    'Contacts',
    'Violations',
    'Complaints',
    'Status',
  ],
} as const;
const columns = [
  ...(['placementId', 'agencyId', 'placedOn', 'until', 'placed', 'cash', 'commission'] as const),
  ...(['contacts', 'violations', 'complaints', 'status'] as const),
];
const figureTitles = {
  'zh-CN': [
    '机构',
    '在委余额',
    '额度',
    '委外余额合计',
    '回款',
    '回款率',
    '佣金',
    '通话/联系',
    '违规/联系',
    '投诉/委外',
    '履约承诺',
  ],
  en: [
    'Agency',
    'Placed now',
    'Most',
    'Placed in all',
    'Cash',
    'Liquidation',
    'Commission',
    'Talks/contacts',
    'Violations/contacts',
    'Complaints/placements',
    'Promises kept',
  ],
} as const;
const work =
  (part: string, whole?: string) =>
  (row: Body): string => {
    const figures = object(row['figures']);
    if (figures[part] === undefined) return '–';
    return whole === undefined ? text(figures[part]) : `${text(figures[part])}/${text(figures[whole])}`;
  };
const figureRows: Rows = {
  titles: figureTitles,
  columns: [
    ...['agency', 'placed', 'maxPlaced'],
    ...[work('placedBalance'), work('cash'), work('liquidation'), work('commission')],
    ...[work('conversations', 'contacts'), work('violations', 'contacts'), work('complaints', 'placements')],
    work('promisesKept', 'promisesJudged'),
  ],
};

/** The path of `L1/placement/1`. @throws Unreachable */
const pathTo = (placement: string): string[] => ['placements', ...numberedOf(placement, 'placement')];

const wordsIn = (row: Body, ...fields: readonly string[]): string =>
  fields
    .map((field) => text(row[field]))
    .filter((word) => word !== '')
    .join('  ');

const noted = (what: string, flags: Flags): string[] => [
  languageOf(flags) === 'en' ? `${what}: noted` : `${what}：已登记`,
];

/** Adds `recoup placement …` to the command line. */
export function placementCommand(program: Command): void {
  const group = program
    .command('placement')
    .description('loans with agencies: place, recall, contacts, files, figures');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup placement agency A1 --name "Agency One" --licence-until 2025-12-31 --max-placed 500000.00 --currency CNY --commission 20 --as mia:partnerManager\n` +
      '  recoup placement place L1 --agency A1 --until 2025-06-30 --reason "calls led nowhere" --as li:collector\n  recoup placement figures',
  );
  listing(group.command('list').description('by the day on which they come back'), {
    path: ['placements'],
    ...{ titles, columns },
    options: [
      ['--status <status>', 'placed, recalled, expired, settled, all', 'placed'],
      ['--agency <id>'],
      ['--loan <id>'],
    ],
    example: 'recoup placement list --agency A1',
  });
  reading(
    group
      .command('show')
      .description('one placement with its contacts')
      .argument('<placement>', 'such as L1/placement/1'),
  )
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup placement show L1/placement/1`)
    .action((placement: string, flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(pathTo(placement))),
        (body) => [
          ...pairs(
            columns.map((field, at) => {
              const value = Array.isArray(body[field]) ? String(body[field].length) : text(body[field]);
              return [titles[languageOf(flags)][at] ?? field, value];
            }),
          ),
          ...list(body['contacts']).map((one) => wordsIn(one, 'at', 'channel', 'result', 'violation')),
        ],
      ),
    );
  writing(
    group
      .command('place')
      .description('ask to place a loan, or to leave it there for longer; others decide')
      .argument('<loan>'),
  )
    .requiredOption('--agency <id>')
    .requiredOption('--until <day>', 'first day on which it is not placed any more')
    .requiredOption('--reason <reason>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup placement place L1 --agency A1 --until 2025-06-30 --reason "calls led nowhere" --as li:collector`,
    )
    .action(
      (loan: string, flags: Flags & { readonly agency: string; readonly until: string; readonly reason: string }) =>
        run(
          flags,
          async () => {
            const { agency: agencyId, until, reason } = flags;
            return send(flags, pathOf(['loans', loan, 'requests']), {
              kind: 'placement',
              terms: { agencyId, until },
              reason,
            });
          },
          (body) => [
            languageOf(flags) === 'en'
              ? `${text(body['request'])}: asked, to be decided by ${text(body['decideBy'])}`
              : `${text(body['request'])}：已申请，${text(body['decideBy'])} 前审批`,
          ],
        ),
    );
  writing(group.command('recall').description('the loan comes back at once').argument('<placement>'))
    .requiredOption('--reason <reason>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup placement recall L1/placement/1 --reason "complaints" --as sue:supervisor`,
    )
    .action((placement: string, flags: Flags & { readonly reason: string }) =>
      run(
        flags,
        async () => send(flags, pathOf([...pathTo(placement), 'recall']), { reason: flags.reason }),
        () => noted(placement, flags),
      ),
    );
  writing(group.command('permit').description('may the agency contact this person now?').argument('<placement>'))
    .requiredOption('--channel <channel>', 'call, sms, email, letter, visit')
    .option('--person <id>', 'default: the borrower')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup placement permit L1/placement/1 --channel call --as a1:agency`,
    )
    .action((placement: string, flags: Flags & { readonly channel: string; readonly person?: string }) =>
      run(
        flags,
        async () =>
          send(flags, pathOf([...pathTo(placement), 'permit']), { channel: flags.channel, person: flags.person }),
        (body) => {
          const { permit, allowed, validUntil, rule, notBefore } = body;
          if (allowed === true)
            return [
              `${text(permit)}: ${languageOf(flags) === 'en' ? 'allowed until' : '允许，至'} ${text(validUntil)}`,
            ];
          return [`${languageOf(flags) === 'en' ? 'not allowed' : '不允许'} (${text(rule)}) ${text(notBefore)}`];
        },
      ),
    );
  writing(
    group
      .command('report')
      .description('contacts of the agency from a CSV: id, permit, channel, at, result, person')
      .argument('<placement>')
      .argument('<file>'),
  )
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup placement report L1/placement/1 contacts.csv --as a1:agency`,
    )
    .action((placement: string, file: string, flags: Flags) =>
      run(
        flags,
        async () => send(flags, pathOf([...pathTo(placement), 'contacts']), { contacts: await contactsIn(file) }),
        (body) => list(body['rows']).map((row) => wordsIn(row, 'id', 'acceptance', 'violation')),
      ),
    );
  writing(group.command('file').description('take the file of what is placed with an agency').argument('<agency>'))
    .requiredOption('--out <file>', 'where the CSV is written')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup placement file A1 --out a1.csv --as mia:partnerManager`)
    .action((agency: string, flags: Flags & { readonly out: string }) =>
      run(
        flags,
        async () => {
          const answer = await send(flags, pathOf(['agencies', agency, 'files']), {});
          const csv = answer.ok ? object(answer.body)['csv'] : undefined;
          if (typeof csv === 'string') await written(flags.out, csv);
          return answer;
        },
        (body) => [`${text(body['file'])}  ${text(body['loans'])}  ${text(body['sha256'])}`],
      ),
    );
  writing(group.command('agency').description('register an agency, or write its contract anew').argument('<id>'))
    .requiredOption('--name <name>')
    .requiredOption('--licence-until <day>')
    .requiredOption('--max-placed <amount>')
    .requiredOption('--currency <code>')
    .requiredOption('--commission <percent>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup placement agency A1 --name "Agency One" --licence-until 2025-12-31 --max-placed 500000.00 --currency CNY --commission 20 --as mia:partnerManager`,
    )
    .action((id: string, flags: AgencyFlags) =>
      run(
        flags,
        async () => {
          const { name, licenceUntil, maxPlaced, currency, commission: commissionPercent } = flags;
          return send(flags, pathOf(['agencies']), { id, name, licenceUntil, maxPlaced, currency, commissionPercent });
        },
        () => noted(id, flags),
      ),
    );
  reading(group.command('figures').description('how agencies work, with denominators'))
    .option('--from <day>', 'placed from this day on')
    .option('--to <day>', 'placed until this day')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup placement figures --from 2025-01-01`)
    .action((flags: Flags & { readonly from?: string; readonly to?: string }) =>
      run(
        flags,
        () => ask('GET', pathOf(['agencies'], { from: flags.from, to: flags.to })),
        (body) => rowLines(list(body['rows']), figureRows, languageOf(flags)),
      ),
    );
}

/** Only who takes it may read it. @throws Unreachable when it cannot be written */
async function written(file: string, csv: string): Promise<void> {
  try {
    await writeFile(file, csv, { mode: 0o600 });
  } catch {
    throw new Unreachable(`${file} cannot be written`, 'name a file in a folder that is there');
  }
}

/** @throws Unreachable when the file is no such table */
async function contactsIn(file: string): Promise<object[]> {
  const known = ['id', 'permit', 'channel', 'at', 'result', 'person'];
  try {
    const rows = parse(await readFile(file), { columns: true, bom: true, skip_empty_lines: true, trim: true });
    return (rows as readonly Readonly<Record<string, string>>[]).map((row) =>
      Object.fromEntries(
        known.flatMap((name) => (row[name] === undefined || row[name] === '' ? [] : [[name, row[name]]])),
      ),
    );
  } catch {
    throw new Unreachable(`${file} is no readable CSV`, `name a file whose first line is ${known.join(',')}`);
  }
}
