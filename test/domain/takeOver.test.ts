// docs/policy.md, "Taking over"; domain.md §4: what lies behind a loan in arrears counts, sends nothing, and assumes no claim.
import { expect, it } from 'vitest';
import type { Policy, Step } from '../../domain/policy.ts';
import type { Posting } from '../../domain/posting.ts';
import { LoanLife } from './support/loanLife.ts';
import { CALL, CLAIM, LEGAL, policyOf, rung, termsOf, trigger, WRITE_OFF } from './support/loanWorld.ts';
import { monthly, pause, pay } from './sampleLoan.ts';

const sms = rung('sms', 1);

/** What stands in the journal at the end of the day of the take-over, 20 March 2025: two instalments are past due. */
function takenOver(ladder: readonly Step[], postings: readonly Posting[] = [], more: Partial<Policy> = {}): string[] {
  const terms = termsOf(monthly(), { takenOverOn: '2025-03-20' });
  return new LoanLife({ policy: policyOf({ ladder, ...more }), terms, postings }).at('2025-03-20', '23:00').story;
}

it.each<[string, readonly Step[], readonly Posting[], readonly string[]]>([
  ['a loan that owes nothing has nothing behind it', [sms], [pay('P1', '2025-02-05'), pay('P2', '2025-03-05')], []],
  [
    'messages and calls count on their nominal days, and the next rung is due',
    [sms, rung('call', 10, { action: CALL }), rung('letter', 43)],
    [],
    [
      '2025-03-20 06:00 sms counted on 2025-02-06',
      '2025-03-20 06:00 call counted on 2025-02-15',
      '2025-03-20 10:00 letter 2025-02-06 by sms',
    ],
  ],
  [
    'a rung of the day itself does not count, it is taken',
    [rung('letter', 43)],
    [],
    ['2025-03-20 10:00 letter 2025-02-06 by sms'],
  ],
  ['a rung of the eve counts', [rung('letter', 42)], [], ['2025-03-20 06:00 letter counted on 2025-03-19']],
  [
    'a rung anchored at another counts its days after that',
    [sms, rung('letter', 20, { anchor: { step: 'sms' } }), rung('late', 60, { anchor: { step: 'sms' } })],
    [],
    ['2025-03-20 06:00 sms counted on 2025-02-06', '2025-03-20 06:00 letter counted on 2025-02-26'],
  ],
  [
    'a trigger counts from the first day on which it has held',
    [trigger('final', { consecutiveMissedAtLeast: 2 })],
    [],
    ['2025-03-20 06:00 final counted on 2025-03-06'],
  ],
  ['a trigger that does not hold does not count', [trigger('final', { consecutiveMissedAtLeast: 3 })], [], []],
  [
    'days that were paused are no days of delay',
    [rung('letter', 20)],
    [pause('S1', '2025-02-06', '2025-02-16')],
    ['2025-03-20 06:00 letter counted on 2025-03-07'],
  ],
  [
    'arrears that were cleared before are over: the present ones count',
    [sms],
    [pay('P1', '2025-02-20')],
    ['2025-03-20 06:00 sms counted on 2025-03-06'],
  ],
  [
    'of claim, suit and write-off the lowest opens, and no other',
    [
      sms,
      rung('claim', 10, { action: CLAIM }),
      rung('suit', 11, { action: LEGAL, after: 'sms' }),
      trigger('loss', { overdueDaysAtLeast: 30 }, { action: WRITE_OFF, after: 'sms' }),
    ],
    [],
    ['2025-03-20 06:00 sms counted on 2025-02-06', '2025-03-20 10:00 claim/L1/1 opened by claim'],
  ],
  [
    'what is anchored at a claim waits for the claim',
    [rung('claim', 10, { action: CLAIM }), rung('letter', 5, { anchor: { step: 'claim' } })],
    [],
    ['2025-03-20 10:00 claim/L1/1 opened by claim'],
  ],
])('%s', (_claim, ladder, postings, expected) => {
  expect(takenOver(ladder, postings)).toEqual(expected);
});

it('what counted before is not taken again on the days that follow', () => {
  const terms = termsOf(monthly(), { takenOverOn: '2025-03-20' });
  const life = new LoanLife({ policy: policyOf({ ladder: [sms, rung('letter', 10)] }), terms }).at('2025-06-01');
  expect(life.since('2025-03-21')).toEqual([]);
});
