import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { AUTOMATIC_MAKER } from '../../domain/approval.ts';

import type { TrackState } from '../../domain/trackState.ts';
import { rebuildEngine } from '../../engine/rebuild.ts';
import { faultsFound } from './agree.ts';
import { quiet, startFaultWorld, until } from './harness.ts';
import type { FaultWorld } from './harness.ts';
import { caseOf, trackOf } from './loans.ts';
import type { SampleTrack } from './loans.ts';

// Tasks of a dead worker time out after ten seconds, twice on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const person = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const counsel = person('ann', 'legalCounsel');
const credit = person('bob', 'creditHead');
const partners = person('cat', 'partnerManager');

let world: FaultWorld;
beforeAll(async () => {
  // A Tuesday after the policy's hour: what is due is due now.
  world = await startFaultWorld({ rollAfterEvents: 40, startsAt: '2025-06-10T03:30:00.000Z' });
});
afterEach(() => world.stopWorkers());
afterAll(() => world.stop());

const stateOf = async (trackId: string): Promise<TrackState | null> =>
  (await world.db.row<{ state: TrackState | null }>('select state from case_file where id = $1', [trackId]))?.state ??
  null;
const isNow = (trackId: string, ...statuses: readonly string[]): Promise<void> =>
  until(`${trackId} is ${statuses.join(' or ')}`, async () => {
    const state = await stateOf(trackId);
    return state !== null && statuses.includes(state.status);
  });

/** Opens a loan whose first decision opens the track. */
async function openTrack(track: SampleTrack, loanId: string): Promise<string> {
  await world.open({ loanId, track });
  await world.poke(loanId);
  const trackId = trackOf(track, loanId);
  // A write-off asks for its evidence first.
  await isNow(trackId, track === 'writeOff' ? 'gathering' : 'awaitingApproval');
  return trackId;
}

/** A claim whose demand was delivered. */
async function demandedClaim(loanId: string): Promise<string> {
  const trackId = await openTrack('claim', loanId);
  await world.giveAs(partners, trackId, `${loanId}-A1`, 'approve');
  await world.deliver(trackId);
  await isNow(trackId, 'demanded');
  return trackId;
}

/** Everything that is owed by 2025-06-10, and more. */
const ALL_MINOR = 1_200_000;

