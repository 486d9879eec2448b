// Where the servers are that the preparing step found or downloaded: PATH first, then .recoup/bin.
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The project's folder. */
export const projectRoot = resolve(import.meta.dirname, '..');

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export type ServerName = 'temporal' | 'temporal-test-server';

/** The path of a server's executable; undefined when `npm start` has not prepared this machine yet. */
export const findExecutable = (name: ServerName): string | undefined => {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((dir) => dir !== '' && !dir.includes('node_modules'));
  return [...folders, join(projectRoot, '.recoup', 'bin')].map((dir) => join(dir, name)).find(isExecutable);
};

/**
 * The path of a server's executable.
 * @throws when there is none, with what to type
 */
export const requireExecutable = (name: ServerName): string => {
  const path = findExecutable(name);
  if (path === undefined) throw new Error(`${name} is missing: node cli/prepare.mjs`);
  return path;
};
