import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { WorkflowNotFoundError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
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
  /** Gives a signed command and waits for its answer, over the end of runs and failures of the engine. */
  command(signed: SignedCommand): Promise<Answer>;
  /** Demo clock: time has moved; resolves when the case is quiet again. */
  tick(caseId: string): Promise<void>;
}

/** The type of the workflow of a case. */
export const workflowTypeOf = (caseId: string): string => caseId.split('/')[0] ?? '';

/** How a run of a case is started; the memo tells its epoch without its history being read. */
export const startOptionsOf = (input: CaseInput) => ({
  taskQueue: TASK_QUEUE,
  workflowId: input.caseId,
  args: [input] as [CaseInput],
  memo: { epoch: input.epoch },
});

/**
 * @param runStart the engine epoch now, which every run carries from its start, and where the case stands in the
 * journal, so that a new run carries on from there
 */
export function createCases(client: Client, runStart: (caseId: string) => Promise<Omit<CaseInput, 'caseId'>>): Cases {
  const startOptions = async (caseId: string) => ({
    ...startOptionsOf({ caseId, ...(await runStart(caseId)) }),
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
  });
  const update = async <T>(caseId: string, name: string, args: unknown[], updateId: string): Promise<T> => {
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypeOf(caseId), await startOptions(caseId));
    return client.workflow.executeUpdateWithStart(name, { startWorkflowOperation, args, updateId });
  };
  return {
    async poke(caseId) {
      const options = await startOptions(caseId);
      await client.workflow.signalWithStart(workflowTypeOf(caseId), { ...options, signal: 'fact' });
    },
    command: (signed) => commandUntilAnswered(signed, (id) => update(signed.caseId, 'command', [signed], id)),
    async tick(caseId) {
      try {
        // Nearly always it runs: then nothing has to be said of how it is started.
        await client.workflow.getHandle(caseId).executeUpdate('tick');
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        await update<undefined>(caseId, 'tick', [], crypto.randomUUID());
      }
    },
  };
}

/** So long a command is given again while runs end or the engine fails; then the failure is passed on. */
const ASK_AGAIN_FOR_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * A run may end, be terminated or be superseded with a command in its hands; nothing of the command is lost or done
 * twice when it is given to the next run, for the case keeps its answer under its id. An update id is used once: a run
 * that has ended would give the answer of its own end again.
 */
async function commandUntilAnswered(
  signed: SignedCommand,
  give: (updateId: string) => Promise<Answer>,
): Promise<Answer> {
  const giveUpAt = Date.now() + ASK_AGAIN_FOR_MS;
  const id = updateIdOf(signed);
  for (let attempt = 1, pauseMs = FIRST_PAUSE_MS; ; attempt += 1, pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      const answer = await give(attempt === 1 ? id : `${id}#${attempt}`);
      if (answer.ok || answer.code !== 'RUN_SUPERSEDED' || Date.now() > giveUpAt) return answer;
    } catch (error) {
      if (!mayAskAgain(error) || Date.now() > giveUpAt) throw error;
    }
    await sleep(pauseMs);
  }
}

/**
 * A run answers an update whose id it knows with what it answered before, whatever the content is now. So the id tells the
 * content too (the signature is over all of it, and the same for the same): a command with another content reaches the
 * case, which refuses it.
 */
function updateIdOf({ id, signature }: SignedCommand): string {
  return `${id}~${createHash('sha256').update(signature).digest('hex').slice(0, 16)}`;
}

/** gRPC codes that tell that the same call fails again: invalid argument, permission denied, unimplemented, unauthenticated. */
const LASTING_CODES: readonly unknown[] = [3, 7, 12, 16];

function mayAskAgain(error: unknown): boolean {
  // The run ended after it had taken the command and before it could answer.
  if (error instanceof WorkflowUpdateFailedError)
    return error.cause instanceof ApplicationFailure && error.cause.type === 'AcceptedUpdateCompletedWorkflow';
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause: unknown = error instanceof ServiceError ? error.cause : error;
  return cause instanceof Error && 'code' in cause && !LASTING_CODES.includes(cause.code);
}
