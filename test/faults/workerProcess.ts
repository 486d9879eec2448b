// A worker in a process of its own, so that a test can kill or freeze it. It says HELD when it stands where it was told
// to break: after decide's transaction with the answer not given, at the first command to a case whose id begins with
// `breakFor` if that is said; or within the transaction with the case locked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { openDb } from '../../db/pool.ts';
import type { Keys } from '../../worker/config.ts';
import { startWorker } from '../../worker/worker.ts';
import { deciderOf } from './decider.ts';
import type { Hooks } from './decider.ts';

const [address = '', bundleFile = '', home = '', breakAt = '', breakFor = '', leadMs = '0'] = process.argv.slice(2);
const keys = JSON.parse(readFileSync(join(home, 'keys-of-worker.json'), 'utf8')) as Keys;
const db = openDb({ url: process.env['DATABASE_URL'] ?? '', poolSize: 5 });

let armed = true;
const hold = async (): Promise<void> => {
  if (!armed) return;
  armed = false;
  console.log('HELD');
  // The test kills or freezes the process now.
  await sleep(breakAt === 'within' ? 1_000 : 600_000);
};
const holdAfter: Hooks['after'] = ({ caseId, commands }) =>
  breakFor === '' || (caseId.startsWith(breakFor) && commands.length > 0) ? hold() : undefined;
const hooks: Hooks = breakAt === 'within' ? { within: hold } : { after: holdAfter };
const decide = deciderOf(db, keys.signing.publicKey, () => undefined, hooks, { ms: Number(leadMs) });
const bundle = JSON.parse(readFileSync(bundleFile, 'utf8')) as WorkflowBundleWithSourceMap;
const worker = await startWorker({ address, codecKey: keys.codecKey, activities: { decide }, bundle });
console.log('READY');
process.once('SIGTERM', () => void worker.stop().then(() => process.exit(0)));
