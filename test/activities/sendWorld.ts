// A sender with everything around it: database, real adapters, the sandboxes they speak to, and the webhook.
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import type { ChannelAdapter } from '../../activities/channel.ts';
import { createSmsAdapter } from '../../activities/sms.ts';
import { createEmailAdapter } from '../../activities/email.ts';
import { createMailReturn, returnAddress, type MailReturn } from '../../activities/emailReturn.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { hostClocks } from '../../activities/send.ts';
import type { LenderFacts, SendDeps } from '../../activities/send.ts';
import { twilioPaths, twilioWebhook } from '../../api/twilioWebhook.ts';
import { unsubscribeRoutes } from '../../api/unsubscribe.ts';
import { unsubscribeUrl } from '../../db/token.ts';
import { freePort } from '../../embedded/ports.ts';
import { startMailbox, type Mailbox } from '../../embedded/mailbox.ts';
import { sandboxAccount, startSmsSandbox, type SmsSandbox } from '../../embedded/sms-sandbox.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { startBounceListener } from '../../worker/bounceListener.ts';
import { noon, startWorld, type World } from '../db/world.ts';

export interface SendWorld extends World {
  readonly sms: SmsSandbox;
  readonly mail: Mailbox;
  readonly deps: SendDeps;
  /** Cases that were signalled, in order. */
  readonly woken: string[];
  readonly counted: string[];
  readonly webhookUrl: string;
  /** What takes mail that comes back, and its folder for what nobody can read. */
  readonly mailReturn: MailReturn;
  readonly asideFolder: string;
  /** The listener for mail that comes back. */
  readonly reportTo: string;
}

/** Domain of return addresses. */
export const returnDomain = 'lender.example';

const lender: LenderFacts = {
  lenderName: 'Harbour Finance',
  lenderAddress: '1 Quay',
  lenderPhone: '+86 10 5555 0100',
  paymentAccount: '6222 0000',
  officerName: 'Officer Zhou',
  optOut: { sms: 'Reply STOP to stop.', email: 'Write STOP to stop.', letter: 'Call to stop.' },
};

export async function startSendWorld(more: Partial<SendDeps> = {}): Promise<SendWorld> {
  const world = await startWorld();
  const woken: string[] = [];
  const counted: string[] = [];
  const signalCases = (caseIds: readonly string[]): Promise<void> => {
    woken.push(...caseIds);
    return Promise.resolve();
  };
  const now = (): Promise<string> => Promise.resolve(noon);
  const app = fastify();
  // The address is part of what is signed, so it has to be known before listening.
  const port = await freePort(0);
  const webhookUrl = `http://127.0.0.1:${port}`;
  await app.register(twilioWebhook, {
    ...{ db: world.db, sealer: world.sealer, now, signalCases, count: (name: string) => void counted.push(name) },
    publicUrl: webhookUrl,
    helpText: 'Example Bank 400-555-0100',
    authTokens: ['old token', sandboxAccount.authToken],
  });
  await app.register(unsubscribeRoutes, { db: world.db, sealer: world.sealer, now, signalCases });
  await app.listen({ host: '127.0.0.1', port });
  const sms = await startSmsSandbox({ inboundUrl: webhookUrl + twilioPaths.inbound });
  const asideFolder = mkdtempSync(join(tmpdir(), 'recoup-aside-'));
  const mailReturn = createMailReturn({
    ...{ db: world.db, sealer: world.sealer, domain: returnDomain, asideFolder, now, signalCases },
  });
  const bounces = await startBounceListener({ mailReturn, port: 0 });
  const reportTo = `smtp://127.0.0.1:${bounces.port}`;
  const mail = await startMailbox({ behaviour: { reportTo } });
  const stopUrl = (reference: string): string => unsubscribeUrl(world.sealer, webhookUrl, reference);
  const adapters = {
    sms: createSmsAdapter({
      ...sandboxAccount,
      ...{
        from: '+15005550006',
        baseUrl: sms.url,
        statusCallbackUrl: webhookUrl + twilioPaths.status,
        timeoutMs: 1_500,
      },
    }),
    email: createEmailAdapter({
      host: '127.0.0.1',
      port: Number(new URL(mail.smtpUrl).port),
      from: 'desk@lender.example',
      returnPath: (reference) => returnAddress(world.sealer, 'bounce', reference, returnDomain),
      unsubscribeUrl: stopUrl,
      unsubscribeAddress: (reference) => returnAddress(world.sealer, 'unsubscribe', reference, returnDomain),
      timeoutMs: 1_500,
    }),
  };
  const templates = loadTemplates();
  const deps: SendDeps = {
    ...{ db: world.db, sealer: world.sealer, adapters, now, signalCases, clocks: hostClocks },
    message: {
      renderMessage: createRenderMessage(templates, () => new Uint8Array()),
      lender: { en: lender, 'zh-CN': lender },
      timeZone: 'Asia/Shanghai',
      unsubscribeUrl: stopUrl,
    },
    permitted: () => ({ answer: 'allowed' }),
    pollMs: 200,
    ...more,
  };
  return {
    ...{ ...world, sms, mail, deps, woken, counted, webhookUrl, mailReturn, asideFolder, reportTo },
    clear: async () => {
      // What is still told of the messages before would be taken for that of the next: they have the same references.
      for (let rested = 0; rested < 2; rested += 1) {
        await until(() => sms.pendingCallbacks() === 0);
        await sleep(15);
      }
      woken.length = 0;
      counted.length = 0;
      await world.clear();
    },
    stop: async () => {
      await adapters.sms.close();
      await adapters.email.close();
      await sms.stop();
      await mail.stop();
      await bounces.stop();
      rmSync(asideFolder, { recursive: true });
      await app.close();
      await world.stop();
    },
  };
}

/** An adapter of the test's own; `find` is left out unless given. */
export const adapterOf = (more: Partial<ChannelAdapter<'sms'>>): Pick<SendDeps, 'adapters'> => ({
  adapters: {
    sms: {
      channel: 'sms',
      send: () => Promise.resolve({ kind: 'accepted', providerId: 'SM' }),
      close: () => Promise.resolve(),
      ...more,
    },
  },
});

/** One queued message. */
export const one = (reference: string, loans = ['A'], personId = 'P1') => ({ reference, personId, loans });

/** Asks again until it holds, for five seconds at most. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; waited < 500 && !(await holds()); waited += 1) await sleep(10);
}
