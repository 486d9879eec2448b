// `recoup approval …`: what waits for two pairs of eyes, and who stands in for whom.
import type { Command } from 'commander';
import { ask, pathOf } from './http.ts';
import type { Body } from './http.ts';
import { changeLines, factLines } from './factText.ts';
import { listing, rowLines } from './listing.ts';
import { exitCodes, languageOf, list, object, reading, run, send, text, writing } from './output.ts';
import type { Flags, Language } from './output.ts';
import { pairs } from './table.ts';

const titles = {
  'zh-CN': ['任务', '贷款', '事项', '角色', '审批期限', '金额'],
  en: ['Task', 'Loan', 'What', 'Role', 'Decide by', 'At stake'],
} as const;
const columns = ['id', 'loanId', 'stepText', 'roleText', 'dueOn', 'atStake'] as const;
const lentTitles = {
  'zh-CN': ['编号', '授权人', '代理人', '角色', '自', '至（不含）'],
  en: ['Delegation', 'From', 'To', 'Role', 'First day', 'Over on'],
} as const;
const lentColumns = ['id', 'from', 'to', 'roleText', 'fromOn', 'untilOn'] as const;

/** Adds `recoup approval …` to the command line. */
export function approvalCommand(program: Command): void {
  const group = program.command('approval').description('approvals: list, look, decide, stand in');
  group.addHelpText(
    'after',
    `${exitCodes}\n\nExamples:\n  recoup approval list --role creditHead\n  recoup approval show L1/request/1\n  recoup approval approve L1/request/1 --as wang:creditHead`,
  );
  listing(group.command('list').description('by the day on which they should be decided'), {
    path: ['approvals'],
    ...{ titles, columns },
    options: [['--role <role>'], ['--loan <id>']],
    example: 'recoup approval list --role creditHead',
  });
  reading(group.command('show').description('what stands on the table, with its hash').argument('<task>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup approval show L1/request/1`)
    .action((task: string, flags: Flags) =>
      run(
        flags,
        () => ask('GET', pathOf(['approvals', task], { lang: languageOf(flags) })),
        (body) => tableLines(body, languageOf(flags)),
      ),
    );
  for (const [word, what, why] of [
    ['approve', 'approve it; two different people where the policy asks for it', ''],
    ['reject', 'reject it; needs --reason', ' --reason "no proof of income"'],
  ] as const)
    writing(group.command(word).description(what).argument('<task>'))
      .option('--reason <reason>')
      .addHelpText(
        'after',
        `${exitCodes}\n\nExample:\n  recoup approval ${word} L1/request/1${why} --as wang:creditHead`,
      )
      .action((task: string, flags: Flags & { reason?: string }) =>
        run(
          flags,
          () => send(flags, pathOf(['tasks', task, 'outcome']), { result: word, reason: flags.reason }),
          () => [languageOf(flags) === 'en' ? `${task}: ${word}` : `${task}：已记录`],
        ),
      );
  writing(group.command('delegate').description('let somebody answer in your place').argument('<person>'))
    .requiredOption('--until <date>', 'first day on which it is over')
    .option('--from <date>', 'first day; default: today')
    .addHelpText(
      'after',
      `${exitCodes}\n\nExample:\n  recoup approval delegate ida --until 2025-08-15 --as wang:creditHead`,
    )
    .action((to: string, flags: Flags & { until: string; from?: string }) =>
      run(
        flags,
        () => send(flags, pathOf(['delegations']), { to, fromOn: flags.from, untilOn: flags.until }),
        (body) => [text(body['id'])],
      ),
    );
  writing(group.command('revoke').description('take a delegation back, from today on').argument('<delegation>'))
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup approval revoke 7f0e… --as wang:creditHead`)
    .action((id: string, flags: Flags) =>
      run(
        flags,
        () => send(flags, pathOf(['delegations', id, 'revoke']), {}),
        (body) => [`${text(body['id'])}: ${text(body['revokedOn'])}`],
      ),
    );
  reading(group.command('delegations').description('who stands in for whom, today and later'))
    .option('--person <id>')
    .addHelpText('after', `${exitCodes}\n\nExample:\n  recoup approval delegations --person ida`)
    .action((flags: Flags & { person?: string }) =>
      run(
        flags,
        () => ask('GET', pathOf(['delegations'], { person: flags.person, lang: languageOf(flags) })),
        (body) => rowLines(list(body['rows']), { titles: lentTitles, columns: lentColumns }, languageOf(flags)),
      ),
    );
}

const words = {
  'zh-CN': { by: '申请人', decide: '审批期限', needs: '需要', given: '已批', seen: '依据哈希' },
  en: { by: 'Asked by', decide: 'Decide by', needs: 'Needs', given: 'Given', seen: 'Hash seen' },
} as const;

/** What stands on the table: who asks, what it would come to, who has answered, and the hash of all that. */
function tableLines(body: Body, language: Language): string[] {
  const say = words[language];
  const { effect, currency: _currency, ...facts } = object(body['evidenceInWords']);
  const currency = text(object(body['evidence'])['currency']);
  const { before, after, ahead, ...rest } = object(effect);
  const later = object(ahead);
  return [
    `${text(body['id'])}  ${text(body['stepText'])}`,
    ...pairs([
      [say.by, text(body['maker'])],
      [say.decide, text(body['dueOn'])],
      [say.needs, `${text(body['approvers'])}: ${text(body['rolesText'])}`],
      ...list(body['given']).map((row): [string, string] => [
        say.given,
        `${text(row['actorId'])} (${text(row['roleText'])}) ${text(row['decisionText'])} ${text(row['on'])}`,
      ]),
    ]),
    '',
    ...factLines({ ...facts, ...rest }, currency, language),
    ...(after === undefined ? [] : ['', ...changeLines({ before, after }, currency, language)]),
    ...(ahead === undefined ? [] : ['', ...changeLines(later, currency, language, text(later['asOf']))]),
    '',
    `${say.seen}  ${text(body['evidenceHash'])}`,
  ];
}
