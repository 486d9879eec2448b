import type { CaseInput } from './messages.ts';
import { runCase } from './shell.ts';

/** The disposal of one pledged thing. Id: `collateral/<loan>/<n>`. */
export const collateral = (input: CaseInput): Promise<void> => runCase(input);
