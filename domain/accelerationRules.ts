import type { Acceleration, Cure, FutureInterest } from './accelerationState.ts';
import type { LoanState } from './loanState.ts';
import type { NoticeChannel, Policy, Text } from './policy.ts';
import type { Condition } from './condition.ts';

/** Why a loan may be called in whole; what it rests on is data. */
export interface AccelerationGround {
  readonly id: string;
  readonly title: Text;
  /** Has to hold when it is asked, and still when it is approved. */
  readonly when?: Condition;
  /** Kinds of documents that show it. */
  readonly documents: readonly string[];
  readonly cure: Cure;
}

/** What a policy says about calling a loan in (宣布提前到期, 提前收回); docs/policy.md, "Acceleration". */
export interface AccelerationRules {
  readonly grounds: readonly AccelerationGround[];
  /** From the receipt of the notice to the day on which all is due, in calendar days; 0: with the receipt. */
  readonly noticeDays: number;
  readonly onNonWorkingDay: 'next' | 'same';
  /** How the notice is sent; a channel without proof of delivery within the days gives way to the next. */
  readonly channels: readonly NoticeChannel[];
  readonly withinDays: number;
  /** Of interest that is not earned yet nothing is owed, unless the contract says otherwise. */
  readonly interest: FutureInterest;
  readonly fees: 'all' | 'none';
  /** Who serves a notice that no channel could deliver, and who looks at one that should not have taken effect. */
  readonly role: string;
  /** Calendar days for that work [7], and whom it goes to when they are over [supervisor]. */
  readonly serveDays?: number;
  readonly escalateTo?: string;
}

/** For a policy whose `acceleration` does not say how long its work may take. */
export const DEFAULT_SERVICE = { serveDays: 7, escalateTo: 'supervisor' } as const;

const arrears: Condition = { pastDue: true, any: [{ consecutiveMissedAtLeast: 3 }, { cumulativeMissedAtLeast: 6 }] };

/** For a policy that says nothing: the grounds that the source texts name (domain.md §1 rows 15, 17, 20). */
export const DEFAULT_ACCELERATION: AccelerationRules = {
  grounds: [
    {
      ...{ id: 'missedInstalments', title: { 'zh-CN': '连续三期或累计六期未按约还款', en: 'instalments missed' } },
      ...{ when: arrears, documents: [], cure: 'arrearsPaid' },
    },
    {
      ...{ id: 'breach', title: { 'zh-CN': '违反合同约定', en: 'breach of contract' } },
      ...{ documents: ['breachRecord'], cure: 'confirmed' },
    },
    {
      ...{ id: 'fundsFlowedBack', title: { 'zh-CN': '贷款资金回流或挪用', en: 'funds flowed back or were misused' } },
      ...{ documents: ['accountCheck'], cure: 'none' },
    },
    {
      ...{ id: 'crossDefault', title: { 'zh-CN': '其他债务违约', en: 'default on another debt' } },
      ...{ documents: ['crossDefaultRecord'], cure: 'confirmed' },
    },
    {
      ...{ id: 'collateralImpaired', title: { 'zh-CN': '抵押物价值减少或毁损', en: 'collateral impaired' } },
      ...{ documents: ['valuation'], cure: 'confirmed' },
    },
    {
      ...{ id: 'fraud', title: { 'zh-CN': '提供虚假资料骗取贷款', en: 'fraud' } },
      ...{ documents: ['fraudRecord'], cure: 'none' },
    },
    {
      ...{ id: 'securityNotProvided', title: { 'zh-CN': '未按要求补充担保', en: 'further security not provided' } },
      ...{ documents: [], cure: 'confirmed' },
    },
  ],
  ...{ noticeDays: 10, onNonWorkingDay: 'next', channels: ['letter', 'email'], withinDays: 10 },
  ...{ interest: 'earned', fees: 'none', role: 'legalCounsel' },
};

export function accelerationRulesOf({ acceleration }: Policy): AccelerationRules & Required<ServiceLevel> {
  return { ...DEFAULT_SERVICE, ...(acceleration ?? DEFAULT_ACCELERATION) };
}

type ServiceLevel = Pick<AccelerationRules, 'serveDays' | 'escalateTo'>;

/** It has not come to an end, whether it has taken effect or not. */
export function isRunning({ ended }: Acceleration): boolean {
  return ended === undefined;
}

/** It is decided, and has neither taken effect nor ended. */
export function isAnnounced(one: Acceleration): boolean {
  return isRunning(one) && one.inEffect === undefined;
}

/** The whole loan is due by what the lender declared. */
export function isAccelerated({ accelerations = [] }: LoanState): boolean {
  return accelerations.some((one) => isRunning(one) && one.inEffect !== undefined);
}
