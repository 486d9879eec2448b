/** How the loans of a segment are spoken to, and the experiments on it, in words. */
import type { Policy } from '../../domain/policy.ts';
import type { Strategy } from '../../domain/strategyRules.ts';
import type { Language } from './words.ts';
import { wordsOf } from './dictionary.ts';

export function explainStrategies(policy: Policy, language: Language): readonly string[] {
  const words = wordsOf[language];
  const line = (entry: Strategy): string => explainStrategy(entry, policy, language);
  return [
    ...(policy.strategy ?? []).map(line),
    ...(policy.experiments ?? []).flatMap(({ id, title, sharePercent, challenger }) =>
      challenger.map((entry) => words.experimentLine(title[language], id, sharePercent, line(entry))),
    ),
  ];
}

function explainStrategy(entry: Strategy, policy: Policy, language: Language): string {
  const words = wordsOf[language];
  const { style } = words;
  const steps = [...policy.reminders, ...policy.ladder, ...policy.recovery];
  const named = (id: string): string => steps.find((step) => step.id === id)?.title[language] ?? id;
  const given = <T>(value: T | undefined, tell: (value: T) => string): readonly string[] =>
    value === undefined ? [] : [tell(value)];
  const notes = [
    ...given(entry.tone, (tone) => style.tone(words.tone[tone])),
    ...given(entry.templates, (changes) =>
      style.templates(words.list(Object.entries(changes).map(([from, to]) => style.change(named(from), to)))),
    ),
    ...given(entry.channels, (channels) => style.channels(words.then(channels.map((one) => words.channel[one])))),
    ...given(entry.minDaysBetween, style.minDaysBetween),
    ...given(entry.maxPerMonth, style.maxPerMonth),
    ...given(entry.skip, (ids) => style.skip(words.list(ids.map(named)))),
    ...given(entry.handOverAtDays, style.handOver),
  ];
  const segment = policy.segments.find(({ id }) => id === entry.segment)?.title[language] ?? entry.segment;
  return words.strategyLine(segment, notes);
}
