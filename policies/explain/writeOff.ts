import type { Component } from '../../domain/contract.ts';
import type { Policy } from '../../domain/policy.ts';
import { writeOffRulesOf } from '../../domain/writeOffRules.ts';
import type { WriteOffFact } from '../../domain/writeOffRules.ts';
import { roleIn } from './role.ts';
import type { Language } from './words.ts';

interface Said {
  readonly ground: (title: string, when: string | null, needs: string) => string;
  readonly nothing: string;
  readonly gather: (role: string, days: number) => string;
  readonly order: (parts: string) => string;
  readonly undo: string;
  readonly fact: Readonly<Record<WriteOffFact, string>>;
  readonly component: Readonly<Record<Component, string>>;
  readonly join: string;
  readonly then: string;
}

export const writeOffWords: Readonly<Record<Language, Said>> = {
  en: {
    ground: (title, when, needs) => `${title}${when === null ? '' : ` (${when})`}: ${needs}.`,
    nothing: 'No evidence is asked for: the approval is asked as soon as the step is due.',
    gather: (role, days) =>
      `The pack stands in the work list of ${role} for ${days} day(s), then goes where the approval escalates to.`,
    order: (parts) => `What comes after the write-off is a recovery and reduces ${parts}.`,
    undo: 'A write-off by mistake is undone by the same number of people, while nothing was recovered.',
    fact: {
      claimsEnded: 'every claim has ended',
      lawEnded: 'the suit has ended',
      collateralRealised: 'the collateral is realised',
      noDispute: 'no dispute is open',
      noPromise: 'no promise is open',
    },
    component: { principal: 'the principal', interest: 'the interest', fee: 'fees', penalty: 'penalties' },
    join: ', ',
    then: ', then ',
  },
  'zh-CN': {
    ground: (title, when, needs) => `${title}${when === null ? '' : `（${when}）`}：${needs}。`,
    nothing: '不要求材料：步骤到期即提请审批。',
    gather: (role, days) => `核销材料由${role}在 ${days} 天内备齐，逾期按审批的上报对象上报。`,
    order: (parts) => `核销后的来款记为核销收回，依次冲减${parts}。`,
    undo: '误核销在尚无收回款时，由同等人数审批撤销。',
    fact: {
      claimsEnded: '索赔均已了结',
      lawEnded: '诉讼已了结',
      collateralRealised: '抵押物已处置',
      noDispute: '无未结异议',
      noPromise: '无未到期承诺',
    },
    component: { principal: '本金', interest: '利息', fee: '费用', penalty: '罚息' },
    join: '、',
    then: '、',
  },
};

/** Grounds of write-offs with what proves them; the defaults are told too. */
export function explainWriteOff(
  policy: Policy,
  language: Language,
  conditionOf: (when: NonNullable<Policy['ladder'][number]['when']>) => string,
): readonly string[] {
  if (!policy.ladder.some(({ action }) => action.do === 'writeOff')) return [];
  const said = writeOffWords[language];
  const { grounds, role, evidenceDays, recoveryOrder } = writeOffRulesOf(policy);
  return [
    ...grounds.map(({ title, when, documents, facts }) =>
      said.ground(
        title[language],
        when === undefined ? null : conditionOf(when),
        [...documents, ...facts.map((fact) => said.fact[fact])].join(said.join),
      ),
    ),
    ...(grounds.length === 0 ? [said.nothing] : [said.gather(roleIn(language, role), evidenceDays)]),
    said.order(recoveryOrder.map((one) => said.component[one]).join(said.then)),
    said.undo,
  ];
}
