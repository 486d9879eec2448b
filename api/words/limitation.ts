import type { LapseCause } from '../../domain/limitation.ts';
import type { LimitationOutcome, RightKept, RightName, RightParty } from '../../domain/limitationState.ts';
import type { Language } from '../context.ts';
import type { Tellers } from './words.ts';

/** The words in which rights and what they follow from are told, besides journal rows. */
export interface RightWords {
  readonly right: Readonly<Record<RightName, string>>;
  readonly cause: Readonly<Record<LapseCause, string>>;
  /** One right in one line: `on` is its last day, null while a suit lasts. */
  readonly line: (right: string, on: string | null, cause: string, startsOn: string) => string;
}

const partyEn: Readonly<Record<RightParty, string>> = { debtor: 'the borrower', guarantor: 'the guarantor' };
const partyZh: Readonly<Record<RightParty, string>> = { debtor: '借款人', guarantor: '担保人' };
const rightEn: RightWords['right'] = { debt: 'the claim on the borrower', guarantee: 'the claim on the guarantor' };
const rightZh: RightWords['right'] = { debt: '对借款人的债权', guarantee: '对担保人的担保债权' };
const causeEn: RightWords['cause'] = {
  due: 'due date',
  period: 'guarantee period from maturity',
  demand: 'demand received',
  payment: 'payment',
  promise: 'promise to pay',
  acknowledgement: 'signed acknowledgement',
  suit: 'suit',
};
const causeZh: RightWords['cause'] = {
  due: '履行期届满',
  period: '保证期间（自主债务到期）',
  demand: '催收函送达',
  payment: '还款',
  promise: '承诺还款',
  acknowledgement: '签字确认',
  suit: '起诉',
};
const howEn: Readonly<Record<RightKept['how'], (party: string) => string>> = {
  demand: (party) => `a demand was received by ${party}`,
  acknowledgement: (party) => `${party} signed an acknowledgement`,
  suit: (party) => `a suit was brought against ${party}`,
};
const howZh: Readonly<Record<RightKept['how'], (party: string) => string>> = {
  demand: (party) => `${party}已收到催收函`,
  acknowledgement: (party) => `${party}已签字确认债务`,
  suit: (party) => `已对${party}提起诉讼`,
};

const rightWordsEn: RightWords = {
  right: rightEn,
  cause: causeEn,
  line: (right, on, cause, startsOn) =>
    on === null ? `${right}: kept while the suit lasts` : `${right} lapses after ${on} (${cause} ${startsOn})`,
};
const rightWordsZh: RightWords = {
  right: rightZh,
  cause: causeZh,
  line: (right, on, cause, startsOn) =>
    on === null ? `${right}：诉讼期间不届满` : `${right}于 ${on} 届满（${cause} ${startsOn}）`,
};

/** `payment 2025-03-04 p1` in words. */
const reason = (because: string, { cause }: RightWords): string => {
  const [word = '', on = ''] = because.split(' ');
  return word in cause && on !== '' ? `${cause[word as LapseCause]} ${on}` : because;
};

export const limitationEn: Tellers<LimitationOutcome> = {
  rightKept: ({ kept, by }) => `On ${kept.on} ${howEn[kept.how](partyEn[kept.party])}: the period begins anew (${by})`,
  suitOver: ({ on }) => `The suit is over: the period begins anew on ${on}`,
  keepingWithdrawn: ({ reason: why, by }) => `What was recorded as keeping the right does not count: ${why} (${by})`,
  lapseAlarm: ({ right, lapsesOn, because, daysBefore, role }) =>
    `${rightEn[right]} lapses after ${lapsesOn} (${reason(because, rightWordsEn)}): alarm ${daysBefore} days before, to ${role}`,
  lapseMoved: ({ right, lapsesOn, from, because }) =>
    lapsesOn === null
      ? `${rightEn[right]} does not lapse after ${from} any more (${reason(because, rightWordsEn)})`
      : `${rightEn[right]} lapses after ${lapsesOn} now, not ${from} (${reason(because, rightWordsEn)})`,
  rightLapsed: ({ right, lapsedOn, alarmed, beforeTakeOver }) =>
    `Defect: ${rightEn[right]} lapsed after ${lapsedOn}${
      beforeTakeOver
        ? ', before the loan was taken over'
        : alarmed.length === 0
          ? '; nobody had been alarmed'
          : `; alarmed were ${alarmed.map(({ role, on }) => `${role} on ${on}`).join(', ')}`
    }`,
  rightStands: ({ right, was, lapsesOn, because }) =>
    `Correction: ${rightEn[right]} had not lapsed after ${was} (${reason(because, rightWordsEn)})${
      lapsesOn === null ? '' : `; it lapses after ${lapsesOn}`
    }`,
};

export const limitationZh: Tellers<LimitationOutcome> = {
  rightKept: ({ kept, by }) => `${kept.on} ${howZh[kept.how](partyZh[kept.party])}，期间重新起算（${by}）`,
  suitOver: ({ on }) => `诉讼已终结，自 ${on} 起重新起算`,
  keepingWithdrawn: ({ reason: why, by }) => `此前登记的时效中断事由不作数：${why}（${by}）`,
  lapseAlarm: ({ right, lapsesOn, because, daysBefore, role }) =>
    `${rightZh[right]}于 ${lapsesOn} 届满（${reason(because, rightWordsZh)}），届满前 ${daysBefore} 天预警，提示 ${role}`,
  lapseMoved: ({ right, lapsesOn, from, because }) =>
    lapsesOn === null
      ? `${rightZh[right]}不再于 ${from} 届满（${reason(because, rightWordsZh)}）`
      : `${rightZh[right]}改于 ${lapsesOn} 届满，原为 ${from}（${reason(because, rightWordsZh)}）`,
  rightLapsed: ({ right, lapsedOn, alarmed, beforeTakeOver }) =>
    `缺陷：${rightZh[right]}已于 ${lapsedOn} 届满${
      beforeTakeOver
        ? '，届满在接管之前'
        : alarmed.length === 0
          ? '，此前无人收到预警'
          : `，曾预警 ${alarmed.map(({ role, on }) => `${role}（${on}）`).join('、')}`
    }`,
  rightStands: ({ right, was, lapsesOn, because }) =>
    `更正：${rightZh[right]}并未于 ${was} 届满（${reason(because, rightWordsZh)}）${
      lapsesOn === null ? '' : `，现于 ${lapsesOn} 届满`
    }`,
};

export const rightWords: Readonly<Record<Language, RightWords>> = { 'zh-CN': rightWordsZh, en: rightWordsEn };
