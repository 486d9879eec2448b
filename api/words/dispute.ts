import type { DisputeAbout, DisputeKind, DisputeOutcome, DisputeResult } from '../../domain/disputeState.ts';
import type { Tellers } from './words.ts';

const kindEn: Readonly<Record<DisputeKind, string>> = { complaint: 'Complaint', dispute: 'Dispute' };
const kindZh: Readonly<Record<DisputeKind, string>> = { complaint: '投诉', dispute: '异议' };
export const disputeAboutEn: Readonly<Record<DisputeAbout, string>> = {
  amount: 'the amount',
  payment: 'a payment',
  identity: 'the identity',
  contract: 'the contract',
  conduct: 'how they were treated',
  contact: 'being contacted',
  fraud: 'fraud',
  other: 'something else',
};
export const disputeAboutZh: Readonly<Record<DisputeAbout, string>> = {
  amount: '金额',
  payment: '还款入账',
  identity: '身份',
  contract: '合同',
  conduct: '催收行为',
  contact: '联系方式与频次',
  fraud: '欺诈',
  other: '其他',
};
export const disputeResultEn: Readonly<Record<DisputeResult, string>> = {
  upheld: 'upheld',
  partlyUpheld: 'upheld in part',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
};
export const disputeResultZh: Readonly<Record<DisputeResult, string>> = {
  upheld: '成立',
  partlyUpheld: '部分成立',
  rejected: '不成立',
  withdrawn: '已撤回',
};

export const disputeEn: Tellers<DisputeOutcome> = {
  disputeOpened: ({ dispute, by }) =>
    `${kindEn[dispute.kind]} about ${disputeAboutEn[dispute.about]}: ${dispute.ownerId} answers by ${dispute.answerBy}${
      dispute.stopsContact ? '; contact stops' : ''
    } (${by})`,
  disputeResolved: ({ outcome, by }) => `The dispute is ${disputeResultEn[outcome]}; the borrower is told (${by})`,
};

export const disputeZh: Tellers<DisputeOutcome> = {
  disputeOpened: ({ dispute, by }) =>
    `${kindZh[dispute.kind]}（${disputeAboutZh[dispute.about]}）：由 ${dispute.ownerId} 在 ${dispute.answerBy} 前答复${
      dispute.stopsContact ? '，其间停止联系' : ''
    }（${by}）`,
  disputeResolved: ({ outcome, by }) => `异议或投诉${disputeResultZh[outcome]}，将告知借款人（${by}）`,
};
