import type { AccelerationEnd, AccelerationOutcome, NoticeParty } from '../../domain/accelerationState.ts';
import type { Tellers } from './words.ts';

const partyEn: Readonly<Record<NoticeParty, string>> = { debtor: 'the borrower', guarantor: 'the guarantor' };
const partyZh: Readonly<Record<NoticeParty, string>> = { debtor: '借款人', guarantor: '保证人' };
export const accelerationEndEn: Readonly<Record<AccelerationEnd, string>> = {
  cured: 'averted: the arrears are paid',
  withdrawn: 'taken back',
  nothingLeft: 'without object',
  reinstated: 'over: the schedule holds again',
};
export const accelerationEndZh: Readonly<Record<AccelerationEnd, string>> = {
  cured: '因欠款已还清而终止',
  withdrawn: '已撤回',
  nothingLeft: '因无剩余未到期款项而终止',
  reinstated: '已恢复原还款计划',
};

export const accelerationEn: Tellers<AccelerationOutcome> = {
  accelerationDecided: ({ acceleration: { ground, noticeDays, parties } }) =>
    `The whole loan is called in (${ground}); it falls due ${noticeDays} days after ${parties.map(({ party }) => partyEn[party]).join(' and ')} ${parties.length > 1 ? 'have' : 'has'} the notice`,
  accelerationReceived: ({ party, on, how, by }) =>
    `${partyEn[party]} has had the notice since ${on} (${how === 'message' ? 'proof of delivery' : `receipt recorded by ${by}`})`,
  accelerationUnserved: ({ party, code }) =>
    `No channel brings the notice to ${partyEn[party]} (${code}); a person has to serve it`,
  accelerationSet: ({ effectiveOn }) => `Everybody has the notice: all falls due on ${effectiveOn}`,
  accelerationInEffect: ({ inEffect: { amountMinor, instalment, on } }, { money }) =>
    `The whole rest, ${money(amountMinor)}, is due on ${on} as instalment ${instalment}`,
  accelerationEnded: ({ as, because, by }) => `The calling in is ${accelerationEndEn[as]} (${because}; ${by})`,
  accelerationCorrected: ({ because }) => `By what is known now all would not have fallen due: ${because}`,
  accelerationStands: ({ because }) => `All fell due rightly: ${because}`,
};

export const accelerationZh: Tellers<AccelerationOutcome> = {
  accelerationDecided: ({ acceleration: { ground, noticeDays, parties } }) =>
    `宣布贷款提前到期（${ground}）；通知送达${parties.map(({ party }) => partyZh[party]).join('和')}后第 ${noticeDays} 日全部到期`,
  accelerationReceived: ({ party, on, how, by }) =>
    `${partyZh[party]}已于 ${on} 收到通知（${how === 'message' ? '送达凭证' : `回执由 ${by} 登记`}）`,
  accelerationUnserved: ({ party, code }) => `通知无法经任何渠道送达${partyZh[party]}（${code}），须由人工送达`,
  accelerationSet: ({ effectiveOn }) => `通知均已送达：全部款项于 ${effectiveOn} 到期`,
  accelerationInEffect: ({ inEffect: { amountMinor, instalment, on } }, { money }) =>
    `剩余全部款项 ${money(amountMinor)} 于 ${on} 提前到期，列为第 ${instalment} 期`,
  accelerationEnded: ({ as, because, by }) => `提前到期${accelerationEndZh[as]}（${because}；${by}）`,
  accelerationCorrected: ({ because }) => `依现有入账，当时不应提前到期：${because}`,
  accelerationStands: ({ because }) => `提前到期仍然成立：${because}`,
};
