// Lets the Temporal SDK download its dev server into a folder and gives the file the name the project looks for.
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const folder = process.argv[2];
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir: folder } },
});
await environment.teardown();
const file = readdirSync(folder).find((name) => name.startsWith('temporal-') && !name.includes('test-server'));
if (file === undefined) process.exit(1);
renameSync(join(folder, file), join(folder, 'temporal'));
