// docs/policy.md, "The ladder": which rung is due on which day. The loan misses its first instalment on 5 February 2025.
import { describe, expect, it } from 'vitest';
import type { Policy, Step } from '../../domain/policy.ts';
import type { Posting } from '../../domain/posting.ts';
import { LoanLife } from './support/loanLife.ts';
import { CALL, notify, policyOf, rung, termsOf, trigger } from './support/loanWorld.ts';
import { monthly, pay } from './sampleLoan.ts';

const sms = rung('sms', 1);
const letter = rung('letter', 2);
const toGuarantor = rung('toGuarantor', 2, { action: notify(['sms'], 'guarantor') });

/** `date step` of every rung that was taken until 1 April, days apart by three at least. */
function rungsOf(
  ladder: readonly Step[],
  more: Partial<Policy> = {},
  postings: readonly Posting[] = [],
  daily = false,
): string[] {
  const terms = termsOf(monthly(), { guarantorId: null });
  const life = new LoanLife({ policy: policyOf({ ladder, ...more }), terms, daily });
  for (const posting of postings) life.at(posting.bookedOn, '09:00').post(posting);
  return life
    .at('2025-04-01')
    .outcomes.flatMap(({ outcome }) =>
      outcome.type === 'noticeDecided' || (outcome.type === 'taskOpened' && outcome.task === 'call')
        ? [`${outcome.on} ${outcome.step}`]
        : [],
    );
}

describe('a rung', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    ['is due its days after the first missed date', [sms], ['2025-02-06 sms']],
    ['comes no sooner than the gap after the rung below', [sms, letter], ['2025-02-06 sms', '2025-02-09 letter']],
    [
      'waits until the call below was made or given up, and the gap after that',
      [rung('call', 1, { action: CALL }), letter],
      ['2025-02-06 call', '2025-02-12 letter'],
    ],
    [
      'that rests on none comes on its own day',
      [rung('call', 1, { action: CALL }), { ...letter, after: null }],
      ['2025-02-06 call', '2025-02-07 letter'],
    ],
    [
      'rests on the rung that it names, not on the one above it in the file',
      [sms, rung('call', 2, { action: CALL }), rung('letter', 6, { after: 'sms' })],
      ['2025-02-06 sms', '2025-02-09 call', '2025-02-11 letter'],
    ],
    [
      'for a party that the loan does not have is passed over, and holds nothing up',
      [sms, toGuarantor, letter],
      ['2025-02-06 sms', '2025-02-09 letter'],
    ],
    [
      'for another segment is passed over, and holds nothing up',
      [sms, rung('other', 2, { segments: ['other'] }), letter],
      ['2025-02-06 sms', '2025-02-09 letter'],
    ],
    [
      'anchored at another counts from the day on which that was carried out',
      [sms, rung('letter', 5, { anchor: { step: 'sms' } })],
      ['2025-02-06 sms', '2025-02-11 letter'],
    ],
    [
      'on a trigger is due on the first day on which its condition holds',
      [sms, trigger('final', { consecutiveMissedAtLeast: 2 })],
      ['2025-02-06 sms', '2025-03-06 final'],
    ],
    [
      'whose condition has ceased before the rung below was carried out never comes',
      [rung('call', 1, { action: CALL }), rung('letter', 2, { when: { overdueDaysAtMost: 5 } })],
      ['2025-02-06 call'],
    ],
    [
      'of a free day comes on the next working day',
      [rung('letter', 3, { onNonWorkingDay: 'next' })],
      ['2025-02-10 letter'],
    ],
    ['of a free day comes all the same where the policy says so', [rung('letter', 3)], ['2025-02-08 letter']],
  ])('%s', (_claim, ladder, expected) => {
    expect(rungsOf(ladder)).toEqual(expected);
    // Not because nobody looks in between.
    expect(rungsOf(ladder, {}, [], true)).toEqual(expected);
  });
});

describe('arrears of which a part is paid', () => {
  const oldest = [pay('P1', '2025-03-10')];
  it.each<[string, Partial<Policy>, readonly string[]]>([
    ['go on up the ladder where the policy continues', { partPayment: 'continue' }, ['2025-02-06 sms']],
    [
      'begin again with the instalment that is the oldest now where it restarts',
      { partPayment: 'restart' },
      ['2025-02-06 sms', '2025-03-10 sms'],
    ],
  ])('%s', (_claim, more, expected) => {
    expect(rungsOf([sms], more, oldest)).toEqual(expected);
  });

  it('that were cleared and come back climb from the bottom', () => {
    const cleared = [pay('P1', '2025-02-20')];
    expect(rungsOf([sms], {}, cleared)).toEqual(['2025-02-06 sms', '2025-03-06 sms']);
  });
});
