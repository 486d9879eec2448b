import type { SecurityGiven, SecurityOutcome, SecurityWanted } from '../../domain/securityState.ts';
import type { Tellers, Telling } from './words.ts';

export const securityWantedEn: Readonly<Record<SecurityWanted, string>> = {
  guarantor: 'a guarantor',
  collateral: 'collateral',
  either: 'a guarantor or collateral',
};
export const securityWantedZh: Readonly<Record<SecurityWanted, string>> = {
  guarantor: '保证人',
  collateral: '抵质押物',
  either: '保证人或抵质押物',
};
const givenEn = (given: SecurityGiven, { money }: Telling): string =>
  given.what === 'guarantor'
    ? `${given.guarantorId} guarantees the loan${given.replaces === null ? '' : `; ${given.replaces} is released`}`
    : `collateral (${given.kind}) worth ${money(given.valueMinor)}`;
const givenZh = (given: SecurityGiven, { money }: Telling): string =>
  given.what === 'guarantor'
    ? `${given.guarantorId} 提供保证${given.replaces === null ? '' : `，${given.replaces} 解除保证`}`
    : `抵质押物（${given.kind}）价值 ${money(given.valueMinor)}`;

export const securityEn: Tellers<SecurityOutcome> = {
  securityAsked: ({ security: { wanted, dueOn, reason }, by }) =>
    `${by} asks the borrower for ${securityWantedEn[wanted]} by ${dueOn} (${reason})`,
  securityProvided: ({ given, by }, telling) => `More security: ${givenEn(given, telling)} (${by})`,
  securityEnded: ({ as, because, by }) =>
    as === 'missed' ? `The security was not given: ${because}` : `It is not asked for any more: ${because} (${by})`,
};
export const securityZh: Tellers<SecurityOutcome> = {
  securityAsked: ({ security: { wanted, dueOn, reason }, by }) =>
    `${by} 要求借款人于 ${dueOn} 前补充${securityWantedZh[wanted]}（${reason}）`,
  securityProvided: ({ given, by }, telling) => `已补充担保：${givenZh(given, telling)}（${by}）`,
  securityEnded: ({ as, because, by }) =>
    as === 'missed' ? `未按要求补充担保：${because}` : `不再要求补充担保：${because}（${by}）`,
};
