// `npm test`: every suite and every check of the code itself, closed by one line of counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), name: z.string(), assertionResults: z.array(z.unknown()) })),
});

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

function run(command: string, args: readonly string[]): number {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } }).status ?? 1;
}

/** One check of the code itself counts as one test. */
function check(name: string, command: string, args: readonly string[], counts: Counts): void {
  const ok = run(command, args) === 0;
  process.stdout.write(`${ok ? 'ok' : 'FAILED'}: ${name}\n`);
  counts[ok ? 'passed' : 'failed'] += 1;
}

function suites(filters: readonly string[], counts: Counts): void {
  const folder = mkdtempSync(join(tmpdir(), 'recoup-test-'));
  const file = join(folder, 'report.json');
  const status = run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filters,
  ]);
  try {
    const report = vitestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
    counts.passed += report.numPassedTests;
    counts.failed += report.numFailedTests;
    counts.skipped += report.numPendingTests + report.numTodoTests;
    // A file that broke before its first test has run counts as one failure.
    const broken = report.testResults.filter(
      (result) => result.status === 'failed' && result.assertionResults.length === 0,
    );
    counts.failed += broken.length;
    if (status !== 0 && counts.failed === 0) counts.failed += 1;
  } catch {
    counts.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const filters = process.argv.slice(2);
const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
if (filters.length === 0) {
  check('types', bin('tsc'), ['--noEmit'], counts);
  check('lint, import walls', bin('eslint'), ['.'], counts);
  check('format', bin('prettier'), ['--check', '--log-level=warn', '.'], counts);
}
suites(filters, counts);
const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
