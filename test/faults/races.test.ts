import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addDays } from '../../domain/date.ts';
import { localDate } from '../../domain/instant.ts';
import { faultsFound } from './agree.ts';
import { quiet, startFaultWorld } from './harness.ts';
import type { FaultWorld } from './harness.ts';

// Tasks of a dead worker time out after ten seconds, twice on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let world: FaultWorld;
beforeAll(async () => {
  world = await startFaultWorld({ rollAfterEvents: 40 });
});
afterAll(() => world.stop());

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it('a payment that arrives while a step is being decided is booked by the next decision', async () => {
  let paid = false;
  const worker = await world.work({
    after: async () => {
      if (paid) return;
      paid = true;
      await world.post('STEP', 'STEP-P1', 10_000);
      await world.poke('STEP');
    },
  });
  await world.open({ loanId: 'STEP', dueDaysAgo: 0 });
  await world.poke('STEP');
  await quiet(world);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('commands around continue-as-new are each answered once', async () => {
  const worker = await world.work();
  await world.open({ loanId: 'ROLL' });
  await world.poke('ROLL');
  const lanes = Array.from({ length: 4 }, async (_, lane) => {
    for (let at = 0; at < 15; at += 1) {
      const id = `ROLL-C${lane}-${at}`;
      await world.give('ROLL', id, at % 2 === 0 ? 'hold' : 'resume', { reason: 'dispute' });
      if (lane === 0) {
        await world.post('ROLL', `ROLL-P${at}`);
        await world.poke('ROLL');
      }
    }
  });
  await Promise.all(lanes);
  await quiet(world);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
  expect([...world.given.keys()].filter((id) => id.startsWith('ROLL-'))).toHaveLength(60);
});

it('failures after one transaction in ten lose no answer and no row', async () => {
  const random = seeded(7);
  const worker = await world.work({
    after: () => {
      if (random() < 0.1) throw new Error('LOST_AFTER_COMMIT');
    },
  });
  const loans = Array.from({ length: 12 }, (_, index) => `FAIL${index}`);
  await world.open(...loans.map((loanId) => ({ loanId })));
  await Promise.all(
    loans.map(async (loanId) => {
      for (let at = 0; at < 6; at += 1) {
        await world.post(loanId, `${loanId}-P${at}`);
        await Promise.all([
          world.poke(loanId),
          world.give(loanId, `${loanId}-C${at}`, at % 2 === 0 ? 'hold' : 'resume', { reason: 'dispute' }),
        ]);
      }
    }),
  );
  await quiet(world);
  await worker.stop();
  expect(await faultsFound(world)).toEqual([]);
});

it('updates and signals sent straight to the engine approve nothing that was not signed', async () => {
  const worker = await world.work();
  await world.open({ loanId: 'RAW' });
  await world.poke('RAW');
  const maker = { id: 'mia', role: 'collector', authenticated: false };
  const head = { id: 'bob', role: 'creditHead', authenticated: false };
  const documents = [{ id: 'evidence/RAW/hardshipProof/1', kind: 'hardshipProof', sha256: 'a'.repeat(64) }];
  const toOn = addDays(localDate(world.now(), 'Asia/Shanghai'), 30);
  const ask = { kind: 'deferment', terms: { toOn }, documents, reason: 'flood' };
  expect(await world.giveAs(maker, 'loan/RAW', 'RAW-ASK', 'request', ask)).toMatchObject({ ok: true });
  const content = { request: 'RAW/request/1' };
  const handle = world.engine().client.workflow.getHandle('loan/RAW');
  const raw = async (signed: object): Promise<unknown> => handle.executeUpdate('command', { args: [signed] });
  const honest = world.signed(head, 'loan/RAW', 'RAW-H', 'approveRequest', content);
  for (const [id, forged] of Object.entries({
    ...{ 'RAW-1': { ...honest, signature: 'AAAA' }, 'RAW-2': { ...honest, actor: { ...head, id: 'eve' } } },
    ...{ 'RAW-3': { ...honest, content: { ...content, request: 'RAW/request/2' } } },
  }))
    expect(await raw({ ...forged, id })).toMatchObject({ ok: false, code: 'SIGNATURE_INVALID' });
  expect(await raw(world.signed(maker, 'loan/RAW', 'RAW-4', 'approveRequest', content))).toMatchObject({
    ...{ ok: false, code: 'SAME_PERSON' },
  });
  // A signal carries nothing: what is put into it is not read.
  await handle.signal('fact', honest);
  await handle.signal('command', honest);
  expect(await world.giveAs(head, 'loan/RAW', 'RAW-5', 'approveRequest', content)).toMatchObject({
    approvalsMissing: 1,
  });
  await quiet(world);
  await worker.stop();
  const words = await world.db.rows(`select from journal where case_id = 'loan/RAW' and type = 'requestApproved'`);
  expect(words).toHaveLength(1);
});
