import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { createCodec } from './codec.ts';

export const TASK_QUEUE = 'recoup';
export const NAMESPACE = 'recoup';
/** Custom search attributes; created when the engine is prepared. Never personal data. */
export const SEARCH_ATTRIBUTES = { RecoupStage: 'Keyword' } as const;

export interface EngineOptions {
  /** `host:port`. */
  readonly address: string;
  readonly namespace?: string;
  /** 32 bytes in base64. */
  readonly codecKey: string;
  /** Temporal Cloud; plain connections otherwise. */
  readonly apiKey?: string;
}

export interface Engine {
  readonly client: Client;
  close(): Promise<void>;
}

/** The same for clients and workers, so that each can read what the other wrote. */
export function dataConverterOf(codecKey: string): DataConverter {
  return {
    payloadCodecs: [createCodec(codecKey)],
    failureConverterPath: fileURLToPath(new URL('./failureConverter.ts', import.meta.url)),
  };
}

/**
 * Calls are made again as the client does it, until the connection is closed: a call that is made again on a closed one
 * throws where nobody catches it, and ends the process.
 */
function retriesUntilClosed() {
  const usual = defaultGrpcRetryOptions();
  let [closing, lastAtMs] = [false, -Infinity];
  const interceptor = makeGrpcRetryInterceptor({
    retryableDecider: (attempt, status) => !closing && usual.retryableDecider(attempt, status),
    delayFunction: (attempt, status) => {
      const delayMs = usual.delayFunction(attempt, status);
      lastAtMs = Math.max(lastAtMs, performance.now() + delayMs);
      return delayMs;
    },
  });
  /** Resolves when no call is to be made again any more, within the longest pause of the client. */
  const over = async (): Promise<void> => {
    closing = true;
    const leftMs = lastAtMs + SETTLE_MS - performance.now();
    if (leftMs > 0) await sleep(leftMs);
  };
  return { interceptor, over };
}

/** Timers fire a little late. */
const SETTLE_MS = 20;

export async function connectEngine(options: EngineOptions): Promise<Engine> {
  const retries = retriesUntilClosed();
  const connection = await Connection.connect({
    address: options.address,
    connectTimeout: '10 s',
    interceptors: [retries.interceptor],
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey, tls: true }),
  });
  const client = new Client({
    connection,
    namespace: options.namespace ?? NAMESPACE,
    dataConverter: dataConverterOf(options.codecKey),
  });
  return {
    client,
    async close() {
      await retries.over();
      await connection.close();
    },
  };
}

/** Makes the search attributes known to a namespace that does not have them; the dev server gets them at its start. */
export async function prepareNamespace(options: Pick<EngineOptions, 'address'> & { namespace: string }): Promise<void> {
  const connection = await Connection.connect({ address: options.address, connectTimeout: '30 s' });
  try {
    const { namespace } = options;
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in customAttributes));
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing.map((name) => [name, KEYWORD]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } finally {
    await connection.close();
  }
}

/** `INDEXED_VALUE_TYPE_KEYWORD` of the engine's API. */
const KEYWORD = 2;
