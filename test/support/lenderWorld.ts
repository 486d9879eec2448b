// A whole lender on a real engine: database, worker, sandboxes. The clock is moved by whoever plays, and the outbox is
// drained between two moves, for the time-skipping server does not skip while a sender's activity is open.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DecideAnswer, DecideRequest } from '../../activities/decide.ts';
import { drainOnce } from '../../activities/send.ts';
import { mentions } from '../../activities/sms.ts';
import { dueCases, setClock, unsettledMessages } from '../../db/clock.ts';
import { openDb } from '../../db/pool.ts';
import type { Db } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import { createSigner } from '../../db/signature.ts';
import type { SignedCommand, UnsignedCommand } from '../../db/signature.ts';
import type { Instant } from '../../domain/instant.ts';
import { startMailbox } from '../../embedded/mailbox.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import { sandboxAccount, startSmsSandbox } from '../../embedded/sms-sandbox.ts';
import type { Cases } from '../../engine/cases.ts';
import { connectEngine } from '../../engine/connect.ts';
import type { Engine } from '../../engine/connect.ts';
import { loadKeys } from '../../worker/config.ts';
import { assembleDeployment } from '../../worker/deployment.ts';
import { prepareDatabase } from '../../worker/prepare.ts';
import { casesOf } from '../../worker/run.ts';
import { startWorker } from '../../worker/worker.ts';
import { startSkippingClock } from './skippingClock.ts';

const CHANNELS = ['sms', 'email', 'letter'] as const;
const SETTLED_WITHIN_MS = 20_000;

type Decide = (request: DecideRequest) => Promise<DecideAnswer>;

/** An engine and the business time on it. */
export interface LenderClock {
  /** `host:port` of the engine. */
  readonly address: string;
  readonly namespace: string;
  /** Live: timers of the engine wake the cases. Demo: the clock of the database holds, and cases are told of it. */
  readonly mode: 'live' | 'demo';
  /** Business time when it was last read or moved. */
  now(): Instant;
  /** Lets time run to that instant; timers on the way fire at theirs. */
  skipTo(instant: Instant): Promise<void>;
  /** A decision in business time on an engine that has another; nothing else of it is touched. */
  shifted(decide: Decide): Decide;
  stop(): Promise<void>;
}

export interface LenderWorld {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly engine: Engine;
  readonly cases: Cases;
  readonly sign: (command: UnsignedCommand) => SignedCommand;
  now(): Instant;
  skipTo(instant: Instant): Promise<void>;
  /** Resolves when every case that is due has decided and every message that is due was sent. */
  settle(): Promise<void>;
  /** How often a message of that reference arrived at a telephone, a mailbox or the printer. */
  received(reference: string): number;
  stop(): Promise<void>;
}

/**
 * @param start business time of the first moment
 * @param startClock the engine; the time-skipping server unless another is wanted
 */
export async function startLenderWorld(
  start: Instant,
  startClock: (start: Instant) => Promise<LenderClock> = startSkippingClock,
): Promise<LenderWorld> {
  const home = mkdtempSync(join(tmpdir(), 'recoup-lender-'));
  const [clock, postgres, sms, mail] = await Promise.all([
    startClock(start),
    startPostgres(),
    startSmsSandbox(),
    startMailbox(),
  ]);
  const { address, namespace, mode } = clock;
  const keys = loadKeys(home, {});
  await prepareDatabase({ databaseUrl: postgres.url, mode, clockStart: start });
  const db = openDb({ url: postgres.url, poolSize: 30 });
  const engine = await connectEngine({ address, namespace, codecKey: keys.codecKey });
  const cases = casesOf(db, engine);
  const poking = new Set<Promise<void>>();
  const poke = (caseIds: readonly string[]): void => {
    for (const caseId of caseIds) {
      const poked = cases.poke(caseId).finally(() => poking.delete(poked));
      poking.add(poked);
    }
  };
  const deployment = await assembleDeployment({
    ...{ db, keys, home, poke, smtpUrl: mail.smtpUrl },
    sms: { ...sandboxAccount, baseUrl: sms.url, from: '+15005550006' },
    now: () => new Date(clock.now()),
  });
  const worker = await startWorker({
    ...{ address, namespace, codecKey: keys.codecKey },
    activities: { ...deployment.activities, decide: clock.shifted((asked) => deployment.activities.decide(asked)) },
  });

  const settle = async (): Promise<void> => {
    const giveUpAt = Date.now() + SETTLED_WITHIN_MS;
    for (;;) {
      await Promise.all(poking);
      const due = await dueCases(db, clock.now(), 100);
      if (due.length === 0 && (await unsettledMessages(db, clock.now())) === 0 && poking.size === 0) return;
      if (Date.now() > giveUpAt) throw new Error(`not settled at ${clock.now()}: ${due.join(', ')}`);
      if (due.length === 0) for (const channel of CHANNELS) await drainOnce(deployment.send, channel);
      else if (mode === 'demo') await Promise.all(due.map((caseId) => cases.tick(caseId)));
      else await sleep(3);
    }
  };
  const printed = (reference: string): number =>
    readFileSync(join(home, 'letters', 'manifest.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"${reference}"`)).length;

  return {
    ...{ db, engine, cases, settle, sealer: deployment.sealer, sign: createSigner(keys.signing.privateKey) },
    now: () => clock.now(),
    async skipTo(instant) {
      if (mode === 'demo') await setClock(db, { now: instant });
      await clock.skipTo(instant);
    },
    received: (reference) =>
      sms.texts().filter(({ body }) => mentions(body, reference)).length +
      mail.mails().filter(({ messageId }) => messageId?.includes(reference)).length +
      printed(reference),
    async stop() {
      await worker.stop();
      await deployment.close();
      await engine.close();
      await db.close();
      await Promise.all([clock.stop(), postgres.stop(), sms.stop(), mail.stop()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
