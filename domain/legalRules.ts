import type { Component } from './contract.ts';
import type { Action, NoticeChannel, Policy, Text } from './policy.ts';
import type { ApprovalRule } from './approvalRules.ts';
import { DEADLINES } from './legalState.ts';
import type { DeadlineKind, Preserved } from './legalState.ts';

/** A length of time; months and years end on the day of the same number, or on the last one of the month. */
export type Term = { readonly days: number } | { readonly months: number } | { readonly years: number };

/** What holds for one kind of deadline in a jurisdiction. */
export interface DeadlineRule {
  /** From the day that starts it, which does not count; of `renewPreservation`: before the measure ends. */
  readonly term: Term;
  /** Instead, where it was served abroad. */
  readonly abroad?: Term;
  /** A last day that is a holiday moves to the first working day after it. */
  readonly movesOnHoliday: boolean;
  /** Role that has it to do. */
  readonly owner: string;
  /** So many days before it, most first. */
  readonly remindDaysBefore: readonly number[];
  /** Role it goes to so many days before it, when it is still open. */
  readonly escalateTo: string;
  readonly escalateDaysBefore: number;
  /** Where the term comes from. */
  readonly source: Text;
}

/** What a policy says about suits; docs/policy.md, "Suits". */
export interface LegalRules {
  readonly jurisdiction: string;
  readonly deadlines: Readonly<Record<DeadlineKind, DeadlineRule>>;
  readonly preservation: {
    readonly approval: ApprovalRule;
    readonly lasts: Readonly<Record<Preserved, Term>>;
  };
  /** Kinds of documents without which nothing is filed. */
  readonly documents: readonly { readonly kind: string; readonly title: Text }[];
  /** Legal action that a person opens as soon as risk shows, without waiting for arrears (domain.md §1 row 8). */
  readonly byHand: {
    readonly roles: readonly string[];
    readonly channels: readonly NoticeChannel[];
    readonly template: string;
    readonly answerDays: number;
    readonly approval: ApprovalRule;
  };
  readonly settlement: { readonly graceDays: number };
  /** Costs that the court awards are charged to this component, by these roles. */
  readonly costs: { readonly component: Component; readonly roles: readonly string[] };
}

/** Most rules are alike in whom they concern; what differs is given. */
function rule(term: Term, zh: string, en: string, more: Partial<DeadlineRule> = {}): DeadlineRule {
  return {
    term,
    movesOnHoliday: true,
    owner: 'legalCounsel',
    remindDaysBefore: [30, 10, 3],
    escalateTo: 'creditHead',
    escalateDaysBefore: 3,
    source: { 'zh-CN': zh, en },
    ...more,
  };
}

const LONG_BEFORE = [90, 30, 10, 3];

