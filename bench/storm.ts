// `npm run bench:storm`: hundreds of kills of worker, engine and database while thousands of messages leave.
import { reportLines, runStorm } from '../test/faults/storm.ts';

const kills = Number(process.env['BENCH_KILLS'] ?? '300');
const seed = Number(process.env['BENCH_SEED'] ?? '20250405');
/** Messages for each kill, so that something is in flight all the time. */
const load = { sms: kills * 12, email: kills * 14, letter: kills * 4 };

console.log(`  ${kills} kills, seed ${seed}`);
const report = await runStorm({
  kills,
  seed,
  load,
  pauseMs: { least: 100, most: 700 },
  busyWithinMs: 2_000,
  say: console.log,
});
for (const line of reportLines(report)) console.log(line);
for (const line of report.violations) console.error(`VIOLATION ${line}`);
if (report.violations.length > 0) process.exitCode = 1;
