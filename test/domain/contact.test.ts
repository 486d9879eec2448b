import { describe, expect, test } from 'vitest';
import type { ContactAsk, ContactEntry, ContactResult, ContactSubject } from '../../domain/contact.ts';
import { american, answer, ask, calls, debtor, minutes5, times } from './contactFacts.ts';

describe('permitted hours', () => {
  test.each([
    ['cn', 'Asia/Shanghai', '2026-03-02T07:59:59.999+08:00', '2026-03-02T00:00Z cn.quiet-hours'],
    ['cn', 'Asia/Shanghai', '2026-03-02T21:59:59.999+08:00', 'allowed'],
    ['cn', 'Asia/Shanghai', '2026-03-02T22:00:00+08:00', '2026-03-03T00:00Z cn.quiet-hours'],
    ['us-regf', 'America/New_York', '2026-03-02T20:59:00-05:00', 'allowed'],
    ['us-regf', 'America/New_York', '2026-03-02T21:00:00-05:00', '2026-03-03T13:00Z us-regf.hours'],
    ['in-rbi', 'Asia/Kolkata', '2026-03-02T19:00:00+05:30', '2026-03-03T02:30Z in-rbi.hours'],
    ['uk-conc', 'Europe/London', '2026-07-01T03:00:00+01:00', '2026-07-01T07:00Z uk-conc.hours'],
  ])('%s in %s at %s: %s', (set, timeZone, at, expected) => {
    expect(answer(set, { role: 'debtor', timeZone }, [], ask('sms', at))).toBe(expected);
  });

  test.each(['sms', 'email', 'letter', 'call', 'visit'] as const)('nothing at night means no %s either', (channel) => {
    expect(answer('cn', debtor, [], ask(channel, '2026-03-02T23:00:00+08:00'))).toMatch(/^2026-03-03T00:00Z/);
    expect(answer('cn-cba', debtor, [], ask(channel, '2026-03-02T23:00:00+08:00'))).toMatch(/^2026-03-03T00:00Z/);
  });

  test('the morning after the clocks go forward opens an hour earlier in UTC', () => {
    const opens = ask('sms', '2026-03-07T22:00:00-05:00');
    expect(answer('us-regf', american, [], opens)).toBe('2026-03-08T12:00Z us-regf.hours');
    expect(answer('us-regf', american, [], ask('sms', '2026-11-01T00:30:00-04:00'))).toBe(
      '2026-11-01T13:00Z us-regf.hours',
    );
  });

  test('an agreed time opens the night, an inconvenient one closes the day, and the no beats the yes', () => {
    const agreed = { ...debtor, agreedTimes: [{ from: '22:00', to: '23:00', channels: ['call' as const] }] };
    expect(answer('cn', agreed, [], ask('call', '2026-03-02T22:59:00+08:00'))).toBe('allowed');
    expect(answer('cn', agreed, [], ask('sms', '2026-03-02T22:59:00+08:00'))).toMatch(/cn.quiet-hours$/);
    const both = { ...agreed, inconvenientTimes: [{ from: '21:00', to: '22:30' }] };
    expect(answer('cn', both, [], ask('call', '2026-03-02T21:30:00+08:00'))).toBe('2026-03-02T14:30Z cn.inconvenient');
    const indian = { ...agreed, timeZone: 'Asia/Kolkata' };
    expect(answer('in-rbi', indian, [], ask('call', '2026-03-02T22:30:00+05:30'))).toMatch(/in-rbi.hours$/);
  });

  test('times named for weekdays close these alone, also past midnight', () => {
    const subject = { ...debtor, inconvenientTimes: [{ from: '20:00', to: '10:00', weekdays: [1] }] };
    expect(answer('cn', subject, [], ask('call', '2026-03-02T20:00:00+08:00'))).toBe(
      '2026-03-03T02:00Z cn.inconvenient',
    );
    expect(answer('cn', subject, [], ask('call', '2026-03-03T20:00:00+08:00'))).toBe('allowed');
  });

  test('someone who names every hour of every day as inconvenient is never contacted', () => {
    const subject = { ...debtor, inconvenientTimes: [{ from: '00:00', to: '24:00' }] };
    expect(answer('cn', subject, [], ask('call', '2026-03-02T12:00:00+08:00'))).toBe('never cn.inconvenient');
  });
});

