import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { DefaultLogger, NativeConnection, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { NAMESPACE, TASK_QUEUE, dataConverterOf } from '../engine/connect.ts';
import { BUILD } from './build.ts';

export interface WorkerOptions {
  readonly address: string;
  readonly namespace?: string;
  readonly codecKey: string;
  readonly apiKey?: string;
  readonly activities: object;
  /** Concurrent decides; the database pool has at least as many connections. */
  readonly concurrentDecides?: number;
  /** Bundled once by whoever starts several workers. */
  readonly bundle?: WorkflowBundleWithSourceMap;
  /** A worker that never takes activities of senders (tests). */
  readonly identity?: string;
}

export interface RunningWorker {
  /** Lets what runs come to its end, then stops. */
  stop(): Promise<void>;
  /** Rejects when the worker dies by itself. */
  readonly done: Promise<void>;
}

export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    failureConverterPath: fileURLToPath(new URL('../engine/failureConverter.ts', import.meta.url)),
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

function quiet(): void {
  // The bundler's progress says nothing to an operator; its errors are thrown.
}

/** Polls for cases and senders until stopped. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const connection = await NativeConnection.connect({
    address: options.address,
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey, tls: true }),
  });
  const concurrentDecides = options.concurrentDecides ?? 16;
  const bundle = options.bundle ?? (await bundleWorkflows());
  const worker = await withShortTraces(() =>
    Worker.create({
      connection,
      namespace: options.namespace ?? NAMESPACE,
      taskQueue: TASK_QUEUE,
      workflowBundle: bundle,
      activities: options.activities,
      dataConverter: dataConverterOf(options.codecKey),
      maxConcurrentLocalActivityExecutions: concurrentDecides,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxCachedWorkflows: 5_000,
      // The SDK's own id of a build is a hundred characters, written twice for every wake of every case.
      workerDeploymentOptions: {
        version: { deploymentName: TASK_QUEUE, buildId: BUILD },
        useWorkerVersioning: false,
      },
      // Senders are told after this time and let what is in flight come to its end; what still hangs then is given up: its
      // claim stands in the database and is asked after.
      shutdownGraceTime: '1 s',
      shutdownForceTime: '20 s',
      ...(options.identity === undefined ? {} : { identity: options.identity }),
    }),
  );
  const run = worker.run();
  const done = run.finally(() => connection.close());
  // Whoever waits on `done` hears of a death; nobody has to.
  done.catch(() => undefined);
  return {
    done,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}

/**
 * The SDK takes a stack trace, mapped to its sources, of every promise that a workflow makes, for a query that shows where
 * a workflow waits: a third of what its thread does. The shell waits in one place, so the contexts that are made meanwhile
 * keep one frame: where an error was thrown. The process itself keeps its own limit, which it read at its start.
 */
async function withShortTraces<T>(make: () => Promise<T>): Promise<T> {
  setFlagsFromString('--stack-trace-limit=1');
  try {
    return await make();
  } finally {
    setFlagsFromString('--stack-trace-limit=10');
  }
}

/** What the engine's client has to say goes to a file, warnings and worse; once per process, before any worker. */
export function logToFile(file: string): void {
  const logger = new DefaultLogger('WARN', ({ level, timestampNanos, message, meta }) => {
    const at = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
    appendFileSync(file, `${JSON.stringify({ at, level, message, ...meta })}\n`);
  });
  Runtime.install({ logger });
}
