import type { CaseInput } from './messages.ts';
import { runCase } from './shell.ts';

/** A claim on dealer, insurer or guarantor. Id: `claim/<loan>/<n>`. */
export const claim = (input: CaseInput): Promise<void> => runCase(input);
