// Histories as the engine exports them, and their payloads opened with the key of the deployment.
import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import { createCodec } from '../../engine/codec.ts';

const { History } = proto.temporal.api.history.v1;

export interface ExportedHistory {
  readonly workflowId: string;
  readonly raw: Buffer;
  readonly payloads: readonly Buffer[];
}

/** The histories of all runs that a namespace has, closed ones too. */
export async function* exportHistories(client: Client, codecKey: string): AsyncGenerator<ExportedHistory> {
  const codec = createCodec(codecKey);
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const payloads = (await codec.decode(payloadsIn(history))).map(({ data }) => Buffer.from(data ?? []));
    yield { workflowId, raw: Buffer.from(History.encode(history).finish()), payloads };
  }
}

function payloadsIn(history: unknown): Payload[] {
  const found: Payload[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || ArrayBuffer.isView(node)) return;
    if ('metadata' in node && 'data' in node && node.data instanceof Uint8Array) found.push(node as Payload);
    for (const child of Object.values(node)) walk(child);
  };
  walk(history);
  return found;
}
