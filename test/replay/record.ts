// Lives the kept loans on a real engine and writes their histories. Run it once per release, by hand:
//   node test/replay/record.ts
// The files of earlier releases stay: what once ran must replay for ever.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import proto from '@temporalio/proto';
import { raiseEpoch } from '../../db/deployment.ts';
import { quiet, startFaultWorld } from '../faults/harness.ts';
import { caseOf } from '../faults/loans.ts';
import { CODEC_KEY, folder } from './deck.ts';
import type { KeptRun, Life } from './deck.ts';

const { History } = proto.temporal.api.history.v1;
const world = await startFaultWorld({ rollAfterEvents: 60, codecKey: CODEC_KEY });

async function keep(life: Life, loanId: string): Promise<void> {
  const { client } = world.engine();
  const runs: KeptRun[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${caseOf(loanId)}'` })) {
    const history = await client.workflow.getHandle(caseOf(loanId), runId).fetchHistory();
    runs.push({
      workflowId: caseOf(loanId),
      runId,
      history: Buffer.from(History.encode(history).finish()).toString('base64'),
    });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${life}.json`), `${JSON.stringify(runs)}\n`);
  console.log(`${life}: ${runs.length} runs`);
}

let turnsTaken = 0;
/** Payments and commands, one after the other. */
async function turns(loanId: string, count: number, dueDaysAgo = -20): Promise<void> {
  if ((await world.db.row('select from case_file where id = $1', [caseOf(loanId)])) === null)
    await world.open({ loanId, dueDaysAgo });
  for (let turn = 0; turn < count; turn += 1) {
    turnsTaken += 1;
    await world.post(loanId, `${loanId}-P${turnsTaken}`);
    await world.poke(loanId);
    await world.give(loanId, `${loanId}-C${turnsTaken}`, turn % 2 === 0 ? 'hold' : 'resume', { reason: 'dispute' });
  }
  await quiet(world);
}

let failing = false;
const worker = await world.work({
  after: () => {
    if (!failing) return;
    failing = false;
    throw new Error('LOST_AFTER_COMMIT');
  },
});
await turns('WAITED', 1, 1);
await turns('STEADY', 2);
await turns('ROLLED', 8);
await turns('FAILED', 1);
failing = true;
await turns('FAILED', 1);
await turns('SUPER', 1);
await raiseEpoch(world.db);
await turns('SUPER', 1);
await sleep(500);
await keep('steady', 'STEADY');
await keep('rolled', 'ROLLED');
await keep('failed', 'FAILED');
await keep('superseded', 'SUPER');
await keep('waited', 'WAITED');
await worker.stop();
await world.stop();
process.exit(0);
