import { expect, test } from 'vitest';
import { leavesAt } from '../../domain/slot.ts';
import { policyOf } from './support/loanWorld.ts';

const policy = policyOf({ contactTime: { at: '10:00', spreadMinutes: 90 } });

test.each([
  [
    'a demand on a guarantor waits for the last borrower of the day',
    true,
    '2025-03-05T02:10:00.000Z',
    '2025-03-05T03:30:00.000Z',
  ],
  ['and leaves at once when that hour has passed', true, '2025-03-05T03:40:00.000Z', '2025-03-05T03:40:00.000Z'],
  ['whatever else leaves at once', false, '2025-03-05T02:10:00.000Z', '2025-03-05T02:10:00.000Z'],
])('%s', (_, isTogether, now, expected) => {
  expect(leavesAt(policy, isTogether, '2025-03-05', now)).toBe(expected);
});
