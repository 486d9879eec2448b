import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
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

export async function connectEngine(options: EngineOptions): Promise<Engine> {
  const connection = await Connection.connect({
    address: options.address,
    connectTimeout: '10 s',
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey, tls: true }),
  });
  const client = new Client({
    connection,
    namespace: options.namespace ?? NAMESPACE,
    dataConverter: dataConverterOf(options.codecKey),
  });
  return { client, close: () => connection.close() };
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
