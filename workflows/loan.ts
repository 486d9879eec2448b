import type { CaseInput } from './messages.ts';
import { runCase } from './shell.ts';

/** A loan, from the reminder before its due date to the last recovery. Id: `loan/<loan>`. */
export const loan = (input: CaseInput): Promise<void> => runCase(input);
