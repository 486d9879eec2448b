import { DEFAULT_PARTNER_RULES } from './partnerRules.ts';
import type { PartnerLimit, PartnerRules } from './partnerRules.ts';

/**
 * Rules as a person writes them: what is left out is as documented. Returns what is wrong with them, in a sentence, where
 * something is.
 */
export function rulesIn(given: unknown): PartnerRules | string {
  if (!isRecord(given)) return 'the rules are no object';
  const unknown = Object.keys(given).find((name) => !(name in DEFAULT_PARTNER_RULES));
  if (unknown !== undefined) return `${unknown} is none of the rules`;
  const rules = { ...DEFAULT_PARTNER_RULES, ...given } as Readonly<Record<keyof PartnerRules, unknown>>;
  if (!whole(rules.windowDays, 1, 3660)) return 'windowDays is a whole number from 1 to 3660';
  if (!whole(rules.failedAtLeast, 1, 10_000)) return 'failedAtLeast is a whole number from 1 to 10000';
  if (!whole(rules.failedPercentAtLeast, 1, 100)) return 'failedPercentAtLeast is a whole number from 1 to 100';
  if (rules.lateAfterDays !== null && !whole(rules.lateAfterDays, 1, 365))
    return 'lateAfterDays is a whole number from 1 to 365, or null';
  const { review, approval, limits } = rules;
  if (!isRecord(review) || !isRole(review['role']) || !isRole(review['escalateTo']) || !isTerm(review['workDays']))
    return 'review names role, escalateTo and workDays (1 to 60)';
  if (!isRecord(approval) || !isRole(approval['escalateTo']) || !isTerm(approval['workDays']))
    return 'approval names roles, escalateTo and workDays (1 to 60)';
  const { roles } = approval;
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every(isRole)) return 'approval.roles is a list of roles';
  const read = limitsIn(limits);
  if (typeof read === 'string') return read;
  return {
    windowDays: rules.windowDays,
    failedAtLeast: rules.failedAtLeast,
    failedPercentAtLeast: rules.failedPercentAtLeast,
    lateAfterDays: rules.lateAfterDays,
    review: { role: review['role'], workDays: review['workDays'], escalateTo: review['escalateTo'] },
    approval: { roles, workDays: approval['workDays'], escalateTo: approval['escalateTo'] },
    limits: read,
  };
}

function limitsIn(given: unknown): readonly PartnerLimit[] | string {
  if (!Array.isArray(given)) return 'limits is a list';
  const limits: PartnerLimit[] = [];
  for (const one of given as readonly unknown[]) {
    if (!isRecord(one)) return 'a limit is an object';
    const { currency, mostOutstandingMinor, mostClaimedMinor, beyond } = one;
    if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return 'a limit names its currency, such as CNY';
    if (limits.some((other) => other.currency === currency)) return `${currency} has one limit`;
    if (beyond !== 'ask' && beyond !== 'refuse') return 'beyond a limit: ask or refuse';
    if (!isAmount(mostOutstandingMinor) || !isAmount(mostClaimedMinor)) return 'a limit is an amount in minor units';
    if (mostOutstandingMinor === undefined && mostClaimedMinor === undefined) return 'a limit names an amount';
    limits.push({
      currency,
      ...(mostOutstandingMinor === undefined ? {} : { mostOutstandingMinor }),
      ...(mostClaimedMinor === undefined ? {} : { mostClaimedMinor }),
      beyond,
    });
  }
  return limits;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const whole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
const isTerm = (value: unknown): value is number => whole(value, 1, 60);
const isRole = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(value);
const isAmount = (value: unknown): value is number | undefined =>
  value === undefined || whole(value, 0, Number.MAX_SAFE_INTEGER);
