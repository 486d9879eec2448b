/** What the journal says in ids and in sentences of its own (roles, results, reasons), in the words of the reader. */
import type { Outcome } from '../../domain/case.ts';
import { roleIn } from '../../policies/explain/role.ts';
import type { Language } from '../context.ts';

/** Who acts where nobody does. */
const actors: Readonly<Record<string, string>> = { clock: '系统', loan: '贷款', import: '导入' };

/** What came of tasks beside calls. */
export const resultsZh: Readonly<Record<string, string>> = {
  withdrawn: '已撤回',
  answered: '已回复',
  noAnswerNeeded: '无需回复',
  corrected: '已更正',
  notFound: '未找到',
  served: '已送达',
  reinstated: '已恢复',
  renewed: '已续办',
  notNeeded: '无需办理',
  demanded: '已催告',
  sued: '已起诉',
  acknowledged: '已获确认',
  leftToLapse: '任其届满',
  approved: '已批准',
  rejected: '已否决',
  expired: '已过期',
  noLongerNeeded: '不再需要',
  submitted: '已提交',
  complete: '已齐备',
  booked: '已入账',
  filed: '已立案',
  met: '已办',
  accepted: '已认可',
  upheld: '异议成立',
  partlyUpheld: '异议部分成立',
  settle: '结清',
  recollect: '收回再贷',
  renew: '借新还旧',
  reviewed: '已复核',
};

/** Sentences that the core writes as reasons; what a person wrote stays as it was written. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^no answer by (\S+)$/u, '截至 $1 未获答复'],
  [/^(\w+), not performed by (\S+)$/u, '截至 $2 未履行'],
  [/^nobody decided before (\S+)$/u, '$1 前无人决定'],
  [/^nothing is past due any more$/u, '已无逾期'],
  [/^nothing is outstanding$/u, '已无欠款'],
  [/^every loan has answered$/u, '全部贷款均已答复'],
  [/^the loan is closed$/u, '贷款已关闭'],
  [/^(\S+) asks the same and is open$/u, '$1 已就同一事项申请，尚未办结'],
  [/^nothing falls due later$/u, '此后无到期款项'],
  [/^nothing was past due on the day before (\S+)$/u, '$1 前一日已无逾期'],
  [/^nothing came by (\S+)$/u, '截至 $1 未到账'],
  [/^unused until (\S+)$/u, '截至 $1 未办'],
  [/^no word by (\S+)$/u, '截至 $1 无回音'],
  [/^nothing stands against it any more$/u, '障碍已消除'],
  [/^something is outstanding again$/u, '又有欠款'],
  [/^the arrears had not been paid after all$/u, '逾期款其实未付清'],
  [/^the message before it arrived after all$/u, '之前的消息其实已送达'],
  [/^the agreement was performed$/u, '和解已履行'],
  [/^the agreement is broken$/u, '和解未履行'],
  [/^the parties have settled$/u, '双方已和解'],
  [/^the track stands still$/u, '该事项暂停'],
  [/^the surplus was paid back$/u, '余款已退还'],
  [/^money that the claim counts has moved$/u, '索赔所依据的款项已变动'],
  [/^it was approved, and not carried out before (\S+)$/u, '已批准，但在 $1 前未执行'],
  [/^by what is known now (\S+) would not have been taken$/u, '依现有入账，本不应执行 $1'],
];

/** A reason that the core wrote, in Chinese; any other as it stands. */
export function reasonZh(text: string): string {
  for (const [pattern, words] of reasons) if (pattern.test(text)) return text.replace(pattern, words);
  return text;
}

/** The same row, its ids and sentences in words. */
export function inPlainWords(outcome: Outcome, language: Language): Outcome {
  const role = (value: unknown): unknown => (typeof value === 'string' ? roleIn(language, value) : value);
  const said: Record<string, unknown> = { ...outcome };
  if ('role' in said) said['role'] = role(said['role']);
  if (outcome.type === 'taskEscalated') said['to'] = role(said['to']);
  for (const [part, member] of [
    ['row', 'role'],
    ['deadline', 'owner'],
  ] as const) {
    const inner = said[part];
    if (typeof inner !== 'object' || inner === null || !(member in inner)) continue;
    said[part] = { ...inner, [member]: role((inner as Readonly<Record<string, unknown>>)[member]) };
  }
  if (language === 'en') return said as Outcome;
  const { by, because, result } = said;
  if (typeof by === 'string') said['by'] = actors[by] ?? by;
  if (typeof because === 'string') said['because'] = reasonZh(because);
  if (outcome.type === 'taskClosed' && typeof result === 'string') said['result'] = resultsZh[result] ?? result;
  return said as Outcome;
}
