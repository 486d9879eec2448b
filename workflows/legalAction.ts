import type { CaseInput } from './messages.ts';
import { runCase } from './shell.ts';

/** A legal action: lawyer's letter, filing, outcome. Id: `legalAction/<loan>/<n>`. */
export const legalAction = (input: CaseInput): Promise<void> => runCase(input);
