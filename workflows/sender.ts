import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { DrainInput, SendActivities } from '../activities/send.ts';

const { drain } = proxyActivities<SendActivities>({
  startToCloseTimeout: '12 minutes',
  heartbeatTimeout: '30 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** The sender of one channel, id `sender/<channel>`: one activity after the other, until another epoch holds. */
export async function sender(input: DrainInput): Promise<'superseded'> {
  while (!workflowInfo().continueAsNewSuggested) {
    const { end } = await drain(input);
    if (end === 'superseded') return end;
  }
  return continueAsNew<typeof sender>(input);
}
