import type { Policy, Step } from '../domain/policy.ts';
import { explainClaims } from './explain/claims.ts';
import { explainLegal } from './explain/legal.ts';
import { explainRequests } from './explain/request.ts';
import { explainMeasures } from './explain/measures.ts';
import { explainCollateral } from './explain/collateral.ts';
import { explainWriteOff } from './explain/writeOff.ts';
import type { Language, Words } from './explain/words.ts';
import { explainCondition } from './explain/condition.ts';
import { explainStep } from './explain/step.ts';
import { explainStrategies } from './explain/strategy.ts';
import { explainAgreements } from './explain/agreements.ts';
import { explainCircumstances } from './explain/circumstances.ts';
import { explainLimitation } from './explain/limitation.ts';
import { roleIn } from './explain/role.ts';
import { wordsOf } from './explain/dictionary.ts';

/** One part of the life of a loan and what happens in it, in order. */
export interface Stage {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The policy in plain words, stage by stage; stages in which nothing happens are left out. */
export function explainStages(policy: Policy, language: Language = policy.language): readonly Stage[] {
  const words = wordsOf[language];
  const tell = (step: Step): string => explainStep(step, policy, language);
  const reminders = policy.reminders.toSorted(
    (a, b) => reminderAnchors.indexOf(a.anchor) - reminderAnchors.indexOf(b.anchor) || a.offsetDays - b.offsetDays,
  );
  const decision = policy.maturityDecision;
  const stages: readonly Stage[] = [
    { title: words.stage.policy, lines: explainSettings(policy, words) },
    {
      title: words.stage.segments,
      lines: policy.segments.map(({ title, when }) =>
        words.segmentLine(title[language], when === undefined ? words.everyone : explainCondition(when, policy, words)),
      ),
    },
    { title: words.stage.strategy, lines: explainStrategies(policy, language) },
    { title: words.stage.reminders, lines: reminders.map(tell) },
    {
      title: words.stage.maturity,
      lines:
        decision === undefined
          ? []
          : [
              words.decision(
                decision.askDaysBefore,
                decision.answerDaysBefore,
                words.list(decision.options.map((option) => words.option[option])),
                roleIn(language, decision.role),
                roleIn(language, decision.escalateTo),
              ),
            ],
    },
    { title: words.stage.ladder, lines: policy.ladder.map(tell) },
    { title: words.stage.collateral, lines: explainCollateral(policy, language) },
    {
      title: words.stage.writeOff,
      lines: explainWriteOff(policy, language, (when) => explainCondition(when, policy, words)),
    },
    { title: words.stage.recovery, lines: policy.recovery.map(tell) },
    { title: words.stage.agreements, lines: explainAgreements(policy, language) },
    { title: words.stage.circumstances, lines: explainCircumstances(policy, language) },
    explainLegal(policy, language),
    { title: words.stage.limitation, lines: explainLimitation(policy, language) },
    explainRequests(policy, language),
    ...explainMeasures(policy, language, (condition) => explainCondition(condition, policy, words)),
    ...(policy.ladder.some(({ action }) => action.do === 'claim')
      ? [{ title: words.claims.title, lines: explainClaims(policy, words, language) }]
      : []),
    { title: words.stage.end, lines: [words.settled(policy.chargebackWindowDays), words.closed(policy.recoveryDays)] },
  ];
  return stages.filter(({ lines }) => lines.length > 0);
}

/** The same as one text: the title, then each stage with a numbered list. */
export function explainPolicy(policy: Policy, language: Language = policy.language): string {
  const parts = explainStages(policy, language).map(
    ({ title, lines }) => `${title}\n${lines.map((line, index) => `  ${index + 1}. ${line}`).join('\n')}`,
  );
  return [`${policy.title[language]} (${policy.id}, v${policy.version})`, ...parts].join('\n\n');
}

const reminderAnchors: readonly unknown[] = ['maturity', 'due', 'settlement', 'monthEnd'];

function explainSettings(policy: Policy, words: Words): readonly string[] {
  const { at, spreadMinutes } = policy.contactTime;
  return [
    words.serves(words.list(policy.products), policy.country, policy.currency),
    words.hours(at, spreadMinutes, policy.timeZone, policy.contactRules, policy.calendar),
    words.missed(policy.assess.missed.cutoff, policy.assess.graceDays),
    words.gap(policy.minGapDays),
    words.partPayment[policy.partPayment],
  ];
}
