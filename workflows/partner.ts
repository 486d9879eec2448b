import type { CaseInput } from './messages.ts';
import { runCase } from './shell.ts';

/** A dealer, an insurer or an agency over all its claims. Id: `partner/<id>`. */
export const partner = (input: CaseInput): Promise<void> => runCase(input);
