// `recoup relief mass …`: one relief for every loan that meets a selection.
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import { listing, paging } from './listing.ts';
import { exitCodes, languageOf, more, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';
import { CAMPAIGNS, journalLines, listLines, loanLines, shownLines, simulatedLines } from './reliefText.ts';
import { termsOf } from './terms.ts';

interface AskFlags extends Flags {
  readonly terms: string;
  readonly reason: string;
  readonly document: readonly string[];
  readonly branch: readonly string[];
  readonly product: readonly string[];
  readonly policy: readonly string[];
  readonly stage: readonly string[];
  readonly bucket: readonly string[];
  readonly segment: readonly string[];
  readonly debtor: readonly string[];
  readonly loan: readonly string[];
  readonly overdueFrom?: string;
  readonly overdueTo?: string;
  readonly pageLoans: string;
  readonly every: string;
}

interface PageFlags extends Flags {
  readonly limit: string;
  readonly cursor?: string;
}

const kinds = 'waiver, deferment, plan, restructure, temporaryLoan, extension';
const example = `deferment --branch 城西支行 --terms '{"toOn":"2025-09-01"}' --reason "flood" --as li:collector`;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Adds `recoup relief …` to the command line. */
export function reliefCommand(program: Command): void {
  const relief = program
    .command('relief')
    .description('relief for many loans at once; for one loan: recoup request')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup relief mass list`);
  const mass = relief.command('mass').description('campaigns: simulate, propose, decide, watch');
  mass.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup relief mass simulate ${example}\n  recoup relief mass show flood-west`,
  );
  paging(
    asking(mass.command('simulate').description('what it would come to at every loan; changes nothing'), 'simulate'),
  ).action((kind: string, flags: AskFlags & PageFlags) =>
    run(
      flags,
      () =>
        send(flags, pathOf(['campaigns', 'simulate'], { lang: languageOf(flags) }), {
          ...bodyOf(kind, flags),
          ...{ limit: wholeOf(flags.limit, '--limit'), cursor: flags.cursor },
        }),
      (body) => [...simulatedLines(body, languageOf(flags)), ...more(body, languageOf(flags))],
    ),
  );
  asking(mass.command('propose').description('propose what was simulated; others decide'), 'propose')
    .requiredOption('--name <name>', 'name of the campaign, such as flood-west')
    .requiredOption('--seen <hash>', 'hash of the dry run that was looked at')
    .action((kind: string, flags: AskFlags & { name: string; seen: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['campaigns']), { ...bodyOf(kind, flags), id: flags.name, seen: flags.seen }),
        (body) => {
          const [name, by] = [text(body['campaign']), text(body['decideBy'])];
          return [
            languageOf(flags) === 'en' ? `${name}: proposed, to be decided by ${by}` : `${name}：已提交，${by} 前审批`,
          ];
        },
      ),
    );
  deciding(mass);
  watching(mass);
}

/** Adds what every request for many loans takes. */
function asking(command: Command, word: string): Command {
  const rest = word === 'propose' ? ' --name flood-west --seen 3f0c…' : '';
  return writing(command.argument('<kind>', kinds))
    .option('--branch <branch>', 'a region is its branches; may be given again, as all that follow', collect, [])
    .option('--product <product>', '', collect, [])
    .option('--policy <id>', '', collect, [])
    .option('--stage <stage>', '', collect, [])
    .option('--bucket <bucket>', 'M1, M2 …', collect, [])
    .option('--segment <segment>', '', collect, [])
    .option('--debtor <id>', '', collect, [])
    .option('--loan <id>', '', collect, [])
    .option('--overdue-from <days>')
    .option('--overdue-to <days>')
    .option('--terms <json>', 'docs/campaigns.md tells the terms of each kind', '{}')
    .option('--document <id>', 'evidence that was handed in about any loan; may be given again', collect, [])
    .requiredOption('--reason <reason>', 'why it is asked')
    .option('--page-loans <loans>', 'so many loans are asked at once', '100')
    .option('--every <seconds>', 'so long until the next ones are asked', '10')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup relief mass ${word} ${example}${rest}`);
}

function deciding(mass: Command): void {
  for (const [word, what, needs] of [
    [
      'approve',
      'approve it as a whole; with the last approval its loans are asked',
      '--seen 3f0c… --as wang:creditHead',
    ],
    ['refuse', 'refuse it; needs --reason', '--seen 3f0c… --reason "too dear" --as wang:creditHead'],
    [
      'withdraw',
      'take it back; needs --reason; loans that were asked stand',
      '--reason "wrong county" --as li:collector',
    ],
  ] as const)
    writing(mass.command(word).description(what).argument('<campaign>'))
      .option('--reason <reason>')
      .option('--seen <hash>', 'hash of the list that was looked at (recoup relief mass show)')
      .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup relief mass ${word} flood-west ${needs}`)
      .action((campaign: string, flags: Flags & { reason?: string; seen?: string }) =>
        run(
          flags,
          () => send(flags, pathOf(['campaigns', campaign, word]), { reason: flags.reason, seen: flags.seen }),
          (body) => [languageOf(flags) === 'en' ? `${campaign}: ${text(body['status'])}` : `${campaign}：已记录`],
        ),
      );
}

