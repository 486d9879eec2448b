/** Phone numbers, the same whichever way they come in: import, start of a loan, correction. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** What a number has to be; a fault names the rule, never the number. */
export interface PhoneRule {
  readonly code: string;
  readonly fits: (text: string) => boolean;
  readonly rule: string;
  readonly remedy: string;
}

export const phoneRules: readonly [PhoneRule, PhoneRule] = [
  {
    code: 'PHONE_SHAPE',
    fits: (text) => /^\+[1-9]\d{6,14}$/.test(text),
    rule: 'a phone number is written in the international form (E.164)',
    remedy: 'write + and the country code, digits only; in a spreadsheet format the column as text',
  },
  {
    code: 'PHONE_NOT_POSSIBLE',
    fits: (text) => parsePhoneNumberFromString(text)?.isPossible() === true,
    rule: 'a phone number is possible in its country: its code exists and its length is used there',
    remedy: 'correct the country code or the number of digits, or leave it out',
  },
];

/** The first rule that a number breaks; null for one that can be dialled. */
export const phoneFault = (text: string): PhoneRule | null => phoneRules.find(({ fits }) => !fits(text)) ?? null;
