// `recoup request …`: what is asked for a loan, simulated, decided.
import type { Command } from 'commander';
import { pathOf } from './http.ts';
import { numberedOf } from './ids.ts';
import { listing } from './listing.ts';
import { exitCodes, languageOf, list, object, run, send, text, writing } from './output.ts';
import type { Flags, Language } from './output.ts';
import { table } from './table.ts';
import { termsOf } from './terms.ts';

interface AskFlags extends Flags {
  readonly terms: string;
  readonly document: readonly string[];
  readonly reason: string;
}

const titles = {
  'zh-CN': ['编号', '贷款', '种类', '申请人', '审批期限', '金额', '已批', '状态'],
  en: ['Request', 'Loan', 'Kind', 'Asked by', 'Decide by', 'At stake', 'Approved', 'Status'],
} as const;
const columns = ['requestId', 'loanId', 'kindText', 'maker', 'dueOn', 'atStake', 'approvals', 'statusText'] as const;
const owedTitles = { 'zh-CN': ['期次', '到期日', '未还'], en: ['No', 'Due', 'Open'] } as const;

/** The path of `L1/request/1`. @throws Unreachable */
function requestPath(request: string): string[] {
  const [loan, number] = numberedOf(request, 'request', 'write it as recoup request list does');
  return ['loans', loan, 'requests', number];
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const askedBody = (kind: string, { terms, document, reason }: AskFlags): object => ({
  ...{ kind, terms: termsOf(terms), documents: document, reason },
});

/** Adds `recoup request …` to the command line. */
export function requestCommand(program: Command): void {
  const group = program.command('request').description('relief and other requests: ask, simulate, decide, list');
  const example = `recoup request ask L1 waiver --terms '{"items":[{"instalment":3,"component":"penalty","amount":"12.00"}]}' --reason "flood" --as li:collector`;
  group.addHelpText('after', `${exitCodes}\n\nExamples:\n  ${example}\n  recoup request list`);
  const asking = (name: string, what: string): Command =>
    writing(group.command(name).description(what).argument('<loan>').argument('<kind>'))
      .option('--terms <json>', 'docs/requests.md tells the terms of each kind', '{}')
      .option('--document <id>', 'evidence that was handed in (recoup document add); may be given again', collect, [])
      .requiredOption('--reason <reason>', 'why it is asked')
      .addHelpText('after', `${exitCodes}\n\nExample:\n  ${example.replace('ask', name)}`);
  asking('ask', 'ask something for a loan; others decide').action((loan: string, kind: string, flags: AskFlags) =>
    run(
      flags,
      async () => send(flags, pathOf(['loans', loan, 'requests']), askedBody(kind, flags)),
      (body) => {
        const [id, by] = [text(body['request']), text(body['decideBy'])];
        return [languageOf(flags) === 'en' ? `${id}: asked, to be decided by ${by}` : `${id}：已申请，${by} 前审批`];
      },
    ),
  );
  asking('simulate', 'what it would come to: what is owed when, before and after').action(
    (loan: string, kind: string, flags: AskFlags) =>
      run(
        flags,
        async () => send(flags, pathOf(['loans', loan, 'requests', 'simulate']), askedBody(kind, flags)),
        (body) => simulated(body, languageOf(flags)),
      ),
  );
  for (const [word, what, why] of [
    ['approve', 'approve it; with the last approval it is carried out', ''],
    ['reject', 'reject it; needs --reason', ' --reason "no proof of income"'],
    ['withdraw', 'take it back; needs --reason', ' --reason "it was paid"'],
  ] as const)
    writing(group.command(word).description(what).argument('<request>', 'such as L1/request/1'))
      .option('--reason <reason>')
      .option('--seen <hash>', 'hash of the evidence that was looked at (recoup approval show)')
      .addHelpText(
        'after',
        `${exitCodes}\n\nExample:\n  recoup request ${word} L1/request/1${why} --as wang:creditHead`,
      )
      .action((request: string, flags: Flags & { reason?: string; seen?: string }) =>
        run(
          flags,
          async () => {
            const { reason, seen } = flags;
            return send(flags, pathOf([...requestPath(request), word]), { reason, seen });
          },
          (body) => {
            const ended = text(body['ended']);
            const state = ended === '' ? (languageOf(flags) === 'en' ? 'noted' : '已记录') : ended;
            return [languageOf(flags) === 'en' ? `${request}: ${state}` : `${request}：${state}`];
          },
        ),
      );
  listing(group.command('list').description('by the day on which they should be decided'), {
    path: ['requests'],
    ...{ titles, columns },
    options: [
      ['--status <status>', 'open, ended, all', 'open'],
      ['--kind <kind>'],
      ['--loan <id>'],
      ['--branch <branch>'],
    ],
    example: 'recoup request list --branch 城西支行',
  });
}

const classes: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    normal: 'normal',
    specialMention: 'special mention',
    substandard: 'substandard',
    doubtful: 'doubtful',
    loss: 'loss',
  },
  'zh-CN': { normal: '正常', specialMention: '关注', substandard: '次级', doubtful: '可疑', loss: '损失' },
};

/** What is owed when, days, counts and class, before and after; the same for the last day of the relief. */
function simulated(body: Readonly<Record<string, unknown>>, language: Language): string[] {
  const owed = (field: 'before' | 'after'): string[] =>
    table(
      owedTitles[language].map((title) => ({ title })),
      list(body[field]).map((row) => ['number', 'dueOn', 'open'].map((name) => text(row[name]))),
    );
  const effect = object(body['effect']);
  const isEnglish = language === 'en';
  const figures = (part: Readonly<Record<string, unknown>>): string => {
    const { overdueDays, delinquentDays, consecutiveMissed, cumulativeMissed, classification } = part;
    const [days, counted, run, all] = [overdueDays, delinquentDays, consecutiveMissed, cumulativeMissed].map(text);
    const named = classes[language][text(classification)] ?? text(classification);
    return isEnglish
      ? `${days} days overdue, ${counted} counted, missed ${run}/${all}, class ${named}`
      : `逾期 ${days} 天，计算 ${counted} 天，连 ${run} 累 ${all}，分类 ${named}`;
  };
  const ahead = object(effect['ahead']);
  const later = (field: 'before' | 'after'): string =>
    ahead['asOf'] === undefined
      ? ''
      : `${isEnglish ? '; on' : '；'}${isEnglish ? ' ' : ''}${text(ahead['asOf'])}${isEnglish ? ' unpaid' : '（未还款）'}: ${figures(object(ahead[field]))}`;
  const [before, after] = language === 'en' ? ['Before', 'After'] : ['之前', '之后'];
  return [
    `${before}: ${figures(object(effect['before']))}${later('before')}`,
    ...[...owed('before'), ''],
    `${after}: ${figures(object(effect['after']))}${later('after')}`,
    ...owed('after'),
  ];
}
