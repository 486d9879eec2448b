import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { permit } from '../domain/contact.ts';
import type { Permission } from '../domain/contact.ts';
import { toMilliseconds } from '../domain/instant.ts';
import { contactRules } from '../policies/contact.ts';
import { parsePermitCase } from './permitCase.ts';
import type { ExpectedPermission, PermitCase } from './permitCase.ts';

/** The answers to the asks of a case, in their order; what the case expects is not looked at. */
export function answersOf({ rules, person, log, ask }: PermitCase): readonly Permission[] {
  const set = contactRules(rules);
  return ask.map((one) => permit(set, person, log, one));
}

/** Compares only what is expected by name; instants compare as instants. */
function agrees(expected: ExpectedPermission, answer: Permission): boolean {
  if (expected.answer === 'allowed' || answer.answer === 'allowed') return expected.answer === answer.answer;
  if (expected.rule !== undefined && expected.rule !== answer.rule) return false;
  if (expected.answer === 'never' || answer.answer === 'never') return expected.answer === answer.answer;
  return expected.at === undefined || toMilliseconds(expected.at) === toMilliseconds(answer.at);
}

interface Tally {
  passed: number;
  failed: number;
}

function check(file: string, one: PermitCase, tally: Tally): void {
  if (one.expect?.length !== one.ask.length) {
    throw new Error(`expect: ${one.expect?.length ?? 0} answers are expected for ${one.ask.length} asks`);
  }
  const answers = answersOf(one);
  for (const [index, expected] of one.expect.entries()) {
    const answer = answers[index];
    if (answer !== undefined && agrees(expected, answer)) {
      tally.passed += 1;
      continue;
    }
    tally.failed += 1;
    const { channel = '', at = '' } = one.ask[index] ?? {};
    console.log(
      `${file}: ask ${index + 1} (${channel} at ${at}): expected ${JSON.stringify(expected)}, got ${JSON.stringify(answer)}`,
    );
  }
}

/** Runs the command: 0 all answered (and right), 1 some answer differs from what was expected, 2 a file is unusable. */
export function runPermit(files: readonly string[], options: { readonly check?: boolean }): 0 | 1 | 2 {
  const tally = { passed: 0, failed: 0 };
  let unusable = false;
  for (const file of files) {
    try {
      const one = parsePermitCase(readFileSync(file, 'utf8'));
      if (options.check === true) check(file, one, tally);
      else console.log(JSON.stringify(answersOf(one)));
    } catch (error) {
      unusable = true;
      console.error(`${file} is not a permit case:\n  ${error instanceof Error ? error.message : 'unreadable'}`);
    }
  }
  if (options.check === true) console.log(`${tally.passed} passed, ${tally.failed} failed`);
  if (unusable) return 2;
  return tally.failed > 0 ? 1 : 0;
}

/** Adds `recoup permit FILE…` to the command line. */
export function permitCommand(program: Command): void {
  program
    .command('permit')
    .description('answer whether a person may be contacted, for cases in the common form')
    .argument('<file...>', 'JSON files: rules, person, log, ask')
    .option('--check', 'compare with what the files expect, and print the differences')
    .addHelpText(
      'after',
      '\nPrints one JSON array per file. Exit code: 0 answered, 1 a check failed, 2 a file is unusable.' +
        '\n\nExamples:\n  recoup permit case.json\n  recoup permit --check cases/permit/*.json',
    )
    .action((files: string[], options: { check?: boolean }) => {
      process.exitCode = runPermit(files, options);
    });
}
