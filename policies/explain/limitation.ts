/** Until when the rights of the lender stand, in words. */
import { limitationRulesOf } from '../../domain/limitationRules.ts';
import type { NoticeChannel, Policy } from '../../domain/policy.ts';
import { wordsOf } from './dictionary.ts';
import { roleIn } from './role.ts';
import type { Language } from './words.ts';

export function explainLimitation(policy: Policy, language: Language): readonly string[] {
  const words = wordsOf[language];
  const { limitation } = words;
  const rules = limitationRulesOf(policy);
  const by = (channels: readonly NoticeChannel[]): string => words.list(channels.map((one) => words.channel[one]));
  return [
    limitation.period(rules.periodMonths, rules.startsFrom),
    limitation.restarts(
      rules.restartedBy.length === 0 ? words.none : words.list(rules.restartedBy.map((one) => limitation.cause[one])),
      rules.demandChannels.length === 0 ? words.none : by(rules.demandChannels),
    ),
    limitation.guarantee(rules.guaranteeMonths),
    limitation.alarms(
      words.list(rules.alarms.map(({ daysBefore, role }) => limitation.alarm(daysBefore, roleIn(language, role)))),
    ),
  ];
}
