/** The words in which requests are told; both languages have every key by type. */
import type { Component } from '../../domain/contract.ts';
import type { ExtensionLimit } from '../../domain/reliefRules.ts';
import type { Rests } from '../../domain/reliefState.ts';
import type { RequestKindName } from '../../domain/requestState.ts';
import type { Language } from './words.ts';

/** Calling a loan in is told where its grounds are (measures.ts). */
export type AskedKind = Exclude<RequestKindName, 'acceleration'>;

export interface RequestWords {
  readonly title: string;
  readonly kind: Readonly<Record<AskedKind, string>>;
  readonly asked: (kind: string, roles: string, documents: string | null, approval: string) => string;
  readonly limits: (kind: string, parts: string) => string;
  readonly never: (kind: string) => string;
  readonly times: (count: number) => string;
  readonly despite: Readonly<Record<'suit' | 'writeOff', string>>;
  readonly days: (count: number) => string;
  readonly months: (count: number) => string;
  readonly dates: (count: number) => string;
  readonly grace: (count: number) => string;
  readonly amount: (amount: string) => string;
  readonly mode: Readonly<Record<'pause' | 'shiftAll' | 'shiftTail', string>>;
  readonly counts: Readonly<Record<'reset' | 'carry', string>>;
  readonly rests: (what: string) => string;
  readonly rest: Readonly<Record<Rests, string>>;
  readonly penaltyStops: string;
  readonly covers: (what: string) => string;
  readonly cover: Readonly<Record<'pastDue' | 'all', string>>;
  readonly onBroken: Readonly<Record<'back' | 'accelerate', string>>;
  readonly capitalises: Readonly<Record<'yes' | 'no', string>>;
  readonly observed: (periods: number, months: number) => string;
  readonly components: (what: string) => string;
  readonly component: Readonly<Record<Component, string>>;
  readonly condition: (days: number, grace: number) => string;
  readonly limit: (limit: ExtensionLimit) => string;
  readonly whilePastDue: Readonly<Record<'yes' | 'no', string>>;
  readonly tell: Readonly<Record<'some' | 'nobody', string>>;
  readonly join: string;
  readonly also: string;
}

const months = (count: number): string => (count === 1 ? '1 month' : `${count} months`);
const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

