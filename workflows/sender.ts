import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { DrainInput, SendActivities } from '../activities/send.ts';

export interface SenderInput extends DrainInput {
  /** After so long without a heartbeat the worker is dead and another takes over. Default 30 seconds. */
  readonly heartbeatTimeoutMs?: number;
}

/** The sender of one channel, id `sender/<channel>`: one activity after the other, until another epoch holds. */
export async function sender(input: SenderInput): Promise<'superseded'> {
  const { drain } = proxyActivities<SendActivities>({
    startToCloseTimeout: '12 minutes',
    heartbeatTimeout: input.heartbeatTimeoutMs ?? 30_000,
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    // A failure is a dead worker: the next one shall not wait the longer, the more of them have died before.
    retry: { initialInterval: '1 second', backoffCoefficient: 1 },
  });
  while (!workflowInfo().continueAsNewSuggested) {
    const { end } = await drain(input);
    if (end === 'superseded') return end;
  }
  return continueAsNew<typeof sender>(input);
}
