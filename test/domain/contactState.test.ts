import { describe, expect, it } from 'vitest';
import { refuseContactFact } from '../../domain/contactAdmission.ts';
import { foldContact } from '../../domain/contactState.ts';
import type { ContactFact, ContactFactContent, ContactState } from '../../domain/contactState.ts';

const on = (day: number): string => `2025-04-${String(day).padStart(2, '0')}T01:00:00.000Z`;
const facts = (...said: readonly (readonly [day: number, content: ContactFactContent])[]): ContactFact[] =>
  said.map(([day, content], index) => ({ id: `F${index + 1}`, at: on(day), content }));

const dispute: ContactFactContent = { kind: 'held', hold: 'dispute', debt: 'L1' };
const everyDebt: ContactFactContent = { kind: 'held', hold: 'dispute' };
const evenings = { from: '18:00', to: '20:00' };

describe('the state that facts about contact come to', () => {
  const rows: readonly (readonly [string, readonly (readonly [number, ContactFactContent])[], ContactState])[] = [
    ['is empty without facts', [], {}],
    ['a hold runs until it is released', [[1, dispute]], { holds: [heldAs('F1', 1, { debt: 'L1' })] }],
    [
      'a release leaves the past of a hold',
      [
        [1, dispute],
        [3, { kind: 'released', hold: 'dispute', debt: 'L1' }],
      ],
      { holds: [heldAs('F1', 1, { debt: 'L1', until: on(3) })] },
    ],
    [
      'a release takes back a hold that had not begun',
      [
        [1, { ...dispute, from: on(9) }],
        [3, { kind: 'released', hold: 'dispute' }],
      ],
      {},
    ],
    [
      'a release about one debt leaves the hold about another',
      [
        [1, dispute],
        [3, { kind: 'released', hold: 'dispute', debt: 'L2' }],
      ],
      { holds: [heldAs('F1', 1, { debt: 'L1' })] },
    ],
    [
      'the later word on a channel holds, however late the earlier one arrives',
      [
        [5, { kind: 'consented', channels: ['sms'], given: true }],
        [2, { kind: 'consented', channels: ['sms', 'call'], given: false }],
      ],
      { consents: { sms: 'given', call: 'withdrawn' } },
    ],
    [
      'what is withdrawn leaves nothing behind',
      [
        [1, { kind: 'agreed', times: evenings }],
        [2, { kind: 'withdrawn', of: 'F1' }],
      ],
      {},
    ],
    [
      'of two moves from one instant the later word holds',
      [
        [1, { kind: 'moved', from: on(7), zone: 'Asia/Urumqi' }],
        [2, { kind: 'moved', from: on(7), zone: 'Asia/Shanghai' }],
      ],
      { moves: [{ id: 'F2', from: on(7), zone: 'Asia/Shanghai' }] },
    ],
    [
      'an address that failed twice and was corrected is good',
      [
        [1, { kind: 'failed', channel: 'letter' }],
        [2, { kind: 'failed', channel: 'letter' }],
        [3, { kind: 'failed', channel: 'email' }],
        [4, { kind: 'corrected', channels: ['letter'], mark: 'm' }],
      ],
      { failed: ['email'] },
    ],
    [
      'what is not known any more is absent',
      [
        [1, { kind: 'reachable', reachable: false }],
        [2, { kind: 'reachable', reachable: null }],
      ],
      {},
    ],
  ];
  it.each(rows)('%s', (_name, said, expected) => expect(foldContact(facts(...said))).toEqual(expected));
});

function heldAs(id: string, from: number, more: object) {
  return { id, kind: 'dispute' as const, from: on(from), ...more };
}

describe('a fact about contact', () => {
  const rows: readonly (readonly [string, readonly ContactFactContent[], ContactFactContent, string | null])[] = [
    ['a first hold is taken', [], dispute, null],
    ['a hold over one that runs is refused', [dispute], dispute, 'HOLD_OVERLAPS'],
    ['a hold about another debt is taken', [dispute], { ...dispute, debt: 'L2' }, null],
    ['a hold about one debt is covered by that about all', [everyDebt], dispute, 'HOLD_OVERLAPS'],
    ['a hold of another kind is taken', [dispute], { kind: 'held', hold: 'hardship' }, null],
    ['a hold may touch the one before it', [{ ...dispute, until: on(6) }], { ...dispute, from: on(6) }, null],
    ['a hold that ended already is refused', [], { ...dispute, until: on(4) }, 'HOLD_ENDED'],
    ['a hold that ends at its start is refused', [], { ...dispute, from: on(9), until: on(9) }, 'HOLD_EMPTY'],
    ['a hold needs instants', [], { ...dispute, until: '2025-04-09' }, 'INSTANT_INVALID'],
    ['a release of nothing is refused', [], { kind: 'released', hold: 'dispute' }, 'NOT_HELD'],
    ['a release of what runs is taken', [dispute], { kind: 'released', hold: 'dispute' }, null],
    ['consent names a channel', [], { kind: 'consented', channels: [], given: true }, 'CHANNEL_MISSING'],
    ['times are of a clock', [], { kind: 'agreed', times: { from: '24:00', to: '24:00' } }, 'TIME_INVALID'],
    ['weekdays run from 1 to 7', [], { kind: 'agreed', times: { ...evenings, weekdays: [0] } }, 'WEEKDAY_INVALID'],
    ['times are good', [], { kind: 'inconvenient', times: evenings }, null],
    ['only what holds is withdrawn', [dispute], { kind: 'withdrawn', of: 'F1' }, 'NOT_AGREED'],
    ['a zone is one of the IANA database', [], { kind: 'moved', from: on(1), zone: 'Asia/Peking' }, 'ZONE_UNKNOWN'],
    ['some zone is named', [], { kind: 'moved', from: on(1), zone: [] }, 'ZONE_UNKNOWN'],
  ];
  it.each(rows)('%s', (_name, before, content, code) => {
    const state = foldContact(facts(...before.map((said) => [1, said] as const)));
    expect(refuseContactFact(state, content, on(5))?.code ?? null).toBe(code);
  });
});