export const requestWords: Readonly<Record<Language, RequestWords>> = {
  en: {
    title: 'What may be asked for a loan',
    kind: {
      deferment: 'Deferment',
      plan: 'Short-term repayment plan',
      restructure: 'Restructure',
      waiver: 'Waiver',
      temporaryLoan: 'Temporary loan',
      extension: 'Extension',
      reinstatement: 'Taking back that a loan is called in',
      placement: 'Placing with an agency',
    },
    asked: (kind, roles, documents, approval) =>
      `${kind}: ${roles} may ask${documents === null ? '' : `, with ${documents}`}; ${approval}.`,
    limits: (kind, parts) => `${kind}: ${parts}.`,
    never: (kind) => `${kind}: not granted.`,
    times: (count) => (count === 1 ? 'once in the life of a loan' : `${count} times in the life of a loan`),
    despite: { suit: 'also while a suit lasts', writeOff: 'also after write-off' },
    days: (count) => `for at most ${days(count)}`,
    months: (count) => `over at most ${months(count)}`,
    dates: (count) => `on at most ${count} dates`,
    grace: (count) => `each with a grace of ${days(count)}`,
    amount: (amount) => `at most ${amount}`,
    mode: {
      pause: 'its days are not counted, and what falls due within them stays due',
      shiftAll: 'what falls due within its days moves behind them, and all that follows with it',
      shiftTail: 'what falls due within its days moves behind the last instalment',
    },
    counts: { reset: 'missed instalments are counted anew', carry: 'missed instalments stay counted' },
    rests: (what) => `meanwhile rest ${what}`,
    rest: { ladder: 'the ladder', reminders: 'reminders of what falls due before its end' },
    penaltyStops: 'penalty of its days is given up',
    covers: (what) => `it may cover ${what}`,
    cover: { pastDue: 'what is past due', all: 'everything' },
    onBroken: {
      back: 'a date that is missed ends it and the old schedule holds',
      accelerate: 'a date that is missed ends it and everything falls due',
    },
    capitalises: { yes: 'interest that is due may become principal', no: 'interest that is due stays interest' },
    observed: (periods, count) =>
      `the class is left after ${periods} instalments on time and ${months(count)} without arrears`,
    components: (what) => `may be given up: ${what}`,
    component: { penalty: 'penalty', fee: 'fees', interest: 'interest', principal: 'principal' },
    condition: (count, grace) => `a condition is at most ${days(count)} ahead, with a grace of ${days(grace)}`,
    limit: ({ termUptoMonths, mostPercentOfTerm, mostMonths }) =>
      [
        ...(mostPercentOfTerm === undefined ? [] : [`at most ${mostPercentOfTerm} % of the term again`]),
        ...(mostMonths === undefined ? [] : [`at most ${months(mostMonths)}`]),
      ].join(' and ') + (termUptoMonths === undefined ? '' : ` for terms up to ${months(termUptoMonths)}`),
    whilePastDue: { yes: 'also while something is past due', no: 'not while something is past due' },
    tell: { some: 'the borrower is told by ', nobody: 'nobody is told' },
    join: ', ',
    also: '; ',
  },
  'zh-CN': {
    title: '可提出的申请',
    kind: {
      deferment: '缓期还款',
      plan: '短期还款计划',
      restructure: '调整还款计划',
      waiver: '减免',
      temporaryLoan: '临时贷款',
      extension: '展期',
      reinstatement: '撤销提前到期',
      placement: '委外',
    },
    asked: (kind, roles, documents, approval) =>
      `${kind}：${roles}可申请${documents === null ? '' : `，材料：${documents}`}；${approval}。`,
    limits: (kind, parts) => `${kind}：${parts}。`,
    never: (kind) => `${kind}：不予办理。`,
    times: (count) => `每笔贷款最多 ${count} 次`,
    despite: { suit: '诉讼期间亦可', writeOff: '核销后亦可' },
    days: (count) => `最长 ${count} 天`,
    months: (count) => `最长 ${count} 个月`,
    dates: (count) => `最多分 ${count} 次`,
    grace: (count) => `每次宽限 ${count} 天`,
    amount: (amount) => `金额不超过 ${amount}`,
    mode: {
      pause: '期间不计天数，期内到期款项仍须按期归还',
      shiftAll: '期内到期款项移至期后，其后各期顺延',
      shiftTail: '期内到期款项移至最后一期之后',
    },
    counts: { reset: '连续、累计期数重新计算', carry: '连续、累计期数继续计算' },
    rests: (what) => `期间暂停${what}`,
    rest: { ladder: '催收', reminders: '期内到期款项的提醒' },
    penaltyStops: '期间罚息予以减免',
    covers: (what) => `可涵盖${what}`,
    cover: { pastDue: '逾期款项', all: '全部款项' },
    onBroken: { back: '未按期履行即终止，恢复原还款计划', accelerate: '未按期履行即终止，全部到期' },
    capitalises: { yes: '到期利息可转为本金', no: '到期利息不转为本金' },
    observed: (periods, count) => `按期归还 ${periods} 期且 ${count} 个月无逾期后方可上调分类`,
    components: (what) => `可减免${what}`,
    component: { penalty: '罚息', fee: '费用', interest: '利息', principal: '本金' },
    condition: (count, grace) => `附条件的，期限最长 ${count} 天，宽限 ${grace} 天`,
    limit: ({ termUptoMonths, mostPercentOfTerm, mostMonths }) =>
      (termUptoMonths === undefined ? '其余' : `期限 ${termUptoMonths} 个月及以下`) +
      [
        ...(mostPercentOfTerm === undefined ? [] : [`不超过原期限的 ${mostPercentOfTerm}%`]),
        ...(mostMonths === undefined ? [] : [`不超过 ${mostMonths} 个月`]),
      ].join('且'),
    whilePastDue: { yes: '有逾期时亦可', no: '有逾期时不予办理' },
    tell: { some: '结果告知借款人：', nobody: '结果不另行告知' },
    join: '、',
    also: '；',
  },
};
