import { describe, expect, it } from 'vitest';
import {
  addMilliseconds,
  compare,
  instantAt,
  isInstant,
  isTimeZone,
  localDate,
  localTime,
} from '../../domain/instant.ts';

describe('an instant is read on the clock of a zone', () => {
  it.each([
    ['2025-04-05T16:00:00.000Z', 'Asia/Shanghai', '2025-04-06', '00:00:00'],
    ['2025-04-05T15:59:59.999Z', 'Asia/Shanghai', '2025-04-05', '23:59:59'],
    ['2025-03-09T06:59:59.000Z', 'America/New_York', '2025-03-09', '01:59:59'],
    ['2025-03-09T07:00:00.000Z', 'America/New_York', '2025-03-09', '03:00:00'],
    ['2025-04-05T18:30:00.000Z', 'Asia/Kolkata', '2025-04-06', '00:00:00'],
    ['1969-12-31T23:00:00.000Z', 'UTC', '1969-12-31', '23:00:00'],
  ])('%s in %s is %s %s', (instant, zone, date, time) => {
    expect([localDate(instant, zone), localTime(instant, zone)]).toEqual([date, time]);
  });

  it.each([
    ['an ordinary time', '2025-04-06', '08:00', 'Asia/Shanghai', '2025-04-06T00:00:00.000Z'],
    ['the first instant after a gap', '2025-03-09', '02:30', 'America/New_York', '2025-03-09T07:00:00.000Z'],
    ['the hour after the gap', '2025-03-09', '03:00', 'America/New_York', '2025-03-09T07:00:00.000Z'],
    ['the first of two', '2025-11-02', '01:30', 'America/New_York', '2025-11-02T05:30:00.000Z'],
    ['the hour after the overlap', '2025-11-02', '02:00', 'America/New_York', '2025-11-02T07:00:00.000Z'],
    ['a gap of half an hour', '2025-10-05', '02:10', 'Australia/Lord_Howe', '2025-10-04T15:30:00.000Z'],
    ['a day that a zone skipped', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['midnight that does not exist', '2025-03-30', '00:30', 'Asia/Beirut', '2025-03-29T22:00:00.000Z'],
  ])('the clock shows %s', (_claim, date, time, zone, instant) => {
    expect(instantAt(date, time, zone)).toBe(instant);
  });

  it('does not depend on the zone of the host', () => {
    const before = process.env['TZ'];
    const answers = ['UTC', 'America/New_York', 'Asia/Kolkata'].map((zone) => {
      process.env['TZ'] = zone;
      return [
        instantAt('2025-03-09', '02:30', 'America/New_York'),
        localDate('2025-04-05T16:00:00.000Z', 'Asia/Shanghai'),
      ];
    });
    process.env['TZ'] = before;
    expect(new Set(answers.map((answer) => answer.join()))).toHaveLength(1);
  });

  it('knows its own form, order and distance', () => {
    expect(isInstant('2025-04-05T16:00:00.000Z')).toBe(true);
    for (const wrong of ['2025-04-05T16:00:00Z', '2025-02-30T00:00:00.000Z', '2025-04-05', 5])
      expect(isInstant(wrong)).toBe(false);
    expect(addMilliseconds('2025-04-05T23:59:59.999Z', 1)).toBe('2025-04-06T00:00:00.000Z');
    expect(compare('2025-04-05T00:00:00.000Z', '2025-04-06T00:00:00.000Z')).toBeLessThan(0);
    expect([isTimeZone('Asia/Shanghai'), isTimeZone('Asia/Nowhere')]).toEqual([true, false]);
    expect(() => instantAt('2025-04-05', '8:00', 'UTC')).toThrow(RangeError);
    expect(() => compare('yesterday', '2025-04-06T00:00:00.000Z')).toThrow(RangeError);
  });
});
