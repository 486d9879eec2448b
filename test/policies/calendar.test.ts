import { describe, expect, it } from 'vitest';
import {
  adjust,
  CalendarNoData,
  covers,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
} from '../../domain/calendar.ts';
import { CalendarUnknown, calendarIds, loadCalendar } from '../../policies/calendar.ts';

const cn = loadCalendar('cn');
const us = loadCalendar('us');

describe('Chinese working days follow the yearly notice', () => {
  // 国办发明电〔2024〕12 号: 2025; 国办发明电〔2025〕7 号: 2026
  const table: readonly [string, boolean, string][] = [
    ['2025-01-01', false, 'New Year'],
    ['2025-01-26', true, 'a Sunday that is worked for Spring Festival (调休)'],
    ['2025-01-27', true, 'a Monday before Spring Festival'],
    ['2025-01-28', false, 'Spring Festival eve'],
    ['2025-02-04', false, 'the last day of Spring Festival'],
    ['2025-02-05', true, 'the day after it'],
    ['2025-02-08', true, 'a Saturday that is worked'],
    ['2025-02-09', false, 'the Sunday after it'],
    ['2025-04-04', false, 'Tomb-sweeping Day'],
    ['2025-04-27', true, 'a Sunday that is worked for Labour Day'],
    ['2025-05-05', false, 'the last day of Labour Day'],
    ['2025-06-02', false, 'the Monday of the Dragon Boat Festival'],
    ['2025-09-28', true, 'a Sunday that is worked for National Day'],
    ['2025-10-08', false, 'the last day of National Day'],
    ['2025-10-11', true, 'a Saturday that is worked'],
    ['2025-11-22', false, 'a plain Saturday'],
    ['2025-11-24', true, 'a plain Monday'],
  ];
  it.each(table)('%s → %s (%s)', (date, expected) => {
    expect(isWorkingDay(cn, date)).toBe(expected);
  });
});

describe('US working days follow 5 U.S.C. § 6103', () => {
  // Lists of the Office of Personnel Management for 2025, 2026 and, for shifted days, 2022, 2023, 2027, 2028.
  const off = [
    ...['2025-01-01', '2025-01-20', '2025-02-17', '2025-05-26', '2025-06-19', '2025-07-04', '2025-09-01'],
    ...['2025-10-13', '2025-11-11', '2025-11-27', '2025-12-25', '2026-07-03', '2022-06-20', '2022-12-26'],
    ...['2023-01-02', '2023-11-10', '2027-12-31', '2027-07-05', '2027-12-24'],
  ];
  it.each(off)('%s is off', (date) => {
    expect(isWorkingDay(us, date)).toBe(false);
  });
  it('has eleven holidays in a year that shifts none over its ends', () => {
    expect(us.holidays.filter((day) => day.startsWith('2025'))).toHaveLength(11);
  });
  it('works on the plain Monday after a Saturday holiday', () => {
    expect(isWorkingDay(us, '2026-07-06')).toBe(true);
  });
  it('works no weekend', () => {
    expect(isWorkingDay(us, '2025-01-26')).toBe(false);
  });
});

describe('a step on a day off moves as the policy says', () => {
  it.each([
    ['2025-10-01', 'next', '2025-10-09'],
    ['2025-10-01', 'previous', '2025-09-30'],
    ['2025-10-01', 'same', '2025-10-01'],
    ['2025-09-28', 'next', '2025-09-28'],
    ['2025-04-26', 'next', '2025-04-27'],
  ] as const)('%s %s → %s', (date, rule, expected) => {
    expect(adjust(date, rule, cn)).toBe(expected);
  });
});

describe('a calendar that has no data for the year says so', () => {
  it.each(['2003-12-31', `${Number(cn.to.slice(0, 4)) + 1}-01-01`])('%s is refused', (date) => {
    expect(() => isWorkingDay(cn, date)).toThrow(CalendarNoData);
    expect(() => nextWorkingDay(cn, date)).toThrow(`calendar cn has no data for ${date}: it covers 2004-01-01 to`);
  });
  it('a search that runs over the end is refused too', () => {
    const short = { ...cn, to: '2025-10-01' };
    expect(() => nextWorkingDay(short, '2025-10-01')).toThrow('2025-10-02');
    expect(() => previousWorkingDay({ ...cn, from: '2025-10-01' }, '2025-10-01')).toThrow('2025-09-30');
  });
  it('same asks the calendar nothing', () => {
    expect(adjust('2199-01-01', 'same', cn)).toBe('2199-01-01');
  });
  it('carries a code', () => {
    expect(new CalendarNoData(cn, '2199-01-01')).toMatchObject({ code: 'CALENDAR_NO_DATA', calendar: 'cn' });
  });
});

describe('shipped calendars', () => {
  it.each(calendarIds)('%s lists holidays on weekdays and working days on weekends only, within its years', (id) => {
    const calendar = loadCalendar(id);
    const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() % 6 !== 0;
    expect(calendar.holidays.every((day) => weekday(day) && covers(calendar, day))).toBe(true);
    expect(calendar.workingWeekends.some((day) => weekday(day) || !covers(calendar, day))).toBe(false);
  });
  it('an unknown one is refused with the known ones', () => {
    expect(() => loadCalendar('fr')).toThrow(CalendarUnknown);
    expect(() => loadCalendar('fr')).toThrow('cn, us');
  });
});
