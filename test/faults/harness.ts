// A real engine, a real database and workers that can be broken at will; and the question whether anything was lost.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { openDb } from '../../db/pool.ts';
import { createSealer } from '../../db/seal.ts';
import { createSigner } from '../../db/signature.ts';
import type { SignedCommand } from '../../db/signature.ts';
import type { Actor, Answer } from '../../domain/case.ts';
import { addMilliseconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { startPostgres } from '../../embedded/postgres.ts';
import { startTemporal } from '../../embedded/temporal.ts';
import { SEARCH_ATTRIBUTES, connectEngine } from '../../engine/connect.ts';
import { loadKeys } from '../../worker/config.ts';
import { prepareDatabase } from '../../worker/prepare.ts';
import { casesOf } from '../../worker/run.ts';
import { bundleWorkflows, startWorker } from '../../worker/worker.ts';
import { startChild } from '../../embedded/child.ts';
import { deciderOf } from './decider.ts';
import type { Hooks, Lead } from './decider.ts';
import { caseOf, delivered, openLoans, post } from './loans.ts';
import type { LoanWish } from './loans.ts';

export interface WorldOptions {
  /** Keeps the engine's data in a file, so that it can be lost and restored. */
  readonly onFile?: boolean;
  /** Events after which the engine asks a run to continue as new. */
  readonly rollAfterEvents?: number;
  readonly codecKey?: string;
  /** The time in which decisions are taken; without it the wall clock's. */
  readonly startsAt?: Instant;
}

/** No sender is wanted here: it hears that it is superseded, and ends. */
const drain = () => Promise.resolve({ end: 'superseded' as const, counts: {} });

export const ACTOR = { id: 'U1', role: 'officer', authenticated: false } as const;

export async function startFaultWorld(options: WorldOptions = {}) {
  // What these tests break on purpose would fill the screen.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const home = mkdtempSync(join(tmpdir(), 'recoup-faults-'));
  const dbFile = join(home, 'temporal.db');
  const [postgres, temporal, bundle] = await Promise.all([
    startPostgres(),
    startTemporal({
      ...{ namespace: 'recoup', searchAttributes: SEARCH_ATTRIBUTES, logFile: join(home, 'temporal.log') },
      ...(options.onFile === true ? { dbFile } : {}),
      ...(options.rollAfterEvents === undefined
        ? {}
        : { limits: { 'limit.historyCount.suggestContinueAsNew': options.rollAfterEvents } }),
    }),
    bundleWorkflows(),
  ]);
  const keys = { ...loadKeys(home, {}), codecKey: options.codecKey ?? randomBytes(32).toString('base64') };
  await prepareDatabase({ databaseUrl: postgres.url, mode: 'live', clockStart: new Date().toISOString() });
  const db = openDb({ url: postgres.url, poolSize: 30 });
  const sealer = createSealer(keys.masterKey);
  const connect = () => connectEngine({ address: temporal.address, codecKey: keys.codecKey });
  let engine = await connect();
  let cases = casesOf(db, engine);
  const sign = createSigner(keys.signing.privateKey);
  const stops: (() => Promise<void>)[] = [];

  const lead: Lead = { ms: options.startsAt === undefined ? 0 : Date.parse(options.startsAt) - Date.now() };
  const now = (): Instant => addMilliseconds(new Date().toISOString(), lead.ms);

  const signed = (
    actor: Actor,
    caseId: string,
    id: string,
    type: string,
    content: SignedCommand['content'] = {},
  ): SignedCommand => sign({ id, caseId, type, content, actor });
  const command = (loanId: string, id: string, type: string, content?: SignedCommand['content']): SignedCommand =>
    signed(ACTOR, caseOf(loanId), id, type, content);

  /** Gives a command and remembers its answer for the comparison with the stored one. */
  const hand = async (signed: SignedCommand): Promise<Answer> => {
    const answer = await cases.command(signed);
    given.set(signed.id, { caseId: signed.caseId, answer });
    return answer;
  };

  const stopWorkers = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };

  const given = new Map<string, { readonly caseId: string; readonly answer: Answer }>();
  return {
    ...{ home, dbFile, postgres, temporal, db, sealer, keys, bundle, given },
    engine: () => engine,
    cases: () => cases,
    /** After the engine was replaced. */
    reconnect: async () => {
      await engine.close();
      engine = await connect();
      cases = casesOf(db, engine);
    },
    now,
    /** Moves the time of the decisions; a case hears of it at its next decision, and sets its timer by it. */
    moveTo: (instant: Instant): void => {
      lead.ms = Date.parse(instant) - Date.now();
    },
    open: (...wishes: readonly LoanWish[]) => openLoans(db, sealer, wishes, now()),
    post: (loanId: string, paymentId: string, amountMinor?: number) => post(db, loanId, paymentId, amountMinor, now()),
    poke: (loanId: string) => cases.poke(caseOf(loanId)),
    command,
    give: (loanId: string, id: string, type: string, content?: SignedCommand['content']): Promise<Answer> =>
      hand(command(loanId, id, type, content)),
    signed,
    /** A command to a case of any kind, by a person. */
    giveAs: (...wish: Parameters<typeof signed>): Promise<Answer> => hand(signed(...wish)),
    /** The demand of a track was delivered. */
    deliver: async (trackId: string): Promise<void> => {
      await delivered(db, trackId, now());
      await cases.poke(trackId);
    },
    /** A worker in this process. */
    work: async (hooks: Hooks = {}, address = temporal.address) => {
      const poke = (caseIds: readonly string[]): void => {
        for (const caseId of caseIds) cases.poke(caseId).catch(() => undefined);
      };
      const decide = deciderOf(db, keys.signing.publicKey, poke, hooks, lead);
      const worker = await startWorker({ address, codecKey: keys.codecKey, activities: { decide, drain }, bundle });
      let running = true;
      const stop = async (): Promise<void> => {
        if (!running) return;
        running = false;
        await worker.stop().catch(() => undefined);
      };
      stops.push(stop);
      return { stop };
    },
    /** A worker in a process of its own, which can be killed; see workerProcess.ts for what it says and where it breaks. */
    workApart: (breakAt: 'after' | 'within', breakFor = '') => {
      const logFile = join(home, `worker-${randomBytes(4).toString('hex')}.log`);
      const bundleFile = join(home, 'bundle.json');
      writeFileSync(bundleFile, JSON.stringify(bundle));
      writeFileSync(join(home, 'keys-of-worker.json'), JSON.stringify(keys), { mode: 0o600 });
      const child = startChild({
        command: process.execPath,
        args: [
          join(import.meta.dirname, 'workerProcess.ts'),
          ...[temporal.address, bundleFile, home, breakAt, breakFor, String(lead.ms)],
        ],
        env: { ...process.env, DATABASE_URL: postgres.url, NODE_OPTIONS: '' },
        ...{ logFile, stopSignal: 'SIGTERM' as const },
      });
      stops.push(() => child.kill());
      return { child, logFile };
    },
    stopWorkers,
    stop: async () => {
      await stopWorkers();
      await engine.close();
      await db.close();
      await temporal.stop();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type FaultWorld = Awaited<ReturnType<typeof startFaultWorld>>;

/** Asks again until it is true. @throws when it does not become true in time */
export async function until(what: string, isTrue: () => Promise<boolean> | boolean, withinMs = 30_000): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!(await isTrue())) {
    if (Date.now() > giveUpAt) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(50);
  }
}

/** So long a worker is given to hand in what it has decided; one that was broken on purpose never does. */
const HAND_IN_MS = 5_000;

/** Everything in the inbox was applied, and the workers have handed in their tasks: a stop then cuts off no answer. */
export async function quiet(world: FaultWorld, withinMs?: number): Promise<void> {
  const applied = async () => (await world.db.row('select from inbox where applied_seq is null limit 1')) === null;
  await until('every inbox row applied', applied, withinMs);
  const giveUpAt = Date.now() + HAND_IN_MS;
  while (Date.now() < giveUpAt && (await hasOpenTask(world))) await sleep(50);
}

async function hasOpenTask(world: FaultWorld): Promise<boolean> {
  const { client } = world.engine();
  const cases = await world.db.rows<{ id: string }>('select id from case_file');
  const runs = await Promise.all(
    cases.map(({ id }) =>
      client.workflow
        .getHandle(id)
        .describe()
        .catch(() => null),
    ),
  );
  return runs.some((run) => run?.raw.pendingWorkflowTask != null);
}
