import type { ApiDeps } from '../api/deps.ts';
import { createBundleSetter } from '../activities/typeset.ts';
import { homePages } from '../api/home.ts';
import { Counts } from '../api/metrics.ts';
import { createApi, listen } from '../api/server.ts';
import { unsubscribeRoutes } from '../api/unsubscribe.ts';
import { lenderFacts } from '../worker/lender.ts';
import { twilioPaths, twilioWebhook } from '../api/twilioWebhook.ts';
import { deploymentMode } from '../db/deployment.ts';
import { businessClock } from '../db/outbox.ts';
import type { Db } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import { createSigner } from '../db/signature.ts';
import { unsubscribeUrl } from '../db/token.ts';
import type { Cases } from '../engine/cases.ts';
import { loadCalendar } from '../policies/calendar.ts';
import { contactRules } from '../policies/contact.ts';
import { shippedPolicies } from '../policies/index.ts';
import { assembleCallDesk } from '../worker/callDesk.ts';
import type { VoiceSettings } from '../worker/callDesk.ts';
import { createClockControl } from '../worker/clockControl.ts';
import type { Keys } from '../worker/config.ts';
import type { Rates } from '../worker/rates.ts';
import { assembleTemplateDesk } from '../worker/templateDesk.ts';

export const LENDER = { timeZone: 'Asia/Shanghai', language: 'zh-CN', currency: 'CNY' } as const;

export interface ApiOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly cases: Cases;
  readonly keys: Keys;
  readonly host?: string;
  readonly port: number;
  /** The token of the account, and while they are exchanged the other one. */
  readonly twilioAuthTokens: readonly string[];
  /** Most messages and calls a second, by channel: calls are held to it here, the rest is shown. */
  readonly rates: Rates;
  /** Click-to-call; left out, collectors dial by hand. */
  readonly voice?: VoiceSettings;
  /** How the SMS provider reaches the API; its own address when left out. */
  readonly publicUrl?: string;
  /** Where warnings go, such as callbacks with a wrong signature; never with their content. */
  readonly log?: NonNullable<ApiDeps['log']>;
  /** Pages beside the API: inboxes, and the engine's own console down to the namespace. */
  readonly links?: { readonly engine?: string; readonly sms?: string; readonly mail?: string };
}

export interface ServedApi {
  readonly url: string;
  /** Where the SMS provider posts statuses. */
  readonly statusCallbackUrl: string;
  close(): Promise<void>;
}

/** Who writes, and where a person answers; in both languages, for the number may be anybody's. */
function helpText(): string {
  const { 'zh-CN': zh, en } = lenderFacts();
  return `${zh.lenderName} ${zh.lenderPhone}。退订回复T。 ${en.lenderName} ${en.lenderPhone}. Reply STOP to opt out.`;
}

/** Serves the API; on the loopback unless told otherwise, for there is no sign-in yet. */
export async function serveApi(options: ApiOptions): Promise<ServedApi> {
  const { db, sealer, cases, keys, host = '127.0.0.1' } = options;
  const mode = (await deploymentMode(db)) ?? 'live';
  const engine = options.links?.engine;
  const url = `http://127.0.0.1:${options.port}`;
  const sign = createSigner(keys.signing.privateKey);
  const calls = assembleCallDesk({
    ...{ db, sealer, sign, timeZone: LENDER.timeZone },
    statusCallbackUrl: `${options.publicUrl ?? url}${twilioPaths.voice}`,
    ...(options.voice === undefined ? {} : { voice: options.voice }),
    ...(options.rates.call === undefined ? {} : { callsPerSecond: options.rates.call }),
  });
  const now = businessClock(() => new Date().toISOString());
  const templates = assembleTemplateDesk({
    ...{ db, sealer, now, timeZone: LENDER.timeZone },
    unsubscribeUrl: (reference) => unsubscribeUrl(sealer, options.publicUrl ?? url, reference),
  });
  const counts = new Counts();
  const deps: ApiDeps = {
    db,
    sealer,
    cases,
    calls,
    templates,
    bundles: {
      set: createBundleSetter(),
      sender: { 'zh-CN': lenderFacts()['zh-CN'].lenderName, en: lenderFacts().en.lenderName },
    },
    sign,
    mode,
    policies: shippedPolicies(),
    calendarOf: loadCalendar,
    lender: LENDER,
    ...{ rates: { ...options.rates }, counts },
    ...(options.log === undefined ? {} : { log: options.log }),
    ...(options.publicUrl === undefined ? {} : { hosts: [new URL(options.publicUrl).hostname] }),
    clock: mode === 'demo' ? createClockControl(db) : null,
    ...(engine === undefined
      ? {}
      : { engineUrlOf: (caseId: string) => `${engine}/workflows/${encodeURIComponent(caseId)}` }),
  };
  const app = createApi(deps);
  homePages(app, {
    ...deps,
    contactRulesOf: contactRules,
    ...(options.links === undefined ? {} : { links: options.links }),
  });
  const heard = {
    db,
    sealer,
    now,
    signalCases: async (caseIds: readonly string[]) => {
      await Promise.all(caseIds.map((caseId) => cases.poke(caseId)));
    },
  };
  await app.register(twilioWebhook, {
    ...heard,
    publicUrl: options.publicUrl ?? url,
    authTokens: options.twilioAuthTokens,
    count: (name) => counts.add(name),
    helpText: helpText(),
  });
  await app.register(unsubscribeRoutes, heard);
  await listen(app, options.port, host);
  return {
    url,
    statusCallbackUrl: `${url}${twilioPaths.status}`,
    close: async () => {
      await app.close();
      await calls.close();
    },
  };
}
