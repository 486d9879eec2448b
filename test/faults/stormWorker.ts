// The worker of the storm, in a process of its own that is killed again and again: the product's senders through its own
// assembly, and the control arm beside them.
import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createLetterAdapter } from '../../activities/letter.ts';
import { createSendActivities } from '../../activities/send.ts';
import { createSmsAdapter } from '../../activities/sms.ts';
import { openDb } from '../../db/pool.ts';
import { sandboxAccount } from '../../embedded/sms-sandbox.ts';
import type { Keys } from '../../worker/config.ts';
import { assembleDeployment } from '../../worker/deployment.ts';
import { startWorker } from '../../worker/worker.ts';
import { createPlainActivities } from './stormPlain.ts';
import { createPostOffice } from './stormPost.ts';

export interface StormWorkerSetup {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly keys: Keys;
  readonly home: string;
  readonly bundle: WorkflowBundleWithSourceMap;
  readonly smsUrl: string;
  readonly plainSmsUrl: string;
  readonly smtpUrl: string;
  readonly postUrl: string;
  /** Business time is the wall clock moved by so much, so that it is day at the lender's. */
  readonly clockOffsetMs: number;
}

const [setupFile = ''] = process.argv.slice(2);
const setup = JSON.parse(readFileSync(setupFile, 'utf8')) as StormWorkerSetup;
const { keys, home, smtpUrl, clockOffsetMs } = setup;
const db = openDb({ url: setup.databaseUrl, poolSize: 40 });
const account = { ...sandboxAccount, from: '+15005550006' };
const { send } = await assembleDeployment({
  ...{ db, keys, home, smtpUrl, sms: { ...account, baseUrl: setup.smsUrl }, poke: () => undefined },
  now: () => new Date(Date.now() + clockOffsetMs),
  log: (code, facts) => console.log(JSON.stringify({ code, ...facts })),
});
const letter = createLetterAdapter(createPostOffice(setup.postUrl));
const senders = createSendActivities({
  ...{ ...send, adapters: { ...send.adapters, letter } },
  // As in production, a hundred times as quick: what is stale can have nothing in flight.
  ...{ leavesWithinMs: 800, answerWithinMs: 1_500, staleAfterMs: 3_000, reconcileEveryMs: 1_000, pollMs: 500 },
});
const plain = createPlainActivities(db, createSmsAdapter({ ...account, baseUrl: setup.plainSmsUrl, timeoutMs: 1_500 }));
const worker = await startWorker({
  ...{ address: setup.temporalAddress, codecKey: keys.codecKey, bundle: setup.bundle },
  activities: { ...senders, ...plain },
});
console.log('READY');
// Whoever is killed writes no cache at its end.
flushCompileCache();
// Should it die by itself, the storm starts the next one as after a kill.
await worker.done.catch(() => console.log('DIED'));
process.exit(1);