describe('clocks that are wrong', () => {
  test.each([
    ['2026-03-02T08:04:59+08:00', '2026-03-02T00:05Z cn.quiet-hours'],
    ['2026-03-02T08:05:00+08:00', 'allowed'],
    ['2026-03-02T21:54:59.999+08:00', 'allowed'],
    ['2026-03-02T21:55:00+08:00', '2026-03-03T00:05Z cn.quiet-hours'],
  ])('with an allowance of 5 minutes, %s: %s', (at, expected) => {
    expect(answer('cn', debtor, [], ask('sms', at), minutes5)).toBe(expected);
  });

  test('whatever is allowed is truly allowed when the clock is wrong by as much, either way', () => {
    for (let minute = 0; minute < 1440; minute += 1) {
      const ms = Date.parse('2026-03-02T00:00:00Z') + minute * 60_000;
      const at = (shiftMs: number): ContactAsk => ask('call', new Date(ms + shiftMs).toISOString());
      if (answer('cn', debtor, [], at(0), minutes5) !== 'allowed') continue;
      expect(answer('cn', debtor, [], at(-minutes5))).toBe('allowed');
      expect(answer('cn', debtor, [], at(minutes5))).toBe('allowed');
    }
  });

  test('a STOP that another clock dated three minutes ahead already counts', () => {
    const stop: ContactEntry = {
      channel: 'sms',
      at: '2026-03-02T12:03:00+08:00',
      result: 'STOP',
      direction: 'inbound',
    };
    expect(answer('cn', debtor, [stop], ask('sms', '2026-03-02T12:00:00+08:00'), minutes5)).toBe('never cn.opt-out');
  });
});

describe('people who move, and people of whom the zone is not certain', () => {
  const moved: ContactSubject = {
    role: 'debtor',
    timeZone: 'America/New_York',
    timeZones: [{ from: '2026-03-04T12:00:00Z', zone: 'America/Los_Angeles' }],
  };

  test('a person is judged in the zone that holds at the instant', () => {
    expect(answer('us-regf', moved, [], ask('call', '2026-03-03T13:30:00Z'))).toBe('allowed');
    expect(answer('us-regf', moved, [], ask('call', '2026-03-05T13:30:00Z'))).toBe('2026-03-05T16:00Z us-regf.hours');
  });

  test('a refusal before the move waits for the morning after it', () => {
    expect(answer('us-regf', moved, [], ask('call', '2026-03-04T11:00:00Z'))).toBe('2026-03-04T16:00Z us-regf.hours');
  });

  test('of two possible zones both have to be awake', () => {
    const unsure = { ...american, timeZone: ['America/New_York', 'America/Los_Angeles'] };
    expect(answer('us-regf', unsure, [], ask('call', '2026-03-03T13:30:00Z'))).toBe('2026-03-03T16:00Z us-regf.hours');
    expect(answer('us-regf', unsure, [], ask('call', '2026-03-03T16:00:00Z'))).toBe('allowed');
  });

  test('no zone at all is refused rather than taken for always', () => {
    expect(() => answer('cn', { ...debtor, timeZone: [] }, [], ask('sms', '2026-03-02T12:00:00Z'))).toThrow(RangeError);
  });
});

