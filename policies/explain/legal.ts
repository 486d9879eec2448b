/** What a policy says about suits, in plain words. */
import { legalRulesOf } from '../../domain/legalRules.ts';
import type { DeadlineRule, Term } from '../../domain/legalRules.ts';
import { DEADLINES, PRESERVED } from '../../domain/legalState.ts';
import type { DeadlineKind, Preserved } from '../../domain/legalState.ts';
import type { Policy } from '../../domain/policy.ts';
import { explainApproval } from './approval.ts';
import { roleIn, rolesIn } from './role.ts';
import type { Language } from './words.ts';

interface LegalTelling {
  readonly stage: string;
  readonly deadline: Readonly<Record<DeadlineKind, string>>;
  readonly asset: Readonly<Record<Preserved, string>>;
  readonly term: (term: Term) => string;
  readonly line: (what: string, term: string, rule: DeadlineRule, source: string, abroad: string | null) => string;
  readonly documents: (titles: readonly string[]) => string;
  readonly byHand: (roles: string, approval: string) => string;
  readonly preservation: (lasts: readonly string[], approval: string) => string;
  readonly settlement: (graceDays: number) => string;
  readonly costs: (component: string, roles: string) => string;
}

const en: LegalTelling = {
  stage: 'Suits',
  deadline: {
    sueAfterPreservation: 'to sue after a preservation before suit',
    renewPreservation: 'to apply to renew a preservation, before its end',
    liftPreservation: 'to have a preservation lifted after payment',
    courtFee: 'to pay the court fee after filing',
    hearing: 'a hearing',
    appeal: 'to appeal after service of the judgment',
    confirmEffect: 'to obtain the certificate of effect',
    performance: 'for the debtor to perform, where the judgment names no day',
    applyEnforcement: 'to apply for enforcement after the last day to perform',
    reviewEnforcement: 'to review the enforcement, each time',
    resumeEnforcement: 'to search for assets after enforcement ended for now, each time',
    settlementPayment: 'a payment under a settlement',
    afterPayment: 'to decide on a suit whose debt was paid',
  },
  asset: { bankDeposit: 'bank deposits', movable: 'movables', realEstate: 'real estate', otherRight: 'other rights' },
  term: (term) =>
    'days' in term ? `${term.days} days` : 'months' in term ? `${term.months} months` : `${term.years} years`,
  line: (what, term, rule, source, abroad) =>
    `${term} ${what}${abroad === null ? '' : ` (${abroad} if served abroad)`}: ${rule.owner} is reminded ${rule.remindDaysBefore.join(', ')} days before, ` +
    `${rule.escalateTo} has it ${rule.escalateDaysBefore} days before${rule.movesOnHoliday ? '; a last day on a holiday moves to the first working day after it' : ''} (${source}).`,
  documents: (titles) => `Nothing is filed without: ${titles.join(', ')}.`,
  byHand: (roles, approval) => `${roles} may open a legal action without waiting for arrears; ${approval}.`,
  preservation: (lasts, approval) =>
    `Assets may be preserved at any time; ${approval}. A measure lasts: ${lasts.join(', ')}.`,
  settlement: (graceDays) =>
    `A payment under a settlement may be ${graceDays} days late before the settlement is broken.`,
  costs: (component, roles) => `Costs that a court awards are charged as ${component}, by ${roles}.`,
};

const zh: LegalTelling = {
  stage: '诉讼',
  deadline: {
    sueAfterPreservation: '诉前保全后起诉',
    renewPreservation: '保全到期前申请续行',
    liftPreservation: '还款后申请解除保全',
    courtFee: '立案后缴纳诉讼费',
    hearing: '开庭',
    appeal: '判决送达后上诉',
    confirmEffect: '取得生效证明',
    performance: '债务人履行（判决未写明期限时）',
    applyEnforcement: '履行期满后申请执行',
    reviewEnforcement: '督促执行（每次）',
    resumeEnforcement: '终结本次执行后查找财产（每次）',
    settlementPayment: '和解付款',
    afterPayment: '还款后决定撤诉与否',
  },
  asset: { bankDeposit: '银行存款', movable: '动产', realEstate: '不动产', otherRight: '其他财产权' },
  term: (term) => ('days' in term ? `${term.days}日` : 'months' in term ? `${term.months}个月` : `${term.years}年`),
  line: (what, term, rule, source, abroad) =>
    `${what}：${term}${abroad === null ? '' : `（域外送达${abroad}）`}；到期前${rule.remindDaysBefore.join('、')}日提醒${rule.owner}，` +
    `到期前${rule.escalateDaysBefore}日未办转${rule.escalateTo}${rule.movesOnHoliday ? '；末日为法定休假日的顺延至其后第一日' : ''}（${source}）。`,
  documents: (titles) => `立案必备材料：${titles.join('、')}。`,
  byHand: (roles, approval) => `${roles}可不待逾期即提起法律行动；${approval}。`,
  preservation: (lasts, approval) => `可随时申请财产保全；${approval}。保全期限：${lasts.join('，')}。`,
  settlement: (graceDays) => `和解付款迟延超过${graceDays}日即视为未按协议履行。`,
  costs: (component, roles) => `判决由债务人负担的费用计入${component}，由${roles}办理。`,
};

const tellings: Readonly<Record<Language, LegalTelling>> = { 'zh-CN': zh, en };

const inWords = (rule: DeadlineRule, language: Language): DeadlineRule => ({
  ...rule,
  owner: roleIn(language, rule.owner),
  escalateTo: roleIn(language, rule.escalateTo),
});

/** What holds without a word in the file is told too. */
export function explainLegal(
  policy: Policy,
  language: Language,
): { readonly title: string; readonly lines: readonly string[] } {
  const telling = tellings[language];
  const rules = legalRulesOf(policy);
  const { preservation, byHand, documents, costs, settlement } = rules;
  const approved = (rule: typeof byHand.approval): string => explainApproval(rule, policy.currency, language);
  return {
    title: `${telling.stage} (${rules.jurisdiction})`,
    lines: [
      telling.byHand(rolesIn(language, byHand.roles), approved(byHand.approval)),
      telling.preservation(
        PRESERVED.map((asset) => `${telling.asset[asset]} ${telling.term(preservation.lasts[asset])}`),
        approved(preservation.approval),
      ),
      ...(documents.length === 0 ? [] : [telling.documents(documents.map(({ title }) => title[language]))]),
      ...DEADLINES.map((kind) => {
        const rule = inWords(rules.deadlines[kind], language);
        const abroad = rule.abroad === undefined ? null : telling.term(rule.abroad);
        return telling.line(telling.deadline[kind], telling.term(rule.term), rule, rule.source[language], abroad);
      }),
      telling.settlement(settlement.graceDays),
      telling.costs(costs.component, rolesIn(language, costs.roles)),
    ],
  };
}
