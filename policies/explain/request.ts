/** What may be asked for a loan, told in both languages; what holds without a word in the file is told too. */
import { formatAmount } from '../../domain/money.ts';
import type { Policy } from '../../domain/policy.ts';
import { reliefRulesOf } from '../../domain/reliefRules.ts';
import type { ReliefKind, ReliefRules } from '../../domain/reliefRules.ts';
import type { Rests } from '../../domain/reliefState.ts';
import { requestRuleOf } from '../../domain/requestRules.ts';
import { explainApproval } from './approval.ts';
import { requestWords } from './requestWords.ts';
import { rolesIn } from './role.ts';
import type { AskedKind, RequestWords } from './requestWords.ts';
import type { Language } from './words.ts';

const channels: Readonly<Record<Language, Readonly<Record<'sms' | 'email' | 'letter', string>>>> = {
  en: { sms: 'text message', email: 'e-mail', letter: 'letter' },
  'zh-CN': { sms: '短信', email: '电子邮件', letter: '信函' },
};

const RELIEF: readonly ReliefKind[] = ['deferment', 'plan', 'restructure', 'waiver', 'temporaryLoan', 'extension'];
const OTHERS: readonly AskedKind[] = ['placement', 'reinstatement'];

/** Two lines for each kind of relief, one for what else may be asked. */
export function explainRequests(
  policy: Policy,
  language: Language,
): { readonly title: string; readonly lines: readonly string[] } {
  const said = requestWords[language];
  const asked = (kind: AskedKind): string => {
    const { roles, documents, approval } = requestRuleOf(policy, kind);
    const named = documents.length === 0 ? null : documents.join(said.join);
    return said.asked(
      ...[said.kind[kind], rolesIn(language, roles), named, explainApproval(approval, policy.currency, language)],
    );
  };
  return {
    title: said.title,
    lines: [
      ...RELIEF.flatMap((kind) =>
        reliefRulesOf(policy, kind).mostTimes === 0
          ? [said.never(said.kind[kind])]
          : [asked(kind), said.limits(said.kind[kind], limitsOf(policy, kind, language).join(said.also))],
      ),
      ...OTHERS.map(asked),
    ],
  };
}

function limitsOf(policy: Policy, kind: ReliefKind, language: Language): readonly string[] {
  const said = requestWords[language];
  const { mostTimes, despite, tell } = reliefRulesOf(policy, kind);
  const told =
    tell.length === 0
      ? said.tell.nobody
      : `${said.tell.some}${tell.map((one) => channels[language][one]).join(said.join)}`;
  return [said.times(mostTimes), ...despite.map((one) => said.despite[one]), ...ownLimits(policy, kind, said), told];
}

function ownLimits(policy: Policy, kind: ReliefKind, said: RequestWords): readonly string[] {
  const rested = (what: readonly Rests[]): readonly string[] =>
    what.length === 0 ? [] : [said.rests(what.map((one) => said.rest[one]).join(said.join))];
  switch (kind) {
    case 'deferment': {
      const { mostDays, mode, moves, counts, rests, penaltyStops } = reliefRulesOf(policy, kind);
      const isShift = mode === 'shift';
      return [
        said.days(mostDays),
        said.mode[!isShift ? 'pause' : moves === 'all' ? 'shiftAll' : 'shiftTail'],
        ...(isShift ? [said.counts[counts]] : []),
        ...rested(rests),
        ...(penaltyStops ? [said.penaltyStops] : []),
      ];
    }
    case 'plan': {
      const { mostDays, mostDates, graceDays, covers, onBroken } = reliefRulesOf(policy, kind);
      return [
        ...[said.days(mostDays), said.dates(mostDates), said.grace(graceDays)],
        ...[said.covers(covers.map((one) => said.cover[one]).join(said.join)), said.onBroken[onBroken]],
      ];
    }
    case 'restructure': {
      const { mostMonths, counts, capitalisesInterest, observation } = reliefRulesOf(policy, kind);
      return [
        ...[said.months(mostMonths), said.counts[counts], said.capitalises[capitalisesInterest ? 'yes' : 'no']],
        said.observed(observation.periodsOnTime, observation.months),
      ];
    }
    case 'waiver':
      return waiverLimits(reliefRulesOf(policy, kind), said, rested);
    case 'temporaryLoan': {
      const { mostMinor, mostDays, rests, penaltyStops } = reliefRulesOf(policy, kind);
      return [
        ...[said.amount(`${formatAmount(mostMinor, policy.currency)} ${policy.currency}`), said.days(mostDays)],
        ...rested(rests),
        ...(penaltyStops ? [said.penaltyStops] : []),
      ];
    }
    case 'extension': {
      const { limits, counts, whilePastDue } = reliefRulesOf(policy, kind);
      return [
        ...limits.map((one) => said.limit(one)),
        said.whilePastDue[whilePastDue ? 'yes' : 'no'],
        said.counts[counts],
      ];
    }
  }
}

function waiverLimits(
  { components, condition }: ReliefRules['waiver'],
  said: RequestWords,
  rested: (what: readonly Rests[]) => readonly string[],
): readonly string[] {
  return [
    said.components(components.map((one) => said.component[one]).join(said.join)),
    said.condition(condition.mostDays, condition.graceDays),
    ...rested(condition.rests),
  ];
}
