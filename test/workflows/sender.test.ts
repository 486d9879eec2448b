import { Client, Connection } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Drained, DrainInput } from '../../activities/send.ts';
import { startTemporal, temporalFile } from '../../embedded/temporal.ts';
import type { sender } from '../../workflows/sender.ts';

const namespace = 'loans';

it('a sender drains again and again, over a failure, until another epoch holds', { timeout: 60_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'recoup-sender-'));
  const temporal = await startTemporal({
    ...{ dbFile: temporalFile(home), logFile: join(home, 'temporal.log') },
    ...{ namespace, uiPort: 0, searchAttributes: {}, retentionDays: 1 },
  });
  const connection = await NativeConnection.connect({ address: temporal.address });
  const clientConnection = await Connection.connect({ address: temporal.address });
  try {
    const inputs: DrainInput[] = [];
    const drain = (input: DrainInput): Promise<Drained> => {
      inputs.push(input);
      if (inputs.length === 2) return Promise.reject(ApplicationFailure.retryable('DATABASE_AWAY'));
      return Promise.resolve({ end: inputs.length < 4 ? 'time' : 'superseded', counts: {} });
    };
    const worker = await Worker.create({
      ...{ connection, namespace, taskQueue: 'senders', activities: { drain } },
      workflowsPath: fileURLToPath(new URL('../../workflows/sender.ts', import.meta.url)),
    });
    const client = new Client({ connection: clientConnection, namespace });
    const ended = await worker.runUntil(
      client.workflow.execute<typeof sender>('sender', {
        ...{ workflowId: 'sender/sms', taskQueue: 'senders', args: [{ channel: 'sms', epoch: 7 }] },
      }),
    );
    expect(ended).toBe('superseded');
    expect(inputs).toEqual(Array.from({ length: 4 }, () => ({ channel: 'sms', epoch: 7 })));
  } finally {
    await clientConnection.close();
    await connection.close();
    await temporal.stop();
    rmSync(home, { recursive: true, force: true });
  }
});