function watching(mass: Command): void {
  reading(mass.command('show').description('what was simulated, who decided, how far it is').argument('<campaign>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup relief mass show flood-west`)
    .action((campaign: string, flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(['campaigns', campaign], { lang: languageOf(flags) })),
        (body) => shownLines(body, languageOf(flags)),
      ),
    );
  paging(reading(mass.command('loans').description('loans that were asked, and what became of each')))
    .argument('<campaign>')
    .option('--status <status>', 'asked, carriedOut, refused')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup relief mass loans flood-west --status refused`)
    .action((campaign: string, flags: PageFlags & { status?: string }) => {
      const { status, limit, cursor } = flags;
      return run(
        flags,
        () => ask('GET', pathOf(['campaigns', campaign, 'loans'], { status, limit, cursor })),
        (body) => [...loanLines(body, languageOf(flags)), ...more(body, languageOf(flags))],
      );
    });
  reading(mass.command('lines').description('the list that is decided, page by page').argument('<campaign>'))
    .option('--cursor <cursor>', 'go on after the page before')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup relief mass lines flood-west`)
    .action((campaign: string, flags: Flags & { cursor?: string }) =>
      run(
        flags,
        () => ask('GET', pathOf(['campaigns', campaign, 'list'], { cursor: flags.cursor })),
        (body) => [...listLines(body, languageOf(flags)), ...more(body, languageOf(flags))],
      ),
    );
  paging(reading(mass.command('timeline').description('its journal in business words').argument('<campaign>')))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup relief mass timeline flood-west`)
    .action((campaign: string, flags: PageFlags) => {
      const { limit, cursor } = flags;
      return run(
        flags,
        () => ask('GET', pathOf(['campaigns', campaign, 'timeline'], { limit, cursor, lang: languageOf(flags) })),
        (body) => [...journalLines(body), ...more(body, languageOf(flags))],
      );
    });
  listing(mass.command('list').description('campaigns, the newest first'), {
    ...{ path: ['campaigns'], ...CAMPAIGNS, example: 'recoup relief mass list --status running' },
    options: [['--status <status>', 'proposed, running, done, refused, withdrawn, expired']],
  });
}

function bodyOf(kind: string, flags: AskFlags): object {
  const { branch, product, policy, stage, bucket, segment, debtor, loan, overdueFrom, overdueTo } = flags;
  const named = { branches: branch, products: product, policies: policy, stages: stage, buckets: bucket };
  const all = Object.entries({ ...named, segments: segment, debtors: debtor, loans: loan });
  return {
    ...{ kind, terms: termsOf(flags.terms), reason: flags.reason, documents: flags.document },
    selection: {
      ...Object.fromEntries(all.filter(([, values]) => values.length > 0)),
      ...(overdueFrom === undefined ? {} : { overdueDaysAtLeast: wholeOf(overdueFrom, '--overdue-from') }),
      ...(overdueTo === undefined ? {} : { overdueDaysAtMost: wholeOf(overdueTo, '--overdue-to') }),
    },
    ...{ pageLoans: wholeOf(flags.pageLoans, '--page-loans'), everySeconds: wholeOf(flags.every, '--every') },
  };
}

/** @throws Unreachable when it is no whole number */
function wholeOf(value: string, flag: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Unreachable(`${flag} is no whole number`, `write for example ${flag} 30`);
}
