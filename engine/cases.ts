import { WithStartWorkflowOperation, WorkflowIdConflictPolicy } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { Answer } from '../domain/case.ts';
import type { SignedCommand } from '../db/signature.ts';
import { TASK_QUEUE } from './connect.ts';

/** What the workflow of a case takes; `workflows/messages.ts` has the same shape, checked by the compiler there. */
interface CaseInput {
  readonly caseId: string;
  readonly epoch: number;
  readonly after: { readonly seq: number; readonly head: string };
}

/** Reaches the workflow of any case; starts it where it does not run. The workflow type is the first part of the id. */
export interface Cases {
  /** A hint that something stands in the inbox. */
  poke(caseId: string): Promise<void>;
  /** Gives a signed command and waits for its answer. */
  command(signed: SignedCommand): Promise<Answer>;
  /** Demo clock: time has moved; resolves when the case is quiet again. */
  tick(caseId: string): Promise<void>;
}

/**
 * @param epoch the engine epoch now; every run carries the one it was started under
 * @param witness where the case stands in the journal, so that a new run carries on from there
 */
export function createCases(
  client: Client,
  epoch: () => Promise<number>,
  witness: (caseId: string) => Promise<{ seq: number; head: string }>,
): Cases {
  const startOptions = async (caseId: string) => {
    const input: CaseInput = { caseId, epoch: await epoch(), after: await witness(caseId) };
    return {
      taskQueue: TASK_QUEUE,
      workflowId: caseId,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING' as const,
    };
  };
  const type = (caseId: string): string => caseId.split('/')[0] ?? '';
  const update = async <T>(caseId: string, name: string, args: unknown[], updateId: string): Promise<T> => {
    const options = await startOptions(caseId);
    const startWorkflowOperation = new WithStartWorkflowOperation(type(caseId), {
      ...options,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    });
    return await client.workflow.executeUpdateWithStart(name, { startWorkflowOperation, args, updateId });
  };
  return {
    async poke(caseId) {
      await client.workflow.signalWithStart(type(caseId), { ...(await startOptions(caseId)), signal: 'fact' });
    },
    command: (signed) => update<Answer>(signed.caseId, 'command', [signed], signed.id),
    tick: (caseId) => update<undefined>(caseId, 'tick', [], crypto.randomUUID()),
  };
}
