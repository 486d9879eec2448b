import { describe, expect, it } from 'vitest';
import { DEFAULT_CIRCUMSTANCES } from '../../domain/circumstanceRules.ts';
import type { Circumstance } from '../../domain/circumstanceState.ts';
import { pay, reverse } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { CLAIM, notify, policyOf, rung, termsOf } from './support/loanWorld.ts';
import { BOB, documents, contract, life, report, verify, accepted } from './support/circumstanceLife.ts';

describe('fraud', () => {
  it('by a stolen identity stops everything as soon as it is reported, and gives the fraud desk a case', () => {
    const loan = life().at('2025-02-07', '11:00');
    report(loan, 'identityFraud');
    verify(loan);
    expect(loan.at('2025-03-10').since('2025-02-07')).toEqual([
      '2025-02-07 11:00 identityFraud of debtor reported',
      '2025-02-07 11:00 task circumstanceVerify by 2025-02-14',
      '2025-02-07 11:00 identityFraud verified, 2025-02-07',
      '2025-02-07 11:00 task closed verified',
      '2025-02-07 11:00 task fraudCase by 2025-02-28',
      '2025-03-01 10:00 escalated to riskHead',
    ]);
  });

  it('by the borrower goes to the fraud desk and opens what the policy names, and contact goes on', () => {
    const loan = life({ borrowerFraud: { ...DEFAULT_CIRCUMSTANCES.borrowerFraud, opens: ['dealer'] } });
    loan.at('2025-02-07', '11:00');
    report(loan, 'borrowerFraud');
    verify(loan);
    expect(loan.at('2025-02-10', '11:00').since('2025-02-07').slice(3)).toEqual([
      '2025-02-07 11:00 task closed verified',
      '2025-02-07 11:00 task fraudCase by 2025-02-28',
      '2025-02-07 11:00 claim/L1/1 opened by dealer',
      '2025-02-10 10:00 task call by 2025-02-13',
    ]);
  });
});

it('what was opened at once stands when money is taken back: it waited for no day of arrears', () => {
  const borrowerFraud = { ...DEFAULT_CIRCUMSTANCES.borrowerFraud, opens: ['dealer'] };
  const serious = rung('dealer', 9, { action: CLAIM, when: { consecutiveMissedAtLeast: 3 } });
  const loan = new LoanLife({
    policy: policyOf({ ladder: [serious], circumstances: { ...DEFAULT_CIRCUMSTANCES, borrowerFraud } }),
    terms: termsOf(contract),
  }).at('2025-02-04');
  loan.post(pay('a', '2025-02-04', 20_000));
  loan.at('2025-02-07', '11:00');
  report(loan, 'borrowerFraud');
  verify(loan);
  loan.at('2025-02-08').post(reverse('r', 'a', '2025-02-08'));
  expect(loan.since('2025-02-07')).toContain('2025-02-07 11:00 claim/L1/1 opened by dealer');
  expect(loan.story.filter((line) => line.includes('dealer corrected'))).toEqual([]);
});

describe('another loan of the person', () => {
  const told = (status: Circumstance['status'], seq: number, more: Partial<Circumstance> = {}): Circumstance => ({
    ...{ id: 'L9/circumstance/1', kind: 'death', personId: 'debtor', source: 'family', reportedOn: '2025-02-07' },
    ...{ reportedBy: 'ann', status, seq, ...more },
  });

  it('reacts to what is told, and the latest word holds in whatever order words come', () => {
    const loan = life().at('2025-02-07', '11:00');
    const dead = told('verified', 8, { happenedOn: '2025-02-06', claimBy: '2025-08-06', verifiedOn: '2025-02-07' });
    loan.fact('circumstanceTold', { circumstance: dead });
    loan.fact('circumstanceTold', { circumstance: told('reported', 5) });
    expect(loan.at('2025-02-11').since('2025-02-07')).toEqual([
      '2025-02-07 11:00 told death verified',
      '2025-02-07 11:00 task circumstanceClaim by 2025-08-06',
      '2025-02-10 10:00 call refused DECEASED by circumstances.death',
    ]);
    expect(loan.command('endCircumstance', { circumstance: 'L9/circumstance/1' })).toMatchObject({
      code: 'NOT_REPORTED_HERE',
    });
    expect(loan.command('registerClaim', { circumstance: 'L9/circumstance/1', documents })).toMatchObject({ ok: true });
    loan.fact('circumstanceTold', { circumstance: { ...dead, seq: 9, status: 'ended', ending: 'mistaken' } });
    expect(loan.at('2025-02-12').loan.circumstances?.[0]).toMatchObject({ status: 'ended', claimedOn: '2025-02-11' });
  });
});

