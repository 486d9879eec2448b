import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from './connect.ts';

const CHANNELS = ['sms', 'email', 'letter'] as const;

/** Starts the sender of each channel under the epoch, unless it runs; one of an older epoch ends by itself. */
export async function ensureSenders(client: Client, epoch: number): Promise<void> {
  for (const channel of CHANNELS)
    await client.workflow.start('sender', {
      taskQueue: TASK_QUEUE,
      // The epoch is part of the id: an older sender may still be coming to its end.
      workflowId: `sender/${channel}/${epoch}`,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ channel, epoch }],
    });
}
