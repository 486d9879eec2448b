// 账销案存 (domain.md §1 row 7): after the write-off the debt stays on file and is asked for, each step resting on the one before.
import { expect, it } from 'vitest';
import type { Policy, Step } from '../../domain/policy.ts';
import { LoanLife } from './support/loanLife.ts';
import { CALL, policyOf, rung, trigger, WRITE_OFF } from './support/loanWorld.ts';
import { pay } from './sampleLoan.ts';

const recovery = (id: string, offsetDays: number, more: Partial<Step> = {}): Step =>
  rung(id, offsetDays, { anchor: 'writeOff', ...more });

/** Written off on Friday 7 March 2025. */
function writtenOff(steps: readonly Step[], more: Partial<Policy> = {}, daily = false): LoanLife {
  const ladder = [
    trigger('loss', { overdueDaysAtLeast: 29 }, { action: WRITE_OFF }),
    // Would come after the write-off, and must not.
    rung('letter', 40),
  ];
  return new LoanLife({
    policy: policyOf({ ladder, recovery: steps, ...more }),
    daily,
    track: () => [{ afterDays: 1, status: 'writtenOff', carriedOut: true, ended: true }],
  }).at('2025-03-08');
}

const notices = (life: LoanLife): string[] =>
  life.outcomes.flatMap(({ outcome }) =>
    outcome.type === 'noticeDecided' || outcome.type === 'taskOpened' ? [`${outcome.on} ${outcome.step}`] : [],
  );

it.each<[string, readonly Step[], readonly string[]]>([
  [
    'a step comes its days after the write-off, once, and the ladder is silent',
    [recovery('r1', 30)],
    ['2025-04-06 r1'],
  ],
  [
    'of a free day it comes on the next working day',
    [recovery('r1', 30, { onNonWorkingDay: 'next' })],
    ['2025-04-07 r1'],
  ],
  ['steps come in order', [recovery('r1', 30), recovery('r2', 60)], ['2025-04-06 r1', '2025-05-06 r2']],
  ['two of a day keep the gap', [recovery('r1', 30), recovery('r2', 30)], ['2025-04-06 r1', '2025-04-09 r2']],
  [
    'the next waits until the call before it was made or given up, and the gap after that',
    [recovery('r1', 30, { action: CALL }), recovery('r2', 31)],
    ['2025-04-06 r1', '2025-04-12 r2'],
  ],
  ['a step whose condition does not hold is not taken', [recovery('r1', 30, { when: { has: 'insurer' } })], []],
])('%s', (_claim, steps, expected) => {
  expect(notices(writtenOff(steps).at('2025-08-01'))).toEqual(expected);
  // Not because nobody looks in between.
  expect(notices(writtenOff(steps, {}, true).at('2025-08-01'))).toEqual(expected);
});

it('a debt that was paid in full after the write-off is asked for no more', () => {
  const life = writtenOff([recovery('r1', 30), recovery('r2', 60)]).at('2025-04-10');
  life.post(pay('P1', '2025-04-10', 11_000));
  expect(notices(life.at('2025-08-01'))).toEqual(['2025-04-06 r1']);
});

it('a payment of a part is a recovery, and the rest is asked for', () => {
  const life = writtenOff([recovery('r1', 30), recovery('r2', 60)]).at('2025-04-10');
  life.post(pay('P1', '2025-04-10', 500));
  expect(notices(life.at('2025-08-01'))).toEqual(['2025-04-06 r1', '2025-05-06 r2']);
});

it('the loan is kept on file for the days of the policy, and then closes', () => {
  const life = writtenOff([recovery('r1', 30)], { recoveryDays: 100 });
  expect(life.at('2025-06-14', '23:00').loan.closed).toBeNull();
  expect(life.at('2025-06-15', '23:00').loan.closed).toEqual({ on: '2025-06-15', as: 'recoveryEnded' });
});
