import { describe, expect, it } from 'vitest';
import { play, step, type Play } from './small.ts';

const approval = { approvers: 1, roles: ['a'], answerDays: 5, escalateTo: 'b' };
const legal = { do: 'legal', approval } as const;
const writeOff = { do: 'writeOff', approval } as const;
const from = '2025-04-15';

describe('on the take-over day', () => {
  it.each<[string, Play, string[]]>([
    [
      'a rung that was reached before counts as carried out on its nominal day',
      {
        policy: { minGapDays: 6, ladder: [step('one'), step('two', { offsetDays: 9 })] },
        due: ['2025-04-08'],
        from,
        to: '2025-04-20',
      },
      ['2025-04-17 two: sms to debtor'],
    ],
    [
      'the gap is counted from the nominal day',
      {
        policy: { minGapDays: 7, ladder: [step('one', { offsetDays: 6 }), step('two', { offsetDays: 7 })] },
        due: ['2025-04-08'],
        from,
        to: '2025-04-30',
      },
      ['2025-04-21 two: sms to debtor'],
    ],
    [
      'a rung that is reached on that day is taken',
      { policy: { ladder: [step('one', { offsetDays: 7 })] }, due: ['2025-04-08'], from, to: '2025-04-20' },
      ['2025-04-15 one: sms to debtor'],
    ],
    [
      'a rung whose condition held the day before counts, from the day before',
      {
        policy: {
          minGapDays: 4,
          ladder: [
            step('twice', { anchor: 'trigger', offsetDays: 0, when: { consecutiveMissedAtLeast: 2 } }),
            step('next', { offsetDays: 1 }),
          ],
        },
        due: ['2025-03-08', '2025-04-08'],
        from,
        // "next" itself was reached long before; so nothing is left to take.
        to: '2025-04-30',
      },
      [],
    ],
    [
      'a rung whose condition holds from that day on is taken',
      {
        policy: {
          ladder: [step('twice', { anchor: 'trigger', offsetDays: 0, when: { consecutiveMissedAtLeast: 2 } })],
        },
        due: ['2025-03-08', '2025-04-14'],
        from,
        to: '2025-04-30',
      },
      ['2025-04-15 twice: sms to debtor'],
    ],
    [
      'a rung that follows one before it counts when its own day is past',
      {
        policy: { ladder: [step('one'), step('two', { anchor: { step: 'one' }, offsetDays: 5 })] },
        due: ['2025-04-08'],
        from,
        to: '2025-04-30',
      },
      [],
    ],
    [
      'a rung that follows one before it is taken when its own day is come',
      {
        policy: { ladder: [step('one'), step('two', { anchor: { step: 'one' }, offsetDays: 6 })] },
        due: ['2025-04-08'],
        from,
        to: '2025-04-30',
      },
      ['2025-04-15 two: sms to debtor'],
    ],
    [
      'a rung that did not fit the day before does not count',
      {
        policy: { ladder: [step('one', { when: { overdueDaysAtLeast: 7 } })] },
        due: ['2025-04-08'],
        from,
        to: '2025-04-20',
      },
      ['2025-04-15 one: sms to debtor'],
    ],
    [
      'nothing counts of arrears that are over',
      {
        policy: { ladder: [step('one')] },
        due: ['2025-04-08', '2025-04-16'],
        paid: [['2025-04-12', '100.00']],
        from,
        to: '2025-04-20',
      },
      ['2025-04-17 one: sms to debtor'],
    ],
    [
      'a call that was reached before counts, and is not put to anyone',
      {
        policy: {
          ladder: [step('ring', { action: { do: 'call', to: 'debtor', workDays: 3 } }), step('two', { offsetDays: 8 })],
        },
        due: ['2025-04-08'],
        from,
        to: '2025-04-20',
      },
      ['2025-04-16 two: sms to debtor'],
    ],
    [
      'one approval opens, not three: the lowest',
      {
        policy: {
          ladder: [
            step('court', { action: legal, after: null }),
            step('loss', { action: writeOff }),
            step('next', { offsetDays: 9 }),
          ],
        },
        due: ['2025-04-08'],
        from,
        to: '2025-04-30',
      },
      ['2025-04-15 court: legal opens'],
    ],
    [
      'what rests on nothing opens on the day after',
      {
        policy: {
          ladder: [step('court', { action: legal, after: null }), step('loss', { action: writeOff, after: null })],
        },
        due: ['2025-04-08'],
        from,
        to: '2025-04-30',
      },
      ['2025-04-15 court: legal opens', '2025-04-16 loss: writeOff opens'],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});
