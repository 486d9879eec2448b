// `recoup promise …`: promises to pay, and how many of them are kept.
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { numberedOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, list, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface MakeFlags extends Flags {
  readonly by: string;
  readonly task?: string;
}

interface RateFlags extends Flags {
  readonly from: string;
  readonly to: string;
  readonly branch?: string;
}

const titles = {
  'zh-CN': ['承诺', '贷款', '承诺日', '金额', '到账', '状态', '认定日'],
  en: ['Promise', 'Loan', 'Due', 'Amount', 'Received', 'Status', 'Judged'],
} as const;
const columns = ['promiseId', 'loanId', 'dueOn', 'amount', 'received', 'statusText', 'judgedOn'] as const;

/** The path of `L1/promise/1`. @throws Unreachable */
function promisePath(promise: string): string[] {
  const [loan, number] = numberedOf(promise, 'promise', 'write it as recoup promise list does');
  return ['loans', loan, 'promises', number];
}

/** `2025-04-08=900.00` as it is promised. @throws Unreachable */
function instalmentOf(pair: string): { dueOn: string; amount: string } {
  const [dueOn, amount, ...rest] = pair.split('=');
  if (dueOn === undefined || amount === undefined || rest.length > 0)
    throw new Unreachable(`${pair} is no promised date`, 'write day=amount, such as 2025-04-08=900.00');
  return { dueOn, amount };
}

/** Adds `recoup promise …` to the command line. */
export function promiseCommand(program: Command): void {
  const group = program.command('promise').description('promises to pay: take, list, withdraw, kept rate');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup promise make L1 2025-04-08=900.00 --as li:collector\n  recoup promise list today`,
  );
  writing(group.command('make').description('take a promise; the ladder waits while it is open'))
    .argument('<loan>')
    .argument('<dates...>', 'day=amount, one or several in order')
    .option('--by <who>', 'debtor, or thirdParty who pays for them', 'debtor')
    .option('--task <task>', 'the call in which it was made')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup promise make L1 2025-04-08=400.00 2025-04-15=500.00 --as li:collector`,
    )
    .action((loan: string, dates: string[], flags: MakeFlags) =>
      run(
        flags,
        async () => {
          const body = { instalments: dates.map(instalmentOf), by: flags.by, taskId: flags.task };
          return send(flags, pathOf(['loans', loan, 'promises']), body);
        },
        (body) => made(body, flags),
      ),
    );
  writing(group.command('withdraw').description('take back what is left of a promise').argument('<promise>'))
    .requiredOption('--because <reason>', 'borrowerAsked, enteredWrong, replaced, agreedOtherwise')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup promise withdraw L1/promise/1 --because enteredWrong`)
    .action((promise: string, flags: Flags & { because: string }) =>
      run(
        flags,
        async () => send(flags, pathOf([...promisePath(promise), 'withdraw']), { because: flags.because }),
        () => [languageOf(flags) === 'en' ? `${promise}: withdrawn` : `${promise}：已撤回`],
      ),
    );
  listing(group.command('list').description('promised dates by day'), {
    path: ['promises'],
    ...{ titles, columns, figures: ['amount', 'received'], none: { 'zh-CN': '没有承诺', en: 'no promises' } },
    argument: ['[list]', 'today, tomorrow, overdue, open, kept, broken, withdrawn; default: all'],
    options: [['--loan <id>'], ['--branch <branch>']],
    example: 'recoup promise list broken --branch east',
  });
  reading(group.command('rate').description('how many promised dates of a time were kept, of those that are over'))
    .requiredOption('--from <date>')
    .requiredOption('--to <date>')
    .option('--branch <branch>')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup promise rate --from 2025-04-01 --to 2025-04-30`)
    .action((flags: RateFlags) => {
      const { from, to, branch } = flags;
      return run(
        flags,
        () => ask('GET', pathOf(['figures', 'promises'], { from, to, branch })),
        (body) => rate(body, flags),
      );
    });
}

function made(body: Body, flags: Flags): string[] {
  const until = list(body['dates']).map((date) => text(date['untilOn']));
  const last = until.join(', ');
  return [
    languageOf(flags) === 'en'
      ? `${text(body['promise'])}: taken; money counts until ${last}`
      : `${text(body['promise'])}：已登记，到账截至 ${last}`,
  ];
}

function rate(body: Body, flags: Flags): string[] {
  const [kept, part, broken, matured, open, withdrawn] = (
    ['kept', 'part', 'broken', 'matured', 'open', 'withdrawn'] as const
  ).map((field) => text(body[field]));
  const share = typeof body['keptRate'] === 'number' ? `${(body['keptRate'] * 100).toFixed(1)} %` : '–';
  return languageOf(flags) === 'en'
    ? [
        `kept ${share}: ${kept ?? ''} of ${matured ?? ''} (in part ${part ?? ''}, broken ${broken ?? ''})`,
        `open ${open ?? ''}, withdrawn ${withdrawn ?? ''}`,
      ]
    : [
        `兑现率 ${share}：${matured ?? ''} 笔中 ${kept ?? ''} 笔（部分 ${part ?? ''}，未兑现 ${broken ?? ''}）`,
        `未到期 ${open ?? ''}，已撤回 ${withdrawn ?? ''}`,
      ];
}
