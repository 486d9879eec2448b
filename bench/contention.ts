// Decides a second under contention, against independent debtors on the same database, in turns within one run:
// many loans of one debtor, and while a bank file is being booked. Needs no engine: the locks are the database's.
import { performance } from 'node:perf_hooks';
import { loadKeys } from '../worker/config.ts';
import { prepareDatabase } from '../worker/prepare.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { openDb } from '../db/pool.ts';
import { runStartOf } from '../db/deployment.ts';
import { createSealer } from '../db/seal.ts';
import { deciderOf } from '../test/faults/decider.ts';
import { caseOf, openLoans, post, today } from '../test/faults/loans.ts';
import { tell } from '../db/inbox.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOANS = 64;
const CONCURRENCY = 16;
const ROUND_MS = 3_000;
const ROUNDS = 3;
const FILE_PAYMENTS = 20_000;
/** A bank file or a large debtor may slow the book down so far, not further. */
const LIMITS = { oneDebtor: 0.1, bankFile: 0.3 };

const home = mkdtempSync(join(tmpdir(), 'recoup-contention-'));
const postgres = await startPostgres();
const db = openDb({ url: postgres.url, poolSize: CONCURRENCY + 8 });
try {
  const keys = loadKeys(home, {});
  await prepareDatabase({ databaseUrl: postgres.url, mode: 'live', clockStart: new Date().toISOString() });
  const names = (prefix: string) => Array.from({ length: LOANS }, (_, at) => `${prefix}${at}`);
  const sealer = createSealer(keys.masterKey);
  await openLoans(
    db,
    sealer,
    names('I').map((loanId) => ({ loanId })),
  );
  await openLoans(
    db,
    sealer,
    names('S').map((loanId) => ({ loanId, debtorId: 'ONE' })),
  );
  const decide = deciderOf(db, keys.signing.publicKey, () => undefined);
  let posted = 0;
  let failed = 0;

  /** Decides per second over the loans, each decide with a payment of its own. */
  const measure = async (loans: readonly string[]): Promise<number> => {
    const endMs = performance.now() + ROUND_MS;
    const free = [...loans];
    let done = 0;
    const lane = async (): Promise<void> => {
      while (performance.now() < endMs) {
        const loanId = free.shift();
        if (loanId === undefined) return;
        posted += 1;
        await post(db, loanId, `B-${posted}`, 1);
        const caseId = caseOf(loanId);
        const request = { caseId, ...(await runStartOf(db, caseId)), commands: [], runId: 'bench' };
        try {
          await decide({ ...request, now: new Date().toISOString() });
          done += 1;
        } catch {
          failed += 1;
        }
        free.push(loanId);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, lane));
    return (done * 1_000) / ROUND_MS;
  };

  /** A file in one transaction, as a bank sends it: payments to every loan of the book and to others. */
  let files = 0;
  const book = async (isOver: () => boolean): Promise<number> => {
    let booked = 0;
    while (!isOver()) {
      files += 1;
      const facts = Array.from({ length: FILE_PAYMENTS / 20 }, (_, at) => {
        const id = `F${files}-${at}`;
        const content = { id, type: 'payment', valueDate: today(), bookedOn: today(), amountMinor: 1 };
        // A tenth is for the loans that are being decided.
        const caseId = at % 10 === 0 ? caseOf(`I${at % LOANS}`) : caseOf(`OTHER${at}`);
        return { caseId, eventId: id, type: 'posting', content, quiet: false };
      });
      await db.tx((q) => tell(q, facts, new Date().toISOString()));
      booked += facts.length;
    }
    return booked;
  };

  await measure(names('I'));
  const sums = { independent: 0, oneDebtor: 0, bankFile: 0 };
  let booked = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    sums.independent += await measure(names('I'));
    sums.oneDebtor += await measure(names('S'));
    let over = false;
    const booking = book(() => over);
    sums.bankFile += await measure(names('I'));
    over = true;
    booked += await booking;
  }
  const rate = (name: keyof typeof sums): number => sums[name] / ROUNDS;
  const line = (name: 'oneDebtor' | 'bankFile', words: string): boolean => {
    const ratio = rate(name) / rate('independent');
    console.log(`${words}: ${rate(name).toFixed(0)} decides/s, ${ratio.toFixed(2)} × (limit ${LIMITS[name]})`);
    return ratio >= LIMITS[name];
  };
  console.log(`independent debtors: ${rate('independent').toFixed(0)} decides/s`);
  const kept = [
    line('oneDebtor', `${LOANS} loans of one debtor`),
    line('bankFile', `while ${booked} payments are booked`),
  ];
  console.log(`${failed} decides were given up at a lock and would be called again`);
  if (kept.includes(false)) process.exitCode = 1;
} finally {
  await db.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
