/** A step of a policy in words: when, what, and what it rests on. */
import type { Action, Policy, Step } from '../../domain/policy.ts';
import { claimTerms } from './claims.ts';
import { belowOf } from '../check/order.ts';
import { explainApproval } from './approval.ts';
import type { Language, Words } from './words.ts';
import { explainCondition } from './condition.ts';
import { wordsOf } from './dictionary.ts';

export function explainStep(step: Step, policy: Policy, language: Language): string {
  const words = wordsOf[language];
  const condition = step.when === undefined ? undefined : explainCondition(step.when, policy, words);
  const notes = [
    words.dayOff[step.onNonWorkingDay],
    step.segments === undefined
      ? undefined
      : words.onlyFor(
          words.list(
            policy.segments.filter(({ id }) => step.segments?.includes(id)).map(({ title }) => title[language]),
          ),
        ),
    condition === undefined || step.anchor === 'trigger' ? undefined : words.onlyIf(condition),
    explainBelow(step, policy, language),
    step.mustReach === undefined ? undefined : words.mustReach(step.mustReach.withinDays),
    'approval' in step.action ? explainApproval(step.action.approval, policy.currency, language) : undefined,
    ...(step.action.do === 'claim' ? claimTerms(step.action, words.claims, words.list, policy) : []),
  ].filter((note) => note !== undefined);
  const what = explainAction(step.action, words);
  return words.stepLine(explainDay(step, condition ?? '', policy, language), step.title[language], what, notes);
}

function explainDay(step: Step, condition: string, policy: Policy, language: Language): string {
  const words = wordsOf[language];
  const { anchor, offsetDays } = step;
  if (typeof anchor !== 'string') return words.afterStep(offsetDays, titleOf(anchor.step, policy, language));
  switch (anchor) {
    case 'due':
    case 'maturity':
    case 'settlement':
    case 'monthEnd':
      return words.before[anchor](-offsetDays);
    case 'firstMissed':
      return words.firstMissed(offsetDays, policy.assess.graceDays);
    case 'trigger':
      return words.trigger(condition);
    case 'writeOff':
      return words.afterWriteOff(offsetDays);
  }
}

export function titleOf(id: string, policy: Policy, language: Language): string {
  return policy.ladder.find((step) => step.id === id)?.title[language] ?? id;
}

/** The rung below is told only where the file names it; else it is the line above. */
function explainBelow(step: Step, policy: Policy, language: Language): string | undefined {
  if (step.after === undefined) return undefined;
  const below = belowOf(policy.ladder, policy.ladder.indexOf(step));
  return below === undefined
    ? wordsOf[language].restsOnNothing
    : wordsOf[language].restsOn(titleOf(below, policy, language), policy.minGapDays);
}

function explainAction(action: Action, words: Words): string {
  const by = 'channels' in action ? words.then(action.channels.map((channel) => words.channel[channel])) : '';
  switch (action.do) {
    case 'notify':
      return words.notify(words.party[action.to], by, action.attach !== undefined);
    case 'call':
      return words.call(words.party[action.to], action.workDays);
    case 'claim':
      return words.claim(words.party[action.on], words.demand[action.demand], by, action.answerDays);
    case 'legal':
      return words.legal(by, action.answerDays);
    case 'writeOff':
      return words.writeOff;
    case 'collateral':
      return words.collateral;
  }
}
