// Half a year of the whole tape (1,000 loans) through the real embedded set, against the clock and the interpreter.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compareMonthEnds,
  compareNotices,
  comparePartners,
  expectedOf,
  givenMonthEnds,
} from '../test/journeys/tapeExpected.ts';
import { sharedTape, writeSome } from '../test/journeys/tapeFolder.ts';
import { playTape } from '../test/journeys/tapeRun.ts';
import type { TapeRun } from '../test/journeys/tapeRun.ts';
import { startTapeWorld } from '../test/journeys/tapeWorld.ts';
import { watchMemory } from './memory.ts';
import type { Peaks } from './memory.ts';

/** Two cores, otherwise idle. */
const LIMIT_SECONDS = 360;
/** Of so many loans one is played. */
const every = Number(process.env['BENCH_EVERY'] ?? '1');

async function played(folder: string): Promise<{ readonly run: TapeRun; readonly peaks: Peaks }> {
  let month = '';
  const world = await startTapeWorld({
    onDay: (now) => {
      if (now.slice(0, 7) === month) return;
      month = now.slice(0, 7);
      console.log(`  ${month} after ${process.uptime().toFixed(0)} s`);
    },
  });
  const peaks = watchMemory();
  try {
    const run = await playTape(world, folder);
    const said = new Map<string, number>();
    for (const line of world.said) said.set(line, (said.get(line) ?? 0) + 1);
    for (const [line, times] of said) console.log(`  said ${times} times: ${line}`);
    return { run, peaks: await peaks() };
  } finally {
    await peaks();
    await world.stop();
  }
}

/** What the journal has of steps taken: messages asked for, calls and questions, tracks. */
const stepsOf = ({ journal }: TapeRun): number =>
  ['noticeDecided', 'taskOpened', 'trackOpened'].reduce((sum, type) => sum + (journal[type] ?? 0), 0);

const tape = sharedTape();
if (tape === null) {
  console.log('the tape is not there (RECOUP_SHARED): nothing to measure');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'recoup-bench-'));
  try {
    writeSome(tape, folder, (_, at) => at % every === 0);
    const { run, peaks } = await played(folder);
    const expected = expectedOf(folder);
    const notices = compareNotices(expected, run.messages);
    const monthEnds = compareMonthEnds(givenMonthEnds(tape) ?? [], run);
    const partners = comparePartners(expected, run);
    const steps = stepsOf(run);
    const limitSeconds = LIMIT_SECONDS / every;
    const { play, takeIn } = run.seconds;
    console.log(`import ${takeIn.toFixed(1)} s, play ${play.toFixed(1)} s, limit ${limitSeconds.toFixed(0)} s`);
    console.log(`steps ${steps} (${(steps / play).toFixed(1)}/s), messages ${run.messages.length}`);
    console.log(
      `memory: worker ${peaks.workerMb.toFixed(0)} MB, engine ${peaks.temporalMb.toFixed(0)} MB, database ${peaks.postgresMb.toFixed(0)} MB`,
    );
    for (const [name, { agreed, missing, extra }] of Object.entries({ 'month-ends': monthEnds, notices, partners })) {
      console.log(`${name}: ${agreed} of ${agreed + missing.length} agree, ${extra.length} extra`);
      for (const line of [...missing.slice(0, 5), ...extra.slice(0, 5)]) console.log(`  ${line}`);
    }
    for (const [name, times] of Object.entries(run.notTaken)) console.log(`  not taken: ${times} ${name}`);
    console.log(`tape: ratio to the limit ${(play / limitSeconds).toFixed(2)}`);
    const wrong = [notices, monthEnds, partners].some(({ missing, extra }) => missing.length + extra.length > 0);
    process.exitCode = wrong || play > limitSeconds ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
