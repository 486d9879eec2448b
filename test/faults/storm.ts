// The storm: worker, engine and database are killed at random while messages leave over three channels, and the same
// kills hit a control arm of plain activities in the same run.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../engine/connect.ts';
import { TASK_QUEUE } from '../../engine/connect.ts';
import { audit, violations } from './stormAudit.ts';
import type { Audit } from './stormAudit.ts';
import { CHANNELS, feed, phoneOf, preparePeople } from './stormFeed.ts';
import type { Load } from './stormFeed.ts';
import { killParts } from './stormKiller.ts';
import type { Killed } from './stormKiller.ts';
import { startStormWorld } from './stormWorld.ts';
import type { StormWorld } from './stormWorld.ts';

export interface StormOptions {
  readonly kills: number;
  readonly seed: number;
  readonly load: Load;
  readonly pauseMs: { readonly least: number; readonly most: number };
  /** So long a kill waits for something to be in flight, in milliseconds. Default 4,000. */
  readonly busyWithinMs?: number;
  readonly say?: (line: string) => void;
}

export interface StormReport {
  readonly killed: Killed;
  readonly found: Audit;
  readonly violations: readonly string[];
  /** Control arm: messages, and how many of them were sent more than once. */
  readonly plain: { readonly messages: number; readonly lost: number; readonly duplicate: number };
  /** Messages that reconciliation settled, by channel and by what it found: `sms accepted`, `letter retry` … */
  readonly reconciled: Readonly<Record<string, number>>;
  /** Times that the worker ended although nobody had killed it. */
  readonly deaths: number;
  readonly seconds: number;
}

/** Messages of the control arm in flight at once; a sender of the product has as many. */
const PLAIN_AT_ONCE = 8;
const HEARTBEAT_TIMEOUT_MS = 1_500;
/** So long nothing moves any more before the storm takes what is open for lost; a busy machine only takes longer. */
const STANDS_STILL_MS = 120_000;

async function startSenders({ client }: Engine): Promise<void> {
  for (const channel of CHANNELS)
    await client.workflow.start('sender', {
      ...{ taskQueue: TASK_QUEUE, workflowId: `sender/${channel}/1` },
      args: [{ channel, epoch: 1, heartbeatTimeoutMs: HEARTBEAT_TIMEOUT_MS }],
    });
}

const plainReference = (n: number): string => `PLAIN${String(n).padStart(6, '0')}`;

async function startPlain(world: StormWorld, { client }: Engine, messages: number): Promise<void> {
  const references = Array.from({ length: messages }, (_, n) => plainReference(n));
  await world.db.run('insert into plain_sms (reference, phone) select * from unnest($1::text[], $2::text[])', [
    references,
    references.map((_, n) => phoneOf(n)),
  ]);
  for (let part = 0; part < PLAIN_AT_ONCE; part += 1)
    await client.workflow.start('plainSender', {
      ...{ taskQueue: TASK_QUEUE, workflowId: `plain/${part}` },
      args: [references.filter((_, n) => n % PLAIN_AT_ONCE === part)],
    });
}

const sentSoFar = ({ ledgers: { sms, mail, post } }: StormWorld): number =>
  sms.texts().length + mail.mails().length + post.references.length;

/** Did messages leave a moment ago? */
function watchFlow(world: StormWorld) {
  let sent = 0;
  let flowedAtMs = 0;
  const timer = setInterval(() => {
    const now = sentSoFar(world);
    if (now > sent) flowedAtMs = performance.now();
    sent = now;
  }, 50);
  return { flows: () => performance.now() - flowedAtMs < 150, stop: () => clearInterval(timer) };
}

async function openMessages({ db }: StormWorld): Promise<number> {
  const row = await db.row<{ open: number }>(
    `select (select count(*) from outbox where status in ('queued', 'claimed', 'ambiguous')) +
            (select count(*) from plain_sms where not sent) as open`,
  );
  return row?.open ?? -1;
}