/** For a policy that says nothing about suits: the terms of the People's Republic of China, and no list of documents. */
export const DEFAULT_LEGAL: LegalRules = {
  jurisdiction: 'CN',
  deadlines: {
    sueAfterPreservation: rule({ days: 30 }, '民事诉讼法第104条', 'Civil Procedure Law, art. 104', {
      remindDaysBefore: [20, 10, 5],
      escalateDaysBefore: 5,
    }),
    renewPreservation: rule(
      { days: 7 },
      '最高人民法院关于人民法院办理财产保全案件若干问题的规定第18条',
      'SPC Provisions on Property Preservation, art. 18',
      { movesOnHoliday: false, remindDaysBefore: LONG_BEFORE, escalateDaysBefore: 10 },
    ),
    liftPreservation: rule(
      { days: 5 },
      '最高人民法院关于人民法院办理财产保全案件若干问题的规定第23条',
      'SPC Provisions on Property Preservation, art. 23',
      { movesOnHoliday: false, remindDaysBefore: [3, 1], escalateDaysBefore: 1 },
    ),
    courtFee: rule({ days: 7 }, '诉讼费用交纳办法第22条', 'Measures on Litigation Costs, art. 22', {
      remindDaysBefore: [5, 2],
      escalateDaysBefore: 2,
    }),
    hearing: rule({ days: 0 }, '法院传票', 'summons of the court', {
      movesOnHoliday: false,
      remindDaysBefore: [10, 3, 1],
      escalateDaysBefore: 1,
    }),
    appeal: rule({ days: 15 }, '民事诉讼法第171条', 'Civil Procedure Law, art. 171', {
      abroad: { days: 30 },
      remindDaysBefore: [10, 5, 3],
    }),
    confirmEffect: rule({ days: 10 }, '内部规定：取得生效证明', 'internal: obtain the certificate of effect', {
      remindDaysBefore: [5],
    }),
    performance: rule({ days: 10 }, '判决确定的履行期限', 'period set by the judgment', {
      remindDaysBefore: [3],
      escalateDaysBefore: 0,
    }),
    applyEnforcement: rule({ years: 2 }, '民事诉讼法第250条', 'Civil Procedure Law, art. 250', {
      remindDaysBefore: [720, 365, 180, 90, 30, 10, 3],
      escalateDaysBefore: 90,
    }),
    reviewEnforcement: rule({ months: 6 }, '民事诉讼法第237条', 'Civil Procedure Law, art. 237'),
    resumeEnforcement: rule(
      { months: 6 },
      '最高人民法院关于严格规范终结本次执行程序的规定',
      'SPC Provisions on terminating enforcement for now',
    ),
    settlementPayment: rule({ days: 0 }, '和解或调解协议', 'the agreement', {
      movesOnHoliday: false,
      remindDaysBefore: [3],
      escalateDaysBefore: 0,
    }),
    afterPayment: rule({ days: 10 }, '内部规定：撤诉或继续主张费用', 'internal: withdraw, or go on for the costs', {
      remindDaysBefore: [5],
    }),
  },
  preservation: {
    approval: { approvers: 2, roles: ['legalCounsel', 'creditHead'], answerDays: 2, escalateTo: 'president' },
    lasts: {
      bankDeposit: { years: 1 },
      movable: { years: 2 },
      realEstate: { years: 3 },
      otherRight: { years: 3 },
    },
  },
  documents: [],
  byHand: {
    roles: ['collector', 'supervisor', 'legalCounsel', 'creditHead'],
    channels: ['letter'],
    template: 'lawyerLetterEarly',
    answerDays: 10,
    approval: { approvers: 2, roles: ['legalCounsel', 'creditHead'], answerDays: 3, escalateTo: 'president' },
  },
  settlement: { graceDays: 3 },
  costs: { component: 'fee', roles: ['legalCounsel', 'creditHead'] },
};

/** What a policy writes down of it; what it leaves out is that of DEFAULT_LEGAL, deadline by deadline and member by member. */
export interface LegalPolicy extends Partial<Omit<LegalRules, 'deadlines' | 'preservation'>> {
  readonly deadlines?: Readonly<Partial<Record<DeadlineKind, Partial<DeadlineRule>>>>;
  readonly preservation?: {
    readonly approval?: ApprovalRule;
    readonly lasts?: Readonly<Partial<Record<Preserved, Term>>>;
  };
}

// Asked at every decision about a suit; merged once for each policy object.
const merged = new WeakMap<LegalPolicy, LegalRules>();

export function legalRulesOf({ legal }: Pick<Policy, 'legal'>): LegalRules {
  if (legal === undefined) return DEFAULT_LEGAL;
  const known = merged.get(legal);
  if (known !== undefined) return known;
  const { deadlines = {}, preservation = {} } = legal;
  const rules: LegalRules = {
    ...DEFAULT_LEGAL,
    ...legal,
    deadlines: Object.fromEntries(
      DEADLINES.map((kind) => [kind, { ...DEFAULT_LEGAL.deadlines[kind], ...deadlines[kind] }]),
    ) as LegalRules['deadlines'],
    preservation: {
      approval: preservation.approval ?? DEFAULT_LEGAL.preservation.approval,
      lasts: { ...DEFAULT_LEGAL.preservation.lasts, ...preservation.lasts },
    },
  };
  merged.set(legal, rules);
  return rules;
}

/** The step of a legal action that a person opened. */
export const OPEN_LEGAL = 'openLegal';

/** What a legal action that a person opened does. */
export function handOpened(policy: Pick<Policy, 'legal'>): Extract<Action, { do: 'legal' }> {
  const { channels, template, answerDays, approval } = legalRulesOf(policy).byHand;
  return { do: 'legal', channels, template, answerDays, approval };
}
