// Half a year of a portfolio through the real system, against the interpreter and the tape's own figures.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Expected } from '../interpreter/expected.ts';
import { compareMonthEnds, compareNotices, comparePartners, expectedOf, givenMonthEnds } from './tapeExpected.ts';
import { sharedTape, writeSample, writeSome } from './tapeFolder.ts';
import { playTape } from './tapeRun.ts';
import type { PlayedMonthEnd, SentMessage, TapeRun } from './tapeRun.ts';
import { startTapeWorld } from './tapeWorld.ts';

interface Portfolio {
  readonly name: string;
  /** Some partner does not perform in it. */
  readonly isMarked: boolean;
  /** Writes it; returns its folder and, if there are any, its own month-ends. */
  readonly write: (folder: string) => { readonly folder: string; readonly given: PlayedMonthEnd[] | null };
}

const sample: Portfolio = {
  name: 'the bundled sample',
  isMarked: false,
  write: (folder) => {
    writeSample(folder, { seed: 2025, loans: 42 });
    return { folder: join(folder, 'read'), given: null };
  },
};

const tape = sharedTape();
if (tape === null) console.log('the tape is not there: only the bundled sample is played (RECOUP_SHARED)');
/** Loans of dealer D04: three claims lapse, it is marked, and claims on it are passed over for the others. */
const OF_ONE_DEALER = ['L000051', 'L000245', 'L000650', 'L000815', 'L000905'];
const someOfTheTape = (from: string): Portfolio => ({
  name: 'every twentieth loan of the tape, and five of one dealer',
  isMarked: true,
  write: (folder) => {
    writeSome(from, folder, (loanId, at) => at % 20 === 0 || OF_ONE_DEALER.includes(loanId));
    return { folder, given: givenMonthEnds(from) };
  },
});

/** Minutes since midnight on the person's own clock. */
function localMinutes({ acceptedAt, timeZone }: SentMessage): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [hour = '', minute = ''] = parts.format(new Date(acceptedAt)).split(':');
  return Number(hour) * 60 + Number(minute);
}

describe.each([sample, ...(tape === null ? [] : [someOfTheTape(tape)])])(
  '$name, April to October 2025',
  (portfolio) => {
    const home = mkdtempSync(join(tmpdir(), 'recoup-tape-'));
    let run: TapeRun;
    let expected: Expected;
    let given: PlayedMonthEnd[] | null;

    beforeAll(async () => {
      const written = portfolio.write(home);
      given = written.given;
      expected = expectedOf(written.folder);
      const world = await startTapeWorld();
      try {
        run = await playTape(world, written.folder);
      } finally {
        await world.stop();
      }
      console.log(`${portfolio.name}: ${run.messages.length} messages in ${run.seconds.play.toFixed(0)} s`);
    }, 600_000);
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    it('every month-end of every loan is as expected, to the last unit', () => {
      const { missing, extra, agreed } = compareMonthEnds(given ?? expected.monthEnds, run);
      expect({ missing, extra }).toEqual({ missing: [], extra: [] });
      expect(agreed).toBe(expected.monthEnds.length);
    });

    it('every notice stands in exactly one message, on its day, and no message says anything else', () => {
      const { missing, extra, agreed } = compareNotices(expected, run.messages);
      expect({ missing, extra }).toEqual({ missing: [], extra: [] });
      expect(agreed).toBeGreaterThan(200);
    });

    it('partners are marked on their day, by their claims, and claims on them are passed over or not waited for', () => {
      const { missing, extra } = comparePartners(expected, run);
      expect({ missing, extra }).toEqual({ missing: [], extra: [] });
      expect(run.partners.marks.length > 0).toBe(portfolio.isMarked);
    });

    it('nobody is written to outside the permitted hours of their own zone', () => {
      // 08:00 to 22:00, narrowed by five minutes for clocks that differ (domain.md §5).
      const late = run.messages.filter((message) => localMinutes(message) < 485 || localMinutes(message) > 1_315);
      expect(late).toEqual([]);
    });

    it.each(['sms', 'email', 'letter'] as const)(
      'the %s provider has each message once, and none that we do not know',
      (channel) => {
        const ours = run.messages.filter((message) => message.channel === channel).map(({ reference }) => reference);
        expect([...run.ledgers[channel]].sort()).toEqual(ours.sort());
        expect(new Set(ours).size).toBe(ours.length);
      },
    );

    it('nothing is refused by a provider, and no case is stuck', () => {
      expect(Object.keys(run.notTaken).filter((name) => !name.startsWith('cancelled'))).toEqual([]);
      expect(run.stuck).toEqual([]);
    });
  },
);
