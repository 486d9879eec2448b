/** What is booked on a loan. */
import type { Posting } from '../../domain/posting.ts';
import type { PostingTellers, Telling } from './words.ts';

const payersEn = {
  borrower: 'the borrower',
  dealer: 'the dealer',
  insurer: 'the insurer',
  guarantor: 'the guarantor',
  agency: 'the agency',
  collateral: 'the sale of collateral',
};
export const postingEn: PostingTellers = {
  payment: ({ amountMinor, valueDate, payer }, { money }) =>
    `Received ${money(amountMinor)} from ${payersEn[payer ?? 'borrower']}, value date ${valueDate}`,
  reversal: ({ of }) => `${of} was reversed`,
  chargeback: ({ of, amountMinor, valueDate }, { money }) =>
    `Debit ${of} was returned on ${valueDate}: ${money(amountMinor)} owed again`,
  pause: ({ from, to }) =>
    to === '9999-12-31' ? `Days are not counted from ${from} on` : `Days are not counted from ${from} to ${to}`,
  resume: ({ on }) => `Days are counted again from ${on}`,
  charge: ({ instalment, amountMinor }, { money }) => `${money(amountMinor)} charged to instalment ${instalment}`,
  waiver: ({ instalment, amountMinor }, { money }) => `${money(amountMinor)} waived on instalment ${instalment}`,
  writeOff: ({ on }) => `Written off on ${on}; the debt stays on file`,
  writeBack: ({ on }) => `The write-off of ${on} is undone`,
  reschedule: ({ on }) => `A new schedule from ${on}`,
};
export const postedTextEn = (one: Posting, telling: Telling): string =>
  (postingEn[one.type] as (value: Posting, how: Telling) => string)(one, telling);

const payersZh = {
  borrower: '借款人',
  dealer: '经销商',
  insurer: '保险公司',
  guarantor: '担保人',
  agency: '委外机构',
  collateral: '抵押物变现',
};
export const postingZh: PostingTellers = {
  payment: ({ amountMinor, valueDate, payer }, { money }) =>
    `收到${payersZh[payer ?? 'borrower']}还款 ${money(amountMinor)}，起息日 ${valueDate}`,
  reversal: ({ of }) => `冲销 ${of}`,
  chargeback: ({ of, amountMinor, valueDate }, { money }) =>
    `${valueDate} 扣款被退回 ${money(amountMinor)}（原 ${of}）`,
  pause: ({ from, to }) => (to === '9999-12-31' ? `自 ${from} 起暂停计天` : `${from} 至 ${to} 暂停计天`),
  resume: ({ on }) => `${on} 恢复计天`,
  charge: ({ instalment, amountMinor }, { money }) => `第 ${instalment} 期加收 ${money(amountMinor)}`,
  waiver: ({ instalment, amountMinor }, { money }) => `第 ${instalment} 期减免 ${money(amountMinor)}`,
  writeOff: ({ on }) => `${on} 核销，账销案存`,
  writeBack: ({ on }) => `${on} 的核销已撤销`,
  reschedule: ({ on }) => `自 ${on} 起执行新的还款计划`,
};
export const postedTextZh = (one: Posting, telling: Telling): string =>
  (postingZh[one.type] as (value: Posting, how: Telling) => string)(one, telling);
