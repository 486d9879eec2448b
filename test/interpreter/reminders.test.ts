import { describe, expect, it } from 'vitest';
import { notify, play, playWhole, step, type Play } from './small.ts';

const remind = (more: Parameters<typeof step>[1]): Play['policy'] => ({
  reminders: [step('soon', { anchor: 'due', offsetDays: -3, ...more })],
});
const april = ['2025-04-10'];

describe('a reminder', () => {
  it.each<[string, Play, string[]]>([
    [
      'is sent so many days before',
      { policy: remind({}), due: april, to: '2025-04-12' },
      ['2025-04-07 soon: sms to debtor'],
    ],
    [
      'is sent for each instalment',
      { policy: remind({}), due: ['2025-04-10', '2025-04-20'], to: '2025-04-20' },
      ['2025-04-07 soon: sms to debtor', '2025-04-17 soon: sms to debtor'],
    ],
    [
      'is sent for the last one only, when it is about maturity',
      { policy: remind({ anchor: 'maturity' }), due: ['2025-04-10', '2025-04-20'], to: '2025-04-20' },
      ['2025-04-17 soon: sms to debtor'],
    ],
    [
      'is not sent for what is paid that morning',
      { policy: remind({}), due: april, paid: [['2025-04-07', '100.00']], to: '2025-04-12' },
      [],
    ],
    [
      'is sent for what is paid in part',
      { policy: remind({}), due: april, paid: [['2025-04-07', '99.99']], to: '2025-04-12' },
      ['2025-04-07 soon: sms to debtor'],
    ],
    [
      'is not sent when its day lies before the take-over',
      { policy: remind({}), due: ['2025-04-03'], to: '2025-04-12' },
      [],
    ],
    [
      'is sent when its day is the take-over day',
      { policy: remind({}), due: ['2025-04-04'], to: '2025-04-12' },
      ['2025-04-01 soon: sms to debtor'],
    ],
    [
      'moves back to the working day before a free one',
      { policy: remind({ offsetDays: 0, onNonWorkingDay: 'previous' }), due: ['2025-04-14'], to: '2025-04-20' },
      ['2025-04-11 soon: sms to debtor'],
    ],
    [
      'does not move off a working weekend',
      { policy: remind({ offsetDays: 0, onNonWorkingDay: 'previous' }), due: ['2025-04-19'], to: '2025-04-20' },
      ['2025-04-19 soon: sms to debtor'],
    ],
    [
      'stays on a free day where any day will do',
      { policy: remind({ offsetDays: 0 }), due: ['2025-04-14'], to: '2025-04-20' },
      ['2025-04-14 soon: sms to debtor'],
    ],
    [
      'waits for the end of a hold while the due day is not past',
      { policy: remind({}), due: april, holds: [['2025-04-05', '2025-04-09']], to: '2025-04-12' },
      ['2025-04-09 soon: sms to debtor'],
    ],
    [
      'lapses when the hold outlasts the due day',
      { policy: remind({}), due: april, holds: [['2025-04-05', '2025-04-11']], to: '2025-04-12' },
      [],
    ],
    [
      'is not sent after a write-off',
      { policy: remind({}), due: april, writtenOffOn: '2025-04-05', to: '2025-04-12' },
      [],
    ],
    [
      'is sent on the first day on which its condition holds',
      {
        policy: remind({ when: { pastDue: true } }),
        due: ['2025-04-08', '2025-04-10'],
        to: '2025-04-12',
      },
      ['2025-04-09 soon: sms to debtor'],
    ],
    [
      'is sent in its segment only',
      {
        policy: {
          ...remind({ segments: ['new'] }),
          segments: [{ id: 'steady', when: { paidInstalmentsAtLeast: 1 } }, { id: 'new' }],
        },
        due: ['2025-04-10', '2025-05-10'],
        paid: [['2025-04-09', '100.00']],
        to: '2025-05-12',
      },
      ['2025-04-07 soon: sms to debtor'],
    ],
    [
      'to a party that is not there does not apply',
      {
        policy: remind({ action: { do: 'notify', to: 'guarantor', channels: ['letter'], template: 'text' } }),
        due: april,
        to: '2025-04-12',
      },
      [],
    ],
    [
      'takes the first channel that the person has',
      {
        policy: remind({ action: notify('sms', 'email', 'letter') }),
        loan: { borrower_phone: '' },
        due: april,
        to: '2025-04-12',
      },
      ['2025-04-07 soon: email to debtor'],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

describe('a reminder of the month', () => {
  it.each<[string, Play, string[]]>([
    [
      'comes before the settlement day while an instalment is due that month',
      {
        policy: { ...remind({ anchor: 'settlement' }), settlementDay: 20 },
        due: ['2025-04-25', '2025-06-25'],
        to: '2025-07-01',
      },
      ['soon 2025-04-20', 'soon 2025-06-20'],
    ],
    [
      'does not come when that instalment is paid',
      {
        policy: { ...remind({ anchor: 'settlement' }), settlementDay: 20 },
        due: ['2025-04-25', '2025-06-25'],
        paid: [['2025-04-02', '100.00']],
        to: '2025-07-01',
      },
      ['soon 2025-06-20'],
    ],
    [
      'falls on the last day of a shorter month',
      { policy: { ...remind({ anchor: 'settlement' }), settlementDay: 31 }, due: ['2025-04-25'], to: '2025-07-01' },
      ['soon 2025-04-30'],
    ],
    [
      'comes before each month end while something is outstanding',
      {
        policy: remind({ anchor: 'monthEnd' }),
        due: ['2025-04-25', '2025-07-25'],
        paid: [['2025-05-31', '200.00']],
        to: '2025-07-01',
      },
      ['soon 2025-04-30', 'soon 2025-05-31'],
    ],
    [
      'reaches back into the month before',
      { policy: remind({ anchor: 'monthEnd', offsetDays: -40 }), due: ['2026-01-25'], to: '2025-04-22' },
      ['soon 2025-05-31'],
    ],
  ])('%s', (_, input, occurrences) => {
    expect(playWhole(input).notices.map((notice) => `${notice.step} ${notice.occurrence}`)).toEqual(occurrences);
  });
});

it('the occurrence of a reminder is the number of its instalment', () => {
  const { notices } = playWhole({ policy: remind({}), due: ['2025-04-10', '2025-04-20'], to: '2025-05-01' });
  expect(notices.map((notice) => notice.occurrence)).toEqual(['1', '2']);
});
