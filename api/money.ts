/** Amounts at the edge: decimal text outside, minor units inside. */
import { MoneyError, formatAmount, parseAmount } from '../domain/money.ts';
import type { Minor } from '../domain/money.ts';
import { Problem } from './problem.ts';

/** Minor units of a decimal text. @throws Problem with the code of the MoneyError */
export function minorOf(text: string, currency: string, field: string): Minor {
  try {
    return parseAmount(text, currency);
  } catch (error) {
    if (error instanceof MoneyError) throw new Problem(422, error.code, error.message, error.remedy, field);
    throw error;
  }
}

/** The same, and above zero. @throws Problem AMOUNT_NOT_POSITIVE and those of `minorOf` */
export function positiveOf(text: string, currency: string, field: string): Minor {
  const amountMinor = minorOf(text, currency, field);
  if (amountMinor === 0)
    throw new Problem(422, 'AMOUNT_NOT_POSITIVE', 'an amount is above zero', 'write what was paid', field);
  return amountMinor;
}

export const decimal = formatAmount;
