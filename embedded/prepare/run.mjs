// What every preparing step shares: where things are, how a program is called, how a failure reads.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const binDir = join(root, '.recoup', 'bin');

/** @returns {any} the parsed JSON file, given relative to the project */
export const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

export const pins = readJson('embedded/pins.json');

/** A step that could not be done: what is missing, why, and what to type. */
export class Missing extends Error {
  constructor(what, why, type) {
    super(what);
    this.why = why;
    this.type = type;
  }
}

/** Runs a program to its end. `output` is everything it printed, for the "why" of a failure. */
export const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  const printed = [done.stdout, done.stderr, done.error?.message].filter(Boolean).join('\n').trim();
  return { ok: done.status === 0, output: printed };
};

/** The last lines of a program's output: enough to see why, short enough for a terminal. */
export const tail = (output, lines = 6) => output.split('\n').slice(-lines).join('\n');

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** The first executable of that name on PATH, outside node_modules; undefined when there is none. */
export const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((dir) => dir !== '' && !dir.includes('node_modules'))
    .map((dir) => join(dir, name))
    .find(isExecutable);

/** The program that was unpacked into .recoup/bin earlier; undefined when there is none. */
export const inBinDir = (name) => (isExecutable(join(binDir, name)) ? join(binDir, name) : undefined);