describe('what is said about a circumstance is refused', () => {
  const reported = (): LoanLife => {
    const loan = life().at('2025-02-12', '11:00');
    report(loan, 'bankruptcy');
    return loan;
  };
  it.each([
    ['verified by who reported it', 'verifyCircumstance', { ...accepted, documents }, ANN, 'SAME_PERSON'],
    ['verified without evidence', 'verifyCircumstance', accepted, BOB, 'EVIDENCE_MISSING'],
    ['verified without its day', 'verifyCircumstance', { documents }, BOB, 'DATE_INVALID'],
    [
      'with a last day too early',
      'verifyCircumstance',
      { ...accepted, claimBy: '2025-03-13', documents },
      BOB,
      'CLAIM_DAY_OUTSIDE',
    ],
    [
      'with a last day too late',
      'verifyCircumstance',
      { ...accepted, claimBy: '2025-05-13', documents },
      BOB,
      'CLAIM_DAY_OUTSIDE',
    ],
    ['refuted without a reason', 'refuteCircumstance', {}, BOB, 'REASON_MISSING'],
    [
      'ended before it is verified',
      'endCircumstance',
      { ending: 'dismissed', documents },
      BOB,
      'CIRCUMSTANCE_NOT_THERE',
    ],
    ['claimed in before it is verified', 'registerClaim', { documents }, BOB, 'NOTHING_TO_CLAIM'],
    [
      'of a representative too early',
      'nameRepresentative',
      { personId: 'x', capacity: 'administrator', documents },
      BOB,
      'CIRCUMSTANCE_NOT_THERE',
    ],
    ['reported again', 'reportCircumstance', { kind: 'bankruptcy', source: 'court' }, BOB, 'CIRCUMSTANCE_OPEN'],
    [
      'of a kind that does not exist',
      'reportCircumstance',
      { kind: 'moved', source: 'court' },
      BOB,
      'CIRCUMSTANCE_KIND_UNKNOWN',
    ],
    ['of nobody knows whom', 'reportCircumstance', { kind: 'death', source: 'rumour' }, BOB, 'SOURCE_UNKNOWN'],
    [
      'of a party that the loan does not have',
      'reportCircumstance',
      { kind: 'death', source: 'court', party: 'guarantor' },
      BOB,
      'PARTY_UNKNOWN',
    ],
    [
      'of the death of a company',
      'reportCircumstance',
      { kind: 'death', source: 'court', party: 'dealer' },
      BOB,
      'PARTY_DOES_NOT_FIT',
    ],
  ])('%s', (_name, type, content, actor, code) => {
    const loan = reported();
    const before = JSON.stringify(loan.loan);
    const answer = loan.command(type, { circumstance: 'L1/circumstance/1', ...content }, actor);
    expect(answer).toMatchObject({ ok: false, code });
    expect(JSON.stringify(loan.loan)).toBe(before);
  });
});

describe('steps towards a guarantor', () => {
  it('are passed over when the guarantor is bankrupt, and those towards the borrower go on', () => {
    const loan = new LoanLife({
      policy: policyOf({ ladder: [rung('g', 1, { action: notify(['sms'], 'guarantor') }), rung('d', 5)] }),
      terms: termsOf(contract),
    }).at('2025-02-05', '11:00');
    loan.command('reportCircumstance', { kind: 'bankruptcy', party: 'guarantor', source: 'court' });
    verify(loan, { happenedOn: '2025-02-05', claimBy: '2025-03-20' });
    expect(loan.at('2025-02-11').since('2025-02-06')).toEqual([
      '2025-02-06 10:00 g refused IN_BANKRUPTCY by circumstances.bankruptcy',
      '2025-02-10 10:00 d 2025-02-06 by sms',
    ]);
  });
});
