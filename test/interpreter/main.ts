// node test/interpreter/main.ts DIR [--json]: what the shipped policies ask for on the tape in DIR, from 1 April to
// 1 October 2025. Prints counts by step and month, or everything as JSON.
import { join } from 'node:path';
import { interpret } from './interpret.ts';
import { chineseCalendar, readPolicies, readTape } from './read.ts';

const [folder, format] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node test/interpreter/main.ts DIR [--json]');
  process.exit(2);
}
const begun = performance.now();
const expected = interpret({
  ...readTape(folder),
  policies: readPolicies(join(import.meta.dirname, '../../policies')),
  calendars: [chineseCalendar()],
  from: '2025-04-01',
  to: '2025-10-01',
});
const seconds = (performance.now() - begun) / 1000;

/** Step → month → how many. */
function count(rows: readonly { step: string; date: string }[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { step, date } of [...rows].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    for (const row of ['all', step]) {
      const months = (table[row] ??= {});
      for (const column of ['all', date.slice(0, 7)]) months[column] = (months[column] ?? 0) + 1;
    }
  }
  return table;
}

if (format === '--json') {
  console.log(JSON.stringify(expected));
} else {
  const tracks = expected.tracks.map((track) => ({ ...track, date: track.openedOn }));
  const tables = { notices: expected.notices, calls: expected.calls, tracks, refusals: expected.refusals };
  for (const [title, rows] of Object.entries(tables)) {
    console.log(`${title}: ${rows.length}`);
    console.table(count(rows));
  }
  const steps =
    expected.notices.length + expected.calls.length + tracks.filter((track) => track.demandedOn === null).length;
  console.log(`steps: ${steps} (notices, calls, and tracks that sent nothing)`);
  console.log(`decisions ${expected.decisions.length}, closed ${expected.ends.length}, ${seconds.toFixed(1)} s`);
}
