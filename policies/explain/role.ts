import type { Language } from './words.ts';

/** Roles of people, as the policies name them. */
const zhCN: Readonly<Record<string, string>> = {
  collector: '催收员',
  accountManager: '客户经理',
  supervisor: '主管',
  partnerManager: '合作机构经理',
  legalCounsel: '法务',
  legal: '法务',
  fraudDesk: '反欺诈岗',
  assetManager: '资产管理岗',
  accounting: '会计',
  creditHead: '信贷负责人',
  riskHead: '风险负责人',
  president: '行长',
};

/** Roles that have words; a policy may make up others. */
export const ROLES = Object.keys(zhCN);

/** A role in words; one that a policy made up by its own name. */
export const roleIn = (language: Language, role: string): string =>
  language === 'en' ? role.replace(/([A-Z])/gu, ' $1').toLowerCase() : (zhCN[role] ?? role);

export const rolesIn = (language: Language, roles: readonly string[]): string =>
  roles.map((role) => roleIn(language, role)).join(language === 'en' ? ', ' : '、');
