import { SettingInvalid } from './settings.ts';

/** Most messages, or calls, a second on each channel; what is left out has no limit of ours. */
export interface Rates {
  readonly sms?: number;
  readonly email?: number;
  readonly letter?: number;
  readonly call?: number;
}

const variables = {
  sms: 'RECOUP_SMS_PER_SECOND',
  email: 'RECOUP_EMAILS_PER_SECOND',
  letter: 'RECOUP_LETTERS_PER_SECOND',
  call: 'RECOUP_CALLS_PER_SECOND',
} as const;

/** The rate of each channel, from the environment. @throws SettingInvalid */
export function ratesOf(env: NodeJS.ProcessEnv = process.env): Rates {
  const set = Object.entries(variables).flatMap(([channel, name]) => {
    const value = env[name] ?? '';
    if (value === '') return [];
    if (!(Number(value) > 0) || !Number.isFinite(Number(value)))
      throw new SettingInvalid(name, 'write a number above 0, such as 10, or leave it empty for no limit');
    return [[channel, Number(value)]];
  });
  return Object.fromEntries(set) as Rates;
}
