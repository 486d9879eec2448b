// The commands of the program, and the command lines that help and documentation show.
import type { Command } from 'commander';
import { programFor } from '../../cli/program.ts';

/** Where the process would end: with 2 when the command line is wrong. */
export class Left extends Error {
  override readonly name = 'Left';
  readonly code: number;
  constructor(code: number) {
    super(`left with ${code}`);
    this.code = code;
  }
}

/** The program with the command that is asked for, with every command without; it throws `Left` where it would end. */
export const programIn = (asked = ''): Promise<Command> =>
  programFor(asked, (code) => {
    throw new Left(code);
  });

export interface Named {
  /** `loan pay`. */
  readonly name: string;
  readonly command: Command;
}

/** Every command that a command holds, groups too. */
export function commandsIn(command: Command, above = ''): Named[] {
  return command.commands.flatMap((one) => {
    const name = `${above} ${one.name()}`.trim();
    return [{ name, command: one }, ...commandsIn(one, name)];
  });
}

/** Those that are no group. */
export const leavesIn = (command: Command): Named[] =>
  commandsIn(command).filter((one) => one.command.commands.length === 0);

/** What `--help` prints. */
export function helpOf(command: Command): string {
  let said = '';
  command.configureOutput({ writeOut: (text) => (said += text) });
  command.outputHelp();
  return said;
}

/** Lines that are command lines, as `recoup` would be given them. */
export const commandLinesIn = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const said = /^\s*(?:\$ )?(?:recoup|npm run (?:-s )?recoup --|npm (start)(?: --)?)(?: +(.*))?$/u.exec(line);
    return said === null ? [] : [`${said[1] ?? ''} ${said[2] ?? ''}`.trim()];
  });

/** The words of a command line as a shell takes them apart, up to a comment or to where it reads or writes. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [whole, single, double] of line.matchAll(/'([^']*)'|"([^"]*)"|\S+/gu)) {
    if (['<', '>', '|', '#'].includes(whole)) break;
    words.push(single ?? double ?? whole);
  }
  return words;
}

/** Null when the program takes the command line; nothing is done. */
export async function faultOf(line: string): Promise<string | null> {
  const words = wordsOf(line);
  const program = await programIn(words[0]);
  let said = '';
  for (const { command } of [{ command: program }, ...commandsIn(program)]) {
    command.configureOutput({ writeErr: (text) => (said += text) });
    if (command.commands.length === 0) command.action(() => undefined);
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    return said.trim();
  }
}
