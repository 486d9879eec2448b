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
  /** Domain of return addresses, and where the listener for what comes back listens; together or not at all. */
  readonly returnDomain?: string;
  readonly bounce?: { readonly host: string; readonly port: number };
  readonly mailboxFull?: 'temporary' | 'permanent';
  /** Time of the lender's day at which letters go to the printer, HH:MM. */
  readonly postBatchAt?: string;
  readonly sms: {
    readonly accountSid: string;
    readonly authToken: string;
    /** The other token of the account while they are exchanged: callbacks signed with it are taken too. */
    readonly otherAuthToken?: string;
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

/** A variable says something that cannot be. */
export class SettingInvalid extends Error {
  readonly code = 'SETTING_INVALID';
  constructor(name: string, remedy: string) {
    super(`${name} is not usable: ${remedy}`);
    this.name = 'SettingInvalid';
  }
}

/** Folder of everything a deployment keeps on this machine. */
export function homeOf(env: NodeJS.ProcessEnv = process.env): string {
  return env['RECOUP_HOME'] ?? join(fileURLToPath(new URL('..', import.meta.url)), '.recoup');
}

/** Mail that comes back: domain and listener, from the environment. @throws SettingInvalid */
export function mailReturnOf(env: NodeJS.ProcessEnv): Pick<Settings, 'returnDomain' | 'bounce' | 'mailboxFull'> {
  const { MAIL_RETURN_DOMAIN: domain = '', BOUNCE_LISTEN: listen = '', MAILBOX_FULL: full = 'temporary' } = env;
  if (full !== 'temporary' && full !== 'permanent')
    throw new SettingInvalid('MAILBOX_FULL', 'write temporary (the address stays good) or permanent');
  if (domain === '' && listen === '') return {};
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/u.exec(listen) ?? [];
  if (host === '' || Number(port) > 65_535)
    throw new SettingInvalid('BOUNCE_LISTEN', 'write the address to listen on, such as 0.0.0.0:2525');
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu.test(domain))
    throw new SettingInvalid('MAIL_RETURN_DOMAIN', 'write the domain whose mail comes to BOUNCE_LISTEN');
  return { returnDomain: domain.toLowerCase(), bounce: { host, port: Number(port) }, mailboxFull: full };
}

function postBatchOf({ POST_BATCH_AT: at = '' }: NodeJS.ProcessEnv): Pick<Settings, 'postBatchAt'> {
  if (at === '') return {};
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(at)) throw new SettingInvalid('POST_BATCH_AT', 'write a time such as 17:00');
  return { postBatchAt: at };
}

/** Settings from the environment, as the containers get them. @throws SettingMissing, SettingInvalid */
export function settingsOf(env: NodeJS.ProcessEnv = process.env): Settings {
  const need = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new SettingMissing(name);
    return value;
  };
  const baseUrl = env['TWILIO_BASE_URL'];
  const otherAuthToken = env['TWILIO_OTHER_AUTH_TOKEN'] ?? '';
  return {
    home: homeOf(env),
    databaseUrl: need('DATABASE_URL'),
    temporalAddress: need('TEMPORAL_ADDRESS'),
    namespace: env['TEMPORAL_NAMESPACE'] ?? 'recoup',
    ...(env['TEMPORAL_API_KEY'] === undefined ? {} : { apiKey: env['TEMPORAL_API_KEY'] }),
    smtpUrl: need('SMTP_URL'),
    mailFrom: env['MAIL_FROM'] ?? 'collections@lender.example',
    ...mailReturnOf(env),
    ...postBatchOf(env),
    sms: {
      accountSid: need('TWILIO_ACCOUNT_SID'),
      authToken: need('TWILIO_AUTH_TOKEN'),
      from: need('TWILIO_FROM'),
      ...(otherAuthToken === '' ? {} : { otherAuthToken }),
      ...(baseUrl === undefined || baseUrl === '' ? {} : { baseUrl }),
    },
    ...(env['RECOUP_PUBLIC_URL'] === undefined ? {} : { publicUrl: env['RECOUP_PUBLIC_URL'] }),
  };
}
