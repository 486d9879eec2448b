// Lives the cases of the deck that are not kept yet on a real engine, and keeps their histories. Run it by hand whenever
// the shell has changed and the deck has new names:
//   node test/replay/record.ts
// The files of earlier releases stay: what once ran must replay for ever.
import { existsSync, writeFileSync } from 'node:fs';
import proto from '@temporalio/proto';
import { startFaultWorld } from '../faults/harness.ts';
import { CODEC_KEY, fileOf, lives } from './deck.ts';
import type { KeptRun, Life } from './deck.ts';
import { storiesOf } from './stories.ts';

const { History } = proto.temporal.api.history.v1;
// A Tuesday after the policy's hour: what is due is due now.
const world = await startFaultWorld({
  ...{ rollAfterEvents: 60, codecKey: CODEC_KEY, startsAt: '2025-06-10T03:30:00.000Z' },
});

async function keep(life: Life, caseId: string): Promise<void> {
  const { client } = world.engine();
  const runs: KeptRun[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${caseId}'` })) {
    const history = await client.workflow.getHandle(caseId, runId).fetchHistory();
    runs.push({ workflowId: caseId, runId, history: Buffer.from(History.encode(history).finish()).toString('base64') });
  }
  writeFileSync(fileOf(life), `${JSON.stringify(runs)}\n`, { flag: 'wx' });
  console.log(`${life}: ${runs.length} runs`);
}

const stories = storiesOf(world);
for (const life of lives.filter((name) => !existsSync(fileOf(name)))) {
  const caseId = await stories[life]();
  await world.stopWorkers();
  await keep(life, caseId);
}
await world.stop();
process.exit(0);
