// The `recoup` command.
import { programFor } from './program.ts';

const program = await programFor(process.argv[2] ?? '', (code) => process.exit(code));
try {
  await program.parseAsync();
} catch (error) {
  // What has a remedy tells it; anything else is a defect and shows where it came from.
  if (!(error instanceof Error && 'remedy' in error)) throw error;
  console.error(`${error.message}: ${String(error.remedy)}`);
  process.exitCode = 2;
}
