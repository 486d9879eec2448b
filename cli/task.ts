// `recoup tasks` and `recoup task done`: the work list.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, run, send, writing } from './output.ts';
import type { Flags } from './output.ts';

const titles = {
  'zh-CN': ['任务', '类型', '贷款', '角色', '到期日', '步骤'],
  en: ['Task', 'Kind', 'Loan', 'Role', 'Due', 'Step'],
} as const;
const columns = ['id', 'kindText', 'loanId', 'roleText', 'dueOn', 'stepText'];

/** Adds `recoup tasks` and `recoup task …` to the command line. */
export function taskCommand(program: Command): void {
  listing(program.command('tasks').description('calls, decisions and approvals that wait, by due day'), {
    path: ['tasks'],
    ...{ titles, columns, none: { 'zh-CN': '没有待办', en: 'nothing waits' } },
    options: [
      ['--role <role>'],
      [
        '--kind <kind>',
        'call, maturityDecision, approval, filing, inboundText, newAddress, limitation, circumstanceVerify, circumstanceClaim, fraudCase',
      ],
      ['--loan <id>'],
      ['--due-by <date>'],
    ],
    example: 'recoup tasks --role collector --due-by 2025-05-01',
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
