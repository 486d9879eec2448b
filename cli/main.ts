// The `recoup` command.
import { commandLine } from './program.ts';

await commandLine(process.argv.slice(2), (code) => process.exit(code));
