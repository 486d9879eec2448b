import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { loadSendable } from '../activities/layoutCheck.ts';
import { isPlainDate } from '../domain/date.ts';
import { explainPolicy } from '../policies/explain.ts';
import { wordsOf } from '../policies/explain/dictionary.ts';
import type { Language } from '../policies/explain/words.ts';
import { policiesFolder, shippedPolicies } from '../policies/index.ts';
import { loadPolicy, type PolicyProblem } from '../policies/load.ts';
import { shippedReferences } from '../policies/references.ts';
import { TemplatesInvalid } from '../policies/templates.ts';

/** 0 all well · 1 a policy has a fault · 2 a file cannot be read or the command is wrong. */
type ExitCode = 0 | 1 | 2;

const printed = ({ file, line, column, path, rule, remedy }: PolicyProblem): string =>
  `${file}:${line}:${column} ${rule}${path === '' ? '' : ` at ${path}`}\n    ${remedy}`;

/** Undefined when the file cannot be read, after saying so. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    console.error(
      `${file}: cannot be read; check the path, or see \`recoup policy list\` for the ids of shipped policies`,
    );
    return undefined;
  }
}

/** `recoup policy check`: every problem with its place, rule and remedy. */
export function runCheck(
  files: readonly string[],
  options: { readonly json?: boolean; readonly on?: string },
): ExitCode {
  const dated: boolean = options.on === undefined || isPlainDate(options.on);
  if (!dated) {
    console.error(`--on ${options.on ?? ''} is not a date; write one such as 2025-04-01`);
    return 2;
  }
  // A policy can only be as good as the templates that it sends.
  try {
    loadSendable();
  } catch (error) {
    if (!(error instanceof TemplatesInvalid)) throw error;
    if (options.json === true) console.log(JSON.stringify({ templates: error.problems }));
    else
      for (const { file, line, rule, remedy } of error.problems) console.log(`${file}:${line} ${rule}\n    ${remedy}`);
    return 1;
  }
  const results = files.map((file) => {
    const text = textOf(file);
    if (text === undefined) return { file, readable: false, problems: [] };
    const loaded = loadPolicy(text, file, shippedReferences(), options.on);
    if (loaded.problems !== undefined) return { file, readable: true, problems: loaded.problems };
    const { id, version } = loaded.policy;
    return { file, readable: true, policy: { id, version, hash: loaded.hash }, problems: [] };
  });
  if (options.json === true) console.log(JSON.stringify(results));
  else
    for (const { file, policy, problems } of results) {
      for (const problem of problems) console.log(printed(problem));
      if (policy === undefined) continue;
      console.log(`${file}: no fault (${policy.id} v${policy.version}, ${policy.hash.slice(0, 12)})`);
    }
  if (results.some(({ readable }) => !readable)) return 2;
  return results.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** `recoup policy explain`: a shipped policy by its id, or a file. */
export function runExplain(which: string, options: { readonly lang?: string }): ExitCode {
  const language = options.lang;
  if (language !== undefined && !isLanguage(language)) {
    console.error(`--lang ${language}: there are ${Object.keys(wordsOf).join(' and ')}`);
    return 2;
  }
  let policy = shippedPolicies().get(which)?.policy;
  if (policy === undefined) {
    const text = textOf(which);
    if (text === undefined) return 2;
    const loaded = loadPolicy(text, which);
    for (const problem of loaded.problems ?? []) console.error(printed(problem));
    if (loaded.policy === undefined) return 1;
    policy = loaded.policy;
  }
  console.log(explainPolicy(policy, language));
  return 0;
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(wordsOf, text);
}

/** `recoup policy list`: what ships with the project. */
export function runList(options: { readonly json?: boolean }): ExitCode {
  const rows = [...shippedPolicies().values()].map(({ policy, hash, file }) => {
    const { id, version, title, products, country, currency } = policy;
    return { id, version, hash, file, title, products, country, currency };
  });
  if (options.json === true) console.log(JSON.stringify(rows));
  else
    for (const { id, version, hash, title, products } of rows)
      console.log(
        `${id.padEnd(20)} v${version}  ${hash.slice(0, 12)}  ${products.join(', ')}\n    ${title['zh-CN']} · ${title.en}`,
      );
  return 0;
}

/** `recoup policy schema`: the published JSON Schema, as it stands in the file. */
export function runSchema(): ExitCode {
  process.stdout.write(readFileSync(`${policiesFolder}policy.schema.json`, 'utf8'));
  return 0;
}

const examples = {
  policy: `
Examples:
  recoup policy list
  recoup policy explain cn-car-loan --lang en
  recoup policy check my-policy.yaml`,
  check: `
Exit code: 0 no fault, 1 a policy has a fault, 2 a file cannot be read.

Examples:
  recoup policy check policies/*.yaml
  recoup policy check my-policy.yaml --on 2026-01-01   # its calendar must have data for that day
  recoup policy check my-policy.yaml --json | jq '.[].problems[].rule'`,
  explain: `
Examples:
  recoup policy explain us-consumer
  recoup policy explain my-policy.yaml --lang zh-CN`,
  schema: `
Example:
  recoup policy schema > policy.schema.json   # then, on top of a policy file:
  # yaml-language-server: $schema=./policy.schema.json`,
};

/** Adds `recoup policy …` to the command line. */
export function policyCommand(program: Command): void {
  const group = program.command('policy').description('check, list and explain collection policies');
  group.addHelpText('after', examples.policy);
  group
    .command('check')
    .description('check policy files: each problem with file, line, rule and remedy')
    .argument('<files...>', 'policy files (YAML)')
    .option('--on <date>', 'the calendar must also have data for this day')
    .option('--json', 'print one JSON array with a result for each file')
    .addHelpText('after', examples.check)
    .action((files: readonly string[], options: { readonly json?: boolean; readonly on?: string }) => {
      process.exitCode = runCheck(files, options);
    });
  group
    .command('explain')
    .description('tell a policy in plain words, stage by stage')
    .argument('<policy>', 'a file, or the id of a shipped policy')
    .option('--lang <language>', `${Object.keys(wordsOf).join(' or ')}; default: the policy's own`)
    .addHelpText('after', examples.explain)
    .action((which: string, options: { readonly lang?: string }) => {
      process.exitCode = runExplain(which, options);
    });
  group
    .command('list')
    .description('the policies that ship with recoup')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  recoup policy list --json')
    .action((options: { readonly json?: boolean }) => {
      process.exitCode = runList(options);
    });
  group
    .command('schema')
    .description('print the JSON Schema of policy files')
    .addHelpText('after', examples.schema)
    .action(() => {
      process.exitCode = runSchema();
    });
}
