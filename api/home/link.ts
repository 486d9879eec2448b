/** Small parts that both pages write. */
import type { Language } from '../context.ts';

/** `1578816.82` → `1,578,816.82`, as both languages write it. */
export const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

/** The page of a loan in a language. */
export const linkTo = (loanId: string, language: Language): string =>
  `/loans/${encodeURIComponent(loanId)}${language === 'en' ? '?lang=en' : ''}`;
