import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startTemporal } from '../../embedded/temporal.ts';
import { connectEngine } from '../../engine/connect.ts';

it('a connection that is closed while the engine is away calls it no more', async () => {
  const home = mkdtempSync(join(tmpdir(), 'recoup-connect-'));
  const server = await startTemporal({ namespace: 'default', logFile: join(home, 'temporal.log') });
  onTestFinished(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const codecKey = randomBytes(32).toString('base64');
  const engine = await connectEngine({ address: server.address, namespace: 'default', codecKey });
  await server.kill();
  const nobody = engine.client.workflow.getHandle('nobody');
  const asked = nobody.describe().catch(() => 'failed');
  await sleep(500);
  await engine.close();
  // An error that nobody catches would fail the run: the pauses between two calls are some seconds by now.
  await sleep(3_000);
  expect(await asked).toBe('failed');
});
