import { describe, expect, test } from 'vitest';
import type { Circumstance } from '../../domain/circumstanceState.ts';
import { contactRoleOf } from '../../domain/contactRole.ts';
import type { LoanState } from '../../domain/loanState.ts';
import { mayContact } from '../../domain/world.ts';
import { contactRules } from '../../policies/contact.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, ZONE } from './support/loanWorld.ts';

const dead = (status: Circumstance['status'], ending?: Circumstance['ending']): Circumstance => ({
  ...{ id: 'L1/circumstance/1', kind: 'death', personId: 'debtor', source: 'family', reportedOn: '2025-01-07' },
  ...{ reportedBy: 'ann', status, representative: { personId: 'heir', capacity: 'heir' } },
  ...(ending === undefined ? {} : { ending }),
});
const item = { id: 'C1', kind: 'car', valueMinor: 1, ownerId: 'owner', currency: 'CNY', on: '2025-01-05' };
const loan: LoanState = new LoanLife({ policy: policyOf() }).loan;

test.each<[string, LoanState | null, string, string]>([
  ['the debtor', loan, 'debtor', 'debtor'],
  ['the guarantor', loan, 'guarantor', 'guarantor'],
  ['who was a guarantor and was released', loan, 'before', 'contact'],
  ['a friend', loan, 'friend', 'contact'],
  ['whoever acts for the dead', { ...loan, circumstances: [dead('verified')] }, 'heir', 'guarantor'],
  [
    'who would have acted for one who lives',
    { ...loan, circumstances: [dead('ended', 'mistaken')] },
    'heir',
    'contact',
  ],
  ['the owner of what is pledged', { ...loan, collateral: [{ item, status: 'held' } as never] }, 'owner', 'guarantor'],
  ['a party of a loan that is being opened', null, 'anybody', 'guarantor'],
])('%s', (_, state, personId, role) => {
  expect(contactRoleOf(state, ['debtor'], personId)).toBe(role);
});

describe('whatever is said about a loan discloses that there is a debt', () => {
  test.each([
    ['debtor', true, 'allowed', undefined],
    ['guarantor', true, 'allowed', undefined],
    ['contact', true, 'never', 'cn.third-party'],
    ['contact', false, 'never', 'cn.no-disclosure'],
    ['relative', false, 'never', 'cn.no-disclosure'],
  ] as const)('%s, debtor reachable %s: %s %s', (role, debtorReachable, answer, rule) => {
    const subject = { role, timeZone: ZONE, person: 'x', debtorReachable };
    const person = { id: 'x', kind: 'person', channels: ['letter'], subject, log: [] } as const;
    const rules = { contactRules: contactRules('cn') };
    const permission = mayContact(rules, person, 'letter', 'L1', '2025-03-05T04:00:00.000Z');
    expect(permission).toMatchObject(rule === undefined ? { answer } : { answer, rule });
  });
});
