/** Tells journal rows in business words. */
import type { Outcome } from '../../domain/case.ts';
import type { DecisionFacts } from '../../domain/loanState.ts';
import { formatAmount } from '../../domain/money.ts';
import type { Policy } from '../../domain/policy.ts';
import { localDate, localTime } from '../../domain/instant.ts';
import type { Language } from '../context.ts';
import { en } from './en.ts';
import { inPlainWords } from './plain.ts';
import { serviceTitles } from './service.ts';
import type { Telling, Words } from './words.ts';
import { zhCN } from './zhCN.ts';

export const dictionaries: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, en };

/** What turns the values of a loan on this policy into text. */
export function tellingOf(policy: Policy, currency: string, language: Language): Telling {
  const steps = [...policy.reminders, ...policy.ladder, ...policy.recovery];
  return {
    money: (amountMinor) => `${formatAmount(amountMinor, currency)} ${currency}`,
    step: (id) => steps.find((step) => step.id === id)?.title[language] ?? serviceTitles[language][id] ?? id,
    segment: (id) => policy.segments.find((segment) => segment.id === id)?.title[language] ?? id,
    local: (at) => `${localDate(at, policy.timeZone)} ${localTime(at, policy.timeZone).slice(0, 5)}`,
  };
}

/** One row in one sentence. A type that no dictionary knows (from a newer release) is told by its name. */
export function tell(caseId: string, outcome: Outcome, telling: Telling, language: Language): string {
  const words = dictionaries[language];
  const tellers = tellersOf(caseId.split('/')[0], words) as unknown as Readonly<
    Record<string, ((outcome: Outcome, telling: Telling) => string) | undefined>
  >;
  return tellers[outcome.type]?.(inPlainWords(outcome, language), telling) ?? outcome.type;
}

function tellersOf(kind: string | undefined, words: Words): object {
  switch (kind) {
    case 'loan':
      return words.loan;
    case 'collateral':
      return words.collateral;
    case 'partner':
      return words.partner;
    case 'campaign':
      return words.campaign;
    default:
      return words.track;
  }
}

/** The clause of the policy that a row follows, e.g. `cn-consumer v1 ladder[2] collectionLetter`; null when none. */
export function clauseOf(policy: Policy, outcome: Outcome): string | null {
  const { step } = outcome;
  if (typeof step !== 'string') return null;
  for (const group of ['reminders', 'ladder', 'recovery'] as const) {
    const at = policy[group].findIndex(({ id }) => id === step);
    if (at >= 0) return `${policy.id} v${policy.version} ${group}[${at}] ${step}`;
  }
  return `${policy.id} v${policy.version} ${step}`;
}

/** The facts that a decision rests on, in words; null when the row is no decision. */
export function factsOf(outcome: Outcome, telling: Telling, language: Language): string | null {
  const { facts } = outcome;
  if (typeof facts !== 'object' || facts === null) return null;
  return dictionaries[language].facts(facts as DecisionFacts, telling);
}
