import type { Actor } from '../../domain/case.ts';
import { DEFAULT_SECURITY } from '../../domain/securityRules.ts';
import { moveMoney } from './moneyMatrixPromise.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';

type State = 'open' | 'provided' | 'missed' | 'withdrawn';

const wang: Actor = { id: 'wang', role: 'creditHead', authenticated: true };

/** 1000.00 due on 5 February, 200.00 of it paid on the 4th; security asked for on the 5th, a person sees to what is missed. */
function reach(state: State): LoanLife {
  const { onMissed: _none, ...rules } = DEFAULT_SECURITY;
  const life = new LoanLife({
    policy: policyOf({ security: { ...rules, leastDays: 1 } }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
  }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 20_000));
  const dueOn = state === 'missed' ? '2025-02-08' : '2025-02-15';
  life.at('2025-02-05').command('askSecurity', { wanted: 'either', dueOn, reason: 'why' }, wang);
  const asked = { security: 'L1/security/1' };
  if (state === 'withdrawn') life.at('2025-02-06').command('withdrawSecurity', { ...asked, reason: 'why' }, wang);
  const documents = [{ id: 'evidence/L1/collateralProof/1', kind: 'collateralProof', sha256: 'a'.repeat(64) }];
  const collateral = { kind: 'vehicle', value: '500.00' };
  if (state === 'provided') life.at('2025-02-06').command('provideSecurity', { ...asked, collateral, documents }, wang);
  return life.at('2025-02-10', '11:00');
}

export const securityMoney: MoneyTable<State, LoanLife> = {
  track: 'security',
  states: ['open', 'provided', 'missed', 'withdrawn'],
  reach,
  move: moveMoney,
  until: '2025-02-20',
  pairs: {
    open: {
      payment: {
        outcome: 'It is booked; the security stays asked for, and is reminded of.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-13 10:00 securityReminder 1.2 by letter',
          '2025-02-16 10:00 L1/security/1 missed: nothing came by 2025-02-15',
        ],
      },
      reversal: {
        outcome: 'More is owed; the security stays asked for.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-13 10:00 securityReminder 1.2 by letter',
          '2025-02-16 10:00 L1/security/1 missed: nothing came by 2025-02-15',
        ],
      },
      backDated: {
        outcome: 'It is booked by its value date; the security stays asked for.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-13 10:00 securityReminder 1.2 by letter',
          '2025-02-16 10:00 L1/security/1 missed: nothing came by 2025-02-15',
        ],
      },
      advance: {
        outcome: 'Nothing is owed any more: it is not asked for any more.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-10 11:00 settled',
          '2025-02-10 11:00 L1/security/1 withdrawn: nothing is outstanding',
        ],
      },
    },
    provided: {
      payment: {
        outcome: 'What was given stands; the payment is booked.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'What was given stands; more is owed.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'What was given stands; the payment is booked by its value date.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'What was given stands; nothing is owed any more.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    missed: {
      payment: {
        outcome: 'That it was missed stands; the payment is booked.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'That it was missed stands; more is owed.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'That it was missed stands; the payment is booked by its value date.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'That it was missed stands; nothing is owed any more.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    withdrawn: {
      payment: {
        outcome: 'It is not asked for again; the payment is booked.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'It is not asked for again; more is owed.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It is not asked for again; the payment is booked by its value date.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'It is not asked for again; nothing is owed any more.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
  },
};
