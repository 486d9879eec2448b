// `recoup tasks` and `recoup task done`: the work list.
import type { Command } from 'commander';
import { ask, pathOf } from './http.ts';
import { exitCodes, languageOf, list, more, reading, run, send, text, writing } from './output.ts';
import type { Flags } from './output.ts';
import { table } from './table.ts';

interface TaskFlags extends Flags {
  readonly role?: string;
  readonly kind?: string;
  readonly loan?: string;
  readonly dueBy?: string;
  readonly limit: string;
  readonly cursor?: string;
}

const titles = {
  'zh-CN': ['任务', '类型', '贷款', '角色', '到期日', '步骤'],
  en: ['Task', 'Kind', 'Loan', 'Role', 'Due', 'Step'],
} as const;

/** Adds `recoup tasks` and `recoup task …` to the command line. */
export function taskCommand(program: Command): void {
  reading(program.command('tasks').description('calls, decisions and approvals that wait, by due day'))
    .option('--role <role>')
    .option(
      '--kind <kind>',
      'call, maturityDecision, approval, filing, inboundText, newAddress, limitation, circumstanceVerify, circumstanceClaim, fraudCase',
    )
    .option('--loan <id>')
    .option('--due-by <date>')
    .option('--limit <rows>', 'rows on a page', '50')
    .option('--cursor <cursor>', 'go on after the page before')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup tasks --role collector --due-by 2025-05-01`)
    .action((flags: TaskFlags) => {
      const { role, kind, loan, dueBy, limit, cursor } = flags;
      const language = languageOf(flags);
      return run(
        flags,
        () => ask('GET', pathOf(['tasks'], { role, kind, loan, dueBy, limit, cursor })),
        (body) => {
          const rows = list(body['rows']).map((row) =>
            ['id', 'kind', 'loanId', 'role', 'dueOn', 'step'].map((field) => text(row[field])),
          );
          if (rows.length === 0) return [language === 'en' ? 'nothing waits' : '没有待办'];
          return [
            ...table(
              titles[language].map((title) => ({ title })),
              rows,
            ),
            ...more(body, language),
          ];
        },
      );
    });
  const group = program.command('task').description('work on one task');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExample:\n  recoup task done L1/secondCall/2025-03-01 NA --as li:collector`,
  );
  writing(group.command('done').description('what came of a task').argument('<task>').argument('<result>'))
    .option('--reason <reason>', 'needed to reject')
    .addHelpText(
      'after',
      `${exitCodes}\n\nA call ends with a result code (NA, NEG, RTP …; promises: recoup call result), a decision about maturity with settle, relend or renew,\nan approval with approve or reject, a filing with filed,\na text with answered or noAnswerNeeded, a returned letter with corrected or notFound.\n\nExample:\n  recoup task done L1/secondCall/2025-03-01 NA --as li:collector`,
    )
    .action((task: string, result: string, flags: Flags & { reason?: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['tasks', task, 'outcome']), { result, reason: flags.reason }),
        () => [languageOf(flags) === 'en' ? `${task}: ${result}` : `${task}：${result}，已记录`],
      ),
    );
}
