import { describe, expect, it } from 'vitest';
import { assess } from '../../domain/assess.ts';
import { rightsOf } from '../../domain/limitation.ts';
import { DEFAULT_LIMITATION } from '../../domain/limitationRules.ts';
import type { LimitationRules } from '../../domain/limitationRules.ts';
import type { RightKept } from '../../domain/limitationState.ts';
import { foldLoan } from '../../domain/loanFold.ts';
import type { LoanState, LoanTerms } from '../../domain/loanState.ts';
import type { Posting } from '../../domain/posting.ts';
import { chargeBack, contractOf, due, pay, reverse } from './sampleLoan.ts';
import { policyOf, termsOf } from './support/loanWorld.ts';

const twoInstalments = contractOf(due(1, '2025-02-05'), due(2, '2025-03-05'));
const alone: Partial<LoanTerms> = { guarantorId: null };

interface Asked {
  readonly terms?: LoanTerms;
  readonly postings?: readonly Posting[];
  readonly kept?: readonly RightKept[];
  readonly rules?: Partial<LimitationRules>;
  readonly on?: string;
}

function asked({ terms = termsOf(twoInstalments, alone), postings = [], kept = [], rules = {}, on }: Asked): string[] {
  const policy = policyOf({ limitation: { ...DEFAULT_LIMITATION, ...rules } });
  const opened = foldLoan(null, { type: 'opened', terms, postings: [...postings] });
  const state: LoanState = kept.reduce<LoanState>(
    (before, one) => foldLoan(before, { type: 'rightKept', kept: one, by: 'ann' }),
    opened,
  );
  const assessment = assess(terms.contract, policy.assess, state.postings, on ?? '2029-01-01');
  return rightsOf(state, policy, assessment).map(
    ({ right, lapsesOn, cause, startsOn }) => `${right} ${lapsesOn ?? 'kept'}: ${cause} ${startsOn}`,
  );
}

const demand = (on: string, id = `k${on}`, party: RightKept['party'] = 'debtor'): RightKept => ({
  id,
  party,
  how: 'demand',
  on,
});

