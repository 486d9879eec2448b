// `recoup channel …`: the ways out, each with its backlog, kill switch and budget.
import type { Command } from 'commander';
import { ask, pathOf } from './http.ts';
import type { Body } from './http.ts';
import { exitCodes, languageOf, list, object, reading, run, send, text, writing } from './output.ts';
import type { Flags, Language } from './output.ts';
import { table } from './table.ts';

const words = {
  'zh-CN': { titles: ['渠道', '状态', '待发', '未到时', '待核', '今日', '费用', '限额'], sends: '发送中', until: '至' },
  en: {
    titles: ['Channel', 'State', 'Due', 'Later', 'Open', 'Today', 'Cost', 'Limits'],
    sends: 'sends',
    until: 'until',
  },
} as const;

/** Adds `recoup channel …` to the command line. */
export function channelCommand(program: Command): void {
  const group = program
    .command('channel')
    .description('SMS, e-mail, letters and calls: backlog, kill switch, rate, budget');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup channel list\n  recoup channel stop sms --reason complaints --as wang:supervisor`,
  );
  reading(group.command('list').description('backlog, budget and state of every channel'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup channel list --lang en`)
    .action((flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(['channels'])),
        (body) => lines(list(body['channels']), languageOf(flags)),
      ),
    );
  writing(group.command('stop').description('nothing leaves on it, nothing is lost').argument('<channel>'))
    .requiredOption('--reason <reason>')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup channel stop sms --reason complaints --as wang:supervisor`,
    )
    .action((channel: string, flags: Flags & { reason: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['channels', channel, 'stop']), { reason: flags.reason }),
        (body) => lines([body], languageOf(flags)),
      ),
    );
  writing(group.command('start').description('let it send again').argument('<channel>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup channel start sms --as wang:supervisor`)
    .action((channel: string, flags: Flags) =>
      run(
        flags,
        () => send(flags, pathOf(['channels', channel, 'start'])),
        (body) => lines([body], languageOf(flags)),
      ),
    );
  writing(
    group
      .command('budget')
      .description('limits of a day; beyond them it stops itself until the next day')
      .argument('<channel>'),
  )
    .option('--messages <most>', 'most messages a day; left out: no limit')
    .option('--cost <amount>', 'most cost a day; left out: no limit')
    .option('--price <amount>', 'of a segment of an SMS, an e-mail, a letter, a call', '0')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup channel budget sms --messages 5000 --cost 400.00 --price 0.05 --as wang:supervisor`,
    )
    .action((channel: string, flags: Flags & { messages?: string; cost?: string; price: string }) =>
      run(
        flags,
        () =>
          send(flags, pathOf(['channels', channel, 'budget']), {
            dayMessagesMax: flags.messages === undefined ? null : Number(flags.messages),
            dayCostMax: flags.cost ?? null,
            unitCost: flags.price,
          }),
        (body) => lines([body], languageOf(flags)),
      ),
    );
}

/** A channel in words, with the name by which commands call it. */
function named(channel: string, language: Language): string {
  const names: Readonly<Record<string, string>> = { sms: '短信', email: '电子邮件', letter: '信函', call: '电话' };
  return language === 'en' ? channel : `${names[channel] ?? ''}（${channel}）`;
}

function lines(channels: readonly Body[], language: Language): string[] {
  const say = words[language];
  const rows = channels.map((channel) => {
    const [backlog, budget, today] = ['backlog', 'budget', 'today'].map((field) => object(channel[field]));
    const stopped = object(channel['stopped']);
    const until = text(stopped['localUntil']);
    const state =
      channel['stopped'] === null ? say.sends : [text(stopped['reason']), until === '' ? '' : `${say.until} ${until}`];
    const limits = [text(budget?.['dayMessagesMax']), text(budget?.['dayCostMax'])].filter((limit) => limit !== '');
    return [
      named(text(channel['channel']), language),
      typeof state === 'string' ? state : state.filter(Boolean).join(' '),
      ...['due', 'waiting', 'unsettled'].map((field) => text(backlog?.[field])),
      text(today?.['messages']),
      `${text(today?.['cost'])} ${text(channel['currency'])}`,
      limits.length === 0 ? '–' : limits.join(' / '),
    ];
  });
  return table(
    say.titles.map((title) => ({ title })),
    rows,
  );
}
