import { describe, expect, test } from 'vitest';
import { earliestPermitted, permit } from '../../domain/contact.ts';
import type { ContactEntry, ContactSubject } from '../../domain/contact.ts';
import { contactRules } from '../../policies/contact.ts';
import { american, answer, ask, calls, debtor, times } from './contactFacts.ts';

describe('other people', () => {
  const at = ask('call', '2026-03-02T12:00:00+08:00');
  const friend: ContactSubject = { role: 'contact', timeZone: 'Asia/Shanghai' };

  test.each([
    ['cn', true, 'never cn.third-party'],
    ['cn', undefined, 'never cn.third-party'],
    ['cn', false, 'allowed'],
    ['cn-cba', true, 'never cn-cba.third-party'],
    ['cn-cba', undefined, 'never cn-cba.third-party'],
    ['cn-cba', false, 'allowed'],
    ['us-regf', false, 'never us-regf.third-party'],
    ['in-rbi', false, 'never in-rbi.third-party'],
    ['uk-conc', false, 'never uk-conc.third-party'],
  ])('%s, debtor reachable %s: %s', (set, debtorReachable, expected) => {
    const known = debtorReachable === undefined ? {} : { debtorReachable };
    expect(answer(set, { ...friend, ...known }, [], at)).toBe(expected);
    expect(answer(set, { ...friend, ...known, role: 'relative' }, [], at)).toBe(expected);
    expect(answer(set, { ...friend, ...known, role: 'guarantor' }, [], at)).toBe('allowed');
  });

  test.each([
    [['no-answer', 'no-answer'], 'never cn-cba.third-party'],
    [['no-answer', 'busy', 'no-answer'], 'allowed'],
    [['no-answer', 'conversation', 'no-answer', 'no-answer'], 'never cn-cba.third-party'],
    [['out-of-service'], 'allowed'],
    [['voicemail', 'voicemail', 'voicemail'], 'never cn-cba.third-party'],
  ] as const)('cn-cba, the debtor answered %j: a friend is %s', (results, expected) => {
    const log = calls('+08:00', ...results.map((result) => ['2026-02-27', result] as const));
    expect(answer('cn-cba', friend, log, at)).toBe(expected);
    expect(answer('cn', friend, log, at)).toBe('never cn.third-party');
  });

  test('are left alone on every channel as soon as they refuse on one', () => {
    const no: ContactEntry = { channel: 'call', at: '2026-03-01T12:00:00+08:00', result: 'STOP', direction: 'inbound' };
    const subject = { ...friend, debtorReachable: false };
    expect(answer('cn', subject, [no], { ...at, channel: 'sms' })).toBe('never cn.refusal');
    expect(answer('cn', debtor, [no], { ...at, channel: 'sms' })).toBe('allowed');
  });

  test('are not told of the debt, unless they answer for it too', () => {
    const told = { ...at, disclosesDebt: true };
    const subject = { ...friend, debtorReachable: false };
    expect(answer('cn', subject, [], told)).toBe('never cn.no-disclosure');
    expect(answer('cn-cba', subject, [], told)).toBe('never cn-cba.no-disclosure');
    expect(answer('cn-cba', { ...subject, debtRelated: true }, [], told)).toBe('allowed');
    expect(answer('cn', debtor, [], told)).toBe('allowed');
  });
});

