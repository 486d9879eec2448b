import { describe, expect, it } from 'vitest';
import type { Step } from './format.ts';
import { play, step, type Play } from './small.ts';

const due = ['2025-04-08'];
const approval = { approvers: 1, roles: ['a'], answerDays: 5, escalateTo: 'b' };
const claim = (on: 'dealer' | 'insurer' | 'guarantor', more: object = {}): Step['action'] => ({
  do: 'claim',
  on,
  channels: ['sms', 'email', 'letter'],
  template: 'demand',
  answerDays: 6,
  ...more,
});
const parties = {
  dealer_id: 'D1',
  insurer_id: 'I1',
  guarantor_name: 'G',
  guarantor_phone: '',
  guarantor_address: '2 Road',
};

describe('a claim', () => {
  it.each<[string, Play, string[]]>([
    [
      'that needs no approval sends its demand and is carried out',
      {
        policy: { ladder: [step('claim', { action: claim('dealer') }), step('next')] },
        loan: parties,
        due,
        to: '2025-04-13',
      },
      ['2025-04-09 claim: email to dealer', '2025-04-09 claim: claim opens', '2025-04-10 next: sms to debtor'],
    ],
    [
      'goes to the insurer by the channel it has',
      { policy: { ladder: [step('claim', { action: claim('insurer') })] }, loan: parties, due, to: '2025-04-13' },
      ['2025-04-09 claim: letter to insurer', '2025-04-09 claim: claim opens'],
    ],
    [
      'goes to the guarantor by the channel they have',
      { policy: { ladder: [step('claim', { action: claim('guarantor') })] }, loan: parties, due, to: '2025-04-13' },
      ['2025-04-09 claim: letter to guarantor', '2025-04-09 claim: claim opens'],
    ],
    [
      'on a party that is not there does not open',
      { policy: { ladder: [step('claim', { action: claim('dealer') })] }, due, to: '2025-04-13' },
      [],
    ],
    [
      'that nobody answers is not performed, and is cured when the arrears end',
      {
        policy: { chargebackWindowDays: 99, ladder: [step('claim', { action: claim('dealer') })] },
        loan: parties,
        due,
        paid: [['2025-04-20', '100.00']],
        to: '2025-04-30',
      },
      [
        '2025-04-09 claim: email to dealer',
        '2025-04-09 claim: claim opens',
        '2025-04-16 claim: not performed',
        '2025-04-20 claim: cured',
      ],
    ],
    [
      'that is cured in time was not unperformed',
      {
        policy: { chargebackWindowDays: 99, ladder: [step('claim', { action: claim('dealer') })] },
        loan: parties,
        due,
        paid: [['2025-04-15', '100.00']],
        to: '2025-04-30',
      },
      ['2025-04-09 claim: email to dealer', '2025-04-09 claim: claim opens', '2025-04-15 claim: cured'],
    ],
    [
      'that waits for approval sends nothing and holds what rests on it',
      {
        policy: { ladder: [step('claim', { action: claim('dealer', { approval }) }), step('next')] },
        loan: parties,
        due,
        to: '2025-06-30',
      },
      ['2025-04-09 claim: claim opens'],
    ],
    [
      'that waits for approval holds even when it would no longer apply',
      {
        policy: {
          ladder: [
            step('claim', { when: { overdueDaysAtMost: 3 }, action: claim('dealer', { approval }) }),
            step('next', { offsetDays: 9 }),
          ],
        },
        loan: parties,
        due,
        to: '2025-06-30',
      },
      ['2025-04-09 claim: claim opens'],
    ],
    [
      'is withdrawn with the arrears and opens again in the next',
      {
        policy: { ladder: [step('claim', { action: claim('dealer', { approval }) })] },
        loan: parties,
        due: ['2025-04-08', '2025-04-20'],
        paid: [['2025-04-15', '100.00']],
        to: '2025-04-30',
      },
      ['2025-04-09 claim: claim opens', '2025-04-15 claim: withdrawn', '2025-04-21 claim: claim opens'],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

describe('legal action and write-off', () => {
  it.each<[string, Play, string[]]>([
    [
      'open an approval and hold what rests on them',
      {
        policy: {
          ladder: [
            step('court', { action: { do: 'legal', approval } }),
            step('loss', { action: { do: 'writeOff', approval } }),
          ],
        },
        due,
        to: '2025-06-30',
      },
      ['2025-04-09 court: legal opens'],
    ],
    [
      'open beside each other where neither rests on the other',
      {
        policy: {
          ladder: [
            step('court', { action: { do: 'legal', approval } }),
            step('loss', {
              anchor: 'trigger',
              offsetDays: 0,
              after: null,
              when: { classificationAtLeast: 'substandard' },
              action: { do: 'writeOff', approval },
            }),
          ],
        },
        due,
        to: '2025-08-01',
      },
      ['2025-04-09 court: legal opens', '2025-07-08 loss: writeOff opens'],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});
