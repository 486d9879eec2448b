import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { assess } from '../domain/assess.ts';
import { CaseError, parseAssessCase } from './assess-cases.ts';
import type { AssessCase } from './assess-cases.ts';
import { answerOf, differences } from './assess-check.ts';
import type { Answer } from './assess-check.ts';
import { assessTape } from './assess-tape.ts';

/** The answers to the days that a case asks for; what it expects on them is not at hand here. */
export function answersOf({ contract, rules, postings, asOf }: AssessCase): Answer[] {
  return asOf.map((day) => answerOf(assess(contract, rules, postings, day), contract.currency));
}

interface Tally {
  passed: number;
  failed: number;
  unusable: boolean;
}

function count(tally: Tally, where: string, found: readonly string[]): void {
  if (found.length === 0) tally.passed++;
  else tally.failed++;
  for (const difference of found) console.log(`${where}: ${difference}`);
}

// Postings without effect are told beside the answers, for a case may mean them to be refused.
function tellRefused(file: string, { contract, rules, postings, asOf }: AssessCase): void {
  const last = [...asOf].sort().at(-1);
  if (last === undefined) return;
  for (const { code, reason } of assess(contract, rules, postings, last).refused)
    console.error(`${file}: refused (${code}): ${reason}`);
}

function runFile(file: string, check: boolean, tally: Tally): void {
  const { one, expected } = parseAssessCase(readFileSync(file, 'utf8'));
  const answers = answersOf(one);
  tellRefused(file, one);
  if (!check) {
    console.log(JSON.stringify(answers));
    return;
  }
  answers.forEach((answer, at) => {
    const wanted = expected[at];
    if (wanted !== undefined)
      count(tally, `${file}: as of ${answer.asOf}`, differences(wanted, answer, one.contract.currency));
  });
}

async function runTape(directory: string, check: boolean, tally: Tally): Promise<void> {
  for await (const { point, expected } of assessTape(directory)) {
    if (!check) {
      console.log(JSON.stringify(point));
      continue;
    }
    const fields = ['openInstalments', 'overdueDays', 'overdueAmount'] as const;
    const found = fields
      .filter((field) => point[field] !== expected[field])
      .map((field) => `${field}: expected ${expected[field]}, got ${point[field]}`);
    count(tally, `${point.loanId}: as of ${point.asOf}`, found);
  }
}

function tellUnusable(source: string, error: unknown): void {
  const known = error instanceof CaseError || (error instanceof Error && 'code' in error);
  if (!known) throw error;
  console.error(`${source} cannot be assessed:\n  ${error.message}`);
}

/** Runs the command: 0 answered (and as expected), 1 some answer differs, 2 a file is unusable. */
export async function runAssess(
  files: readonly string[],
  options: { readonly check?: boolean; readonly tape?: string },
): Promise<0 | 1 | 2> {
  const check = options.check === true;
  const tally: Tally = { passed: 0, failed: 0, unusable: false };
  const sources = options.tape === undefined ? [] : [options.tape];
  for (const source of [...files, ...sources])
    try {
      if (source === options.tape) await runTape(source, check, tally);
      else runFile(source, check, tally);
    } catch (error) {
      tellUnusable(source, error);
      tally.unusable = true;
    }
  if (check) console.log(`${tally.passed} passed, ${tally.failed} failed`);
  if (tally.unusable) return 2;
  return tally.failed > 0 ? 1 : 0;
}

/** Adds `recoup assess FILE…` to the command line. */
export function assessCommand(program: Command): void {
  program
    .command('assess')
    .description('say what is owed as of a day, for cases in the common form or a loan tape')
    .argument('[file...]', 'JSON files: contract, rules, events, expect')
    .option('--tape <dir>', 'a directory with loans.csv, instalments.csv, payments.csv and expected.csv')
    .option('--check', 'compare with what is expected, and print the differences')
    .addHelpText(
      'after',
      '\nPrints one JSON array per file, or one JSON object per point of a tape.' +
        '\nExit code: 0 answered, 1 a check failed, 2 a file is unusable.' +
        '\n\nExamples:\n  recoup assess case.json\n  recoup assess --check cases/assess/*.json\n  recoup assess --tape tape --check',
    )
    .action(async (files: string[], options: { check?: boolean; tape?: string }, command: Command) => {
      if (files.length === 0 && options.tape === undefined)
        command.error('error: name at least one file, or a tape with --tape DIR', { exitCode: 2 });
      process.exitCode = await runAssess(files, options);
    });
}
