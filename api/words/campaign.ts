import type { CampaignEnd, CampaignLoanOutcome, CampaignOutcome, CampaignStatus } from '../../domain/campaignState.ts';
import type { Language } from '../context.ts';
import { whoEn, whoZh } from './approval.ts';
import { reasonZh } from './plain.ts';
import { requestKindEn, requestKindZh } from './request.ts';
import type { Tellers } from './words.ts';

const statusEn: Readonly<Record<CampaignStatus, string>> = {
  draft: 'not proposed',
  proposed: 'waiting for approval',
  running: 'being carried out',
  done: 'carried out',
  refused: 'refused',
  withdrawn: 'withdrawn',
  expired: 'not decided in time',
};
const statusZh: Readonly<Record<CampaignStatus, string>> = {
  draft: '未提交',
  proposed: '待审批',
  running: '执行中',
  done: '已执行',
  refused: '已否决',
  withdrawn: '已撤回',
  expired: '逾期未审批',
};
export const campaignStatus: Readonly<Record<Language, Readonly<Record<CampaignStatus, string>>>> = {
  'zh-CN': statusZh,
  en: statusEn,
};

const nameOf = (caseId: string): string => caseId.slice(caseId.indexOf('/') + 1);
const endEn = (as: CampaignEnd): string => statusEn[as];
const endZh = (as: CampaignEnd): string => statusZh[as];

export const campaignEn: Tellers<CampaignOutcome> = {
  opened: ({ campaignId }) => `Campaign ${campaignId} opened`,
  campaignProposed: ({ run, by, approval, hash }, { money }) =>
    `${by} proposes ${requestKindEn[run.kind]} for ${run.totals.accepted} of ${run.totals.met} loans, ${money(run.totals.atStakeMinor)} at stake; to be decided by ${approval.dueOn} (${run.reason}; list ${hash.slice(0, 12)})`,
  approvalGiven: ({ row, complete }) =>
    `${whoEn(row)} approves the campaign${complete ? '; approval is complete' : '; another person has to approve'}`,
  approvalRefused: ({ row, reason }) => `${whoEn(row)} refuses the campaign: ${reason}`,
  loansAsked: ({ page, loanIds }) => `Page ${page + 1} of the list: ${loanIds.length} loans are asked`,
  loanAnswered: ({ loanId, answer }, { money }) =>
    answer.ok
      ? `Loan ${loanId}: carried out, ${money(answer.atStakeMinor)}`
      : `Loan ${loanId}: refused, ${answer.reason} (${answer.code})`,
  campaignEnded: ({ as, because, by }) => `The campaign is ${endEn(as)}: ${because} (${by})`,
  taskOpened: ({ role, dueOn }) => `${role} is asked for the decision on the campaign by ${dueOn}`,
  taskClosed: ({ result, by }) => `Task done: ${result} (${by})`,
  taskEscalated: ({ to }) => `Task overdue, goes to ${to}`,
  refused: ({ what, reason, code }) => `Refused ${what}: ${reason} (${code})`,
};

export const campaignZh: Tellers<CampaignOutcome> = {
  opened: ({ campaignId }) => `批次 ${campaignId} 已建立`,
  campaignProposed: ({ run, by, approval, hash }, { money }) =>
    `${by} 提交批量${requestKindZh[run.kind]}：符合条件 ${run.totals.met} 笔，可执行 ${run.totals.accepted} 笔，涉及 ${money(run.totals.atStakeMinor)}；${approval.dueOn} 前审批（${run.reason}；清单 ${hash.slice(0, 12)}）`,
  approvalGiven: ({ row, complete }) => `${whoZh(row)}同意批次${complete ? '，审批完成' : '，尚需另一人审批'}`,
  approvalRefused: ({ row, reason }) => `${whoZh(row)}否决批次：${reason}`,
  loansAsked: ({ page, loanIds }) => `清单第 ${page + 1} 页：下发 ${loanIds.length} 笔`,
  loanAnswered: ({ loanId, answer }, { money }) =>
    answer.ok
      ? `贷款 ${loanId}：已执行，${money(answer.atStakeMinor)}`
      : `贷款 ${loanId}：未执行，${reasonZh(answer.reason)}（${answer.code}）`,
  campaignEnded: ({ as, because, by }) => `批次${endZh(as)}：${because}（${by}）`,
  taskOpened: ({ role, dueOn }) => `请 ${role} 于 ${dueOn} 前审批批次`,
  taskClosed: ({ result, by }) => `任务已办：${result}（${by}）`,
  taskEscalated: ({ to }) => `任务逾期，上报 ${to}`,
  refused: ({ what, reason, code }) => `拒绝 ${what}：${reason}（${code}）`,
};

/** The row in the journal of a loan. */
export const campaignLoanEn: Tellers<CampaignLoanOutcome> = {
  campaignAnswered: ({ campaignId, answer }) =>
    answer.ok
      ? `Campaign ${nameOf(campaignId)} is told that it was carried out`
      : `Campaign ${nameOf(campaignId)} is told that it does not fit: ${answer.reason} (${answer.code})`,
};
export const campaignLoanZh: Tellers<CampaignLoanOutcome> = {
  campaignAnswered: ({ campaignId, answer }) =>
    answer.ok
      ? `已回复批次 ${nameOf(campaignId)}：已执行`
      : `已回复批次 ${nameOf(campaignId)}：不适用，${reasonZh(answer.reason)}（${answer.code}）`,
};
