import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, MoneyError, parseAmount } from '../../domain/money.ts';

describe('an amount', () => {
  it.each([
    ['1250.00', 'CNY', 125_000],
    ['1250.5', 'CNY', 125_050],
    ['0', 'USD', 0],
    ['1250', 'JPY', 1250],
    ['1.234', 'KWD', 1234],
    ['7.10', 'ZZZ', 710],
    ['0.29', 'EUR', 29],
  ])('%s %s is %d minor units', (text, currency, amountMinor) => {
    expect(parseAmount(text, currency)).toBe(amountMinor);
  });

  it.each([
    ['1e3', 'CNY', 'AMOUNT_NOT_DECIMAL'],
    ['1,250.00', 'CNY', 'AMOUNT_NOT_DECIMAL'],
    ['.5', 'CNY', 'AMOUNT_NOT_DECIMAL'],
    ['5.', 'CNY', 'AMOUNT_NOT_DECIMAL'],
    ['', 'CNY', 'AMOUNT_NOT_DECIMAL'],
    ['+5', 'CNY', 'AMOUNT_NOT_DECIMAL'],
    ['١', 'CNY', 'AMOUNT_NOT_DECIMAL'],
    ['-5.00', 'CNY', 'AMOUNT_SIGN'],
    ['1.005', 'CNY', 'AMOUNT_DECIMALS'],
    ['1.0', 'JPY', 'AMOUNT_DECIMALS'],
    ['90071992547409.92', 'CNY', 'AMOUNT_TOO_LARGE'],
    ['5.00', 'yuan', 'CURRENCY_UNKNOWN'],
  ])('%s %s is refused as %s, with a remedy', (text, currency, code) => {
    const failure = expect.objectContaining({ code, remedy: expect.stringMatching(/\w/) as string }) as MoneyError;
    expect(() => parseAmount(text, currency)).toThrow(failure);
  });

  it('is negative only where a sign is allowed', () => {
    expect(parseAmount('-5.00', 'CNY', true)).toBe(-500);
    expect(Object.is(parseAmount('-0.00', 'CNY', true), 0)).toBe(true);
  });

  it('is written as it is read', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('CNY', 'JPY', 'KWD', 'CLF'), (amountMinor, currency) => {
        expect(parseAmount(formatAmount(amountMinor, currency), currency, true)).toBe(amountMinor);
      }),
    );
    expect([formatAmount(5, 'CNY'), formatAmount(-5, 'KWD'), formatAmount(5, 'JPY')]).toEqual(['0.05', '-0.005', '5']);
    expect(() => formatAmount(0.5, 'CNY')).toThrow(RangeError);
  });
});
