// What the worker of the storm runs: the product's senders, and those of the control arm.
import { proxyActivities } from '@temporalio/workflow';
import type { PlainActivities } from './stormPlain.ts';

export { sender } from '../../workflows/sender.ts';

const { sendPlain } = proxyActivities<PlainActivities>({ startToCloseTimeout: '3 seconds' });

/** Sends its messages one after the other; as many of these run as the product has messages in flight. */
export async function plainSender(references: readonly string[]): Promise<void> {
  for (const reference of references) await sendPlain(reference);
}
