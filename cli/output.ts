/** What every command of the client shares: flags, language, printing, exit codes (0 done, 1 refused, 2 unusable). */
import type { Command } from 'commander';
import { ask, Unreachable } from './http.ts';
import type { Body, Refused, Reply } from './http.ts';

export type Language = 'zh-CN' | 'en';

export interface Flags {
  readonly json?: boolean;
  readonly lang?: string;
  readonly as?: string;
  readonly key?: string;
}

/** `--lang`, else the language of the terminal; Chinese first. */
export function languageOf({ lang }: Flags): Language {
  const { LC_ALL, LANG } = process.env;
  // A variable that is empty counts as not set.
  const asked = [lang, LC_ALL, LANG].find((one) => one !== undefined && one !== '') ?? '';
  return /^en/i.test(asked) ? 'en' : 'zh-CN';
}

export const exitCodes =
  '\nExit code: 0 done, 1 refused (with reason and remedy), 2 the input is unusable or nothing answers.';

/** Adds the flags of a read. */
export const reading = (command: Command): Command =>
  command.option('--json', 'print the answer of the API as JSON').option('--lang <language>', 'zh-CN or en');

/** Adds the flags of what changes something. */
export const writing = (command: Command): Command =>
  reading(command)
    .option('--as <id:role>', 'who asks; default: RECOUP_AS, else the user of this terminal as operator')
    .option('--key <key>', 'idempotency key: the same again changes nothing');

/** Who asks when nobody is named. */
export const actorOf = ({ as }: Flags): string =>
  as ?? process.env['RECOUP_AS'] ?? `${process.env['USER'] ?? process.env['USERNAME'] ?? 'terminal'}:operator`;

/** Prints an answer, or why there is none, and sets the exit code. */
export async function run(
  flags: Flags,
  asked: () => Promise<Reply>,
  print: (body: Body) => readonly string[],
): Promise<void> {
  try {
    const reply = await asked();
    if (!reply.ok) refused(reply.problem, flags);
    else if (flags.json === true) console.log(JSON.stringify(reply.body));
    else for (const line of print(reply.body)) console.log(line);
    process.exitCode = reply.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const { message, remedy } = error;
    if (flags.json === true) console.log(JSON.stringify({ code: 'UNUSABLE', reason: message, remedy }));
    else console.error(`${message}: ${remedy}`);
    process.exitCode = 2;
  }
}

function refused(problem: Refused, { json }: Flags): void {
  const { code, reason, remedy, field } = problem;
  if (json === true) console.log(JSON.stringify(problem));
  else console.error(`${code}${field === undefined ? '' : ` (${field})`}: ${reason}\n  → ${remedy}`);
}

/** Sends something in the name of the actor. */
export const send = (flags: Flags, path: string, body?: object): Promise<Reply> =>
  ask('POST', path, body, { as: actorOf(flags), ...(flags.key === undefined ? {} : { key: flags.key }) });

/** The text of a field; '' when there is none. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export const object = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
export const list = (value: unknown): readonly Body[] => (Array.isArray(value) ? value.map(object) : []);

/** What is said below a page that is not the last. */
export const more = (body: Body, language: Language): string[] => {
  if (typeof body['next'] !== 'string') return [];
  return [language === 'en' ? `more: --cursor ${body['next']}` : `下一页：--cursor ${body['next']}`];
};

/** What is said where nothing but the name is worth telling. */
export const noted = (what: string, flags: Flags): string[] => [
  languageOf(flags) === 'en' ? `${what}: noted` : `${what}：已登记`,
];
