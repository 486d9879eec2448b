import { collateralRulesOf } from '../../domain/collateralRules.ts';
import type { CollateralRules } from '../../domain/collateralRules.ts';
import type { Policy } from '../../domain/policy.ts';
import { explainApproval } from './approval.ts';
import { roleIn } from './role.ts';
import type { Language } from './words.ts';

const lines: Readonly<Record<Language, (rules: CollateralRules, role: string, approval: string) => readonly string[]>> =
  {
    en: (rules, role, approval) => [
      `${role} has it valued within ${rules.valuationDays} days; a valuation holds ${rules.valuationValidDays} days, and two that differ by more than ${rules.secondAbovePercent} % ask for another one.`,
      `How it is disposed of is approved: ${approval}.`,
      `It is taken ${rules.seizureNoticeDays} days after notice, or by a court, within ${rules.seizureDays} days; then sold within ${rules.saleDays} days, with notice ${rules.saleNoticeDays} days before each round.`,
      `Reserves: ${rules.rounds.map(({ reservePercent, of }) => `${reservePercent} % of the ${of === 'value' ? 'value' : 'reserve before'}`).join(', then ')}; private sale from ${rules.privateSalePercent} %, in lieu of the debt from ${rules.acceptancePercent} % of the value.`,
      `A surplus goes back to the owner within ${rules.surplusDays} days; the ${rules.redemptionCosts} bears the costs of a disposal that is stopped by paying.`,
    ],
    'zh-CN': (rules, role, approval) => [
      `由${role}在 ${rules.valuationDays} 天内组织评估；评估有效期 ${rules.valuationValidDays} 天，两次相差超过 ${rules.secondAbovePercent}% 须再次评估。`,
      `处置方案须审批：${approval}。`,
      `通知满 ${rules.seizureNoticeDays} 天后接管，或由法院强制，限 ${rules.seizureDays} 天内；其后 ${rules.saleDays} 天内变现，每次拍卖提前 ${rules.saleNoticeDays} 天通知。`,
      `起拍价：${rules.rounds.map(({ reservePercent, of }) => `${of === 'value' ? '评估价' : '前次起拍价'}的 ${reservePercent}%`).join('，其后')}；变卖不低于评估价的 ${rules.privateSalePercent}%，抵债不低于 ${rules.acceptancePercent}%。`,
      `余款 ${rules.surplusDays} 天内返还所有权人；借款人还款而停止处置的，费用由${rules.redemptionCosts === 'borrower' ? '借款人' : '贷款机构'}承担。`,
    ],
  };

/** How pledged things are disposed of, where the policy says so or its ladder opens a disposal. */
export function explainCollateral(policy: Policy, language: Language): readonly string[] {
  const opens = policy.ladder.some(({ action }) => action.do === 'collateral');
  if (policy.collateral === undefined && !opens) return [];
  const rules = collateralRulesOf(policy);
  return lines[language](
    rules,
    roleIn(language, rules.role),
    explainApproval(rules.approval, policy.currency, language),
  );
}
