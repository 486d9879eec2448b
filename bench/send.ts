// SMS a second through the real sender (claim, permission, contact log, sealed copy, settlement) against the bare `twilio`
// client, to the same sandbox, at the same concurrency, in turns, so that other work on the machine hits both. All of
// the messages stand in the queue from the beginning.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import twilio from 'twilio';
import type { ChannelAdapter } from '../activities/channel.ts';
import { drain } from '../activities/send.ts';
import { openDb } from '../db/pool.ts';
import { startChild } from '../embedded/child.ts';
import { freePort } from '../embedded/ports.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { sandboxAccount } from '../embedded/sms-sandbox.ts';
import { feed, phoneOf, preparePeople } from '../test/faults/stormFeed.ts';
import { loadKeys } from '../worker/config.ts';
import { assembleDeployment } from '../worker/deployment.ts';
import { prepareDatabase } from '../worker/prepare.ts';

const RATIO_LIMIT = 0.7;
const MEMORY_LIMIT = 0.1;
const messages = Number(process.env['BENCH_MESSAGES'] ?? '20000');
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '8');
const CONCURRENCY = 8;
const WARM_UP = 1_000;
const FEED_AT_ONCE = 500;
/** So many more may go with the first round. */
const CLAIMED_AHEAD = 40 * CONCURRENCY;
/** Noon in Shanghai. */
const START = '2025-04-05T04:00:00.000Z';
const FROM = '+15005550006';

const home = mkdtempSync(join(tmpdir(), 'recoup-send-'));
const port = await freePort(0);
const smsUrl = `http://127.0.0.1:${port}`;
// In a process of its own, as the provider is.
const sandbox = startChild({
  command: process.execPath,
  args: [join(import.meta.dirname, '../embedded/sms/serve.ts')],
  env: { ...process.env, SMS_SANDBOX_PORT: String(port) },
  ...{ logFile: join(home, 'sandbox.log'), stopSignal: 'SIGTERM' },
});
const postgres = await startPostgres();
await prepareDatabase({ databaseUrl: postgres.url, mode: 'live', clockStart: START });
const db = openDb({ url: postgres.url, poolSize: CONCURRENCY + 6 });
const deployment = await assembleDeployment({
  ...{ db, keys: loadKeys(home, {}), home, smtpUrl: 'smtp://127.0.0.1:1', poke: () => undefined },
  sms: { ...sandboxAccount, baseUrl: smsUrl, from: FROM },
  now: () => new Date(START),
});
const { sms } = deployment.send.adapters;
if (sms === undefined) throw new Error('no SMS adapter');

/** Sends so many of what is queued, and what it had claimed by then; returns how many, when all of them are written down. */
async function real(count: number): Promise<number> {
  const told = new AbortController();
  let sent = 0;
  const counting: ChannelAdapter<'sms'> = {
    ...sms,
    channel: 'sms',
    close: () => Promise.resolve(),
    send: async (...args) => {
      const result = await (sms as ChannelAdapter<'sms'>).send(...args);
      if (result.kind !== 'accepted') throw new Error(result.kind);
      sent += 1;
      if (sent === count) told.abort();
      return result;
    },
  };
  const adapters = { ...deployment.send.adapters, sms: counting };
  const { counts } = await drain(
    { ...deployment.send, adapters, concurrency: CONCURRENCY },
    { channel: 'sms', epoch: 1 },
    told.signal,
  );
  const { accepted = 0, ...others } = counts;
  if (accepted < count || Object.keys(others).length > 0) throw new Error(`sent ${JSON.stringify(counts)} of ${count}`);
  return accepted;
}

const client = twilio(sandboxAccount.accountSid, sandboxAccount.authToken);
client.api.baseUrl = smsUrl;
const TEXT =
  'Example Bank: Person 1, a friendly reminder: we have not received your payment yet. LS000001A, 3 instalments, ' +
  'USD 1,200.50. Paid already? Ignore this. In difficulty? Call 400-555-0100. Ref RLS000001A. Reply STOP to opt out';

async function bare(count: number): Promise<number> {
  let next = 0;
  const loop = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await client.messages.create({ to: phoneOf(next), from: FROM, body: TEXT });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, loop));
  return count;
}

interface Speed {
  readonly sent: number;
  readonly perSecond: number;
}

async function measured(count: number, act: (count: number) => Promise<number>): Promise<Speed> {
  const started = performance.now();
  const sent = await act(count);
  return { sent, perSecond: (sent / (performance.now() - started)) * 1_000 };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Resident memory without what only waits to be collected. */
function rssMb(): number {
  collect();
  return process.memoryUsage.rss() / 1e6;
}
const total = WARM_UP + CLAIMED_AHEAD + messages;
let counted = 0;
const speeds: { real: number; bare: number; rssMb: number }[] = [];
try {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await fetch(`${smsUrl}/api/control`).catch(() => undefined))?.ok === true) break;
    await sleep(50);
  }
  await preparePeople(db, deployment.sealer, { sms: total, email: 0, letter: 0 });
  for (let fed = 0; fed < total; fed += FEED_AT_ONCE)
    await feed(db, 'sms', fed, Math.min(total, fed + FEED_AT_ONCE), START);
  let left = total;
  for (let round = 0; left > 0; round += 1) {
    // The first round warms both up and is not counted.
    const count = round === 0 ? WARM_UP : Math.min(left, Math.ceil(messages / rounds));
    const first = round % 2 === 0;
    const bareFirst = first ? (await measured(count, bare)).perSecond : 0;
    const { sent, perSecond } = await measured(count, real);
    const bareSpeed = first ? bareFirst : (await measured(count, bare)).perSecond;
    left -= sent;
    if (round === 0) continue;
    counted += sent;
    const speed = { real: perSecond, bare: bareSpeed, rssMb: rssMb() };
    speeds.push(speed);
    console.log(
      `  SMS a second: ${speed.real.toFixed(0)} real, ${speed.bare.toFixed(0)} bare; rss ${speed.rssMb.toFixed(0)} MB`,
    );
  }
} finally {
  await deployment.close();
  await db.close();
  await postgres.stop();
  await sandbox.stop();
  rmSync(home, { recursive: true, force: true });
}
/** Of all rounds together: as many messages, by the time that they took. */
const overall = (values: readonly number[]): number => values.length / values.reduce((sum, one) => sum + 1 / one, 0);
const ratio = overall(speeds.map((speed) => speed.real)) / overall(speeds.map((speed) => speed.bare));
const [firstMb = 0, ...laterMb] = speeds.map((speed) => speed.rssMb);
const growth = Math.max(firstMb, ...laterMb) / firstMb - 1;
console.log(
  `send: ${ratio.toFixed(2)} × the bare client (${counted} SMS in ${speeds.length} rounds, ${CONCURRENCY} at once; ` +
    `limit ${RATIO_LIMIT}); memory grew by ${(growth * 100).toFixed(1)} % (limit ${MEMORY_LIMIT * 100} %)`,
);
if (ratio < RATIO_LIMIT || growth > MEMORY_LIMIT) process.exitCode = 1;
