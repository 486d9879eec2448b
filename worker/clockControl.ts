import type { ClockControl, ClockState } from '../api/deps.ts';
import { readClock, setClock } from '../db/clock.ts';
import type { ClockRow } from '../db/clock.ts';
import type { Db } from '../db/pool.ts';

/** Moves the clock of a demo through its row, so that it works from any process: the player reads the same row. */
export function createClockControl(db: Db): ClockControl {
  const get = async (): Promise<ClockState> => {
    const clock = await readClock(db);
    if (clock === null) throw new Error('CLOCK_IS_REAL');
    return clock;
  };
  const change = async (row: Partial<ClockRow>): Promise<ClockState> => {
    await setClock(db, row);
    return get();
  };
  return {
    get,
    pause: () => change({ paused: true }),
    resume: (until) => change({ paused: false, until: until ?? null }),
    jump: (to) => change({ paused: false, until: to, daysPerSecond: null }),
    speed: (daysPerSecond) => change({ daysPerSecond }),
  };
}
