import type { Command } from 'commander';
import { engineState } from '../db/engineState.ts';
import { businessNow } from '../db/outbox.ts';
import type { Db } from '../db/pool.ts';
import { addMilliseconds } from '../domain/instant.ts';
import type { Engine } from '../engine/connect.ts';
import { rebuildEngine } from '../engine/rebuild.ts';
import type { RebuildProgress } from '../engine/rebuild.ts';

/** A database and an engine to talk to, closed after the command. */
export interface Connected {
  readonly db: Db;
  readonly engine: Engine;
  close(): Promise<void>;
}

const OVERDUE_MS = 120_000;

const help = {
  rebuild: `
Use it after the engine lost its data, was restored to another instant, or the book moved to another cluster. Every case
gets a run under a new epoch, the soonest first; older runs and senders end. It can be repeated at any time.
Exit code: 0 all cases run, 1 the engine knows of cases what the database lacks: those stand still and nothing is sent.

Examples:
  recoup engine rebuild
  recoup engine rebuild --resume      # goes on with one that was interrupted

After PostgreSQL itself was restored to the past, compare the book with core banking and the providers first; then
  recoup engine rebuild --reconciled
lets cases and sends go on. Messages that were queued may have left before the restore: the provider is asked for each,
and e-mails and letters, which nobody can be asked for, wait for a person.`,
  status: `
Exit code: 0 all well, 1 sends are stopped or a case needs a person.

Example:
  recoup engine status --json | jq .stuck`,
};

/** Adds `recoup engine …` to the command line. */
export function engineCommand(program: Command, connect: () => Promise<Connected>): void {
  const group = program.command('engine').description('look after the engine that the cases run on');
  group.addHelpText('after', '\nExamples:\n  recoup engine status\n  recoup engine rebuild');
  const withConnection = async (act: (connected: Connected) => Promise<number>): Promise<void> => {
    const connected = await connect();
    try {
      process.exitCode = await act(connected);
    } finally {
      await connected.close();
    }
  };
  group
    .command('rebuild')
    .description('give every open case a run under a new epoch, from the database')
    .option('--resume', 'keep the epoch and pass over cases that run under it')
    .option('--reconciled', 'the restored database was compared with core banking and the providers')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help.rebuild)
    .action((options: RebuildFlags) => withConnection((connected) => runRebuild(connected, options)));
  group
    .command('status')
    .description('epoch, open cases, what is overdue, what is stuck, whether sends go on')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help.status)
    .action((options: { readonly json?: boolean }) => withConnection((connected) => runStatus(connected, options)));
}

interface RebuildFlags {
  readonly resume?: boolean;
  readonly reconciled?: boolean;
  readonly json?: boolean;
}

async function runRebuild({ db, engine }: Connected, options: RebuildFlags): Promise<number> {
  const done = await rebuildEngine({
    ...{ db, client: engine.client, resume: options.resume === true },
    reconciled: options.reconciled === true,
    ...(options.json === true ? {} : { onProgress: (progress) => console.log(progressOf(progress)) }),
  });
  if (options.json === true) console.log(JSON.stringify(done));
  else if (done.behind > 0)
    console.error(
      `${done.behind} cases stand still: see \`recoup engine status\` and \`recoup engine rebuild --help\``,
    );
  return done.behind > 0 ? 1 : 0;
}

function progressOf({ epoch, total, started, kept, behind }: RebuildProgress): string {
  return `epoch ${epoch}: ${started + kept + behind} of ${total} cases · ${started} started · ${kept} ran already · ${behind} behind`;
}

async function runStatus({ db }: Connected, options: { readonly json?: boolean }): Promise<number> {
  // In a demo it is the virtual clock that wakes cases.
  const now = await businessNow(db, new Date().toISOString());
  const state = await engineState(db, addMilliseconds(now, -OVERDUE_MS));
  if (state === null) {
    console.error('the database is not prepared: run `recoup migrate`');
    return 1;
  }
  if (options.json === true) console.log(JSON.stringify(state));
  else {
    const { mode, epoch, openCases, overdue, waiting, stuck, sendsStopped } = state;
    console.log(`${mode} · epoch ${epoch} · ${openCases} open cases · ${overdue} overdue · ${waiting} facts waiting`);
    console.log(sendsStopped === null ? 'sends go on' : `SENDS ARE STOPPED: ${sendsStopped}`);
    for (const [reason, cases] of Object.entries(stuck)) console.log(`${cases} cases need a person: ${reason}`);
  }
  return state.sendsStopped === null && Object.keys(state.stuck).length === 0 ? 0 : 1;
}
