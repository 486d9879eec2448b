import type { ApprovalRow } from '../../domain/approval.ts';
import type { LoanRequest, RequestEnd, RequestKindName, RequestOutcome } from '../../domain/requestState.ts';
import type { Effect } from '../../domain/simulation.ts';
import type { Language } from '../context.ts';
import { whoEn, whoZh } from './approval.ts';
import { roleIn } from '../../policies/explain/role.ts';
import type { Tellers, Telling } from './words.ts';

export const requestKindEn: Readonly<Record<RequestKindName, string>> = {
  waiver: 'a waiver',
  deferment: 'a deferment',
  acceleration: 'calling the whole loan in',
  placement: 'placing the loan with an agency',
  reinstatement: 'a reinstatement of the schedule',
  plan: 'a short-term repayment plan',
  restructure: 'a new repayment schedule',
  temporaryLoan: 'a temporary loan',
  extension: 'an extension',
};
export const requestKindZh: Readonly<Record<RequestKindName, string>> = {
  waiver: '减免',
  deferment: '缓期还款',
  acceleration: '宣布提前到期',
  placement: '委外催收',
  reinstatement: '恢复还款计划',
  plan: '短期还款计划',
  restructure: '调整还款计划',
  temporaryLoan: '临时贷款',
  extension: '展期',
};
export const requestEndEn: Readonly<Record<RequestEnd, string>> = {
  executed: 'carried out',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'not decided in time',
  lapsed: 'void, for the facts have changed',
};
export const requestEndZh: Readonly<Record<RequestEnd, string>> = {
  executed: '已执行',
  rejected: '已否决',
  withdrawn: '已撤回',
  expired: '逾期未审批',
  lapsed: '因情况变化失效',
};

function changesEn({ before, after }: Effect, { money }: Telling): string {
  const changes = [
    before.outstandingMinor === after.outstandingMinor
      ? ''
      : `outstanding ${money(before.outstandingMinor)} → ${money(after.outstandingMinor)}`,
    before.overdueMinor === after.overdueMinor
      ? ''
      : `overdue ${money(before.overdueMinor)} → ${money(after.overdueMinor)}`,
    before.overdueDays === after.overdueDays ? '' : `${before.overdueDays} → ${after.overdueDays} days`,
    before.lastDueOn === after.lastDueOn ? '' : `last due day ${before.lastDueOn ?? '–'} → ${after.lastDueOn ?? '–'}`,
    before.cumulativeMissed === after.cumulativeMissed && before.consecutiveMissed === after.consecutiveMissed
      ? ''
      : `missed ${before.consecutiveMissed}/${before.cumulativeMissed} → ${after.consecutiveMissed}/${after.cumulativeMissed}`,
  ].filter((change) => change !== '');
  return changes.length === 0 ? '' : `: ${changes.join(', ')}`;
}

function changesZh({ before, after }: Effect, { money }: Telling): string {
  const changes = [
    before.outstandingMinor === after.outstandingMinor
      ? ''
      : `余额 ${money(before.outstandingMinor)} → ${money(after.outstandingMinor)}`,
    before.overdueMinor === after.overdueMinor
      ? ''
      : `逾期 ${money(before.overdueMinor)} → ${money(after.overdueMinor)}`,
    before.overdueDays === after.overdueDays ? '' : `逾期 ${before.overdueDays} → ${after.overdueDays} 天`,
    before.lastDueOn === after.lastDueOn ? '' : `末期到期日 ${before.lastDueOn ?? '–'} → ${after.lastDueOn ?? '–'}`,
    before.cumulativeMissed === after.cumulativeMissed && before.consecutiveMissed === after.consecutiveMissed
      ? ''
      : `连/累 ${before.consecutiveMissed}/${before.cumulativeMissed} → ${after.consecutiveMissed}/${after.cumulativeMissed}`,
  ].filter((change) => change !== '');
  return changes.length === 0 ? '' : `：${changes.join('，')}`;
}

/** Who decided a campaign, their roles in words. */
const decidersOf = ({ approval }: LoanRequest, language: Language): readonly ApprovalRow[] =>
  approval.rows.map((row) => ({ ...row, role: roleIn(language, row.role) }));

/** The name of the campaign, without the kind of its case. */
const campaignIn = ({ campaign = '' }: { readonly campaign?: string }): string => campaign.replace(/^campaign\//, '');

export const requestEn: Tellers<RequestOutcome> = {
  requestMade: ({ request, effect, by }, telling) =>
    request.campaign !== undefined
      ? `Campaign ${campaignIn(request)}: ${requestKindEn[request.kind]}, proposed by ${by}, approved by ${decidersOf(request, 'en').map(whoEn).join(', ')}${changesEn(effect, telling)} (${request.reason})`
      : `${by} asks for ${requestKindEn[request.kind]}${changesEn(effect, telling)}; to be decided by ${request.approval.dueOn} (${request.reason})`,
  requestApproved: ({ row, complete }) =>
    `${whoEn(row)} approves the request${complete ? '; approval is complete' : '; another person has to approve'}`,
  requestRejected: ({ row, reason }) => `${whoEn(row)} rejects the request: ${reason}`,
  requestExecuted: ({ kind, effect, campaign }, telling) =>
    `Carried out: ${requestKindEn[kind]}${campaign === undefined ? '' : ` of campaign ${campaignIn({ campaign })}`}${changesEn(effect, telling)}`,
  requestEnded: ({ as, because, by }) => `The request is ${requestEndEn[as]}: ${because} (${by})`,
};

export const requestZh: Tellers<RequestOutcome> = {
  requestMade: ({ request, effect, by }, telling) =>
    request.campaign !== undefined
      ? `批次 ${campaignIn(request)}：${requestKindZh[request.kind]}，${by} 提交，${decidersOf(request, 'zh-CN').map(whoZh).join('、')} 批准${changesZh(effect, telling)}（${request.reason}）`
      : `${by} 申请${requestKindZh[request.kind]}${changesZh(effect, telling)}；${request.approval.dueOn} 前审批（${request.reason}）`,
  requestApproved: ({ row, complete }) => `${whoZh(row)}同意申请${complete ? '，审批完成' : '，尚需另一人审批'}`,
  requestRejected: ({ row, reason }) => `${whoZh(row)}否决申请：${reason}`,
  requestExecuted: ({ kind, effect, campaign }, telling) =>
    `已执行${requestKindZh[kind]}${campaign === undefined ? '' : `（批次 ${campaignIn({ campaign })}）`}${changesZh(effect, telling)}`,
  requestEnded: ({ as, because, by }) => `申请${requestEndZh[as]}：${because}（${by}）`,
};
