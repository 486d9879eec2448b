/** What a loan and its tracks say in the same words. */
import type { FromLoan } from '../../domain/loanOutcome.ts';
import { channelEn, channelZh, passedTextEn, passedTextZh } from './notice.ts';
import type { Tellers } from './words.ts';

type CaseTellers = Tellers<
  FromLoan<
    | 'noticeHeld'
    | 'noticeDeferred'
    | 'noticeCancelled'
    | 'noticeReported'
    | 'taskClosed'
    | 'taskEscalated'
    | 'optedOut'
    | 'contactChanged'
    | 'refused'
  >
>;

const reportedEn = {
  accepted: 'was taken by the provider',
  delivered: 'was delivered',
  failed: 'failed',
  optedOut: 'was refused: the recipient opted out',
  parked: 'may or may not have left; a person asks the provider',
} as const;
const contactEn: Readonly<Record<string, string>> = {
  held: 'contact is held',
  released: 'a hold on contact ended',
  consented: 'agrees to be contacted again',
  agreed: 'a time was agreed',
  inconvenient: 'a time was named as inconvenient',
  placeRefused: 'a place was named as inconvenient',
  withdrawn: 'a time or place does not count any more',
  moved: 'another time zone',
  reachable: 'whether the person can be reached',
  related: 'whether the person answers for the debt',
  failed: 'an address does not work any more',
  corrected: 'an address was corrected',
};
const byRuleEn = (rule: string | undefined): string => (rule === undefined ? '' : ` (rule ${rule})`);
const code = (given: string | undefined): string => (given === undefined ? '' : ` (${given})`);
const contactTextEn = (personId: string, what: string): string =>
  `Contact with ${personId} changed: ${contactEn[what] ?? what}`;

export const caseEn: CaseTellers = {
  noticeHeld: ({ step, until, rule, passed }, { step: title, local }) =>
    `"${title(step)}" is held back: no contact before ${local(until)} (rule ${rule})${passedTextEn(passed)}`,
  noticeDeferred: ({ until, rule }, { local }) =>
    `Asked again before sending: no contact before ${local(until)} (rule ${rule})`,
  noticeCancelled: ({ because, rule }) => `A waiting message was cancelled: ${because}${byRuleEn(rule)}`,
  noticeReported: ({ status, code: why }) => `The message ${reportedEn[status]}${code(why)}`,
  taskClosed: ({ result, by }) => `Task done: ${result} (${by})`,
  taskEscalated: ({ to }) => `Task overdue, goes to ${to}`,
  optedOut: ({ channel: by }) => `The customer opted out of ${channelEn[by] ?? by}`,
  contactChanged: ({ personId, what }) => contactTextEn(personId, what),
  refused: ({ what, reason, code: why }) => `Refused ${what}: ${reason} (${why})`,
};

const reportedZh = {
  accepted: '已由通道受理',
  delivered: '已送达',
  failed: '发送失败',
  optedOut: '收件人已退订',
  parked: '是否发出不明，待人工核对',
} as const;
const contactZh: Readonly<Record<string, string>> = {
  held: '暂停联系',
  released: '暂停联系已解除',
  consented: '同意恢复联系',
  agreed: '约定联系时间',
  inconvenient: '声明不便时间',
  placeRefused: '声明不便地点',
  withdrawn: '原约定或声明不再适用',
  moved: '所在时区变更',
  reachable: '可联系状态变更',
  related: '与债务的关系变更',
  failed: '联系方式已失效',
  corrected: '联系地址已更正',
};
const byRuleZh = (rule: string | undefined): string => (rule === undefined ? '' : `（规则 ${rule}）`);
const contactTextZh = (personId: string, what: string): string =>
  `${personId} 的联系条件变更：${contactZh[what] ?? what}`;

export const caseZh: CaseTellers = {
  noticeHeld: ({ step, until, rule, passed }, { step: title, local }) =>
    `“${title(step)}”暂缓，${local(until)} 前不得联系（规则 ${rule}）${passedTextZh(passed)}`,
  noticeDeferred: ({ until, rule }, { local }) => `发送前复核：${local(until)} 前不得联系（规则 ${rule}）`,
  noticeCancelled: ({ because, rule }) => `取消待发消息：${because}${byRuleZh(rule)}`,
  noticeReported: ({ status, code }) => `消息${reportedZh[status]}${code === undefined ? '' : `（${code}）`}`,
  taskClosed: ({ result, by }) => `任务办结：${result}（${by}）`,
  taskEscalated: ({ to }) => `任务逾期，升级至 ${to}`,
  optedOut: ({ channel: by }) => `客户退订${channelZh[by] ?? by}`,
  contactChanged: ({ personId, what }) => contactTextZh(personId, what),
  refused: ({ what, reason, code }) => `拒绝 ${what}：${reason}（${code}）`,
};
