/**
 * The people of a demo. They act as anybody does: signed commands and facts, at hours of the virtual clock. The clock
 * is stopped for them and goes on when they are done, so that the same play gives the same journal.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { dueCases, readClock, setClock, unsettledMessages } from '../db/clock.ts';
import type { ClockRow } from '../db/clock.ts';
import type { Db } from '../db/pool.ts';
import { addDays } from '../domain/date.ts';
import { instantAt, localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { officeHour } from './demoActs.ts';
import { eveningScene } from './demoEvening.ts';
import type { Scene } from './demoEvening.ts';
import type { CastDeps } from './demoPeople.ts';

export interface DemoCast {
  stop(): Promise<void>;
}

export interface CastOptions extends CastDeps {
  /** Where the play ends; from there on nobody acts and the clock is left alone. */
  readonly ends: Instant;
  readonly log?: (code: string) => void;
}

/** People look at their desks every second day, when the day's payments and messages are through. */
const OFFICE_HOUR = '17:00';
const DAYS_BETWEEN = 2;
/** The last days are left to whoever watches: their approvals and calls stay on the desk. */
const LAST_DAYS = 8;
const POLL_MS = 40;

/** Starts the cast; it goes on where it stopped, for every act has an id of its own that is used once. */
export function startDemoCast(options: CastOptions): DemoCast {
  const { db } = options;
  const stopping = new AbortController();
  /** What the clock was set to here; anything else was set by a person, and is where they want it to end. */
  let mine: Instant | null | undefined;
  let goal: Instant | null = options.ends;
  let acted: Instant | null = null;

  const turn = async (scenes: readonly Scene[]): Promise<'ended' | 'wait'> => {
    const clock = await readClock(db);
    if (clock === null || clock.now >= options.ends) return 'ended';
    if (mine !== undefined && clock.until !== mine) goal = clock.until;
    const until = earliest(goal, nextStop(clock.now, options, scenes));
    if (clock.now === clock.until && !clock.paused) {
      if (!(await isSettled(db, clock))) return 'wait';
      if (acted !== clock.now) {
        for (const scene of scenes) if (scene.at === clock.now) await scene.act();
        if (localTimeIs(clock.now, OFFICE_HOUR, options.timeZone)) await officeHour(options, clock.now);
        acted = clock.now;
        // What was just asked for happens at this instant, before time goes on.
        return 'wait';
      }
    }
    if (until !== clock.until) {
      await setClock(db, { until });
      mine = until;
    }
    return 'wait';
  };

  const loop = async (): Promise<void> => {
    let scenes: readonly Scene[] | null = null;
    while (!stopping.signal.aborted) {
      try {
        scenes ??= await eveningScene(options);
        if ((await turn(scenes)) === 'ended') return;
      } catch (error) {
        options.log?.(error instanceof Error ? error.message : 'CAST_FAILED');
      }
      await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** The first instant after now at which somebody acts. */
function nextStop(now: Instant, { begins, timeZone, ends }: CastOptions, scenes: readonly Scene[]): Instant {
  let on = localDate(begins, timeZone);
  while (instantAt(on, OFFICE_HOUR, timeZone) <= now) on = addDays(on, DAYS_BETWEEN);
  const office = on <= addDays(localDate(ends, timeZone), -LAST_DAYS) ? [instantAt(on, OFFICE_HOUR, timeZone)] : [];
  const stops = [...office, ends, ...scenes.map(({ at }) => at)];
  return stops.filter((at) => at > now).reduce((first, at) => (at < first ? at : first), ends);
}

const earliest = (goal: Instant | null, stop: Instant): Instant => (goal !== null && goal < stop ? goal : stop);

const localTimeIs = (now: Instant, time: string, timeZone: string): boolean =>
  now === instantAt(localDate(now, timeZone), time, timeZone);

/** Everything that is due has been told and sent. */
async function isSettled(db: Db, { now }: ClockRow): Promise<boolean> {
  return (await unsettledMessages(db, now)) === 0 && (await dueCases(db, now, 1)).length === 0;
}
