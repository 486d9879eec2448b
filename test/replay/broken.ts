// Incompatible on purpose: a timer before the first decide. The replay gate must not let it pass.
import { sleep } from '@temporalio/workflow';
import type { CaseInput } from '../../workflows/messages.ts';
import { runCase } from '../../workflows/shell.ts';

async function waitsFirst(input: CaseInput): Promise<void> {
  await sleep(1_000);
  await runCase(input);
}

export const loan = (input: CaseInput): Promise<void> => waitsFirst(input);
export const claim = (input: CaseInput): Promise<void> => waitsFirst(input);
export const legalAction = (input: CaseInput): Promise<void> => waitsFirst(input);
export const writeOff = (input: CaseInput): Promise<void> => waitsFirst(input);
