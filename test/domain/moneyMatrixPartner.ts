import { DEFAULT_CLAIMS } from '../../domain/claimRules.ts';
import type { Action } from '../../domain/policy.ts';
import { moveMoney } from './moneyMatrixPromise.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { CLAIM, policyOf, rung, termsOf } from './support/loanWorld.ts';
import type { MoneyTable } from './support/moneyMatrix.ts';
import { PartnersSeen } from './support/partnersSeen.ts';

type State = 'passedOver' | 'notAwaited';

const MARKED = { dealer: { since: '2025-02-06', because: 'figures' } } as const;
const GUARANTOR: Action = {
  ...{ do: 'claim', on: 'guarantor', demand: 'perform', channels: ['letter'], template: 'g', answerDays: 30 },
};

/**
 * 1000.00 due on 5 February, 200.00 of it paid on the 4th. The dealer is asked on the 7th, and either was marked before, so
 * that the guarantor is asked on the 8th; or is marked on the 9th, and the guarantor is asked on the 10th.
 */
function reach(state: State): PartnersSeen {
  const ladder = [rung('dealer', 2, { action: CLAIM }), rung('guarantor', 40, { action: GUARANTOR })];
  const life = new PartnersSeen({
    policy: policyOf({ ladder, claims: { ...DEFAULT_CLAIMS, notPerforming: 'passOver' } }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
    track: () => [{ status: 'demanded', carriedOut: true, ended: false, afterDays: 1 }],
  }).at('2025-02-04');
  life.post(pay('a', '2025-02-04', 20_000));
  if (state === 'passedOver') life.partners = MARKED;
  life.at('2025-02-09', '11:00').partners = MARKED;
  life.fact('partnerStanding', { partnerId: 'dealer' });
  return life.at('2025-02-11', '11:00');
}

export const partnerMoney: MoneyTable<State, PartnersSeen> = {
  track: 'claim of one that does not perform',
  states: ['passedOver', 'notAwaited'],
  reach,
  move: moveMoney,
  until: '2025-02-20',
  pairs: {
    passedOver: {
      payment: {
        outcome: 'It is booked; the claim on the guarantor, who was asked instead, goes on for what is left.',
        story: ['2025-02-11 11:00 payment m'],
      },
      reversal: {
        outcome: 'More is owed; the claim on the guarantor stands, for it waited for no day of arrears.',
        story: ['2025-02-11 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It is booked by its value date; something was past due all the same, so what was asked stands.',
        story: ['2025-02-11 11:00 payment m'],
      },
      advance: {
        outcome: 'The dealer pays after all: nothing is owed, and the claim on the guarantor ends with the arrears.',
        story: [
          '2025-02-11 11:00 payment m',
          '2025-02-11 11:00 settled',
          '2025-02-11 11:00 claim/L1/1 told arrearsEnded',
          '2025-02-11 11:01 claim/L1/1 withdrawn',
        ],
      },
    },
    notAwaited: {
      payment: {
        outcome: 'It is booked; both claims go on for what is left.',
        story: ['2025-02-11 11:00 payment m'],
      },
      reversal: {
        outcome: 'More is owed; both claims stand.',
        story: ['2025-02-11 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It is booked by its value date; something was past due all the same, so both claims stand.',
        story: ['2025-02-11 11:00 payment m'],
      },
      advance: {
        outcome:
          'The dealer pays after all: the money counts for the claim on it, and both claims end with the arrears.',
        story: [
          '2025-02-11 11:00 payment m',
          '2025-02-11 11:00 settled',
          '2025-02-11 11:00 claim/L1/1 told arrearsEnded',
          '2025-02-11 11:00 claim/L1/2 told arrearsEnded',
          '2025-02-11 11:00 claim/L1/1 told moneyMoved',
          '2025-02-11 11:01 claim/L1/1 withdrawn',
          '2025-02-11 11:01 claim/L1/2 withdrawn',
        ],
      },
    },
  },
};
