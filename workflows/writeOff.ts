import type { CaseInput } from './messages.ts';
import { runCase } from './shell.ts';

/** A write-off by procedure, approved by two people. Id: `writeOff/<loan>/<n>`. */
export const writeOff = (input: CaseInput): Promise<void> => runCase(input);
