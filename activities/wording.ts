/**
 * Dates and amounts as people of a language read them. Written out here and not left to `Intl`, whose output changes
 * with the version of its data: a letter is the same bytes on every machine.
 */
import type { Language } from '../policies/templates.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2025-04-05` → `2025年4月5日` or `5 April 2025`; undefined when the date does not exist. */
export function formatDate(iso: string, language: Language): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso);
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return undefined;
  const name = months[month - 1] ?? '';
  return language === 'zh-CN' ? `${year}年${month}月${day}日` : `${day} ${name} ${year}`;
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/u;

/** `1234567.5` with CNY → `1,234,567.5元` or `CNY 1,234,567.5`; undefined when it is not a decimal or not a currency. */
export function formatAmount(amount: string, currency: string, language: Language): string | undefined {
  const parts = decimal.exec(amount);
  if (parts === null || !/^[A-Z]{3}$/u.test(currency)) return undefined;
  const whole = (parts[2] ?? '').replace(/\B(?=(\d{3})+$)/gu, ',');
  const number = `${parts[1] ?? ''}${whole}${parts[3] === undefined ? '' : `.${parts[3]}`}`;
  if (language === 'zh-CN' && currency === 'CNY') return `${number}元`;
  return currency === 'USD' && language === 'en' ? `$${number}` : `${currency} ${number}`;
}

/** The exact sum of decimal strings, with as many places as the longest; undefined when one of them is none. */
export function addDecimals(amounts: readonly string[]): string | undefined {
  const parsed = amounts.map((amount) => decimal.exec(amount));
  const places = Math.max(0, ...parsed.map((parts) => parts?.[3]?.length ?? 0));
  let sum = 0n;
  for (const parts of parsed) {
    if (parts === null) return undefined;
    const minor = BigInt((parts[2] ?? '') + (parts[3] ?? '').padEnd(places, '0'));
    sum += parts[1] === '-' ? -minor : minor;
  }
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0');
  const sign = sum < 0n ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
