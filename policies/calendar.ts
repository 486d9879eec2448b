import type { Calendar } from '../domain/calendar.ts';
import { chineseCalendar } from './calendars/cn.ts';
import { federalCalendar } from './calendars/us.ts';

const builders: ReadonlyMap<string, () => Calendar> = new Map([
  ['cn', chineseCalendar],
  ['us', federalCalendar],
]);
const loaded = new Map<string, Calendar>();

/** Ids of the calendars that a policy may name. */
export const calendarIds: readonly string[] = [...builders.keys()];

/** Thrown for a calendar that is not shipped; the message names those that are. */
export class CalendarUnknown extends Error {
  readonly code = 'CALENDAR_UNKNOWN';
  constructor(id: string) {
    super(`no calendar ${id}: there are ${calendarIds.join(', ')}`);
    this.name = 'CalendarUnknown';
  }
}

/**
 * The calendar of that id; the same object every time.
 * @throws CalendarUnknown
 */
export function loadCalendar(id: string): Calendar {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const build = builders.get(id);
  if (build === undefined) throw new CalendarUnknown(id);
  const calendar = build();
  loaded.set(id, calendar);
  return calendar;
}
