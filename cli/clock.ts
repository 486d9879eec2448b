// `recoup clock …`: what time it is, and moving the clock of a demo.
import type { Command } from 'commander';
import { ask } from './http.ts';
import type { Body } from './http.ts';
import { exitCodes, languageOf, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';

function clockLines(body: Body, flags: Flags): string[] {
  const english = languageOf(flags) === 'en';
  const demo = body['mode'] === 'demo';
  const paused = body['paused'] === true;
  const mode = demo ? (english ? 'DEMO clock' : '演示时钟') : english ? 'real time' : '真实时间';
  const state = !demo ? '' : paused ? (english ? ', paused' : '，已暂停') : english ? ', running' : '，运行中';
  // Red on a terminal: the time of a demo is not real.
  const shown = demo && process.stdout.isTTY ? `\u001b[31m${mode}\u001b[0m` : mode;
  return [`${shown}${state}: ${text(body['today'])} (${text(body['now'])}, ${text(body['timeZone'])})`];
}

/** Adds `recoup clock …` to the command line. */
export function clockCommand(program: Command): void {
  const group = program.command('clock').description('what time it is; move the clock of a demo');
  group.addHelpText('after', `${exitCodes}\n\nExamples:\n  recoup clock show\n  recoup clock jump 2025-06-01`);
  reading(group.command('show', { isDefault: true }).description('what time it is'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup clock show --json`)
    .action((flags: Flags) =>
      run(
        flags,
        () => ask('GET', '/v1/clock'),
        (body) => clockLines(body, flags),
      ),
    );
  const move = (flags: Flags, body: object): Promise<void> =>
    run(
      flags,
      () => send(flags, '/v1/clock', body),
      (answer) => clockLines(answer, flags),
    );
  writing(group.command('pause').description('stop it'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup clock pause`)
    .action((flags: Flags) => move(flags, { do: 'pause' }));
  writing(group.command('resume').description('let it go on'))
    .option('--until <day>', 'stop there: a day, or an instant in UTC')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup clock resume --until 2025-06-01`)
    .action((flags: Flags & { until?: string }) => move(flags, { do: 'resume', until: flags.until }));
  writing(group.command('jump').description('live through everything up to a day').argument('<day>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup clock jump 2025-06-01`)
    .action((to: string, flags: Flags) => move(flags, { do: 'jump', to }));
  writing(group.command('speed').description('days a second at most; max: as fast as it settles').argument('<days>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup clock speed 5`)
    .action((days: string, flags: Flags) =>
      move(flags, { do: 'speed', daysPerSecond: days === 'max' ? null : Number(days) }),
    );
}
