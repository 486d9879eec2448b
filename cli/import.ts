import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ImportUnusable } from '../api/import/errors.ts';
import type { ImportProblem } from '../api/import/errors.ts';
import { runImport } from '../api/import/run.ts';
import type { ImportDeps, ImportProgress, ImportReport } from '../api/import/run.ts';
import { ImportConflict } from '../db/imported.ts';

/** A deployment to import into; `close` gives its connections back. */
export interface ImportConnection extends ImportDeps {
  readonly close: () => Promise<void>;
}

export interface ImportFlags {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly errors: string;
}

export interface ImportOutput {
  readonly out: (line: string) => void;
  readonly err: (text: string) => void;
  /** Progress is rewritten in place; otherwise it comes as plain lines. */
  readonly isTerminal: boolean;
}

const linesShown = 20;
const noticesShown = 5;

/** Runs the command: 0 taken in, 1 refused because of problems in the input, 2 the input is unusable. */
export async function runImportCommand(
  deps: ImportDeps,
  path: string,
  flags: ImportFlags,
  output: ImportOutput,
): Promise<0 | 1 | 2> {
  try {
    const report = await runImport(deps, path, {
      dryRun: flags.dryRun === true,
      errorFile: resolve(flags.errors),
      ...(flags.json === true ? {} : { onProgress: progressTo(output) }),
    });
    if (flags.json === true) output.out(JSON.stringify(report));
    else for (const line of reportLines(report)) output.out(line);
    return report.ok ? 0 : 1;
  } catch (error) {
    const told = explained(error);
    if (told === null) throw error;
    if (flags.json === true) output.out(JSON.stringify({ ok: false, ...told }));
    else output.err(`${told.message}: ${told.remedy}\n`);
    return 2;
  }
}

function explained(error: unknown): { code: string; message: string; remedy: string } | null {
  if (error instanceof ImportUnusable) return { code: error.code, message: error.message, remedy: error.remedy };
  if (!(error instanceof ImportConflict)) return null;
  return { code: error.code, message: 'another import took in the same ids meanwhile', remedy: 'run it again' };
}

function progressTo({ err, isTerminal }: ImportOutput): (progress: ImportProgress) => void {
  const words = { read: 'rows read', checked: 'rows checked', stored: 'loans stored', started: 'loans started' };
  const tenths = new Map<string, number>();
  return ({ stage, done, of }) => {
    const tenth = of === 0 ? 10 : Math.floor((done * 10) / of);
    if (!isTerminal && tenths.get(stage) === tenth) return;
    tenths.set(stage, tenth);
    const line = `${done} of ${of} ${words[stage]}`;
    err(isTerminal ? `\r\u001b[K${line}${done >= of ? '\n' : ''}` : `${line}\n`);
  };
}

/** The report for people. */
export function reportLines(report: ImportReport): string[] {
  const files = Object.entries(report.encodings).map(([file, encoding]) => `${file} (${encoding})`);
  const lines = [`Read ${files.join(', ')}`];
  if (report.ignored.length > 0) lines.push(`Not part of the format, ignored: ${report.ignored.join(', ')}`);
  if (!report.ok) {
    const rest = report.problemCount - linesShown;
    lines.push(
      `Refused: ${counted(report.problemCount, 'problem')}, nothing was started`,
      ...report.problems.slice(0, linesShown).map(problemLine),
      ...(rest > 0 ? [`… and ${rest} more`] : []),
      `All of them: ${report.errorFile ?? ''}`,
    );
    return lines;
  }
  if (report.counts !== null) {
    const { loans, people, payments, collateral } = report.counts;
    lines.push(
      `Loans: ${loans.new} new, ${loans.duplicates} known already`,
      `People and partners: ${people.new} new, ${people.duplicates} known already`,
      `Payments: ${payments.atStart} at the start of their loans, ${payments.facts} posted, ${payments.held} held until ` +
        `their day, ${payments.duplicates} known already`,
    );
    if (collateral.new + collateral.duplicates > 0)
      lines.push(`Collateral: ${collateral.new} new, ${collateral.duplicates} known already`);
    if (payments.keptAside > 0)
      lines.push(
        `Kept aside: ${counted(payments.keptAside, 'payment')} of unknown loans, applied when the loan arrives`,
      );
  }
  if (report.noticeCount > 0)
    lines.push(
      `To know: ${counted(report.noticeCount, 'notice')}${report.noticeCount > noticesShown ? `, first ${noticesShown}` : ''}`,
      ...report.notices.slice(0, noticesShown).map(problemLine),
    );
  if (report.leftToSweeper > 0)
    lines.push(
      `${counted(report.leftToSweeper, 'loan')} stored but not started yet: the engine did not answer, the sweeper starts them`,
    );
  lines.push(report.dryRun ? `Valid, nothing stored (${report.seconds} s)` : `Done in ${report.seconds} s`);
  return lines;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function problemLine({ file, row, column, value, rule, remedy }: ImportProblem): string {
  const place = `${file}${row === null ? '' : `:${row}`}${column === '' ? '' : ` ${column}`}`;
  return `  ${place}${value === null || value === '' ? '' : ` "${value}"`}: ${rule}; ${remedy}`;
}

/** Adds `recoup import DIR|FILE` to the command line. */
export function importCommand(program: Command, connect: () => Promise<ImportConnection>): void {
  program
    .command('import')
    .description('take in a loan tape (folder of CSV files or XLSX), or a bank file of payments')
    .argument(
      '<path>',
      'folder with loans.csv, instalments.csv, payments.csv, partners.csv, collateral.csv; an .xlsx; or one payments CSV',
    )
    .option('--dry-run', 'validate everything, store nothing')
    .option('--errors <file>', 'where problems are written to, if there are any', 'import-errors.csv')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nEverything is validated before anything starts. The same input again changes nothing; an interrupted import is' +
        '\nfinished by running it again. Exit code: 0 taken in, 1 refused because of problems, 2 the input is unusable.' +
        '\n\nExamples:\n  recoup import tape/\n  recoup import tape.xlsx --dry-run\n  recoup import bank-2025-04-01.csv --json',
    )
    .action(async (path: string, flags: ImportFlags) => {
      const connection = await connect();
      try {
        process.exitCode = await runImportCommand(connection, path, flags, {
          out: (line) => console.log(line),
          err: (text) => process.stderr.write(text),
          isTerminal: process.stderr.isTTY,
        });
      } finally {
        await connection.close();
      }
    });
}
