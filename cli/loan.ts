// `recoup loan …`: start, look at and change one loan.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ask, pathOf, Unreachable } from './http.ts';
import type { Body } from './http.ts';
import { paging } from './listing.ts';
import { loanLines, timelineLines } from './loanText.ts';
import { exitCodes, languageOf, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

interface PayFlags extends Flags {
  readonly value?: string;
  readonly booked?: string;
  readonly payer?: string;
  readonly currency?: string;
}

/** The JSON of a file, or of the standard input for `-`. @throws Unreachable */
function jsonOf(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below: it is the same to the caller whether it is missing or no JSON.
  }
  throw new Unreachable(`${file} is no readable JSON object`, 'see `recoup loan start --help` for what stands in it');
}

const posted = (body: Body, { lang }: Flags): string[] => {
  const english = languageOf(lang === undefined ? {} : { lang }) === 'en';
  const id = text(body['id']);
  if (body['duplicate'] === true) return [english ? `${id}: known already, nothing changed` : `${id}：已入账，无变化`];
  if (body['waiting'] === true)
    return [english ? `${id}: kept aside, the loan is not known yet` : `${id}：贷款尚不存在，已暂存`];
  const until = text(body['heldUntil']);
  if (until !== '') return [english ? `${id}: held until ${until}` : `${id}：暂存至 ${until}`];
  if (body['applied'] === false) return [english ? `${id}: accepted, applied in a moment` : `${id}：已受理，稍后入账`];
  return [english ? `${id}: booked` : `${id}：已入账`];
};

const startHelp = `
FILE holds one loan as JSON (- reads standard input):
  {"loanId":"L1","product":"consumer","branch":"east","currency":"CNY","principal":"12000.00",
   "disbursedOn":"2025-03-01","schedule":{"kind":"equalInstalment","annualRate":"0.12","months":12},
   "debtor":{"id":"P1","name":"王小明","phone":"+8613800000000"}}
schedule.kind: given (with instalments), equalInstalment, equalPrincipal, interestOnly, bullet.
The same loan with the same terms again changes nothing.

Examples:
  recoup loan start loan.json
  recoup loan start - --json < loan.json`;

/** Adds `recoup loan …` to the command line. */
export function loanCommand(program: Command): void {
  const group = program.command('loan').description('start, look at and change one loan');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup loan show L1\n  recoup loan pay L1 500.00 --key bank-4711\n  recoup loan hold L1 --reason dispute --as li:collector`,
  );
  writing(group.command('start').description('start one loan').argument('<file>', 'JSON file'))
    .addHelpText('after', exitCodes + '\n' + startHelp)
    .action((file: string, flags: Flags) =>
      run(
        flags,
        async () => send(flags, '/v1/loans', jsonOf(file)),
        (body) => {
          const english = languageOf(flags) === 'en';
          const again = body['duplicate'] === true;
          if (english) return [`${text(body['loanId'])}: ${again ? 'known already, nothing changed' : 'started'}`];
          return [`${text(body['loanId'])}：${again ? '已存在，无变化' : '已启动'}`];
        },
      ),
    );
  reading(group.command('show').description('what is owed, where it stands, what happens next').argument('<loan>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup loan show L1 --lang en`)
    .action((loan: string, flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(['loans', loan], { lang: languageOf(flags) })),
        (body) => loanLines(body, languageOf(flags)),
      ),
    );
  paging(reading(group.command('timeline').description('its life in business words').argument('<loan>')))
    .option('--newest', 'newest first')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup loan timeline L1 --newest --limit 10`)
    .action((loan: string, flags: Flags & { limit: string; cursor?: string; newest?: boolean }) => {
      const { limit, cursor } = flags;
      const order = flags.newest === true ? 'newest' : 'oldest';
      const path = pathOf(['loans', loan, 'timeline'], { limit, cursor, order, lang: languageOf(flags) });
      return run(
        flags,
        () => ask('GET', path),
        (body) => timelineLines(body, languageOf(flags)),
      );
    });
  moneyCommands(group);
  holdCommands(group);
}

function moneyCommands(group: Command): void {
  writing(group.command('pay').description('a payment was received').argument('<loan>').argument('<amount>'))
    .option('--value <date>', 'value date; default: the booking date')
    .option('--booked <date>', "booking date; default: the lender's today")
    .option('--payer <who>', 'borrower, dealer, insurer, guarantor or agency')
    .option('--currency <code>', 'for a loan that is not known yet')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup loan pay L1 500.00 --value 2025-04-03 --key bank-4711`)
    .action((loan: string, amount: string, flags: PayFlags) => {
      const { value: valueDate, booked: bookedOn, payer, currency } = flags;
      const body = { amount, valueDate, bookedOn, payer, currency };
      return run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'payments']), body),
        (answer) => posted(answer, flags),
      );
    });
  writing(group.command('reverse').description('a posting never was').argument('<loan>').argument('<posting>'))
    .option('--booked <date>', "booking date; default: the lender's today")
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup loan reverse L1 bank-4711`)
    .action((loan: string, of: string, flags: PayFlags) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'reversals']), { of, bookedOn: flags.booked }),
        (answer) => posted(answer, flags),
      ),
    );
}

function holdCommands(group: Command): void {
  writing(group.command('hold').description('send nothing and count no days').argument('<loan>'))
    .requiredOption('--reason <reason>', 'dispute, deferment, disaster, hardship …')
    .option('--to <date>', 'first day after the hold; default: until resumed')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup loan hold L1 --reason dispute --to 2025-05-01 --as li:collector`,
    )
    .action((loan: string, flags: Flags & { reason: string; to?: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'holds']), { reason: flags.reason, to: flags.to }),
        () => [languageOf(flags) === 'en' ? `${loan}: on hold` : `${loan}：已暂停`],
      ),
    );
  writing(group.command('resume').description('end the hold today').argument('<loan>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup loan resume L1 --as li:collector`)
    .action((loan: string, flags: Flags) =>
      run(
        flags,
        () => send(flags, pathOf(['loans', loan, 'resume'])),
        () => [languageOf(flags) === 'en' ? `${loan}: resumed` : `${loan}：已恢复`],
      ),
    );
}
