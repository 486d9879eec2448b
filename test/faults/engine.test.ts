import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startTemporal } from '../../embedded/temporal.ts';
import { SEARCH_ATTRIBUTES, connectEngine } from '../../engine/connect.ts';
import { rebuildEngine } from '../../engine/rebuild.ts';
import { raiseEpoch } from '../../db/deployment.ts';
import { BEHIND, engineState } from '../../db/engineState.ts';
import { openDb } from '../../db/pool.ts';
import { startOptionsOf } from '../../engine/cases.ts';
import { faultsFound } from './agree.ts';
import { quiet, startFaultWorld, until } from './harness.ts';
import type { FaultWorld } from './harness.ts';
import { caseOf } from './loans.ts';

// Tasks of a dead worker time out after ten seconds, twice on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let world: FaultWorld;
beforeAll(async () => {
  world = await startFaultWorld({ onFile: true });
});
afterAll(() => world.stop());

const rebuild = (more: { readonly resume?: boolean; readonly reconciled?: boolean } = {}) =>
  rebuildEngine({ db: world.db, client: world.engine().client, ...more });

/** The epochs of the runs that are alive. */
async function epochsRunning(loanId: string): Promise<unknown[]> {
  const query = `WorkflowId = '${caseOf(loanId)}' and ExecutionStatus = 'Running'`;
  const epochs: unknown[] = [];
  for await (const { memo } of world.engine().client.workflow.list({ query })) epochs.push(memo?.['epoch']);
  return epochs;
}

/** Stops the engine, does something to its file, starts it again. */
async function whileDown(act: () => void): Promise<void> {
  await world.temporal.stop();
  act();
  await world.temporal.start();
  await world.reconnect();
}

const files = ['', '-wal', '-shm'];
const copy = (from: string, to: string): void => {
  for (const part of files) if (existsSync(`${from}${part}`)) copyFileSync(`${from}${part}`, `${to}${part}`);
};
const lose = (): void => {
  for (const part of files) rmSync(`${world.dbFile}${part}`, { force: true });
};