describe('caps', () => {
  const noon = ask('call', '2026-03-02T13:00:00+08:00');
  const day = '2026-03-02';

  test.each([
    ['cn', times(2, [day, 'conversation'] as const), 'allowed'],
    ['cn', times(3, [day, 'conversation'] as const), '2026-03-03T00:00Z cn.conversations-per-day'],
    ['cn', times(3, ['2026-03-01', 'conversation'] as const), 'allowed'],
    ['cn', times(9, [day, 'no-answer'] as const), 'allowed'],
    ['cn-cba', times(5, [day, 'no-answer'] as const), 'allowed'],
    ['cn-cba', times(6, [day, 'no-answer'] as const), '2026-03-03T00:00Z cn-cba.unanswered-per-day'],
    ['cn-cba', times(3, [day, 'conversation'] as const), '2026-03-03T00:00Z cn-cba.conversations-per-day'],
  ])('%s after %j: %s', (set, facts, expected) => {
    expect(answer(set, debtor, calls('+08:00', ...facts), noon)).toBe(expected);
  });

  test('what the debtor began does not count, and a message is not a call', () => {
    const three = calls('+08:00', ...times(3, [day, 'conversation'] as const));
    expect(
      answer(
        'cn',
        debtor,
        three.map((call) => ({ ...call, direction: 'inbound' })),
        noon,
      ),
    ).toBe('allowed');
    expect(answer('cn', debtor, three, { ...noon, channel: 'sms' })).toBe('allowed');
  });

  test('three conversations count for the debtor, whichever loan or guarantor they were about', () => {
    const spread = calls('+08:00', ...times(3, [day, 'conversation'] as const)).map((call, index) => ({
      ...call,
      debt: `loan ${index}`,
      role: index === 0 ? ('guarantor' as const) : ('debtor' as const),
    }));
    expect(answer('cn', debtor, spread, { ...noon, debt: 'loan 7' })).toMatch(/cn.conversations-per-day$/);
  });

  test('six unanswered attempts close the number, not the person', () => {
    const silent = calls('+08:00', ...times(6, [day, 'busy'] as const)).map((call) => ({ ...call, number: 'home' }));
    expect(answer('cn-cba', debtor, silent, { ...noon, number: 'home' })).toMatch(/cn-cba.unanswered-per-day$/);
    expect(answer('cn-cba', debtor, silent, { ...noon, number: 'mobile' })).toBe('allowed');
  });

  const march = (result: ContactResult): (readonly [string, ContactResult])[] =>
    ['02', '03', '04', '05', '06', '07', '08'].map((date) => [`2026-03-${date}`, result] as const);

  test.each([
    ['no-answer', '2026-03-09T12:00Z us-regf.seven-in-seven'],
    ['voicemail', '2026-03-09T12:00Z us-regf.seven-in-seven'],
    ['busy', 'allowed'],
    ['out-of-service', 'allowed'],
    ['failed', 'allowed'],
  ] as const)('us-regf after seven calls in seven dates with %s: %s', (result, expected) => {
    const at = ask('call', '2026-03-08T14:00:00-04:00');
    expect(answer('us-regf', american, calls('-05:00', ...march(result)), at)).toBe(expected);
    expect(answer('us-regf', american, calls('-05:00', ...march(result)), { ...at, channel: 'sms' })).toBe('allowed');
  });

  test.each([
    ['2026-03-08T12:00:00-04:00', '2026-03-09T12:00Z us-regf.after-conversation'],
    ['2026-03-09T07:00:00-04:00', '2026-03-09T12:00Z us-regf.hours'],
    ['2026-03-09T08:00:00-04:00', 'allowed'],
    ['2026-03-01T12:00:00-05:00', 'allowed'],
  ])('us-regf, conversation on 2 March, call at %s: %s', (at, expected) => {
    const talk = calls('-05:00', ['2026-03-02', 'conversation']);
    expect(answer('us-regf', american, talk, ask('call', at))).toBe(expected);
    const rang = talk.map((call) => ({ ...call, direction: 'inbound' as const }));
    expect(answer('us-regf', american, rang, ask('call', at))).toBe(expected);
  });

  test('us-regf counts each debt and each person by itself', () => {
    const talk = calls('-05:00', ['2026-03-02', 'conversation']).map((call) => ({ ...call, debt: 'a', person: 'p' }));
    const at = ask('call', '2026-03-04T12:00:00-05:00', { debt: 'a' });
    expect(answer('us-regf', { ...american, person: 'p' }, talk, at)).toMatch(/after-conversation$/);
    expect(answer('us-regf', { ...american, person: 'p' }, talk, { ...at, debt: 'b' })).toBe('allowed');
    expect(answer('us-regf', { ...american, person: 'q' }, talk, at)).toBe('allowed');
  });
});