describe('opt-outs, holds, places and addresses', () => {
  const at = '2026-03-04T12:00:00+08:00';
  const word = (result: 'STOP' | 'START', day: string, more: Partial<ContactEntry> = {}): ContactEntry => ({
    channel: 'sms',
    at: `2026-03-${day}T12:00:00+08:00`,
    result,
    direction: 'inbound',
    ...more,
  });

  test.each([
    ['STOP', [word('STOP', '02')], 'never cn.opt-out', 'allowed'],
    ['STOP, then START', [word('START', '03'), word('STOP', '02')], 'allowed', 'allowed'],
    ['START, then STOP', [word('STOP', '03'), word('START', '02')], 'never cn.opt-out', 'allowed'],
    ['STOP naming calls too', [word('STOP', '02', { names: ['call'] })], 'never cn.opt-out', 'never cn.opt-out'],
    ['STOP at the very instant', [word('STOP', '04')], 'never cn.opt-out', 'allowed'],
    ['STOP on the day after', [word('STOP', '05')], 'allowed', 'allowed'],
  ])('%s', (_, log, sms, call) => {
    expect(answer('cn', debtor, log, ask('sms', at))).toBe(sms);
    expect(answer('cn', debtor, log, ask('call', at))).toBe(call);
  });

  test('a withdrawn consent closes its channel', () => {
    const subject = { ...debtor, consents: { email: 'withdrawn' as const } };
    expect(answer('cn', subject, [], ask('email', at))).toBe('never cn.opt-out');
    expect(answer('cn', subject, [], ask('sms', at))).toBe('allowed');
  });

  test('a set may ask for consent beforehand', () => {
    const rules = contactRules('cn');
    const strict = {
      ...rules,
      rules: [...rules.rules, { id: 'x', source: 'x', kind: 'consent' as const, channels: ['sms' as const] }],
    };
    expect(permit(strict, debtor, [], ask('sms', at))).toEqual({ answer: 'never', rule: 'x' });
    expect(permit(strict, { ...debtor, consents: { sms: 'given' } }, [], ask('sms', at))).toEqual({
      answer: 'allowed',
    });
    expect(permit(strict, debtor, [], ask('call', at))).toEqual({ answer: 'allowed' });
  });

  test.each(['dispute', 'hardship', 'bereavement', 'bankruptcy', 'death', 'lawyer'] as const)(
    'a %s hold stops every set until its end, and for good without one',
    (kind) => {
      for (const set of ['cn', 'cn-cba', 'us-regf', 'in-rbi', 'uk-conc']) {
        expect(answer(set, { ...debtor, holds: [{ kind }] }, [], ask('letter', at))).toBe(`never ${set}.hold`);
        const until = '2026-03-05T15:00:00+08:00';
        expect(answer(set, { ...debtor, holds: [{ kind, until }] }, [], ask('letter', at))).toBe(
          `2026-03-05T07:00Z ${set}.hold`,
        );
      }
    },
  );

  test('a hold on one debt leaves the other alone, and a hold that begins before the morning means never', () => {
    const subject = { ...debtor, holds: [{ kind: 'dispute' as const, debt: 'a' }] };
    expect(answer('cn', subject, [], ask('sms', at, { debt: 'b' }))).toBe('allowed');
    const tomorrow = { ...debtor, holds: [{ kind: 'death' as const, from: '2026-03-05T00:00:00+08:00' }] };
    expect(answer('cn', tomorrow, [], ask('sms', at))).toBe('allowed');
    expect(answer('cn', tomorrow, [], ask('sms', '2026-03-04T23:00:00+08:00'))).toBe('never cn.hold');
  });

  test('an address that failed is not used until something got through or it was corrected', () => {
    const failed: ContactEntry = { channel: 'email', at: '2026-03-01T12:00:00+08:00', result: 'failed', number: 'old' };
    const through: ContactEntry = { ...failed, at: '2026-03-02T12:00:00+08:00', result: 'delivered' };
    expect(answer('cn', debtor, [failed], ask('email', at, { number: 'old' }))).toBe('never cn.bounced');
    expect(answer('cn', debtor, [failed], ask('email', at))).toBe('never cn.bounced');
    expect(answer('cn', debtor, [failed], ask('email', at, { number: 'new' }))).toBe('allowed');
    expect(answer('cn', debtor, [failed, through], ask('email', at))).toBe('allowed');
    const marked = { ...debtor, unusable: [{ channel: 'call' as const, number: 'old' }] };
    expect(answer('cn', marked, [], ask('call', at, { number: 'old' }))).toBe('never cn.bounced');
    expect(answer('cn', marked, [], ask('call', at, { number: 'new' }))).toBe('allowed');
  });

  test('a named place and a message without opt-out notice are refused', () => {
    const subject = { ...american, refusedPlaces: ['work'] };
    const noon = '2026-03-04T12:00:00-05:00';
    expect(answer('us-regf', subject, [], ask('call', noon, { place: 'work' }))).toBe('never us-regf.inconvenient');
    expect(answer('us-regf', subject, [], ask('call', noon, { place: 'home' }))).toBe('allowed');
    expect(answer('us-regf', american, [], ask('sms', noon, { carriesOptOut: false }))).toBe(
      'never us-regf.opt-out-notice',
    );
  });
});

describe('the answer', () => {
  test('names the rule that opens last, and the first in the set when several open together', () => {
    const three = calls('+08:00', ...times(3, ['2026-03-02', 'conversation'] as const));
    const late = ask('call', '2026-03-02T23:00:00+08:00');
    expect(answer('cn', debtor, three, late)).toBe('2026-03-03T00:00Z cn.quiet-hours');
    const morning = { ...debtor, inconvenientTimes: [{ from: '21:00', to: '08:00' }] };
    expect(answer('cn', morning, [], late)).toBe('2026-03-03T00:00Z cn.inconvenient');
  });

  test('refuses instants, zones and times that do not exist', () => {
    expect(() => answer('cn', debtor, [], ask('sms', 'noon'))).toThrow(RangeError);
    expect(() => answer('cn', { ...debtor, timeZone: 'Mars/Olympus' }, [], ask('sms', '2026-03-02T12:00:00Z'))).toThrow(
      RangeError,
    );
    const odd = { ...debtor, agreedTimes: [{ from: '25:00', to: '26:00' }] };
    expect(() => answer('cn', odd, [], ask('sms', '2026-03-02T12:00:00Z'))).toThrow(RangeError);
  });

  test('for planning: the first permitted instant from the wanted one on, or never', () => {
    const rules = contactRules('cn');
    expect(earliestPermitted(rules, debtor, [], ask('sms', '2026-03-02T12:00:00+08:00'))).toEqual({
      answer: 'at',
      at: '2026-03-02T04:00:00.000Z',
    });
    expect(earliestPermitted(rules, debtor, [], ask('sms', '2026-03-02T22:05:00+08:00'))).toEqual({
      answer: 'at',
      at: '2026-03-03T00:00:00.000Z',
      movedBy: 'cn.quiet-hours',
    });
    const held = { ...debtor, holds: [{ kind: 'death' as const }] };
    expect(earliestPermitted(rules, held, [], ask('sms', '2026-03-02T12:00:00+08:00'))).toEqual({
      answer: 'never',
      rule: 'cn.hold',
    });
  });
});
