import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { Worker, bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowTypeOf } from '../../engine/cases.ts';
import { dataConverterOf } from '../../engine/connect.ts';
import { bundleWorkflows } from '../../worker/worker.ts';
import { CODEC_KEY, keptRuns, lives } from './deck.ts';
import type { Life } from './deck.ts';

const { History } = proto.temporal.api.history.v1;

/** Replays every kept run of a life; returns what went wrong. */
async function replay(workflowBundle: WorkflowBundleWithSourceMap, life: Life): Promise<readonly Error[]> {
  const runs = keptRuns(life).map(({ workflowId, history }) => ({
    workflowId,
    history: History.decode(Buffer.from(history, 'base64')),
  }));
  const failures: Error[] = [];
  let replayed = 0;
  const options = { workflowBundle, dataConverter: dataConverterOf(CODEC_KEY) };
  for await (const { error } of Worker.runReplayHistories(options, runs)) {
    replayed += 1;
    if (error !== undefined) failures.push(error);
  }
  expect(replayed).toBe(runs.length);
  return failures;
}

describe('kept histories', () => {
  let bundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    bundle = await bundleWorkflows();
  });

  it.each(lives)('%s replays against the workflows of today', async (life) => {
    expect(await replay(bundle, life)).toEqual([]);
  });

  it.each(['rolled', 'suitRolled'] as const)('%s was kept over several runs', (life) => {
    expect(keptRuns(life).length).toBeGreaterThan(1);
  });

  it('hold every kind of case', () => {
    const kinds = lives.flatMap((life) => keptRuns(life)).map(({ workflowId }) => workflowTypeOf(workflowId));
    expect(new Set(kinds)).toEqual(new Set(['loan', 'claim', 'legalAction', 'writeOff']));
  });

  it.each([
    ['claimContested', 2],
    ['suitRolled', 1],
  ] as const)('%s holds deadlines that its own timer brought: %i', (life, count) => {
    const fired = keptRuns(life)
      .flatMap(({ history }) => History.decode(Buffer.from(history, 'base64')).events)
      .filter(({ timerFiredEventAttributes: timer }) => timer !== null && timer !== undefined);
    expect(fired).toHaveLength(count);
  });
});

describe('a workflow that waits before it decides', () => {
  it('fails every kept history', async () => {
    const broken = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./broken.ts', import.meta.url)),
      failureConverterPath: fileURLToPath(new URL('../../engine/failureConverter.ts', import.meta.url)),
    });
    for (const life of lives) {
      const failures = await replay(broken, life);
      expect(failures).toHaveLength(keptRuns(life).length);
      for (const failure of failures) expect(failure).toBeInstanceOf(DeterminismViolationError);
    }
  });
});
