import { formatAmount } from '../../domain/money.ts';
import type {
  LimitKind,
  MarkedBecause,
  PartnerFigures,
  PartnerOutcome,
  PartnerTaskKind,
} from '../../domain/partnerState.ts';
import type { PartnerRules } from '../../domain/partnerRules.ts';
import type { Tellers } from './words.ts';

export const partnerTasksEn: Readonly<Record<PartnerTaskKind, string>> = {
  partnerReview: 'the review of a partner that does not perform',
  partnerApproval: 'a decision about a partner',
  partnerLimit: 'a limit of a partner that is passed',
};
export const partnerTasksZh: Readonly<Record<PartnerTaskKind, string>> = {
  partnerReview: '复核不履约的合作机构',
  partnerApproval: '合作机构事项审批',
  partnerLimit: '合作机构限额已超',
};

const becauseEn: Readonly<Record<MarkedBecause, string>> = { figures: 'by its figures', person: 'by a person' };
const becauseZh: Readonly<Record<MarkedBecause, string>> = { figures: '依履约数据', person: '依人工认定' };

const failedEn = ({ decided, refused, notPerformed, late }: PartnerFigures): string =>
  `of ${decided} claims decided, ${notPerformed} not performed, ${refused} refused, ${late} late`;
const failedZh = ({ decided, refused, notPerformed, late }: PartnerFigures): string =>
  `已有结果的 ${decided} 笔索赔中，未履行 ${notPerformed} 笔、拒绝 ${refused} 笔、逾期履行 ${late} 笔`;

const whatEn: Readonly<Record<LimitKind, string>> = { outstanding: 'outstanding', claimed: 'claimed' };
const whatZh: Readonly<Record<LimitKind, string>> = { outstanding: '未偿余额', claimed: '未结索赔' };
const amount = (minor: number, currency: string): string => `${formatAmount(minor, currency)} ${currency}`;

const limitsOf = ({ limits }: PartnerRules): string =>
  limits.map(({ currency, beyond }) => `${currency} ${beyond}`).join(', ');

export const partnerEn: Tellers<PartnerOutcome> = {
  partnerOpened: ({ partnerId }) => `${partnerId} is watched from now on`,
  partnerMarked: ({ because, reason, figures, by }) =>
    `Not counted on from now on, ${becauseEn[because]}: ${failedEn(figures)}${reason === null ? '' : `; ${reason}`} (${by})`,
  partnerReviewed: ({ reason, by }) => `Looked at, stays as it is: ${reason} (${by})`,
  partnerProposed: ({ proposal: { number, wish, reason, by } }) =>
    `Asked (${number}): ${wish.what === 'reinstate' ? 'to count on it again' : 'other rules'}: ${reason} (${by})`,
  partnerProposalClosed: ({ number, as, reason, by }) =>
    `${number} ${as === 'rejected' ? 'rejected' : 'withdrawn'}: ${reason} (${by})`,
  partnerReinstated: ({ figures, askedBy, by, role }) =>
    `Counted on again: ${failedEn(figures)} (asked by ${askedBy}, approved by ${by}, ${role})`,
  partnerRulesSet: ({ rules, askedBy, by, role }) =>
    `Rules: ${rules.failedAtLeast} failed and ${rules.failedPercentAtLeast}% within ${rules.windowDays} days${
      rules.limits.length === 0 ? '' : `; limits: ${limitsOf(rules)}`
    } (asked by ${askedBy}, approved by ${by}, ${role})`,
  partnerLimitPassed: ({ currency, what, amountMinor, mostMinor }) =>
    `Over its limit: ${amount(amountMinor, currency)} ${whatEn[what]}, at most ${amount(mostMinor, currency)}`,
  partnerLimitKept: ({ currency, what }) => `Within its limit again: ${whatEn[what]} in ${currency}`,
  taskOpened: ({ task, role, dueOn }) => `${role} is asked for ${partnerTasksEn[task]} by ${dueOn}`,
  taskClosed: ({ result, by }) => `Task done: ${result} (${by})`,
  taskEscalated: ({ to }) => `Task overdue, goes to ${to}`,
  refused: ({ what, code, reason, by }) => `${what} refused: ${reason} (${code}${by === undefined ? '' : `, ${by}`})`,
};

export const partnerZh: Tellers<PartnerOutcome> = {
  partnerOpened: ({ partnerId }) => `开始关注 ${partnerId} 的履约情况`,
  partnerMarked: ({ because, reason, figures, by }) =>
    `自今日起不再计入其履约（${becauseZh[because]}）：${failedZh(figures)}${reason === null ? '' : `；${reason}`}（${by}）`,
  partnerReviewed: ({ reason, by }) => `已复核，维持认定：${reason}（${by}）`,
  partnerProposed: ({ proposal: { number, wish, reason, by } }) =>
    `申请（${number}）：${wish.what === 'reinstate' ? '恢复合作' : '调整规则'}：${reason}（${by}）`,
  partnerProposalClosed: ({ number, as, reason, by }) =>
    `申请 ${number} ${as === 'rejected' ? '被驳回' : '已撤回'}：${reason}（${by}）`,
  partnerReinstated: ({ figures, askedBy, by, role }) =>
    `恢复合作：${failedZh(figures)}（${askedBy} 申请，${by} 审批，${role}）`,
  partnerRulesSet: ({ rules, askedBy, by, role }) =>
    `规则：${rules.windowDays} 天内失约 ${rules.failedAtLeast} 笔且占比达 ${rules.failedPercentAtLeast}%${
      rules.limits.length === 0 ? '' : `；限额：${limitsOf(rules)}`
    }（${askedBy} 申请，${by} 审批，${role}）`,
  partnerLimitPassed: ({ currency, what, amountMinor, mostMinor }) =>
    `超出限额：${whatZh[what]} ${amount(amountMinor, currency)}，限额 ${amount(mostMinor, currency)}`,
  partnerLimitKept: ({ currency, what }) => `已回到限额以内：${currency} ${whatZh[what]}`,
  taskOpened: ({ task, role, dueOn }) => `交 ${role} 办理${partnerTasksZh[task]}，${dueOn} 前`,
  taskClosed: ({ result, by }) => `任务办结：${result}（${by}）`,
  taskEscalated: ({ to }) => `任务逾期，升级至 ${to}`,
  refused: ({ what, code, reason, by }) => `${what} 被拒绝：${reason}（${code}${by === undefined ? '' : `，${by}`}）`,
};
