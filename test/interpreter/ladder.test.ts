import { describe, expect, it } from 'vitest';
import { notify, play, playWhole, step, type Play } from './small.ts';

const due = ['2025-04-08'];
const segments = [{ id: 'steady', when: { paidInstalmentsAtLeast: 1 } }, { id: 'new' }];
const guarantor = { guarantor_name: 'G', guarantor_phone: '+2', guarantor_address: '2 Road' };
const toGuarantor = step('guarantor', {
  offsetDays: 2,
  action: { do: 'notify', to: 'guarantor', channels: ['email', 'letter'], template: 'text' },
});

describe('a rung', () => {
  it.each<[string, Play, string[]]>([
    [
      'is taken when delinquent days reach its offset',
      { policy: { ladder: [step('one', { offsetDays: 2 })] }, due, to: '2025-04-20' },
      ['2025-04-10 one: sms to debtor'],
    ],
    [
      'counts from after the grace',
      { policy: { ladder: [step('one', { offsetDays: 2 })], assess: { graceDays: 3 } }, due, to: '2025-04-20' },
      ['2025-04-13 one: sms to debtor'],
    ],
    [
      'is not taken on the due day',
      { policy: { ladder: [step('one', { offsetDays: 0 })] }, due, to: '2025-04-09' },
      [],
    ],
    [
      'is not taken when the money came that morning',
      { policy: { ladder: [step('one')] }, due, paid: [['2025-04-09', '100.00']], to: '2025-04-12' },
      [],
    ],
    [
      'waits for a working day',
      { policy: { ladder: [step('one', { offsetDays: 4, onNonWorkingDay: 'next' })] }, due, to: '2025-04-20' },
      ['2025-04-15 one: sms to debtor'],
    ],
    [
      'is taken on a free day where any day will do',
      { policy: { ladder: [step('one', { offsetDays: 4 })] }, due, to: '2025-04-20' },
      ['2025-04-12 one: sms to debtor'],
    ],
    [
      'is taken on a working weekend',
      { policy: { ladder: [step('one', { offsetDays: 11, onNonWorkingDay: 'next' })] }, due, to: '2025-04-20' },
      ['2025-04-19 one: sms to debtor'],
    ],
    [
      'waits for the end of a hold',
      { policy: { ladder: [step('one')] }, due, holds: [['2025-04-09', '2025-04-12']], to: '2025-04-20' },
      ['2025-04-12 one: sms to debtor'],
    ],
    [
      'is not taken after a write-off',
      { policy: { ladder: [step('one')] }, due, writtenOffOn: '2025-04-09', to: '2025-04-20' },
      [],
    ],
    [
      'is taken in its segments only',
      {
        policy: {
          segments,
          ladder: [step('a', { segments: ['steady'] }), step('b', { segments: ['new'], after: null })],
        },
        due,
        to: '2025-04-20',
      },
      ['2025-04-09 b: sms to debtor'],
    ],
    [
      'is triggered on the day on which its condition holds',
      {
        policy: {
          ladder: [step('three', { anchor: 'trigger', offsetDays: 0, when: { consecutiveMissedAtLeast: 3 } })],
        },
        due: ['2025-04-05', '2025-04-06', '2025-04-10'],
        to: '2025-04-20',
      },
      ['2025-04-11 three: sms to debtor'],
    ],
    [
      'is not triggered by a condition that holds while nothing is past due',
      {
        policy: { ladder: [step('one', { anchor: 'trigger', offsetDays: 0, when: { paidInstalmentsAtLeast: 1 } })] },
        due: ['2025-04-08', '2025-05-08'],
        paid: [['2025-04-08', '100.00']],
        to: '2025-05-01',
      },
      [],
    ],
    [
      'follows another by so many days',
      {
        policy: { ladder: [step('one'), step('two', { anchor: { step: 'one' }, offsetDays: 5 })] },
        due,
        to: '2025-04-20',
      },
      ['2025-04-09 one: sms to debtor', '2025-04-14 two: sms to debtor'],
    ],
    [
      'does not follow one that does not apply',
      {
        policy: { ladder: [toGuarantor, step('two', { anchor: { step: 'guarantor' }, offsetDays: 5 })] },
        due,
        to: '2025-04-30',
      },
      [],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

describe('the rung below', () => {
  it.each<[string, Play, string[]]>([
    [
      'holds a rung for the least gap',
      { policy: { minGapDays: 7, ladder: [step('one'), step('two', { offsetDays: 3 })] }, due, to: '2025-04-30' },
      ['2025-04-09 one: sms to debtor', '2025-04-16 two: sms to debtor'],
    ],
    [
      'does not hold a rung that is later anyway',
      { policy: { minGapDays: 7, ladder: [step('one'), step('two', { offsetDays: 9 })] }, due, to: '2025-04-30' },
      ['2025-04-09 one: sms to debtor', '2025-04-17 two: sms to debtor'],
    ],
    [
      'is the named one',
      {
        policy: {
          minGapDays: 3,
          ladder: [step('one'), step('two', { offsetDays: 8 }), step('three', { offsetDays: 1, after: 'one' })],
        },
        due,
        to: '2025-04-15',
      },
      ['2025-04-09 one: sms to debtor', '2025-04-12 three: sms to debtor'],
    ],
    [
      'is none where none is named',
      {
        policy: { minGapDays: 3, ladder: [step('one', { offsetDays: 9 }), step('two', { after: null })] },
        due,
        to: '2025-04-15',
      },
      ['2025-04-09 two: sms to debtor'],
    ],
    [
      'holds a rung that is due before it',
      { policy: { ladder: [step('one', { offsetDays: 9 }), step('two', { offsetDays: 2 })] }, due, to: '2025-04-30' },
      ['2025-04-17 one: sms to debtor', '2025-04-18 two: sms to debtor'],
    ],
    [
      'is passed over when it does not apply, down to the next',
      {
        policy: { minGapDays: 5, ladder: [step('one'), toGuarantor, step('three', { offsetDays: 3 })] },
        due,
        to: '2025-04-30',
      },
      ['2025-04-09 one: sms to debtor', '2025-04-14 three: sms to debtor'],
    ],
    [
      'is not passed over when it applies',
      {
        policy: { minGapDays: 5, ladder: [step('one'), toGuarantor, step('three', { offsetDays: 3 })] },
        loan: guarantor,
        due,
        to: '2025-04-30',
      },
      ['2025-04-09 one: sms to debtor', '2025-04-14 guarantor: letter to guarantor', '2025-04-19 three: sms to debtor'],
    ],
    [
      'that no longer applies but was carried out still counts for the gap',
      {
        policy: {
          minGapDays: 5,
          ladder: [step('one', { when: { overdueDaysAtMost: 2 }, offsetDays: 2 }), step('two', { offsetDays: 3 })],
        },
        due,
        to: '2025-04-30',
      },
      ['2025-04-10 one: sms to debtor', '2025-04-15 two: sms to debtor'],
    ],
    [
      'that never applied in time does not hold',
      {
        policy: {
          minGapDays: 5,
          ladder: [step('one', { when: { overdueDaysAtMost: 2 }, offsetDays: 3 }), step('two', { offsetDays: 3 })],
        },
        due,
        to: '2025-04-30',
      },
      ['2025-04-11 two: sms to debtor'],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

describe('carried out', () => {
  const ring = step('ring', { action: { do: 'call', to: 'debtor', workDays: 3 } });
  const proof = step('proof', { mustReach: { withinDays: 3 }, action: notify('letter', 'email') });
  const next = step('next');
  it.each<[string, Play, string[]]>([
    [
      'is a message that no channel can take',
      {
        policy: { ladder: [step('one', { action: notify('sms') }), next] },
        loan: { borrower_phone: '' },
        due,
        to: '2025-04-30',
      },
      ['2025-04-09 one: refused', '2025-04-10 next: refused'],
    ],
    [
      'is a call when its days have passed',
      { policy: { ladder: [ring, next] }, due, to: '2025-04-30' },
      ['2025-04-09 ring: call debtor', '2025-04-12 ring: not worked', '2025-04-13 next: sms to debtor'],
    ],
    [
      'is not a call that the arrears did not outlast',
      { policy: { ladder: [ring, next] }, due, paid: [['2025-04-11', '100.00']], to: '2025-04-30' },
      ['2025-04-09 ring: call debtor', '2025-04-16 closed'],
    ],
    [
      'is a letter that must arrive after every channel had its days',
      { policy: { ladder: [proof, next] }, due, to: '2025-04-30' },
      [
        '2025-04-09 proof: letter to debtor',
        '2025-04-12 proof: email to debtor',
        '2025-04-15 proof: refused',
        '2025-04-16 next: sms to debtor',
      ],
    ],
    [
      'is a letter that must arrive, without an e-mail address after its own days',
      { policy: { ladder: [proof, next] }, loan: { borrower_email: '' }, due, to: '2025-04-30' },
      ['2025-04-09 proof: letter to debtor', '2025-04-12 proof: refused', '2025-04-13 next: sms to debtor'],
    ],
    [
      'is a message that must arrive at once where delivery is reported',
      { policy: { ladder: [step('proof', { mustReach: { withinDays: 3 } }), next] }, due, to: '2025-04-30' },
      ['2025-04-09 proof: sms to debtor', '2025-04-10 next: sms to debtor'],
    ],
    [
      'waits with the next channel for a working day',
      { policy: { ladder: [{ ...proof, onNonWorkingDay: 'next' }] }, due, to: '2025-04-20' },
      ['2025-04-09 proof: letter to debtor', '2025-04-15 proof: email to debtor', '2025-04-18 proof: refused'],
    ],
    [
      'tries no other channel during a hold',
      { policy: { ladder: [proof] }, due, holds: [['2025-04-12', '2025-04-14']], to: '2025-04-16' },
      ['2025-04-09 proof: letter to debtor', '2025-04-14 proof: email to debtor'],
    ],
    [
      'tries no other channel once the arrears have ended',
      { policy: { ladder: [proof] }, due, paid: [['2025-04-12', '100.00']], to: '2025-04-16' },
      ['2025-04-09 proof: letter to debtor'],
    ],
  ])('%s', (_, input, lines) => {
    expect(play(input)).toEqual(lines);
  });
});

describe('the arrears', () => {
  const two = ['2025-04-08', '2025-04-20'];
  const ladder = [step('one'), step('two', { offsetDays: 15 })];
  it.each<[string, Play, string[]]>([
    [
      'that end start the ladder again',
      { policy: { ladder }, due: two, paid: [['2025-04-15', '100.00']], to: '2025-05-02' },
      ['one 2025-04-09 2025-04-09', 'one 2025-04-21 2025-04-21'],
    ],
    [
      'that go on after a part payment go on with the next rung',
      { policy: { ladder }, due: two, paid: [['2025-04-25', '100.00']], to: '2025-05-10' },
      ['one 2025-04-09 2025-04-09', 'two 2025-04-23 2025-04-09'],
    ],
    [
      'begin again for the next instalment where the policy restarts',
      { policy: { ladder, partPayment: 'restart' }, due: two, paid: [['2025-04-25', '100.00']], to: '2025-05-10' },
      [
        'one 2025-04-09 2025-04-08',
        'two 2025-04-23 2025-04-08',
        'one 2025-04-25 2025-04-20',
        'two 2025-05-05 2025-04-20',
      ],
    ],
    [
      'that a back-dated payment breaks in two start the ladder again',
      { policy: { ladder: [step('one')] }, due: two, paid: [['2025-04-20', '100.00', '2025-04-25']], to: '2025-05-02' },
      ['one 2025-04-09 2025-04-09', 'one 2025-04-25 2025-04-21'],
    ],
    [
      'that a reversal joins again do not repeat a rung',
      {
        policy: { ladder: [step('one')] },
        due: two,
        paid: [['2025-04-15', '100.00']],
        reversed: [[0, '2025-04-18']],
        to: '2025-05-02',
      },
      ['one 2025-04-09 2025-04-09'],
    ],
  ])('%s', (_, input, notices) => {
    expect(playWhole(input).notices.map((it) => `${it.step} ${it.date} ${it.occurrence}`)).toEqual(notices);
  });
});
