import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import proto from '@temporalio/proto';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startSweeper } from '../../worker/sweeper.ts';
import { faultsFound } from './agree.ts';
import { quiet, startFaultWorld, until } from './harness.ts';
import type { FaultWorld } from './harness.ts';
import { caseOf } from './loans.ts';

const { WorkflowTaskFailedCause } = proto.temporal.api.enums.v1;

// Tasks of a dead worker time out after ten seconds, twice on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let world: FaultWorld;
beforeAll(async () => {
  world = await startFaultWorld({ rollAfterEvents: 30 });
});
// A worker that a failed test left behind would do the work of the next.
afterEach(() => world.stopWorkers());
afterAll(() => world.stop());

const says = (logFile: string, word: string) => until(word, () => readFileSync(logFile, 'utf8').includes(word));
const journalLength = async (loanId: string): Promise<number> =>
  (await world.db.rows('select from journal where case_id = $1', [caseOf(loanId)])).length;

it('a worker killed after its transaction, with a payment arriving before the next, leaves nothing unanswered', async () => {
  const { child, logFile } = world.workApart('after');
  await says(logFile, 'READY');
  await world.open({ loanId: 'KILL', dueDaysAgo: 1 });
  const asked = world.give('KILL', 'KILL-C1', 'hold', { reason: 'dispute' });
  await says(logFile, 'HELD');
  const decided = await journalLength('KILL');
  expect(decided).toBeGreaterThan(1);
  await world.post('KILL', 'KILL-P1');
  await world.poke('KILL');
  await child.kill();
  const worker = await world.work();
  expect(await asked).toMatchObject({ ok: true });
  await quiet(world);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('a worker frozen inside its transaction loses the loan after five seconds, and goes on when it thaws', async () => {
  const { child, logFile } = world.workApart('within');
  await says(logFile, 'READY');
  await world.open({ loanId: 'ICE' });
  const asked = world.give('ICE', 'ICE-C1', 'hold', { reason: 'dispute' });
  await says(logFile, 'HELD');
  process.kill(child.pid, 'SIGSTOP');
  expect(await isLocked('ICE')).toBe(true);
  await sleep(7_000);
  expect(await isLocked('ICE')).toBe(false);
  process.kill(child.pid, 'SIGCONT');
  await world.post('ICE', 'ICE-P1');
  await world.poke('ICE');
  expect(await asked).toMatchObject({ ok: true });
  await quiet(world);
  await child.stop();
  expect(await faultsFound(world)).toEqual([]);
});

async function isLocked(loanId: string): Promise<boolean> {
  const free = await world.db.rows('select from case_file where id = $1 for no key update skip locked', [
    caseOf(loanId),
  ]);
  return free.length === 0;
}

it('a client that hangs with a loan locked delays its decisions and loses none', async () => {
  const worker = await world.work();
  await world.open({ loanId: 'HANG' });
  await world.give('HANG', 'HANG-C1', 'hold', { reason: 'dispute' });
  let locked = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => (locked = resolve));
  const hanging = world.db.tx(async (q) => {
    await q.run('select from case_file where id = $1 for no key update', [caseOf('HANG')]);
    locked();
    await sleep(7_000);
    await q.run('select 1');
  });
  const ended = expect(hanging).rejects.toThrow();
  await isHeld;
  await world.post('HANG', 'HANG-P1');
  expect(await world.give('HANG', 'HANG-C2', 'resume')).toMatchObject({ ok: true });
  await quiet(world);
  await ended;
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('the server rejects a task that decides and rolls over a signal, and the rows of that decision are not lost', async () => {
  let decides = 0;
  const worker = await world.work({
    // The hint comes after the transaction and before the task ends: a roll in that task must be refused. It is not
    // waited for without end: after a refusal the server makes hints wait, so that the roll can come to pass.
    after: async ({ caseId }) => {
      decides += 1;
      if (decides % 3 === 0) return;
      const hint = world.engine().client.workflow.getHandle(caseId).signal('fact');
      await Promise.race([hint.catch(() => undefined), sleep(500)]);
    },
  });
  await world.open({ loanId: 'REJECT' });
  for (let turn = 0; turn < 16; turn += 1)
    await world.give('REJECT', `REJECT-C${turn}`, turn % 2 === 0 ? 'hold' : 'resume', { reason: 'dispute' });
  await quiet(world);
  await worker.stop();
  expect(await rejectedTasks('REJECT')).toBeGreaterThan(0);
  expect(await faultsFound(world)).toEqual([]);
});

/** Workflow tasks that the server refused because something had arrived. */
async function rejectedTasks(loanId: string): Promise<number> {
  const { client } = world.engine();
  let rejected = 0;
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${caseOf(loanId)}'` })) {
    const { events } = await client.workflow.getHandle(caseOf(loanId), runId).fetchHistory();
    for (const { workflowTaskFailedEventAttributes: failed } of events ?? [])
      if (failed?.cause === WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND) rejected += 1;
  }
  return rejected;
}

it('a signal that was lost is made good by the sweeper', async () => {
  const worker = await world.work();
  await world.open({ loanId: 'DEAF' });
  await world.post('DEAF', 'DEAF-P1');
  const sweeper = startSweeper({ db: world.db, cases: world.cases(), everyMs: 200, overdueMs: 500 });
  await quiet(world);
  await sweeper.stop();
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('a terminated run loses no command that it had taken', async () => {
  let terminated = false;
  const worker = await world.work({
    after: async ({ caseId, commands }) => {
      if (terminated || commands.length === 0) return;
      terminated = true;
      await world.engine().client.workflow.getHandle(caseId).terminate('by hand');
    },
  });
  await world.open({ loanId: 'END' });
  expect(await world.give('END', 'END-C1', 'hold', { reason: 'dispute' })).toMatchObject({ ok: true });
  await world.post('END', 'END-P1');
  await world.poke('END');
  await quiet(world);
  await worker.stop();
  expect(terminated).toBe(true);
  expect(await faultsFound(world)).toEqual([]);
});

/** RECOUP_OUTAGE_SECONDS=60 plays the long one. */
const OUTAGE_MS = Number(process.env['RECOUP_OUTAGE_SECONDS'] ?? '8') * 1_000;

it(
  'a database that is away for a while delays answers and loses none',
  { timeout: 90_000 + 4 * OUTAGE_MS },
  async () => {
    const worker = await world.work();
    const loans = ['AWAY1', 'AWAY2', 'AWAY3', 'AWAY4'];
    await world.open(...loans.map((loanId) => ({ loanId })));
    for (const loanId of loans) {
      await world.post(loanId, `${loanId}-P1`);
      await world.poke(loanId);
    }
    // Ids of runs are looked up before the database goes: what is under test is a decide without a database.
    const asked = loans.map((loanId) => world.give(loanId, `${loanId}-C1`, 'hold', { reason: 'dispute' }));
    await sleep(150);
    await world.postgres.crash();
    await sleep(OUTAGE_MS);
    await world.postgres.start();
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ ok: true });
    await quiet(world);
    await worker.stop();
    expect(await faultsFound(world)).toEqual([]);
  },
);