it('an engine that lost all its data goes on from the database', async () => {
  let worker = await world.work();
  await world.open({ loanId: 'LOST', dueDaysAgo: 1 }, { loanId: 'LOST2' });
  await world.poke('LOST');
  await world.poke('LOST2');
  await world.give('LOST', 'LOST-C1', 'hold', { reason: 'dispute' });
  await quiet(world);
  await worker.stop();
  await whileDown(lose);
  await world.post('LOST', 'LOST-P1');
  const done = await rebuild();
  expect(done).toMatchObject({ total: 2, started: 2, kept: 0, behind: 0 });
  worker = await world.work();
  await world.give('LOST', 'LOST-C2', 'resume');
  await quiet(world);
  expect(await epochsRunning('LOST')).toEqual([done.epoch]);
  expect(await rebuild({ resume: true })).toMatchObject({ epoch: done.epoch, started: 0, kept: 2 });
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('an engine restored to an earlier time carries on from the journal as it stands', async () => {
  let worker = await world.work();
  await world.open({ loanId: 'PAST' });
  await world.give('PAST', 'PAST-C1', 'hold', { reason: 'dispute' });
  await worker.stop();
  const backup = join(world.home, 'backup.db');
  await whileDown(() => copy(world.dbFile, backup));
  worker = await world.work();
  await world.give('PAST', 'PAST-C2', 'resume');
  await world.post('PAST', 'PAST-P1');
  await world.poke('PAST');
  await quiet(world);
  await worker.stop();
  await whileDown(() => {
    lose();
    copy(backup, world.dbFile);
  });
  worker = await world.work();
  // Without a rebuild the old run learns what it missed at its next decide; a command given again has its answer.
  await world.give('PAST', 'PAST-C2', 'resume');
  await world.give('PAST', 'PAST-C3', 'hold', { reason: 'dispute' });
  expect(await faultsFound(world)).toEqual([]);
  expect(await rebuild()).toMatchObject({ behind: 0 });
  await world.give('PAST', 'PAST-C4', 'resume');
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('a command in the hands of a superseded run is answered by the next one', async () => {
  const worker = await world.work();
  await world.open({ loanId: 'EPOCH' });
  await world.give('EPOCH', 'EPOCH-C1', 'hold', { reason: 'dispute' });
  const epoch = await raiseEpoch(world.db);
  await world.post('EPOCH', 'EPOCH-P1');
  await Promise.all([
    world.give('EPOCH', 'EPOCH-C2', 'resume'),
    world.poke('EPOCH'),
    world.give('EPOCH', 'EPOCH-C3', 'hold', { reason: 'hardship' }),
  ]);
  await quiet(world);
  expect(await epochsRunning('EPOCH')).toEqual([epoch]);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('of two engines that are alive at once only the one of the epoch decides', async () => {
  const worker = await world.work();
  await world.open({ loanId: 'TWO' });
  await world.give('TWO', 'TWO-C1', 'hold', { reason: 'dispute' });
  const other = await startTemporal({
    ...{ namespace: 'recoup', searchAttributes: SEARCH_ATTRIBUTES, logFile: join(world.home, 'other.log') },
  });
  const engine = await connectEngine({ address: other.address, codecKey: world.keys.codecKey });
  try {
    const there = await world.work({}, other.address);
    const { epoch } = await rebuildEngine({ db: world.db, client: engine.client });
    await world.post('TWO', 'TWO-P1');
    await Promise.all([world.poke('TWO'), engine.client.workflow.getHandle(caseOf('TWO')).signal('fact')]);
    await quiet(world);
    await until('the old run has ended', async () => {
      const { status } = await world.engine().client.workflow.getHandle(caseOf('TWO')).describe();
      return status.name === 'COMPLETED';
    });
    const made = await world.db.rows<{ epoch: number; type: string }>(
      `select distinct made_by->'epoch' as epoch from journal where case_id = $1 and body->>'eventId' = 'TWO-P1'`,
      [caseOf('TWO')],
    );
    expect(made).toEqual([{ epoch }]);
    await there.stop();
  } finally {
    await engine.close();
    await other.stop();
  }
  // Back to the first engine: its runs are older than the epoch, and give way to new ones.
  await rebuild();
  await world.give('TWO', 'TWO-C2', 'resume');
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

/** The case as a restore of the database to the time of `seq` leaves it. */
async function restoreDatabase(loanId: string, seq: number, state: unknown): Promise<void> {
  const owner = openDb({ url: world.postgres.url, as: 'owner', poolSize: 1 });
  const caseId = caseOf(loanId);
  await owner.run('alter table journal disable trigger journal_append_only');
  await owner.run('delete from journal where case_id = $1 and seq > $2', [caseId, seq]);
  await owner.run('alter table journal enable trigger journal_append_only');
  await owner.run('delete from inbox where case_id = $1 and applied_seq > $2', [caseId, seq]);
  await owner.run(
    `update case_file set state = $3, seq = $2, head = (select hash from journal where case_id = $1 and seq = $2)
      where id = $1`,
    [caseId, seq, JSON.stringify(state)],
  );
  await owner.close();
}

it('a database restored to the past is seen, and nothing moves until a person has reconciled it', async () => {
  const worker = await world.work();
  const caseId = caseOf('AHEAD');
  const state = () => engineState(world.db, new Date(0).toISOString());
  await world.open({ loanId: 'AHEAD' });
  await world.give('AHEAD', 'AHEAD-C1', 'hold', { reason: 'dispute' });
  const before = await world.db.row<{ seq: number; state: unknown }>('select seq, state from case_file where id = $1', [
    caseId,
  ]);
  await world.give('AHEAD', 'AHEAD-C2', 'resume');
  world.given.delete('AHEAD-C2');
  await restoreDatabase('AHEAD', before?.seq ?? 0, before?.state);

  const refused = await world.cases().command(world.command('AHEAD', 'AHEAD-C3', 'resume'));
  expect(refused).toMatchObject({ ok: false, code: 'CASE_STOPPED' });
  expect(await state()).toMatchObject({ sendsStopped: BEHIND, stuck: { [BEHIND]: 1 } });
  expect(await rebuild()).toMatchObject({ behind: 1 });
  expect(await state()).toMatchObject({ sendsStopped: BEHIND, stuck: { [BEHIND]: 1 } });

  expect(await rebuild({ reconciled: true })).toMatchObject({ behind: 0 });
  expect(await state()).toMatchObject({ sendsStopped: null, stuck: {} });
  expect(await world.give('AHEAD', 'AHEAD-C4', 'resume')).toMatchObject({ ok: true });
  await worker.stop();
});

it('a run of a case that the restored database does not know stops all sends', async () => {
  const worker = await world.work();
  await world.engine().client.workflow.start('loan', {
    ...startOptionsOf({ caseId: caseOf('GONE'), epoch: 1, after: { seq: 3, head: 'f'.repeat(64) } }),
  });
  await until('sends are stopped', async () => {
    return (await engineState(world.db, new Date(0).toISOString()))?.sendsStopped === BEHIND;
  });
  await worker.stop();
});
