import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a process finds its parts; the variables are those of `.env.example`. */
export interface Settings {
  readonly home: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly apiKey?: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly sms: {
    readonly accountSid: string;
    readonly authToken: string;
    readonly baseUrl?: string;
    readonly from: string;
  };
  /** How the provider reaches the API for callbacks; none without it. */
  readonly publicUrl?: string;
}

/** A variable that has no default is missing. */
export class SettingMissing extends Error {
  readonly code = 'SETTING_MISSING';
  constructor(name: string) {
    super(`${name} is not set: see .env.example for what it means, or use \`npm start\`, which needs no settings`);
    this.name = 'SettingMissing';
  }
}

/** Folder of everything a deployment keeps on this machine. */
export function homeOf(env: NodeJS.ProcessEnv = process.env): string {
  return env['RECOUP_HOME'] ?? join(fileURLToPath(new URL('..', import.meta.url)), '.recoup');
}

/** Settings from the environment, as the containers get them. @throws SettingMissing */
export function settingsOf(env: NodeJS.ProcessEnv = process.env): Settings {
  const need = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new SettingMissing(name);
    return value;
  };
  const baseUrl = env['TWILIO_BASE_URL'];
  return {
    home: homeOf(env),
    databaseUrl: need('DATABASE_URL'),
    temporalAddress: need('TEMPORAL_ADDRESS'),
    namespace: env['TEMPORAL_NAMESPACE'] ?? 'recoup',
    ...(env['TEMPORAL_API_KEY'] === undefined ? {} : { apiKey: env['TEMPORAL_API_KEY'] }),
    smtpUrl: need('SMTP_URL'),
    mailFrom: env['MAIL_FROM'] ?? 'collections@lender.example',
    sms: {
      accountSid: need('TWILIO_ACCOUNT_SID'),
      authToken: need('TWILIO_AUTH_TOKEN'),
      from: need('TWILIO_FROM'),
      ...(baseUrl === undefined || baseUrl === '' ? {} : { baseUrl }),
    },
    ...(env['RECOUP_PUBLIC_URL'] === undefined ? {} : { publicUrl: env['RECOUP_PUBLIC_URL'] }),
  };
}
