import type { ClaimLetter } from '../../domain/claimRules.ts';
import type { ClaimOutcome, ClaimTask, ContestResult } from '../../domain/claimState.ts';
import type { TrackEnd } from '../../domain/trackState.ts';
import { listed } from './listed.ts';
import type { Tellers } from './words.ts';

export const claimTasksEn: Readonly<Record<ClaimTask, string>> = {
  claimDocuments: 'the documents of a claim',
  claimContest: 'the decision about a contest',
  claimRefund: 'the refund to a partner',
  claimRefundBack: 'what was refunded, back from a partner',
};
export const claimTasksZh: Readonly<Record<ClaimTask, string>> = {
  claimDocuments: '补齐索赔材料',
  claimContest: '处理对方异议',
  claimRefund: '向合作机构退款',
  claimRefundBack: '向合作机构追回退款',
};
export const claimLettersEn: Readonly<Record<ClaimLetter, string>> = {
  remainder: 'demand for the rest',
  contestRejected: 'answer to the contest',
  refund: 'notice of a refund',
  subrogation: 'notice of who is owed now',
};
export const claimLettersZh: Readonly<Record<ClaimLetter, string>> = {
  remainder: '余款催付函',
  contestRejected: '异议答复函',
  refund: '退款通知',
  subrogation: '代位追偿通知',
};
const resultEn: Readonly<Record<ContestResult, string>> = {
  upheld: 'upheld',
  partlyUpheld: 'upheld in part',
  rejected: 'rejected',
};
const resultZh: Readonly<Record<ContestResult, string>> = {
  upheld: '成立',
  partlyUpheld: '部分成立',
  rejected: '不成立',
};
type Corrected = Extract<TrackEnd, 'performed' | 'cured' | 'notPerformed'>;
const correctedEn: Readonly<Record<Corrected, string>> = {
  performed: 'performed',
  cured: 'arrears paid by the borrower',
  notPerformed: 'not performed',
};
const correctedZh: Readonly<Record<Corrected, string>> = {
  performed: '已履行',
  cured: '欠款已由借款人清偿',
  notPerformed: '未履行',
};

export const claimEn: Tellers<ClaimOutcome> = {
  limitExceeded: ({ partnerId, claimedMinor, mostMinor, beyond }, { money }) =>
    `Beyond the limit of ${partnerId}: ${money(claimedMinor)} of at most ${money(mostMinor)} is claimed already; ${
      beyond === 'ask' ? 'somebody is asked' : 'the claim is not made'
    }`,
  documentsAttached: ({ documents, missing, by }) =>
    `Documents handed in: ${listed(
      documents.map(({ kind }) => kind),
      ', ',
    )}; ${missing.length === 0 ? 'complete' : `missing: ${missing.join(', ')}`} (${by})`,
  contestResolved: ({ result, reason, demandedMinor, deadlineOn, by }, { money }) =>
    `The contest is ${resultEn[result]}: ${reason}${
      deadlineOn === null ? '' : `; ${money(demandedMinor)} by ${deadlineOn}`
    } (${by})`,
  partnerPaid: ({ receivedMinor, wasMinor, demandedMinor, deadlineOn }, { money }) =>
    `${money(receivedMinor)} of ${money(demandedMinor)} has come (before: ${money(wasMinor)})${
      deadlineOn === null ? '' : `; the rest by ${deadlineOn}`
    }`,
  claimReopened: ({ because, deadlineOn }) => `Goes on: ${because}; next deadline ${deadlineOn}`,
  endCorrected: ({ as, because }) => `Correction: ended as ${correctedEn[as]} (${because})`,
  refundOwed: ({ owedMinor, wasMinor, refundedMinor }, { money }) =>
    `By what the borrower has paid, ${money(owedMinor)} is owed back to the partner (before: ${money(wasMinor)}; refunded: ${money(refundedMinor)})`,
  refundBooked: ({ amountMinor, reference, by }, { money }) =>
    amountMinor > 0
      ? `Refunded to the partner: ${money(amountMinor)}, booking ${reference} (${by})`
      : `Back from the partner: ${money(-amountMinor)}, booking ${reference} (${by})`,
  subrogated: ({ partnerId, paidMinor }, { money }) =>
    `${partnerId} has paid ${money(paidMinor)} and steps into the rights of the lender; the borrower is told`,
  letterDropped: ({ about, code }) => `"${claimLettersEn[about]}" is not sent (${code})`,
};

export const claimZh: Tellers<ClaimOutcome> = {
  limitExceeded: ({ partnerId, claimedMinor, mostMinor, beyond }, { money }) =>
    `超出 ${partnerId} 的限额：未结索赔已达 ${money(claimedMinor)}，限额 ${money(mostMinor)}；${
      beyond === 'ask' ? '须经审批' : '不再提出索赔'
    }`,
  documentsAttached: ({ documents, missing, by }) =>
    `已提交材料：${listed(
      documents.map(({ kind }) => kind),
      '、',
    )}；${missing.length === 0 ? '材料齐全' : `尚缺：${missing.join('、')}`}（${by}）`,
  contestResolved: ({ result, reason, demandedMinor, deadlineOn, by }, { money }) =>
    `对方异议${resultZh[result]}：${reason}${
      deadlineOn === null ? '' : `；须于 ${deadlineOn} 前支付 ${money(demandedMinor)}`
    }（${by}）`,
  partnerPaid: ({ receivedMinor, wasMinor, demandedMinor, deadlineOn }, { money }) =>
    `已收到 ${money(receivedMinor)}，应付 ${money(demandedMinor)}（此前 ${money(wasMinor)}）${
      deadlineOn === null ? '' : `，余款期限 ${deadlineOn}`
    }`,
  claimReopened: ({ because, deadlineOn }) => `索赔继续：${because}，下一期限 ${deadlineOn}`,
  endCorrected: ({ as, because }) => `更正：结果为${correctedZh[as]}（${because}）`,
  refundOwed: ({ owedMinor, wasMinor, refundedMinor }, { money }) =>
    `因借款人已还款，应退还合作机构 ${money(owedMinor)}（此前 ${money(wasMinor)}，已退 ${money(refundedMinor)}）`,
  refundBooked: ({ amountMinor, reference, by }, { money }) =>
    amountMinor > 0
      ? `已退还合作机构 ${money(amountMinor)}，记账编号 ${reference}（${by}）`
      : `已从合作机构追回 ${money(-amountMinor)}，记账编号 ${reference}（${by}）`,
  subrogated: ({ partnerId, paidMinor }, { money }) =>
    `${partnerId} 已支付 ${money(paidMinor)} 并取得代位追偿权，将告知借款人`,
  letterDropped: ({ about, code }) => `“${claimLettersZh[about]}”不再发送（${code}）`,
};
