import type { Language } from '../context.ts';

/** Titles of steps that no policy lists: what was agreed with the borrower, or is owed to them. */
export const serviceTitles: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    promiseReminder: '承诺还款提醒',
    disputeAnswer: '告知处理结果',
    dispute: '投诉或异议',
    waiver: '减免申请',
    deferment: '缓期还款申请',
    inboundText: '收到回信',
    newAddress: '信函被退回',
    limitation: '诉讼时效与保证期间',
    openLegal: '提前采取法律行动',
  },
  en: {
    promiseReminder: 'reminder of a promise',
    disputeAnswer: 'the answer to a complaint or dispute',
    dispute: 'complaint or dispute',
    waiver: 'request for a waiver',
    deferment: 'request for a deferment',
    inboundText: 'a text came in',
    newAddress: 'a letter came back',
    limitation: 'the limitation clock',
    openLegal: 'legal action, opened early',
  },
};
