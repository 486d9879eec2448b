/** An amount in minor units of its currency (fen, cent, yen): always a safe integer, never a fraction. */
export type Minor = number;

/** Decimal places by ISO 4217 code, where they are not two. */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0,
  XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
}; // prettier-ignore

export type MoneyErrorCode =
  'CURRENCY_UNKNOWN' | 'AMOUNT_NOT_DECIMAL' | 'AMOUNT_SIGN' | 'AMOUNT_DECIMALS' | 'AMOUNT_TOO_LARGE';

/** An amount that cannot be read: what is wrong (`code`, `message`) and what to write instead (`remedy`). */
export class MoneyError extends Error {
  override readonly name = 'MoneyError';
  readonly code: MoneyErrorCode;
  readonly remedy: string;
  constructor(code: MoneyErrorCode, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

/** Decimal places of a currency: 2 for CNY and for every code not known to differ. Throws MoneyError unless three capitals. */
export function exponentOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new MoneyError(
      'CURRENCY_UNKNOWN',
      `${JSON.stringify(currency)} is not a currency code`,
      'write three capital letters, such as CNY',
    );
  return exponents[currency] ?? 2;
}

/** The amount unchanged if it is a safe integer; otherwise a RangeError, for a wrong amount must never travel on. */
export function assertMinor(amountMinor: number): Minor {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`${amountMinor} is not a safe integer of minor units`);
  return amountMinor;
}

/**
 * Minor units of a decimal text such as `1234.5`. No exponent, no separators, no more decimals than the currency has;
 * a leading minus only with `signed`. Throws MoneyError.
 */
export function parseAmount(text: string, currency: string, signed = false): Minor {
  const exponent = exponentOf(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null)
    throw new MoneyError(
      'AMOUNT_NOT_DECIMAL',
      `${JSON.stringify(text)} is not a decimal amount`,
      'write digits with at most one point, such as 1250.00',
    );
  const [, sign = '', whole = '', decimals = ''] = match;
  if (sign === '-' && !signed)
    throw new MoneyError('AMOUNT_SIGN', `${text} is negative`, 'write an amount of zero or more');
  if (decimals.length > exponent)
    throw new MoneyError(
      'AMOUNT_DECIMALS',
      `${text} has more decimals than ${currency} has (${exponent})`,
      `round it to ${exponent} decimals at its source`,
    );
  const amountMinor = Number(whole + decimals.padEnd(exponent, '0'));
  if (!Number.isSafeInteger(amountMinor))
    throw new MoneyError(
      'AMOUNT_TOO_LARGE',
      `${text} is too large to be counted exactly`,
      `stay below ${Number.MAX_SAFE_INTEGER} minor units`,
    );
  return sign === '-' && amountMinor !== 0 ? -amountMinor : amountMinor;
}

/** The decimal text of an amount, with exactly the decimals of its currency. */
export function formatAmount(amountMinor: Minor, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(assertMinor(amountMinor))).padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * The amount of a command: decimal text above zero, in minor units; or why it is none (`code`, `reason`, `remedy`).
 * Throws nothing.
 */
export function positiveAmount(
  text: unknown,
  currency: string,
): Minor | { readonly code: string; readonly reason: string; readonly remedy: string } {
  if (typeof text !== 'string')
    return { code: 'AMOUNT_NOT_DECIMAL', reason: 'no decimal text', remedy: 'write it as "1250.00"' };
  try {
    const amountMinor = parseAmount(text, currency);
    if (amountMinor > 0) return amountMinor;
    return { code: 'AMOUNT_NOT_POSITIVE', reason: `${text} is nothing`, remedy: 'name an amount above zero' };
  } catch (error) {
    if (error instanceof MoneyError) return { code: error.code, reason: error.message, remedy: error.remedy };
    throw error;
  }
}
