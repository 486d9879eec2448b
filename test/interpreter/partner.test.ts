import { describe, expect, it } from 'vitest';
import type { Policy, Step } from './format.ts';
import { play, step, type Play } from './small.ts';

const approval = { approvers: 1, roles: ['a'], answerDays: 5, escalateTo: 'b' };
const claim = (id: string, offsetDays: number, on: 'dealer' | 'insurer' | 'guarantor', more: object = {}): Step =>
  step(id, {
    offsetDays,
    action: { do: 'claim', on, channels: ['email', 'letter'], template: 'demand', answerDays: 2, ...more },
  });

/** Three demands on the dealer, of 9, 10 and 11 April; the last day of the third is the 13th. */
const three = [claim('one', 1, 'dealer'), claim('two', 2, 'dealer'), claim('three', 3, 'dealer')];
const passOver: Policy['claims'] = { notPerforming: 'passOver' };
const parties = { dealer_id: 'D1', insurer_id: 'I1', guarantor_name: 'G', guarantor_address: '2 Road' };

function from(date: string, input: Partial<Play>): string[] {
  const whole: Play = { loan: parties, due: ['2025-04-08'], to: '2025-04-25', policy: {}, ...input };
  return play(whole).filter((line) => line >= date && !line.includes(': not performed'));
}

describe('a dealer that let three claims lapse', () => {
  it('is marked on the day on which the third is over, and passed over from the next; the next measure does not wait', () => {
    const ladder = [
      ...three,
      claim('sameDay', 6, 'dealer'),
      claim('nextDay', 7, 'dealer'),
      claim('insurer', 60, 'insurer', { approval }),
      claim('guarantor', 61, 'guarantor'),
    ];
    expect(from('2025-04-14', { policy: { claims: passOver, ladder } })).toEqual([
      '2025-04-14 sameDay: email to dealer',
      '2025-04-14 sameDay: claim opens',
      '2025-04-14 D1 does not perform',
      '2025-04-14 sameDay: notAwaited (D1)',
      '2025-04-15 nextDay: refused',
      '2025-04-15 nextDay: passedOver (D1)',
      '2025-04-16 insurer: claim opens',
    ]);
  });

  it('is marked, and claimed on all the same, where the policy does not pass over', () => {
    const ladder = [...three, claim('more', 7, 'dealer')];
    expect(from('2025-04-14', { policy: { ladder } })).toEqual([
      '2025-04-14 D1 does not perform',
      '2025-04-15 more: email to dealer',
      '2025-04-15 more: claim opens',
    ]);
  });

  it('holds up nothing with a claim that waits for approval', () => {
    const ladder = [
      ...three,
      claim('waits', 4, 'dealer', { approval }),
      step('letter', { offsetDays: 20 }),
      claim('insurer', 60, 'insurer', { approval }),
    ];
    const after = { after: 'waits' };
    const policy = { claims: passOver, ladder: ladder.map((it) => (it.id === 'insurer' ? { ...it, ...after } : it)) };
    expect(from('2025-04-12', { policy, to: '2025-05-10' })).toEqual([
      '2025-04-12 waits: claim opens',
      '2025-04-14 D1 does not perform',
      '2025-04-14 waits: notAwaited (D1)',
      '2025-04-15 insurer: claim opens',
      '2025-04-28 letter: sms to debtor',
    ]);
  });

  it('is not marked by two, nor by claims that the borrower has cured', () => {
    const ladder = [...three, claim('more', 9, 'dealer')];
    const cured: Partial<Play> = { due: ['2025-04-08', '2025-04-13'], paid: [['2025-04-13', '100.00']] };
    const lines = from('2025-04-13', { ...cured, policy: { claims: passOver, chargebackWindowDays: 99, ladder } });
    expect(lines.filter((line) => line.includes('perform') || line.includes('passedOver'))).toEqual([
      '2025-04-18 D1 does not perform',
      '2025-04-19 more: passedOver (D1)',
    ]);
  });
});

it('the last day of a demand that falls on a day off is the next working day where the policy says so', () => {
  // The 12th and 13th are a weekend, the 14th is off.
  const lapses = (nonWorkingDays: 'same' | 'next'): string[] =>
    play({
      policy: { claims: { nonWorkingDays }, ladder: [claim('one', 1, 'dealer', { answerDays: 3 })] },
      ...{ loan: parties, due: ['2025-04-08'], to: '2025-04-25' },
    }).filter((line) => line.includes('not performed'));
  expect(lapses('same')).toEqual(['2025-04-13 one: not performed']);
  expect(lapses('next')).toEqual(['2025-04-16 one: not performed']);
});
