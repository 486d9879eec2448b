import { describe, expect, it } from 'vitest';
import { play, playWhole, step, type Play } from './small.ts';

const due = ['2025-04-08'];

describe('recovery', () => {
  const recovery = [
    step('again', { anchor: 'writeOff', offsetDays: 2, onNonWorkingDay: 'next' }),
    step('still', {
      anchor: 'writeOff',
      offsetDays: 3,
      action: { do: 'notify', to: 'debtor', channels: ['letter'], template: 'text' },
    }),
  ];
  it.each<[string, Play, string[]]>([
    [
      'comes after the write-off on a working day, rung upon rung, each once',
      { policy: { recovery, minGapDays: 3 }, due, writtenOffOn: '2025-04-10', to: '2025-05-05' },
      ['2025-04-15 again: sms to debtor', '2025-04-18 still: letter to debtor'],
    ],
    [
      'stops when the money is there',
      {
        policy: { recovery, minGapDays: 3 },
        due,
        paid: [['2025-04-16', '100.00']],
        writtenOffOn: '2025-04-10',
        to: '2025-05-05',
      },
      ['2025-04-15 again: sms to debtor'],
    ],
    ['does not come without a write-off', { policy: { recovery }, due, to: '2025-05-05' }, []],
    [
      'ends after its days',
      { policy: { recoveryDays: 20 }, due, writtenOffOn: '2025-04-10', to: '2025-05-05' },
      ['2025-04-30 closed'],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

describe('the question at maturity', () => {
  const maturityDecision = { askDaysBefore: 10, answerDaysBefore: 3 };
  const policy = { maturityDecision, chargebackWindowDays: 99 };
  it.each<[string, Play, string[]]>([
    [
      'is asked and escalates',
      { policy, due: ['2025-04-05', '2025-04-20'], to: '2025-05-01' },
      ['2025-04-10 asked', '2025-04-17 escalated'],
    ],
    [
      'is asked on the take-over day when that is later',
      { policy, due, to: '2025-05-01' },
      ['2025-04-01 asked', '2025-04-05 escalated'],
    ],
    [
      'escalates at once when it comes too late',
      { policy, due: ['2025-04-02'], to: '2025-05-01' },
      ['2025-04-01 asked', '2025-04-01 escalated'],
    ],
    ['is not asked after maturity', { policy, due: ['2025-03-31'], to: '2025-05-01' }, []],
    [
      'is not asked when nothing is owed',
      { policy, due: ['2025-04-20'], paid: [['2025-04-09', '100.00']], to: '2025-05-01' },
      [],
    ],
    [
      'does not escalate when nothing is owed any more',
      { policy, due: ['2025-04-20'], paid: [['2025-04-12', '100.00']], to: '2025-05-01' },
      ['2025-04-10 asked'],
    ],
    ['is not asked where the policy has none', { policy: {}, due: ['2025-04-20'], to: '2025-05-01' }, []],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

describe('a settled loan', () => {
  it.each<[string, Play, string[]]>([
    [
      'closes after the days of returned debits',
      { policy: {}, due, paid: [['2025-04-08', '100.00']], to: '2025-04-20' },
      ['2025-04-13 closed'],
    ],
    ['does not close before', { policy: {}, due, paid: [['2025-04-08', '100.00']], to: '2025-04-13' }, []],
    [
      'does not close while something is outstanding',
      { policy: {}, due, paid: [['2025-04-08', '99.99']], to: '2025-04-20' },
      [],
    ],
    [
      'does not close when the payment is taken back in time',
      { policy: {}, due, paid: [['2025-04-08', '100.00']], reversed: [[0, '2025-04-12']], to: '2025-04-20' },
      [],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

it('month ends are noted with the knowledge of their day', () => {
  const { monthEnds } = playWhole({
    policy: {},
    due: ['2025-04-08', '2025-05-08'],
    paid: [
      ['2025-04-08', '100.00', '2025-05-02'],
      ['2025-05-10', '30.00'],
    ],
    to: '2025-06-01',
  });
  expect(monthEnds).toEqual([
    { loanId: 'L1', asOf: '2025-04-30', openInstalments: 1, overdueDays: 22, overdueAmountMinor: 10000 },
    { loanId: 'L1', asOf: '2025-05-31', openInstalments: 1, overdueDays: 23, overdueAmountMinor: 7000 },
  ]);
});
