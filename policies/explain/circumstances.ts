/** Bankruptcy, death and fraud in words. */
import { circumstanceRulesOf } from '../../domain/circumstanceRules.ts';
import type { LimitationAlarm } from '../../domain/limitationRules.ts';
import type { NoticeChannel, Policy } from '../../domain/policy.ts';
import { roleIn } from './role.ts';
import type { Language } from './words.ts';
import { titleOf } from './step.ts';
import { wordsOf } from './dictionary.ts';

export function explainCircumstances(policy: Policy, language: Language): readonly string[] {
  const words = wordsOf[language];
  const { circumstances } = words;
  const rules = circumstanceRulesOf(policy);
  const { verify, bankruptcy, death } = rules;
  const inWords = (role: string): string => roleIn(language, role);
  const opened = (ids: readonly string[]): string =>
    ids.length === 0 ? words.none : words.list(ids.map((id) => titleOf(id, policy, language)));
  const alarms = (list: readonly LimitationAlarm[]): string =>
    words.list(list.map(({ daysBefore, role }) => words.limitation.alarm(daysBefore, inWords(role))));
  const by = (channels: readonly NoticeChannel[]): string => words.then(channels.map((one) => words.channel[one]));
  return [
    circumstances.verify(verify.workDays, inWords(verify.role), inWords(verify.escalateTo)),
    circumstances.bankruptcy(
      bankruptcy.leastDays,
      bankruptcy.mostMonths,
      inWords(bankruptcy.role),
      by(bankruptcy.channels),
    ),
    circumstances.alarms(alarms(bankruptcy.alarms), opened(bankruptcy.opens)),
    circumstances.death(death.bereavementDays, death.claimDays, inWords(death.role), by(death.channels)),
    circumstances.alarms(alarms(death.alarms), opened(death.opens)),
    ...(['identityFraud', 'borrowerFraud'] as const).map((kind) => {
      const { role, answerWorkDays, escalateTo, opens } = rules[kind];
      return circumstances[kind](inWords(role), answerWorkDays, inWords(escalateTo), opened(opens));
    }),
    ...(rules.borrowerFraud.callsIn === undefined ? [] : [circumstances.callsIn(rules.borrowerFraud.callsIn)]),
  ];
}