async function settled(world: StormWorld, say: (line: string) => void): Promise<void> {
  let [least, movedAtMs] = [Infinity, performance.now()];
  for (let looks = 0; performance.now() - movedAtMs < STANDS_STILL_MS; looks += 1) {
    const open = await openMessages(world).catch(() => -1);
    if (open === 0) return;
    if (open > 0 && open < least) [least, movedAtMs] = [open, performance.now()];
    if (looks % 20 === 0) say(`  waiting for ${open} messages`);
    await sleep(250);
  }
}

function plainAudit({ plainSms }: StormWorld, messages: number): StormReport['plain'] {
  const times = new Map<string, number>();
  for (const { body } of plainSms.texts()) {
    const reference = /PLAIN\d{6}/u.exec(body)?.[0] ?? '';
    times.set(reference, (times.get(reference) ?? 0) + 1);
  }
  const duplicate = [...times.values()].filter((count) => count > 1).length;
  return { messages, lost: messages - times.size, duplicate };
}

function reconciledBy(world: StormWorld): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code, channel, as } of world.worker.entries()) {
    if (code !== 'RECONCILED') continue;
    const name = `${String(channel)} ${String(as)}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Runs a storm from beginning to end. */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const { kills, seed, load, pauseMs } = options;
  const say = options.say ?? (() => undefined);
  const startedMs = performance.now();
  const world = await startStormWorld();
  const flow = watchFlow(world);
  try {
    await preparePeople(world.db, world.sealer, load);
    const engine = await world.connect();
    await startSenders(engine);
    await startPlain(world, engine, load.sms);
    await engine.close();
    await world.worker.start();
    say(`  ready after ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);

    // What there is to send comes in as the kills go on, a little ahead of them.
    let fed = 0;
    const feeding: Promise<void>[] = [];
    const feedTo = (share: number): void => {
      const from = fed;
      fed = Math.min(1, Math.max(fed, share));
      for (const channel of CHANNELS) {
        const [first, end] = [Math.floor(load[channel] * from), Math.floor(load[channel] * fed)];
        feeding.push(feed(world.db, channel, first, end, world.now()));
      }
    };
    feedTo(2 / kills);
    const { worker, temporal, postgres } = world;
    const busy = flow.flows;
    const killed = await killParts(
      {
        worker: { kill: worker.kill, start: worker.start, weight: 8, busy },
        postgres: { kill: postgres.crash, start: postgres.start, weight: 3, busy },
        temporal: { kill: temporal.kill, start: temporal.start, weight: 2, busy },
      },
      {
        ...{ kills, seed, pauseMs, busyWithinMs: options.busyWithinMs ?? 4_000 },
        onKill: (name, nth) => {
          feedTo((nth + 2) / kills);
          if (nth % 10 === 0) say(`  kill ${nth}: ${name}; ${sentSoFar(world)} messages in the ledgers`);
        },
      },
    );
    feedTo(1);
    await Promise.all(feeding);
    await settled(world, say);
    const found = await audit(world.db, world.ledgers, load);
    const plain = plainAudit(world, load.sms);
    return {
      ...{ killed, found, plain, reconciled: reconciledBy(world), deaths: worker.deaths() },
      violations: [
        ...violations(found),
        ...(plain.duplicate === 0 ? ['void: the control arm shows no duplicate, so the kills hit nothing'] : []),
      ],
      seconds: (performance.now() - startedMs) / 1000,
    };
  } finally {
    flow.stop();
    await world.stop();
  }
}

/** The report in lines, as it is printed. */
export function reportLines(report: StormReport): string[] {
  const { killed, found, plain, reconciled } = report;
  const kills = Object.values(killed.byPart).reduce((sum, count) => sum + count, 0);
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  return [
    `kills: ${kills} (${counts(killed.byPart)}; ${killed.atOnce} while another part was down) in ${report.seconds.toFixed(0)} s`,
    ...CHANNELS.map((channel) => {
      const { notices, messages, lost, duplicate, parked, parkedTaken, open } = found[channel];
      return `${channel}: ${notices} notices in ${messages} messages, ${lost} lost, ${duplicate} duplicate, ${parked} parked (${parkedTaken} of these taken), ${open} open`;
    }),
    `reconciled: ${counts(reconciled)}`,
    `control arm: ${plain.messages} SMS by plain activities, ${plain.lost} lost, ${plain.duplicate} duplicate`,
  ];
}
