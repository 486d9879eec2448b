/** Gives every case that has to live a run under a new epoch: after the engine's loss, its restore, or a move (design.md, "A case"). */
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { raiseEpoch } from '../db/deployment.ts';
import { casesToRun, countToRun, engineState, markBehind, releaseAfterRestore } from '../db/engineState.ts';
import type { CaseToRun } from '../db/engineState.ts';
import { hashAt } from '../db/caseFile.ts';
import type { Db } from '../db/pool.ts';
import { startOptionsOf, workflowTypeOf } from './cases.ts';
import { lastWitnessed, rowsOf } from './historyRows.ts';
import { ensureSenders } from './senders.ts';

export interface RebuildOptions {
  readonly db: Db;
  readonly client: Client;
  /** Goes on with an interrupted rebuild: the epoch stays, and cases that have a run under it are passed over. */
  readonly resume?: boolean;
  /**
   * A person has compared the book with core banking and the providers after the database was restored to the past:
   * what the engine knows beyond it no longer counts, cases and sends go on.
   */
  readonly reconciled?: boolean;
  /** Cases started at once; default 16. */
  readonly concurrency?: number;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  readonly epoch: number;
  readonly total: number;
  /** Started under the epoch by this rebuild. */
  readonly started: number;
  /** Had a run under the epoch already. */
  readonly kept: number;
  /** The engine knows rows that the journal lacks: not started, sends are stopped, a person has to look. */
  readonly behind: number;
}

const PAGE = 500;

/**
 * Repeatable at any point. Older runs are replaced: one in the same cluster is terminated, one in another is told that
 * it is superseded and ends; a command in the hands of either is given again by its caller (engine/cases.ts).
 */
export async function rebuildEngine(options: RebuildOptions): Promise<RebuildProgress> {
  const { db, client, concurrency = 16 } = options;
  const epoch =
    options.resume === true ? ((await engineState(db, new Date().toISOString()))?.epoch ?? 1) : await raiseEpoch(db);
  if (options.reconciled === true) await db.tx((q) => releaseAfterRestore(q, new Date().toISOString()));
  const count = { started: 0, kept: 0, behind: 0 };
  const total = await countToRun(db);
  const progress = (): RebuildProgress => ({ epoch, total, ...count });
  await ensureSenders(client, epoch);
  let page: CaseToRun[] = [];
  let last: CaseToRun | null = null;
  do {
    page = await casesToRun(db, last, PAGE);
    last = page.at(-1) ?? last;
    const waiting = [...page];
    const startNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        count[await giveRun(options, next, epoch)] += 1;
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, page.length) }, startNext));
    options.onProgress?.(progress());
  } while (page.length === PAGE);
  return progress();
}

async function giveRun(
  { db, client, reconciled = false }: RebuildOptions,
  { id, seq, head }: CaseToRun,
  epoch: number,
): Promise<'started' | 'kept' | 'behind'> {
  const run = await latestRun(client, id);
  if (run !== null) {
    const running = run.status.name === 'RUNNING';
    if (running && run.memo?.['epoch'] === epoch) return 'kept';
    if (!reconciled && (await knowsMore(db, client, id, run.runId))) {
      await markBehind(db, id);
      return 'behind';
    }
  }
  await client.workflow.start(workflowTypeOf(id), {
    ...startOptionsOf({ caseId: id, epoch, after: { seq, head } }),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  });
  return 'started';
}

async function latestRun(client: Client, caseId: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(caseId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** The run saw rows that the journal lacks or has otherwise: the database was restored to the past. */
async function knowsMore(db: Db, client: Client, caseId: string, runId: string): Promise<boolean> {
  const history = await client.workflow.getHandle(caseId, runId).fetchHistory();
  const { seq, hash } = lastWitnessed([await rowsOf(history, runId, client.options.loadedDataConverter.payloadCodecs)]);
  return seq > 0 && (await hashAt(db, caseId, seq))?.startsWith(hash) !== true;
}
