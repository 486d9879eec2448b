import { join } from 'node:path';
import { createDecide } from '../activities/decide.ts';
import type { DecideAnswer, DecideRequest } from '../activities/decide.ts';
import { createMailCarrier } from '../activities/carrier.ts';
import { createEmailAdapter } from '../activities/email.ts';
import { createMailReturn, returnAddress } from '../activities/emailReturn.ts';
import type { MailReturn } from '../activities/emailReturn.ts';
import { createFolderPost, createLetterAdapter } from '../activities/letter.ts';
import { loadSendable } from '../activities/layoutCheck.ts';
import { createPermitted } from '../activities/permitted.ts';
import { createRenderMessage } from '../activities/render.ts';
import { createSendActivities, hostClocks } from '../activities/send.ts';
import { openSpool } from '../activities/send/spool.ts';
import type { SendDeps } from '../activities/send.ts';
import { createSmsAdapter } from '../activities/sms.ts';
import { createTypesetter } from '../activities/typeset.ts';
import { businessClock } from '../db/outbox.ts';
import type { Db, Queries } from '../db/pool.ts';
import { policyByHash } from '../db/policy.ts';
import { createSealer } from '../db/seal.ts';
import type { Sealer } from '../db/seal.ts';
import { createVerifier } from '../db/signature.ts';
import { unsubscribeUrl } from '../db/token.ts';
import type { Policy } from '../domain/policy.ts';
import { loadCalendar } from '../policies/calendar.ts';
import { contactRules } from '../policies/contact.ts';
import { wordingOf } from '../policies/wording.ts';
import { BUILD } from './build.ts';
import type { Keys } from './config.ts';
import { lenderFacts } from './lender.ts';
import type { Rates } from './rates.ts';

export interface DeploymentOptions {
  readonly db: Db;
  readonly keys: Keys;
  /** Folder for print-ready letters. */
  readonly home: string;
  readonly sms: {
    readonly baseUrl?: string;
    readonly accountSid: string;
    readonly authToken: string;
    readonly from: string;
  };
  /** `smtp[s]://[user:password@]host:port`. */
  readonly smtpUrl: string;
  readonly mailFrom?: string;
  /** Domain whose mail comes to the bounce listener; without it the sender's own address takes reports. */
  readonly returnDomain?: string;
  readonly mailboxFull?: 'temporary' | 'permanent';
  /** The API as people reach it: e-mails link to it to be stopped. */
  readonly publicUrl?: string;
  readonly statusCallbackUrl?: string;
  readonly poke: (caseIds: readonly string[]) => void;
  readonly now?: () => Date;
  /** Most messages a second, by channel. */
  readonly rates?: Omit<Rates, 'call'>;
  /** Lender's zone, by which messages are dated. */
  readonly timeZone?: string;
  /** After how long a claim of a sender cannot have a request in flight any more, in milliseconds. */
  readonly staleAfterMs?: number;
  readonly log?: SendDeps['log'];
}

export interface Deployment {
  readonly activities: {
    decide(request: DecideRequest): Promise<DecideAnswer>;
  } & ReturnType<typeof createSendActivities>;
  readonly send: SendDeps;
  readonly sealer: Sealer;
  readonly policyOf: (q: Queries, hash: string) => Promise<Policy>;
  /** Takes mail that came back; null without a domain for it. */
  readonly mailReturn: MailReturn | null;
  close(): Promise<void>;
}

/** Puts the activities of a worker together from the real parts. */
export async function assembleDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { db, keys } = options;
  const sealer = createSealer(keys.masterKey);
  const policyOf = cachedPolicies();
  const wallNow = (): string => (options.now?.() ?? new Date()).toISOString();
  const sms = createSmsAdapter({
    ...options.sms,
    ...(options.statusCallbackUrl === undefined ? {} : { statusCallbackUrl: options.statusCallbackUrl }),
  });
  const { returnDomain, publicUrl } = options;
  const stopUrl =
    publicUrl === undefined
      ? {}
      : { unsubscribeUrl: (reference: string) => unsubscribeUrl(sealer, publicUrl, reference) };
  const smtp = smtpOf(options.smtpUrl);
  const email = createEmailAdapter(
    {
      ...smtp,
      from: options.mailFrom ?? 'collections@bank.example',
      ...stopUrl,
      ...(returnDomain === undefined
        ? {}
        : {
            messageIdDomain: returnDomain,
            returnPath: (reference) => returnAddress(sealer, 'bounce', reference, returnDomain),
            unsubscribeAddress: (reference) => returnAddress(sealer, 'unsubscribe', reference, returnDomain),
          }),
    },
    createMailCarrier(smtp),
  );
  const post = await createFolderPost({ folder: join(options.home, 'letters'), now: wallNow });
  const letter = createLetterAdapter(post);
  const templates = loadSendable();
  const lender = lenderFacts();
  const send: SendDeps = {
    db,
    sealer,
    adapters: { sms, email, letter },
    message: {
      renderMessage: createRenderMessage(templates, createTypesetter()),
      lender,
      timeZone: options.timeZone ?? 'Asia/Shanghai',
      ...stopUrl,
    },
    permitted: createPermitted({ policyOf, contactRulesOf: contactRules }),
    now: businessClock(wallNow),
    clocks: hostClocks,
    spool: openSpool(join(options.home, 'send-spool')),
    signalCases: (caseIds) => Promise.resolve(options.poke(caseIds)),
    ...(options.rates === undefined ? {} : { ratePerSecond: options.rates }),
    ...(options.staleAfterMs === undefined ? {} : { staleAfterMs: options.staleAfterMs }),
    ...(options.log === undefined ? {} : { log: options.log }),
  };
  const decide = createDecide({
    db,
    policyOf,
    calendarOf: loadCalendar,
    contactRulesOf: contactRules,
    wording: wordingOf(templates, lender),
    verify: createVerifier(keys.signing.publicKey),
    build: BUILD,
    poke: options.poke,
  });
  return {
    activities: { decide, ...createSendActivities(send) },
    send,
    sealer,
    policyOf,
    mailReturn:
      returnDomain === undefined
        ? null
        : createMailReturn({
            ...{ db, sealer, domain: returnDomain, asideFolder: join(options.home, 'mail-aside') },
            ...{ now: send.now, signalCases: send.signalCases },
            ...(options.mailboxFull === undefined ? {} : { mailboxFull: options.mailboxFull }),
            ...(options.log === undefined ? {} : { log: options.log }),
          }),
    async close() {
      await Promise.all([sms.close(), email.close(), letter.close()]);
    },
  };
}

function smtpOf(smtpUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  return {
    host: hostname,
    port: port === '' ? (secure ? 465 : 25) : Number(port),
    secure,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

function cachedPolicies(): (q: Queries, hash: string) => Promise<Policy> {
  const known = new Map<string, Policy>();
  return async (q, hash) => {
    const cached = known.get(hash);
    if (cached !== undefined) return cached;
    const policy = await policyByHash(q, hash);
    known.set(hash, policy);
    return policy;
  };
}
