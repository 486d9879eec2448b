import { formatAmount } from '../../domain/money.ts';
import type { ApprovalLevel, ApprovalRule } from '../../domain/approvalRules.ts';

import { roleIn, rolesIn } from './role.ts';
import type { Language } from './words.ts';

interface Words {
  readonly people: (approvers: number, roles: string) => string;
  readonly level: (upto: string, who: string) => string;
  readonly share: (upto: string, percent: number) => string;
  readonly above: (who: string) => string;
  readonly late: (days: number, escalateTo: string) => string;
  readonly expires: (days: number) => string;
  readonly valid: (days: number) => string;
  readonly join: string;
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

const words: Readonly<Record<Language, Words>> = {
  en: {
    people: (approvers, roles) =>
      `${approvers === 2 ? 'two different people approve' : 'one person approves'} (${roles})`,
    level: (upto, who) => `up to ${upto} ${who}`,
    share: (upto, percent) => `${upto} and ${percent} % of what is open`,
    above: (who) => `above that ${who}`,
    late: (count, escalateTo) => `after ${days(count)} without an answer ${escalateTo} is asked`,
    expires: (count) => `after ${days(count)} the question is over`,
    valid: (count) => `what is not carried out within ${days(count)} is asked again`,
    join: ', ',
  },
  'zh-CN': {
    people: (approvers, roles) => `须${approvers === 2 ? '两名不同人员' : '一名人员'}审批（${roles}）`,
    level: (upto, who) => `${upto}及以下${who}`,
    share: (upto, percent) => `${upto} 且占比 ${percent}%`,
    above: (who) => `超过者${who}`,
    late: (count, escalateTo) => `${count} 天无答复则上报${escalateTo}`,
    expires: (count) => `${count} 天无人审批即失效`,
    valid: (count) => `批准后 ${count} 天未执行须重新审批`,
    join: '，',
  },
};

/** Who approves, by amount where the rule has levels, and what happens when nobody does. */
export function explainApproval(rule: ApprovalRule, currency: string, language: Language): string {
  const said = words[language];
  const who = ({ approvers, roles }: Pick<ApprovalLevel, 'approvers' | 'roles'>): string =>
    said.people(approvers, rolesIn(language, roles));
  const uptoOf = ({ uptoMinor, uptoPercent }: ApprovalLevel): string => {
    const upto = `${formatAmount(uptoMinor, currency)} ${currency}`;
    return uptoPercent === undefined ? upto : said.share(upto, uptoPercent);
  };
  const { levels, expireDays, validDays } = rule;
  const people =
    levels === undefined
      ? [who(rule)]
      : [...levels.map((level) => said.level(uptoOf(level), who(level))), said.above(who(rule))];
  return [
    ...people,
    said.late(rule.answerDays, roleIn(language, rule.escalateTo)),
    ...(expireDays === undefined ? [] : [said.expires(expireDays)]),
    ...(validDays === undefined ? [] : [said.valid(validDays)]),
  ].join(said.join);
}