describe('the claim on the borrower lapses', () => {
  it.each<[string, Asked, string[]]>([
    ['three years after the last due date', {}, ['debt 2028-03-05: due 2025-03-05']],
    [
      'where the policy counts each instalment, after that of the oldest open one',
      { rules: { startsFrom: 'eachInstalment' } },
      ['debt 2028-02-05: due 2025-02-05'],
    ],
    ['from the day of a payment', { postings: [pay('p', '2026-01-10', 500)] }, ['debt 2029-01-10: payment 2026-01-10']],
    [
      'from the value date of a payment that was booked later',
      { postings: [pay('p', '2026-01-10', 500, '2026-04-01')] },
      ['debt 2029-01-10: payment 2026-01-10'],
    ],
    [
      'as before when the payment is reversed',
      { postings: [pay('p', '2026-01-10', 500), reverse('r', 'p', '2026-02-01')] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'as before when the debit is returned, with the returned part as due on its own day',
      { postings: [pay('p', '2025-12-10', 500), chargeBack('c', 'p', '2025-12-12', 500)] },
      ['debt 2028-12-12: due 2025-12-12'],
    ],
    [
      'not from a dealer’s advance, which acknowledges nothing for the borrower',
      { postings: [pay('p', '2026-01-10', 500, '2026-01-10', 'dealer')] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'not from a payment before the schedule was over',
      { postings: [pay('p', '2025-02-20', 500)] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    ['from a demand that was received', { kept: [demand('2027-12-31')] }, ['debt 2030-12-31: demand 2027-12-31']],
    [
      'from a demand received on the very last day',
      { kept: [demand('2028-03-05')] },
      ['debt 2031-03-05: demand 2028-03-05'],
    ],
    [
      'as before when the demand came a day too late',
      { kept: [demand('2028-03-06')] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'from a demand that was in time because of the one before it, whichever was told first',
      { kept: [demand('2030-06-01'), demand('2027-12-31')], on: '2031-01-01' },
      ['debt 2033-06-01: demand 2030-06-01'],
    ],
    [
      'anew when the borrower signs for it after it had lapsed',
      { kept: [{ id: 'a', party: 'debtor', how: 'acknowledgement', on: '2028-05-01' }] },
      ['debt 2031-05-01: acknowledgement 2028-05-01'],
    ],
    [
      'on no day while a suit lasts',
      { kept: [{ id: 's', party: 'debtor', how: 'suit', on: '2026-05-01' }] },
      ['debt kept: suit 2026-05-01'],
    ],
    [
      'from the end of a suit',
      { kept: [{ id: 's', party: 'debtor', how: 'suit', on: '2026-05-01', endedOn: '2027-01-15' }] },
      ['debt 2030-01-15: suit 2027-01-15'],
    ],
    [
      'as before when what kept it was withdrawn',
      { kept: [{ ...demand('2026-05-01'), withdrawn: true }] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'where the policy does not know demands as a cause, not from one',
      { kept: [demand('2026-05-01')], rules: { restartedBy: ['payment'] } },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'on 28 February when it began on a leap day',
      { terms: termsOf(contractOf(due(1, '2028-02-29')), alone), on: '2028-03-01' },
      ['debt 2031-02-28: due 2028-02-29'],
    ],
    [
      'on a day off as on any other: a holiday is not counted on',
      { terms: termsOf(contractOf(due(1, '2025-10-01')), alone), on: '2025-10-02' },
      ['debt 2028-10-01: due 2025-10-01'],
    ],
    ['on no day once nothing is owed', { postings: [pay('p', '2025-02-05', 2000)] }, []],
  ])('%s', (_name, asks, rights) => {
    expect(asked(asks)).toEqual(rights);
  });
});

describe('the claim on the guarantor lapses', () => {
  const withGuarantor = (more: Partial<LoanTerms> = {}): LoanTerms => termsOf(twoInstalments, more);
  const guarantee = (asks: Asked): string | undefined => asked({ terms: withGuarantor(), ...asks })[1];
  it.each<[string, Asked, string]>([
    ['six months after maturity', {}, 'guarantee 2025-09-05: period 2025-03-05'],
    [
      'on the day that the contract names',
      { terms: withGuarantor({ guaranteeUntil: '2027-03-05' }) },
      'guarantee 2027-03-05: period 2025-03-05',
    ],
    [
      'after six months where the contract names a day that is not after maturity',
      { terms: withGuarantor({ guaranteeUntil: '2025-03-05' }) },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'whatever the borrower pays or receives meanwhile',
      { postings: [pay('p', '2025-04-01', 500)], kept: [demand('2025-05-01')] },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'three years after the guarantor was claimed on within the period',
      { kept: [demand('2025-06-01', 'g', 'guarantor')] },
      'guarantee 2028-06-01: demand 2025-06-01',
    ],
    [
      'as before when the claim came after the period',
      { kept: [demand('2025-09-06', 'g', 'guarantor')] },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'as before when the claim was about an instalment before maturity',
      { kept: [demand('2025-02-20', 'g', 'guarantor')] },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'from a payment of the guarantor after the claim',
      {
        kept: [demand('2025-06-01', 'g', 'guarantor')],
        postings: [pay('p', '2026-01-05', 100, '2026-01-05', 'guarantor')],
      },
      'guarantee 2029-01-05: payment 2026-01-05',
    ],
    [
      'on no day while a suit against them lasts that began before maturity',
      { kept: [{ id: 's', party: 'guarantor', how: 'suit', on: '2025-03-01' }] },
      'guarantee kept: suit 2025-03-01',
    ],
  ])('%s', (_name, asks, right) => {
    expect(guarantee(asks)).toBe(right);
  });
});
