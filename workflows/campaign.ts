import type { CaseInput } from './messages.ts';
import { runCase } from './shell.ts';

/** Mass relief for a region or a product. Id: `campaign/<id>`. */
export const campaign = (input: CaseInput): Promise<void> => runCase(input);
