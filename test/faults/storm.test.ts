import { expect, it } from 'vitest';
import { reportLines, runStorm } from './storm.ts';

const KILLS = 32;
// A machine that is shared may take long; the storm itself takes about a minute and a half on two free cores.
const LONGEST_MS = 600_000;

it(
  'every notice is sent once through a storm of kills, in which plain activities send some twice',
  { timeout: LONGEST_MS },
  async () => {
    const report = await runStorm({
      ...{ kills: KILLS, seed: 7, pauseMs: { least: 100, most: 900 }, busyWithinMs: 2_000 },
      load: { sms: 900, email: 1_000, letter: 120 },
    });
    // The figures stand in the output of the suite, whichever way it ends.
    console.log(reportLines(report).join('\n'));
    expect(report.violations).toEqual([]);
    expect(Object.values(report.killed.byPart).every((times) => times > 0)).toBe(true);
    expect(report.plain.duplicate).toBeGreaterThan(0);
    expect(report.reconciled['sms delivered']).toBeGreaterThan(0);
  },
);
