// `recoup call …`: the calls of the work list, from claiming to the result.
import type { Command } from 'commander';
import { callSheetText } from './callText.ts';
import { ask, pathOf } from './http.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, reading, run, send, text, writing } from './output.ts';
import type { Flags, Language } from './output.ts';

const titles = {
  'zh-CN': ['任务', '贷款', '角色', '到期日', '回拨', '领取人', '至'],
  en: ['Task', 'Loan', 'Role', 'Due', 'Call back', 'Held by', 'Until'],
} as const;
const columns = ['id', 'loanId', 'roleText', 'dueOn', 'callAt', 'claimedBy', 'claimedUntil'];

const words = {
  'zh-CN': {
    claimed: (task: string, until: string) => `${task}：已领取，至 ${until}`,
    released: (task: string) => `${task}：已释放`,
    reveal: (phone: string, at: string) => `请拨打 ${phone}（${at} 已登记）；结束后登记结果`,
    placed: '话机将先响起，接听后接通对方；结束后登记结果',
    unsure: '服务商没有答复：电话可能会响，请勿重拨，等待回执',
    recorded: (task: string, code: string) => `${task}：${code}，已登记`,
    planned: (at: string) => `回拨时间 ${at}`,
    escalated: '已转交主管',
  },
  en: {
    claimed: (task: string, until: string) => `${task}: yours until ${until}`,
    released: (task: string) => `${task}: released`,
    reveal: (phone: string, at: string) => `dial ${phone} (noted at ${at}); give the result afterwards`,
    placed: 'your phone rings first, then the other one is connected; give the result afterwards',
    unsure: 'the provider did not answer: a phone may ring; do not dial again, wait for its word',
    recorded: (task: string, code: string) => `${task}: ${code}`,
    planned: (at: string) => `call back at ${at}`,
    escalated: 'a supervisor has it now',
  },
} as const;

const example = (line: string): string => `${exitCodes}\n\nExample:\n  ${line}`;

/** Adds `recoup call …` to the command line. */
export function callCommand(program: Command): void {
  const group = program.command('call').description('calls of the work list: claim, dial, give the result');
  group.addHelpText('after', example('recoup call list --role collector'));
  listing(group.command('list').description('calls that wait, by due day'), {
    path: ['tasks'],
    ...{ titles, columns, none: { 'zh-CN': '没有待打电话', en: 'no call waits' } },
    fixed: { kind: 'call' },
    options: [
      ['--role <role>', 'collector, or supervisor for those that were not made in time'],
      ['--loan <id>'],
      ['--due-by <date>'],
    ],
    example: 'recoup call list --role supervisor',
  });
  reading(group.command('show').description('script, permitted hours, number, history, loans').argument('<task>'))
    .addHelpText('after', example('recoup call show L1/overdueCall/2025-03-01'))
    .action((task: string, flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(['tasks', task, 'call'], { lang: languageOf(flags) })),
        (body) => callSheetText(body, languageOf(flags)),
      ),
    );
  claiming(group);
  dialling(group);
  result(group);
}

function claiming(group: Command): void {
  writing(group.command('claim').description('work on a call alone').argument('<task>'))
    .option('--minutes <minutes>', '5 to 480; default 30')
    .addHelpText('after', example('recoup call claim L1/overdueCall/2025-03-01 --as liu:collector'))
    .action((task: string, flags: Flags & { minutes?: string }) =>
      run(
        flags,
        () =>
          send(flags, pathOf(['tasks', task, 'claim']), {
            ...(flags.minutes === undefined ? {} : { minutes: Number(flags.minutes) }),
          }),
        (body) => [words[languageOf(flags)].claimed(task, text(body['until']))],
      ),
    );
  writing(group.command('release').description('give a claimed call back').argument('<task>'))
    .addHelpText('after', example('recoup call release L1/overdueCall/2025-03-01 --as liu:collector'))
    .action((task: string, flags: Flags) =>
      run(
        flags,
        () => send(flags, pathOf(['tasks', task, 'release'])),
        () => [words[languageOf(flags)].released(task)],
      ),
    );
}

function dialling(group: Command): void {
  writing(group.command('dial').description('ask permission once more, and call').argument('<task>'))
    .option('--phone <number>', 'your own phone, E.164; it rings first')
    .addHelpText('after', example('recoup call dial L1/overdueCall/2025-03-01 --as liu:collector'))
    .action((task: string, flags: Flags & { phone?: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['tasks', task, 'dial']), flags.phone === undefined ? {} : { phone: flags.phone }),
        (body) => {
          const say = words[languageOf(flags)];
          const phone = text(body['phone']);
          if (phone !== '') return [say.reveal(phone, text(body['at']))];
          return [body['request'] === 'placed' ? say.placed : say.unsure];
        },
      ),
    );
}

function result(group: Command): void {
  writing(
    group.command('result').description('what came of a call, by result code').argument('<task>').argument('<code>'),
  )
    .option('--call-back <instant>', 'the call stays open until then: 2025-04-05T01:00:00.000Z')
    .option('--refuses', 'who spoke wants no more calls')
    .option('--promise <day=amount...>', 'with PTP or TPP: 2025-04-15=500.00, one for each day')
    .addHelpText(
      'after',
      `${exitCodes}\n\nCodes: PTP RTP DSP HRD CMP NEG PAID · DNY MSG TPP DEC · NA BSY VM REJ OFF · DSC INV WRG LST\n(docs/calls.md says what each brings about).\n\nExample:\n  recoup call result L1/overdueCall/2025-03-01 NEG --call-back 2025-04-08T02:00:00.000Z --as liu:collector`,
    )
    .action((task: string, code: string, flags: Flags & { callBack?: string; refuses?: true; promise?: string[] }) =>
      run(
        flags,
        () =>
          send(flags, pathOf(['tasks', task, 'outcome']), {
            result: code,
            ...(flags.callBack === undefined ? {} : { callBackAt: flags.callBack }),
            ...(flags.refuses === undefined ? {} : { refusesContact: true }),
            ...(flags.promise === undefined ? {} : { promise: { instalments: flags.promise.map(promisedDay) } }),
          }),
        (body) => resultText(body, task, code, languageOf(flags)),
      ),
    );
}

function promisedDay(text: string): { readonly dueOn: string; readonly amount: string } {
  const [dueOn = '', amount = ''] = text.split('=');
  return { dueOn, amount };
}

function resultText(body: Readonly<Record<string, unknown>>, task: string, code: string, language: Language): string[] {
  const say = words[language];
  return [
    say.recorded(task, code),
    ...(typeof body['callAt'] === 'string' ? [say.planned(body['callAt'])] : []),
    ...(body['escalatedTo'] === undefined ? [] : [say.escalated]),
  ];
}
