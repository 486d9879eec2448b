/** Connects a command to the deployment that runs here: its database, its keys and its engine. */
import { join } from 'node:path';
import { deploymentMode } from '../db/deployment.ts';
import { businessNow } from '../db/outbox.ts';
import { openDb } from '../db/pool.ts';
import { createSealer } from '../db/seal.ts';
import { readRun } from '../embedded/all.ts';
import { connectEngine } from '../engine/connect.ts';
import { policyForProduct } from '../policies/index.ts';
import { loadKeys } from '../worker/config.ts';
import { casesOf } from '../worker/run.ts';
import { homeOf } from '../worker/settings.ts';
import { Unreachable } from './http.ts';
import type { ImportConnection } from './import.ts';
import { LENDER } from './serveApi.ts';

interface Place {
  readonly home: string;
  readonly databaseUrl: string;
  readonly address: string;
  readonly namespace: string;
}

/** The environment first, then the demo or the live set that runs on the home folder. @throws Unreachable */
export function placeOf(env: NodeJS.ProcessEnv = process.env): Place {
  const { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace = 'recoup' } = env;
  if (databaseUrl !== undefined && address !== undefined) return { home: homeOf(env), databaseUrl, address, namespace };
  for (const home of [homeOf(env), join(homeOf(env), 'live')]) {
    const run = readRun(home);
    if (run !== undefined)
      return {
        ...{ home, databaseUrl: run.databaseUrl, address: run.temporalAddress, namespace: run.temporalNamespace },
      };
  }
  throw new Unreachable('recoup does not run here', 'type `npm start`, or set DATABASE_URL and TEMPORAL_ADDRESS');
}

/** Database, engine and keys of the deployment that runs here; closed after the command. @throws Unreachable */
export async function connectDeployment() {
  const { home, databaseUrl, address, namespace } = placeOf();
  const keys = loadKeys(home);
  const db = openDb({ url: databaseUrl, poolSize: 8 });
  const engine = await connectEngine({ address, namespace, codecKey: keys.codecKey });
  const close = async (): Promise<void> => {
    await engine.close();
    await db.close();
  };
  return { db, engine, keys, home, close };
}

/** What an import needs. @throws Unreachable */
export async function connectImport(): Promise<ImportConnection> {
  const { db, engine, keys, close } = await connectDeployment();
  const cases = casesOf(db, engine);
  return {
    ...{ db, policyForProduct, lender: LENDER, startCase: (caseId) => cases.poke(caseId), close },
    sealer: createSealer(keys.masterKey),
    mode: (await deploymentMode(db)) ?? 'live',
    now: () => businessNow(db, new Date().toISOString()),
  };
}
