export function money(minor: number | undefined, currency: string): string | undefined {
  return minor === undefined ? undefined : amount(minor, currency);
}

/** With the code of the currency and as many decimals as it has. */
export function amount(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits).replace(/\s/gu, ' ');
}
