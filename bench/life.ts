// What one life costs the engine, counted on the real server with the real shell, decide, database and senders.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import proto from '@temporalio/proto';
import { drainOnce } from '../activities/send.ts';
import { openDb } from '../db/pool.ts';
import { addMilliseconds } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { startMailbox } from '../embedded/mailbox.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { sandboxAccount, startSmsSandbox } from '../embedded/sms-sandbox.ts';
import { startTemporal } from '../embedded/temporal.ts';
import { NAMESPACE, SEARCH_ATTRIBUTES, connectEngine } from '../engine/connect.ts';
import type { Engine } from '../engine/connect.ts';
import { loadKeys } from '../worker/config.ts';
import { assembleDeployment } from '../worker/deployment.ts';
import { prepareDatabase } from '../worker/prepare.ts';
import { casesOf } from '../worker/run.ts';
import { logToFile, startWorker } from '../worker/worker.ts';
import { LIFE_PAYMENTS, LIFE_START, lifeCase, openLives, payLife } from './loanLife.ts';
import { createPacer } from './paced.ts';

const { EventType } = proto.temporal.api.enums.v1;
const SEARCH_ATTRIBUTE_EVENT = 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES';

/** The limits of a life of six notices and two payments (design.md, "Cost is events"). */
export const LIFE_LIMITS = { stateTransitions: 28, events: 58, historyBytes: 10_000 } as const;

export interface LifeCost {
  readonly stateTransitions: number;
  /** Without those of search attributes. */
  readonly events: number;
  readonly historyBytes: number;
  readonly eventsByType: Readonly<Record<string, number>>;
  /** Steps of the notices, in the order of their decisions. */
  readonly notices: readonly string[];
  readonly messagesSent: number;
  readonly payments: number;
  readonly decides: number;
  readonly closed: boolean;
}

/** Longer than a message waits for others to join it. */
const AFTER_JOINING_MS = 61_000;
const WAIT_MS = 400;
const WAIT_FOR_PAYMENT_MS = 2_000;
/** A life that takes longer hangs. */
const LIFE_WITHIN_MS = 60_000;

/** Lives one whole life, from the take-over to the close. Takes some ten seconds. */
export async function countLife(): Promise<LifeCost> {
  const home = mkdtempSync(join(tmpdir(), 'recoup-life-'));
  const [postgres, temporal, sms, mail] = await Promise.all([
    startPostgres(),
    startTemporal({
      ...{ namespace: NAMESPACE, searchAttributes: SEARCH_ATTRIBUTES, logFile: join(home, 'temporal.log') },
    }),
    startSmsSandbox(),
    startMailbox(),
  ]);
  const stops = [() => temporal.stop(), () => postgres.stop(), () => sms.stop(), () => mail.stop()];
  try {
    logToFile(join(home, 'worker.log'));
    const keys = loadKeys(home, {});
    await prepareDatabase({ databaseUrl: postgres.url, mode: 'live', clockStart: LIFE_START });
    const db = openDb({ url: postgres.url, poolSize: 20 });
    stops.unshift(() => db.close());
    const { address } = temporal;
    const engine = await connectEngine({ address, codecKey: keys.codecKey });
    stops.unshift(() => engine.close());
    const cases = casesOf(db, engine);
    let business: Instant = LIFE_START;
    const deployment = await assembleDeployment({
      ...{ db, keys, home, smtpUrl: mail.smtpUrl, now: () => new Date(addMilliseconds(business, AFTER_JOINING_MS)) },
      sms: { ...sandboxAccount, baseUrl: sms.url, from: '+15005550006' },
      poke: (caseIds) => caseIds.forEach((caseId) => void cases.poke(caseId)),
    });
    stops.unshift(() => deployment.close());
    let decides = 0;
    const pacer = createPacer({
      ...{ waitMs: WAIT_MS, waitForPaymentMs: WAIT_FOR_PAYMENT_MS },
      decided: async (now) => {
        decides += 1;
        business = now;
        for (const channel of ['sms', 'email', 'letter'] as const) await drainOnce(deployment.send, channel);
      },
      pay: (caseId, at) => void payLife(db, caseId, at).then(() => cases.poke(caseId)),
    });
    const activities = { decide: pacer.paced((request) => deployment.activities.decide(request)) };
    const worker = await startWorker({ address, codecKey: keys.codecKey, activities });
    stops.unshift(() => worker.stop());

    const caseId = lifeCase('L000001');
    await openLives(db, deployment.sealer, ['L000001']);
    pacer.begin(caseId, LIFE_START, LIFE_PAYMENTS);
    await cases.poke(caseId);
    await endOf(engine, caseId);

    const notices = await db.rows<{ step: string }>(
      `select body->>'step' as step from journal where case_id = $1 and type = 'noticeDecided' order by seq`,
      [caseId],
    );
    const payments = await db.rows(`select event_id from inbox where type = 'posting' and applied_seq is not null`);
    const row = await db.row<{ closed: boolean }>('select closed from case_file where id = $1', [caseId]);
    return {
      ...(await costOf(engine, caseId)),
      ...{ decides, notices: notices.map(({ step }) => step), messagesSent: sms.texts().length },
      ...{ payments: payments.length, closed: row?.closed ?? false },
    };
  } finally {
    for (const stop of stops) await stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function endOf({ client }: Engine, workflowId: string): Promise<void> {
  const late = new AbortController();
  const timeout = sleep(LIFE_WITHIN_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error(`LIFE_HANGS: not closed within ${LIFE_WITHIN_MS} ms`);
  });
  await Promise.race([client.workflow.getHandle(workflowId).result(), timeout]);
  late.abort();
  await timeout.catch(() => undefined);
}

type Counted = Pick<LifeCost, 'stateTransitions' | 'events' | 'historyBytes' | 'eventsByType'>;

async function costOf({ client }: Engine, workflowId: string): Promise<Counted> {
  const handle = client.workflow.getHandle(workflowId);
  const { raw } = await handle.describe();
  const eventsByType: Record<string, number> = {};
  for (const { eventType } of (await handle.fetchHistory()).events ?? []) {
    const type = String(EventType[eventType ?? 0]).replace('EVENT_TYPE_', '');
    eventsByType[type] = (eventsByType[type] ?? 0) + 1;
  }
  const counted = Object.entries(eventsByType).filter(([type]) => type !== SEARCH_ATTRIBUTE_EVENT);
  return {
    stateTransitions: Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0),
    historyBytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0),
    events: counted.reduce((sum, [, count]) => sum + count, 0),
    eventsByType,
  };
}

if (import.meta.main) {
  const cost = await countLife();
  console.log(
    `life: ${cost.notices.length} notices (${cost.notices.join(', ')}) in ${cost.messagesSent} messages, ` +
      `${cost.payments} payments, ${cost.decides} decides, ${cost.closed ? 'closed' : 'NOT CLOSED'}`,
  );
  for (const [type, count] of Object.entries(cost.eventsByType)) console.log(`  ${String(count).padStart(3)} ${type}`);
  for (const name of ['stateTransitions', 'events', 'historyBytes'] as const) {
    const ratio = cost[name] / LIFE_LIMITS[name];
    console.log(`life: ${name} ${cost[name]}, ${ratio.toFixed(2)} × the limit of ${LIFE_LIMITS[name]}`);
    if (ratio > 1) process.exitCode = 1;
  }
}
