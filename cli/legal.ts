// `recoup legal …`: suits from the first risk to enforcement, and the legal calendar.
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { bundleCommand } from './bundleFile.ts';
import { calendarRows, suitLines, suitPath } from './legalText.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';
import { COMMANDS, DOCUMENTS } from './legalCommands.ts';
import type { SuitCommand } from './legalCommands.ts';

const inPath = ['preservation'];
const camel = (flags: string): string =>
  (flags.split(' ')[0] ?? '').slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Adds `recoup legal …` to the command line. */
export function legalCommand(program: Command): void {
  const group = program.command('legal').description('suits, preservation of assets, and the legal calendar');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup legal open L1 --reason "assets are leaving" --as li:collector\n  recoup legal calendar --from 2025-04-01 --to 2025-06-30`,
  );
  writing(group.command('open').description('open a legal action as soon as risk shows').argument('<loan>'))
    .requiredOption('--reason <reason>', 'what shows the risk')
    .option('--only-preservation', 'preservation alone; a suit may follow')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup legal open L1 --reason "assets are leaving" --as li:collector`,
    )
    .action((loan: string, flags: Flags & { reason: string; onlyPreservation?: boolean }) =>
      run(
        flags,
        () =>
          send(flags, pathOf(['loans', loan, 'legal']), {
            reason: flags.reason,
            ...(flags.onlyPreservation === true ? { only: 'preservation' } : {}),
          }),
        (body) => [languageOf(flags) === 'en' ? `${text(body['track'])}: opened` : `${text(body['track'])}：已开立`],
      ),
    );
  for (const one of COMMANDS) addCommand(group, one);
  writing(group.command('settle').description('a settlement or mediation with its payment dates').argument('<track>'))
    .argument('<date=amount...>', 'such as 2025-08-01=5000.00')
    .option('--confirmed', 'confirmed by the court: broken, it can be enforced')
    .option(DOCUMENTS[0], DOCUMENTS[1])
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup legal settle legalAction/L1/1 2025-08-01=5000.00 2025-09-01=5000.00 --document evidence/L1/agreement/0123456789abcdef --as zhao:legalCounsel`,
    )
    .action((track: string, dates: string[], flags: Flags & { confirmed?: boolean; document?: string[] }) =>
      give(flags, track, () => ({
        path: ['settlement'],
        body: { dates: dates.map(dateAndAmount), confirmed: flags.confirmed, documents: flags.document },
      })),
    );
  reading(group.command('show').description('one legal action').argument('<track>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup legal show legalAction/L1/1`)
    .action((track: string, flags: Flags) => {
      const language = languageOf(flags);
      return run(
        flags,
        async () => ask('GET', pathOf(suitPath(track), { lang: language })),
        (body) => suitLines(body, language),
      );
    });
  listing(group.command('calendar').description('what is due when over all suits'), {
    path: ['legal', 'calendar'],
    ...calendarRows,
    options: [
      ['--from <day>'],
      ['--to <day>'],
      ['--status <status>', 'open, met, lapsed, dropped, all', 'open'],
      ['--owner <owner>', 'a role or a person'],
      ['--loan <id>'],
      ['--branch <branch>'],
    ],
    example: 'recoup legal calendar --from 2025-04-01 --to 2025-06-30 --owner legalCounsel',
  });
  bundleCommand(group, {
    what: 'the file of a suit',
    path: (track) => suitPath(track, 'bundle'),
    example: 'recoup legal bundle legalAction/L1/1 --as-of 2025-06-30 --out suit.pdf --as zhao:legalCounsel',
  });
}

function addCommand(group: Command, { name, what, args = [], options = [], path, example }: SuitCommand): void {
  const command = writing(group.command(name).description(what).argument('<track>', 'such as legalAction/L1/1'));
  for (const arg of args) command.argument(`<${arg}>`);
  for (const [flags, told] of options) command.option(flags, told);
  command.addHelpText('after', `${exitCodes}\n\nExample:\n  ${example}`);
  command.action((track: string, ...rest: unknown[]) => {
    const values = rest.slice(0, args.length) as string[];
    const flags = rest[args.length] as Flags & Readonly<Record<string, unknown>>;
    const given = Object.fromEntries(args.map((arg, at) => [arg, values[at] ?? '']));
    const body = {
      ...Object.fromEntries(Object.entries(given).filter(([member]) => !inPath.includes(member))),
      ...Object.fromEntries(options.map(([option, , member]) => [member, flags[camel(option)]])),
    };
    return give(flags, track, () => ({ path: path(given), body }));
  });
}

const give = (
  flags: Flags,
  track: string,
  asked: () => { readonly path: readonly string[]; readonly body: object },
): Promise<void> =>
  run(
    flags,
    async () => {
      const { path, body } = asked();
      return send(flags, pathOf(suitPath(track, ...path)), body);
    },
    (body) => [done(track, body, flags)],
  );

function done(track: string, body: Body, flags: Flags): string {
  const more = ['stage', 'preservation', 'expiresOn', 'deadline', 'cost', 'until', 'ownerId']
    .flatMap((member) => (body[member] === undefined ? [] : [text(body[member])]))
    .join(' ');
  const said = more === '' ? '' : ` (${more})`;
  return languageOf(flags) === 'en' ? `${track}: done${said}` : `${track}：已办理${said}`;
}

function dateAndAmount(written: string): { dueOn: string; amount: string } {
  const [dueOn = '', amount = '', ...rest] = written.split('=');
  if (amount === '' || rest.length > 0)
    throw new Unreachable(`${written} is no date and amount`, 'write it as 2025-08-01=5000.00');
  return { dueOn, amount };
}
