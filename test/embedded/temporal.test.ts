import { Client, Connection } from '@temporalio/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTemporal, temporalFile, type Temporal } from '../../embedded/temporal.ts';

const home = mkdtempSync(join(tmpdir(), 'recoup-temporal-'));
let temporal: Temporal;

beforeAll(async () => {
  temporal = await startTemporal({
    dbFile: temporalFile(home),
    logFile: join(home, 'temporal.log'),
    namespace: 'loans',
    uiPort: 0,
    searchAttributes: { CaseKind: 'Keyword', DaysOverdue: 'Int' },
    retentionDays: 7,
  });
});
afterAll(async () => {
  await temporal.stop();
  rmSync(home, { recursive: true, force: true });
});

const withClient = async <Result>(act: (client: Client) => Promise<Result>): Promise<Result> => {
  const connection = await Connection.connect({ address: temporal.address });
  try {
    return await act(new Client({ connection, namespace: 'loans' }));
  } finally {
    await connection.close();
  }
};

test('the namespace keeps closed runs as long as asked and knows the search attributes', async () => {
  const found = await withClient(async ({ connection }) => ({
    namespace: await connection.workflowService.describeNamespace({ namespace: 'loans' }),
    attributes: (await connection.operatorService.listSearchAttributes({ namespace: 'loans' })).customAttributes,
  }));
  expect(Number(found.namespace.config?.workflowExecutionRetentionTtl?.seconds)).toBe(7 * 86_400);
  expect(found.attributes).toHaveProperty('CaseKind');
  expect(found.attributes).toHaveProperty('DaysOverdue');
});

test('its web interface answers', async () => {
  const answer = await fetch(temporal.uiUrl ?? '');
  expect(answer.status).toBe(200);
});

test('a killed server comes back on the same address with its workflows', async () => {
  const { address } = temporal;
  await withClient((client) => client.workflow.start('loan', { taskQueue: 'nobody', workflowId: 'loan/1' }));
  await temporal.kill();
  expect(temporal.pid()).toBeUndefined();
  await temporal.start();
  expect(temporal.address).toBe(address);
  const described = await withClient((client) => client.workflow.getHandle('loan/1').describe());
  expect(described.status.name).toBe('RUNNING');
});
