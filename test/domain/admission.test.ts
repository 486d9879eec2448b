import { describe, expect, it } from 'vitest';
import { admit } from '../../domain/admission.ts';
import type { Posting } from '../../domain/posting.ts';
import { checkArrival } from '../../domain/postingCheck.ts';
import { charge, chargeBack, due, monthly, pause, pay, reverse, writeOff } from './sampleLoan.ts';

const paid = pay('p', '2025-02-05');
const resume = (on: string): Posting => ({ type: 'resume', id: 'e', on, bookedOn: on });
const schedule = (number: number): Posting => ({
  type: 'reschedule',
  id: 's',
  on: '2025-04-01',
  bookedOn: '2025-04-01',
  counts: 'reset',
  instalments: [due(number, '2025-05-01')],
});

describe('a posting is refused with its reason, or stands', () => {
  const table: readonly [claim: string, before: readonly Posting[], arriving: Posting, code: string | null][] = [
    ['a payment stands', [], paid, null],
    ['the same id again', [paid], paid, 'DUPLICATE'],
    ['no amount', [], pay('p', '2025-02-05', 0), 'AMOUNT_NOT_POSITIVE'],
    ['a fraction of a minor unit', [], pay('p', '2025-02-05', 0.5), 'AMOUNT_NOT_POSITIVE'],
    ['before disbursement', [], pay('p', '2025-01-04'), 'BEFORE_DISBURSEMENT'],
    ['on the day of disbursement', [], pay('p', '2025-01-05'), null],
    ['dated after its booking', [], pay('p', '2025-02-06', 1000, '2025-02-05'), 'VALUE_AFTER_BOOKING'],
    ['a pause announced ahead', [], pause('h', '2025-03-01', '2025-04-01', '2025-02-01'), null],
    ['a reversal of nothing', [], reverse('r', 'p', '2025-02-06'), 'UNKNOWN_POSTING'],
    ['a reversal', [paid], reverse('r', 'p', '2025-02-06'), null],
    ['a second reversal', [paid, reverse('r', 'p', '2025-02-06')], reverse('q', 'p', '2025-02-07'), 'ALREADY_REVERSED'],
    ['a reversed reversal', [paid, reverse('r', 'p', '2025-02-06')], reverse('q', 'r', '2025-02-07'), 'NOT_REVERSIBLE'],
    ['a reversed chargeback', [paid, chargeBack('c', 'p', '2025-02-06')], reverse('q', 'c', '2025-02-07'), null],
    ['a chargeback of nothing', [], chargeBack('c', 'p', '2025-02-06'), 'UNKNOWN_POSTING'],
    [
      'too much charged back',
      [paid, chargeBack('c', 'p', '2025-02-06', 600)],
      chargeBack('d', 'p', '2025-02-07', 500),
      'CHARGEBACK_EXCEEDS_PAYMENT',
    ],
    [
      'a chargeback of what was reversed',
      [paid, reverse('r', 'p', '2025-02-06')],
      chargeBack('c', 'p', '2025-02-07'),
      'ALREADY_REVERSED',
    ],
    [
      'a chargeback of what a reversal undoes that was booked before it',
      [reverse('r', 'p', '2025-02-04'), paid],
      chargeBack('c', 'p', '2025-02-06'),
      'ALREADY_REVERSED',
    ],
    ['an empty pause', [], pause('h', '2025-02-05', '2025-02-05'), 'PAUSE_EMPTY'],
    [
      'a pause that overlaps',
      [pause('h', '2025-02-05', '2025-02-15')],
      pause('i', '2025-02-14', '2025-02-20'),
      'PAUSE_OVERLAPS',
    ],
    [
      'a pause that encloses',
      [pause('h', '2025-02-05', '2025-02-15')],
      pause('i', '2025-02-01', '2025-02-20', '2025-02-10'),
      'PAUSE_OVERLAPS',
    ],
    ['a pause that touches', [pause('h', '2025-02-05', '2025-02-15')], pause('i', '2025-02-15', '2025-02-20'), null],
    [
      'a pause after a resume',
      [pause('h', '2025-02-05', '2025-02-15'), resume('2025-02-10')],
      pause('i', '2025-02-10', '2025-02-20'),
      null,
    ],
    ['a resume without pause', [], resume('2025-02-10'), 'NO_ACTIVE_PAUSE'],
    [
      'a resume on the day the pause is over',
      [pause('h', '2025-02-05', '2025-02-10')],
      resume('2025-02-10'),
      'NO_ACTIVE_PAUSE',
    ],
    ['a charge on no instalment', [], charge('c', 99, 5, '2025-02-06'), 'UNKNOWN_INSTALMENT'],
    [
      'a payment back-dated over the write-off',
      [writeOff('w', '2025-07-01')],
      pay('p', '2025-06-30', 5, '2025-07-02'),
      'BEFORE_WRITE_OFF',
    ],
    ['a recovery', [writeOff('w', '2025-07-01')], pay('p', '2025-07-02'), null],
    [
      'a payment undone over the write-off',
      [paid, writeOff('w', '2025-07-01')],
      reverse('r', 'p', '2025-07-02'),
      'BEFORE_WRITE_OFF',
    ],
    ['a recovery undone', [writeOff('w', '2025-07-01'), pay('q', '2025-07-02')], reverse('r', 'q', '2025-07-03'), null],
    ['a second write-off', [writeOff('w', '2025-07-01')], writeOff('v', '2025-08-01'), 'ALREADY_WRITTEN_OFF'],
    ['a schedule that uses a number again', [], schedule(11), 'SCHEDULE_INVALID'],
    ['a schedule that numbers on', [], schedule(12), null],
  ];
  it.each(table)('%s', (_claim, before, arriving, code) => {
    const { refused } = admit(monthly(), [...before, arriving]);
    const alone = checkArrival(monthly(), arriving);
    expect((alone ?? refused.find(({ id }) => id === arriving.id))?.code ?? null).toBe(code);
  });
});