it('two people who approve at once, each twice, and a maker who tries, approve a suit exactly once', async () => {
  const worker = await world.work();
  const trackId = await openTrack('legalAction', 'SUIT');
  const answers = await Promise.all([
    world.giveAs(counsel, trackId, 'SUIT-A1', 'approve'),
    world.giveAs(credit, trackId, 'SUIT-A2', 'approve'),
    world.giveAs(person(AUTOMATIC_MAKER, 'creditHead'), trackId, 'SUIT-A3', 'approve'),
    world.giveAs(counsel, trackId, 'SUIT-A4', 'approve'),
    world.giveAs(credit, trackId, 'SUIT-A5', 'approve'),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
  const refusals = answers.map((answer) => (answer.ok ? 'OK' : answer.code));
  for (const code of refusals) expect(['OK', 'SAME_PERSON', 'NOT_AWAITING_APPROVAL']).toContain(code);
  await quiet(world);
  const state = await stateOf(trackId);
  expect(new Set(state?.approval?.rows.map(({ actorId }) => actorId))).toEqual(new Set(['ann', 'bob']));
  expect(state?.demand.key).toBe(`${trackId}/demand`);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('the same approval sent twice counts once, and its id with other content is refused', async () => {
  const worker = await world.work();
  const trackId = await openTrack('writeOff', 'TWICE');
  const handedIn = await world.giveAs(person('cy', 'accountManager'), trackId, 'TWICE-S1', 'submit', {
    recovererId: 'rita',
    documents: ['contract', 'collectionRecord'].map((kind) => ({
      id: `evidence/${kind}`,
      kind,
      sha256: 'a'.repeat(64),
    })),
  });
  expect(handedIn).toMatchObject({ ok: true, ground: 'smallAndOld' });
  const first = await Promise.all([
    world.giveAs(credit, trackId, 'TWICE-A1', 'approve'),
    world.giveAs(credit, trackId, 'TWICE-A1', 'approve'),
  ]);
  expect(first).toEqual([
    { ok: true, approvalsMissing: 1 },
    { ok: true, approvalsMissing: 1 },
  ]);
  const other = await world.cases().command(world.signed(person('dan', 'riskHead'), trackId, 'TWICE-A1', 'approve'));
  expect(other).toMatchObject({ ok: false, code: 'ID_REUSED' });
  expect((await stateOf(trackId))?.status).toBe('awaitingApproval');
  expect(await world.giveAs(person('dan', 'riskHead'), trackId, 'TWICE-A2', 'approve')).toMatchObject({ ok: true });
  await isNow(trackId, 'writtenOff');
  await quiet(world);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('a payment of the arrears while a claim is being accepted ends it after its answer, and the loan knows', async () => {
  let paid = false;
  const worker = await world.work({
    after: async ({ commands }) => {
      if (paid || commands[0]?.type !== 'answer') return;
      paid = true;
      await world.post('BETWEEN', 'BETWEEN-P1', ALL_MINOR);
      await world.poke('BETWEEN');
    },
  });
  const between = await demandedClaim('BETWEEN');
  const tracks = await Promise.all(['AT0', 'AT1', 'AT2'].map((loanId) => demandedClaim(loanId)));
  expect(await world.giveAs(partners, between, 'BETWEEN-A2', 'answer', { answer: 'accepted' })).toEqual({ ok: true });
  const answers = await Promise.all(
    tracks.map(async (trackId, at) => {
      const asked = world.giveAs(partners, trackId, `AT${at}-A2`, 'answer', { answer: 'accepted' });
      await world.post(`AT${at}`, `AT${at}-P1`, ALL_MINOR);
      await world.poke(`AT${at}`);
      return asked;
    }),
  );
  for (const answer of answers) expect(answer.ok ? 'OK' : answer.code).toMatch(/^(OK|TRACK_ENDED)$/);
  for (const trackId of [between, ...tracks]) await isNow(trackId, 'cured');
  await quiet(world);
  await worker.stop();
  expect(paid).toBe(true);
  expect(await faultsFound(world)).toEqual([]);
});

it('a worker killed after a track has decided, with the loan telling the track that it was paid, loses neither', async () => {
  const first = await world.work();
  const trackId = await openTrack('legalAction', 'KILL');
  await quiet(world);
  await first.stop();
  const { child, logFile } = world.workApart('after', 'legalAction/');
  const says = (word: string) => until(word, () => readFileSync(logFile, 'utf8').includes(word));
  await says('READY');
  const asked = world.giveAs(counsel, trackId, 'KILL-A1', 'approve');
  await says('HELD');
  expect((await stateOf(trackId))?.approval?.rows).toHaveLength(1);
  await world.post('KILL', 'KILL-P1', ALL_MINOR);
  await world.poke('KILL');
  await until('the loan has told the track', async () => {
    const told = await world.db.row(`select from inbox where case_id = $1 and type = 'told'`, [trackId]);
    return told !== null;
  });
  await child.kill();
  const worker = await world.work();
  await world.cases().poke(trackId);
  expect(await asked).toEqual({ ok: true, approvalsMissing: 1 });
  await isNow(trackId, 'withdrawn');
  await quiet(world);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('a loan that continues as new while its track reports hears every report once', async () => {
  const worker = await world.work();
  const trackId = await demandedClaim('ROLL');
  const loan = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) {
      await world.give('ROLL', `ROLL-C${turn}`, turn % 2 === 0 ? 'hold' : 'resume', { reason: 'dispute' });
      await world.post('ROLL', `ROLL-P${turn}`);
      await world.poke('ROLL');
    }
  };
  const track = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) {
      const answer = turn % 2 === 0 ? { answer: 'contested', reason: 'the car is with us' } : { answer: 'accepted' };
      expect(await world.giveAs(partners, trackId, `ROLL-A${turn + 2}`, 'answer', answer)).toEqual({ ok: true });
    }
  };
  await Promise.all([loan(), track()]);
  await quiet(world);
  await worker.stop();
  for (const caseId of [caseOf('ROLL'), trackId]) expect(await runsOf(caseId)).toBeGreaterThan(1);
  expect(await faultsFound(world)).toEqual([]);
});

async function runsOf(caseId: string): Promise<number> {
  let runs = 0;
  for await (const _run of world.engine().client.workflow.list({ query: `WorkflowId = '${caseId}'` })) runs += 1;
  return runs;
}

it('a rebuild of the engine gives open tracks runs of the new epoch, and a command in between its answer', async () => {
  const worker = await world.work();
  const suit = await openTrack('legalAction', 'NEW1');
  const claim = await demandedClaim('NEW2');
  const [done, approved, answered] = await Promise.all([
    rebuildEngine({ db: world.db, client: world.engine().client }),
    world.giveAs(counsel, suit, 'NEW1-A1', 'approve'),
    world.giveAs(partners, claim, 'NEW2-A2', 'answer', { answer: 'accepted' }),
  ]);
  expect(done.behind).toBe(0);
  expect(approved).toEqual({ ok: true, approvalsMissing: 1 });
  expect(answered).toEqual({ ok: true });
  expect(await world.giveAs(credit, suit, 'NEW1-A2', 'approve')).toEqual({ ok: true, approvalsMissing: 0 });
  expect(await world.giveAs(partners, claim, 'NEW2-A3', 'answer', { answer: 'performed' })).toEqual({ ok: true });
  await quiet(world);
  for (const trackId of [suit, claim]) {
    const { memo } = await world.engine().client.workflow.getHandle(trackId).describe();
    expect(memo?.['epoch']).toBe(done.epoch);
  }
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});
