import { describe, expect, it } from 'vitest';
import { CALL_CODES, callResultOf, isCallCode } from '../../domain/callResult.ts';
import type { CallCode } from '../../domain/callResult.ts';
import { permit } from '../../domain/contact.ts';
import type { ContactEntry } from '../../domain/contact.ts';
import { contactRules } from '../../policies/contact.ts';

/** The codes of ux.md, screen 3: who was reached, how it counts, whether it was a conversation, what follows. */
const codes: readonly [CallCode, string, string, boolean, string][] = [
  ['PTP', 'rightParty', 'conversation', true, 'promise'],
  ['RTP', 'rightParty', 'conversation', true, '-'],
  ['DSP', 'rightParty', 'conversation', true, 'dispute'],
  ['HRD', 'rightParty', 'conversation', true, 'hold hardship'],
  ['CMP', 'rightParty', 'conversation', true, 'escalate'],
  ['NEG', 'rightParty', 'conversation', true, '-'],
  ['PAID', 'rightParty', 'conversation', true, '-'],
  ['DNY', 'thirdParty', 'voicemail', false, '-'],
  ['MSG', 'thirdParty', 'voicemail', false, '-'],
  ['TPP', 'thirdParty', 'voicemail', false, '-'],
  ['DEC', 'thirdParty', 'voicemail', false, 'circumstance'],
  ['NA', 'noContact', 'no-answer', false, '-'],
  ['BSY', 'noContact', 'busy', false, '-'],
  ['VM', 'noContact', 'voicemail', false, '-'],
  ['REJ', 'noContact', 'no-answer', false, '-'],
  ['OFF', 'noContact', 'no-answer', false, '-'],
  ['DSC', 'unusable', 'out-of-service', false, 'markNumber'],
  ['INV', 'unusable', 'out-of-service', false, 'markNumber'],
  ['WRG', 'unusable', 'out-of-service', false, 'markNumber'],
  ['LST', 'unusable', 'out-of-service', false, 'markLost'],
];

describe('a result code', () => {
  it.each(codes)('%s reaches %s, counts as %s, is a conversation: %s, and brings %s', (code, ...expected) => {
    const { group, contact, effective, consequence } = callResultOf(code);
    const brings = consequence === null ? '-' : consequence.do === 'hold' ? `hold ${consequence.hold}` : consequence.do;
    expect([group, contact, effective, brings]).toEqual(expected);
  });

  it('is one of twenty, and nothing else is one', () => {
    expect([...CALL_CODES].sort()).toEqual(codes.map(([code]) => code).sort());
    for (const other of ['ptp', '', 'toString', 7, null, undefined]) expect(isCallCode(other)).toBe(false);
  });
});

describe('how results count', () => {
  const at = (minute: number): string => `2025-04-07T02:${String(minute).padStart(2, '0')}:00.000Z`;
  const log = (code: CallCode, times: number): ContactEntry[] =>
    Array.from({ length: times }, (_, minute) => ({
      ...{ channel: 'call', at: at(minute), result: callResultOf(code).contact, person: 'P', debt: 'L' },
    }));
  const ask = { channel: 'call', at: at(59), debt: 'L' } as const;
  const subject = { role: 'debtor', timeZone: 'Asia/Shanghai', person: 'P' } as const;

  it.each([
    ['cn', 'NEG', 2, 'allowed'],
    ['cn', 'NEG', 3, 'cn.conversations-per-day'],
    ['cn', 'MSG', 9, 'allowed'],
    ['cn', 'NA', 9, 'allowed'],
    ['cn-cba', 'NA', 5, 'allowed'],
    ['cn-cba', 'NA', 6, 'cn-cba.unanswered-per-day'],
    ['cn-cba', 'BSY', 6, 'cn-cba.unanswered-per-day'],
    ['us-regf', 'PTP', 1, 'us-regf.after-conversation'],
    ['us-regf', 'NA', 6, 'allowed'],
    ['us-regf', 'NA', 7, 'us-regf.seven-in-seven'],
    ['us-regf', 'MSG', 7, 'us-regf.seven-in-seven'],
    ['us-regf', 'BSY', 20, 'allowed'],
    ['us-regf', 'INV', 20, 'allowed'],
  ] as const)('under %s, after %s %i times, one more call: %s', (rules, code, times, expected) => {
    const permission = permit(contactRules(rules), subject, log(code, times), ask);
    expect(permission.answer === 'allowed' ? 'allowed' : permission.rule).toBe(expected);
  });
});
