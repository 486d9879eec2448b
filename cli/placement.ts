// `recoup placement …`: loans with agencies (委外): place, recall, permit, report, files, figures.
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { ask, pathOf, Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { numberedOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, list, noted, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';
import { pairs } from './table.ts';
import { agencyCommands } from './agency.ts';

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
  ...(['contacts', 'violations', 'complaints', 'statusText'] as const),
];

/** The path of `L1/placement/1`. @throws Unreachable */
const pathTo = (placement: string): string[] => ['placements', ...numberedOf(placement, 'placement')];

const wordsIn = (row: Body, ...fields: readonly string[]): string =>
  fields
    .map((field) => text(row[field]))
    .filter((word) => word !== '')
    .join('  ');

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
        () => ask('GET', pathOf(pathTo(placement), { lang: languageOf(flags) })),
        (body) => [
          ...pairs(
            columns.map((field, at) => {
              const value = Array.isArray(body[field]) ? String(body[field].length) : text(body[field]);
              return [titles[languageOf(flags)][at] ?? field, value];
            }),
          ),
          ...list(body['contacts']).map((one) => wordsIn(one, 'at', 'channelText', 'resultText', 'violationText')),
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
  agencyCommands(group);
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
