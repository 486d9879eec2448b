// Incompatible on purpose: a timer before the first decide. The replay gate must not let it pass.
import { sleep } from '@temporalio/workflow';
import type { CaseInput } from '../../workflows/messages.ts';
import { runCase } from '../../workflows/shell.ts';

export async function loan(input: CaseInput): Promise<void> {
  await sleep(1_000);
  await runCase(input);
}
