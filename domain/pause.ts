import type { DayNumber } from './date.ts';

/** Days `[fromDay, toDay)` that are not counted. */
export interface PausedDays {
  readonly fromDay: DayNumber;
  readonly toDay: DayNumber;
}

/** Days of `[fromDay, toDay)` that lie in a pause. Pauses never overlap, so their parts add up. */
export function pausedWithin(pauses: readonly PausedDays[], fromDay: DayNumber, toDay: DayNumber): number {
  let days = 0;
  for (const pause of pauses) {
    const part = Math.min(pause.toDay, toDay) - Math.max(pause.fromDay, fromDay);
    if (part > 0) days += part;
  }
  return days;
}

/** The pause that is active on a day, for a pause is over on its `toDay`. */
export function activePause(pauses: readonly PausedDays[], day: DayNumber): PausedDays | undefined {
  return pauses.find((pause) => pause.fromDay <= day && day < pause.toDay);
}

/** True if a new pause shares a day with one that stands, whichever encloses the other; touching is allowed. */
export function overlapsAny(pauses: readonly PausedDays[], pause: PausedDays): boolean {
  return pauses.some((other) => pause.fromDay < other.toDay && other.fromDay < pause.toDay);
}

/** The pauses after a resume on `day`: the active one ends there, and is gone if it had only begun that day. */
export function resumeOn(pauses: readonly PausedDays[], day: DayNumber): PausedDays[] {
  const active = activePause(pauses, day);
  return pauses
    .map((pause) => (pause === active ? { fromDay: pause.fromDay, toDay: day } : pause))
    .filter((pause) => pause.fromDay < pause.toDay);
}
