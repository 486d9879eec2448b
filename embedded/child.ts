// A server process that belongs to this one: stopped with it, whichever way this one ends.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Child = {
  readonly pid: number;
  /** Settles when the process has ended, with the words for how. */
  readonly ended: Promise<string>;
  readonly running: () => boolean;
  /** Asks it to end by the given signal, and ends it by SIGKILL when it has not ended after `patienceMs`. */
  readonly stop: () => Promise<void>;
  /** SIGKILL at once, as a crash would look. */
  readonly kill: () => Promise<void>;
};

export type ChildOptions = {
  command: string;
  args: readonly string[];
  logFile: string;
  stopSignal: 'SIGINT' | 'SIGTERM';
  patienceMs?: number;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Another user to run as; only root can. */
  runAs?: { uid: number; gid: number } | undefined;
};

// The guard reads a pipe that this process holds open. SIGKILL of this process closes the pipe like any other end,
// so the guard then ends the server. Signals of the terminal reach neither: both have sessions of their own.
const guardScript = `
trap '' INT HUP
while read -r line; do :; done
kill -"$2" "$1" 2>/dev/null
for second in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" 2>/dev/null || exit 0; done
kill -KILL "$1" 2>/dev/null
`;

const startGuard = (pid: number, signal: string, runAs: ChildOptions['runAs']): (() => void) => {
  const guard = spawn('/bin/sh', ['-c', guardScript, 'recoup-guard', String(pid), signal.replace('SIG', '')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    ...runAs,
  });
  guard.unref();
  const { stdin } = guard;
  if (stdin instanceof Socket) stdin.unref();
  stdin.on('error', () => undefined);
  guard.on('error', () => undefined);
  return () => void guard.kill('SIGKILL');
};

/**
 * Starts a server process with its output in a log file.
 * @throws when it cannot be started at all; that it ended soon after is told by `ended`
 */
export const startChild = (options: ChildOptions): Child => {
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(options.command, options.args, {
    stdio: ['ignore', log, log],
    detached: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env ?? process.env,
    ...options.runAs,
  });
  closeSync(log);
  let over = false;
  let dismissGuard = (): void => undefined;
  const ended = new Promise<string>((settle) => {
    const end = (how: string): void => {
      over = true;
      dismissGuard();
      settle(how);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`));
  });
  child.unref();
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.command} could not be started`);
  dismissGuard = startGuard(pid, options.stopSignal, options.runAs);
  const end = async (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (!over) child.kill(signal);
    // A timer keeps the loop alive until the child is gone; the child itself is unreferenced.
    const patience = new AbortController();
    const slow = sleep(options.patienceMs ?? 15_000, 'slow' as const, { signal: patience.signal }).catch(
      () => 'over' as const,
    );
    if ((await Promise.race([ended, slow])) === 'slow') child.kill('SIGKILL');
    patience.abort();
    await ended;
  };
  return { pid, ended, running: () => !over, stop: () => end(options.stopSignal), kill: () => end('SIGKILL') };
};
