import { DEFAULT_CIRCUMSTANCES } from '../../domain/circumstanceRules.ts';
import { moveMoney } from './moneyMatrixPromise.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { policyOf, rung, termsOf } from './support/loanWorld.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';

type State = 'reported' | 'verified' | 'claimed' | 'dismissed' | 'identityFraud';

const BOB = { id: 'bob', role: 'supervisor', authenticated: true };
const documents = [{ id: 'evidence/L1/order/aaaa', kind: 'order', sha256: 'a'.repeat(64) }];
const circumstance = 'L1/circumstance/1';

/** 1000.00 due on 5 February, 200.00 of it paid on the 4th; reported on the 5th, the rest of it on the 6th. */
function reach(state: State): LoanLife {
  const life = new LoanLife({
    policy: policyOf({ ladder: [rung('sms', 1), rung('second', 7)], circumstances: DEFAULT_CIRCUMSTANCES }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 })), { guarantorId: null }),
  }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 20_000));
  const kind = state === 'identityFraud' ? state : 'bankruptcy';
  life.at('2025-02-05').command('reportCircumstance', { kind, source: 'court' });
  if (state !== 'reported') {
    const verified = { circumstance, happenedOn: '2025-02-05', claimBy: '2025-03-20', documents };
    life.at('2025-02-06').command('verifyCircumstance', verified, BOB);
  }
  if (state === 'claimed') life.command('registerClaim', { circumstance, documents });
  if (state === 'dismissed') life.command('endCircumstance', { circumstance, ending: 'dismissed', documents }, ANN);
  return life.at('2025-02-10', '11:00');
}

export const circumstanceMoney: MoneyTable<State, LoanLife> = {
  track: 'circumstance',
  states: ['reported', 'verified', 'claimed', 'dismissed', 'identityFraud'],
  reach,
  move: moveMoney,
  until: '2025-02-14',
  pairs: {
    reported: {
      payment: {
        outcome: 'It is booked; contact stays stopped, and the report waits for a second word.',
        story: ['2025-02-10 11:00 payment m', '2025-02-13 10:00 escalated to creditHead'],
      },
      reversal: {
        outcome: 'The debt is open again; contact stays stopped.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-13 10:00 escalated to creditHead'],
      },
      backDated: {
        outcome: 'It is booked by its value date; contact stays stopped.',
        story: ['2025-02-10 11:00 payment m', '2025-02-13 10:00 escalated to creditHead'],
      },
      advance: {
        outcome: 'The loan is settled; the report is still verified or refuted, for the other loans of the person.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled', '2025-02-13 10:00 escalated to creditHead'],
      },
    },
    verified: {
      payment: {
        outcome: 'It is booked; steps towards the bankrupt are passed over, and the claim is still to be registered.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-12 10:00 second refused IN_BANKRUPTCY by circumstances.bankruptcy',
        ],
      },
      reversal: {
        outcome: 'The claim is higher by it, if it counted before the acceptance.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-12 10:00 second refused IN_BANKRUPTCY by circumstances.bankruptcy',
        ],
      },
      backDated: {
        outcome: 'It is booked by its value date; the claim is still to be registered.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-12 10:00 second refused IN_BANKRUPTCY by circumstances.bankruptcy',
        ],
      },
      advance: {
        outcome: 'Nothing is owed, and no claim has to be registered.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled', '2025-02-10 11:00 task closed verified'],
      },
    },
    claimed: {
      payment: {
        outcome: 'A dividend is booked as any payment; the registered claim stands as it was.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-12 10:00 second refused IN_BANKRUPTCY by circumstances.bankruptcy',
        ],
      },
      reversal: {
        outcome: 'The debt is open again; the registered claim stands as it was.',
        story: [
          '2025-02-10 11:00 reversal m',
          '2025-02-12 10:00 second refused IN_BANKRUPTCY by circumstances.bankruptcy',
        ],
      },
      backDated: {
        outcome: 'It is booked by its value date; the registered claim stands as it was.',
        story: [
          '2025-02-10 11:00 payment m',
          '2025-02-12 10:00 second refused IN_BANKRUPTCY by circumstances.bankruptcy',
        ],
      },
      advance: {
        outcome: 'Nothing is owed.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    dismissed: {
      payment: {
        outcome: 'It is booked, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-12 10:00 second 2025-02-06 by sms'],
      },
      reversal: {
        outcome: 'The ladder goes on for what is open again.',
        story: ['2025-02-10 11:00 reversal m', '2025-02-12 10:00 second 2025-02-06 by sms'],
      },
      backDated: {
        outcome: 'It is booked by its value date, and the ladder goes on for what is left.',
        story: ['2025-02-10 11:00 payment m', '2025-02-12 10:00 second 2025-02-06 by sms'],
      },
      advance: {
        outcome: 'The arrears are over.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
    identityFraud: {
      payment: {
        outcome: 'Whoever pays, it is booked; everything else stays stopped.',
        story: ['2025-02-10 11:00 payment m'],
      },
      reversal: {
        outcome: 'The debt is open again; everything stays stopped.',
        story: ['2025-02-10 11:00 reversal m'],
      },
      backDated: {
        outcome: 'Whoever pays, it is booked; everything else stays stopped.',
        story: ['2025-02-10 11:00 payment m'],
      },
      advance: {
        outcome: 'The loan is settled; the case of fraud goes on.',
        story: ['2025-02-10 11:00 payment m', '2025-02-10 11:00 settled'],
      },
    },
  },
};
